"""Function words whose text is not what it was: which those are, and what was made with them."""

from collections.abc import Iterable, Sequence

import polars as pl

from ingest.appending import TextSetKey
from ingest.leak_free import LEAK_FREE
from ingest.overlap import MEASURES, Measure
from ingest.perturb import PERTURBATIONS
from ingest.perturbing.perturbation import Perturbation
from xlr_warehouse.catalog import names, plugin
from xlr_warehouse.warehouse import Warehouse

COUNTS = ("overlap", "overlap_by_type", "overlap_rarefied")


def changed_words(warehouse: Warehouse, *, gone: Sequence[int], arriving: Iterable[TextSetKey] = ()) -> pl.DataFrame:
    """The languages (corpus, task, language) whose function words are counted in text that goes or arrives.

    Counted is the train split as it came, and the others only where there is none; languages that have not been
    counted are left out.
    """
    places = [(key.corpus, key.task, key.language, key.split) for key in arriving if key.perturbation == "none"]
    with warehouse.relation("arriving", pl.DataFrame(places, schema=_PLACE, orient="row")):
        return warehouse.frame(_CHANGED, gone=list(gone), leak_free=LEAK_FREE)


def perturbations_with(warehouse: Warehouse, changed: pl.DataFrame) -> list[str]:
    """The perturbations of texts in these languages that read function words, by their ids."""
    with warehouse.relation("changed", changed):
        rows = warehouse.frame(
            """
            select perturbation_id, perturbation from perturbation
            where test_set in (select text_set from text_set semi join changed using (corpus, task, language))
            order by perturbation_id
            """
        ).rows()
    known = set(names(PERTURBATIONS)) & {name for _, name in rows}
    reading = {
        name for name in known if "function_words" in plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation).needs
    }
    return [number for number, name in rows if name in reading]


def forget_words(warehouse: Warehouse, changed: pl.DataFrame) -> None:
    """Remove the word frequencies of these languages, and the overlaps counted with them; both are counted anew."""
    if changed.is_empty():
        return
    counted = warehouse.frame("select distinct measure from overlap").to_series()
    reading = [
        name
        for name in sorted(set(names(MEASURES)) & set(counted))
        if plugin(MEASURES, name, "MEASURE", Measure).words == "function_words"
    ]
    with warehouse.relation("changed", changed):
        for table in COUNTS:
            warehouse.execute(_UNCOUNTED.format(table=table), measures=reading)
        warehouse.execute(
            """
            delete from word_frequency
            where (corpus, task, language) in (select (corpus, task, language) from changed)
            """
        )


_PLACE = {"corpus": pl.String, "task": pl.String, "language": pl.String, "split": pl.String}

_CHANGED = """
with original as (select text_set, corpus, task, language, split from text_set where perturbation = 'none'),
place as (
    select corpus, task, language, split from original where list_contains($gone, text_set)
    union all select corpus, task, language, split from arriving
)
select distinct corpus, task, language from place
semi join word_frequency using (corpus, task, language)
where not ends_with(split, $leak_free)
and (split = 'train' or (corpus, task, language) not in (
    select (corpus, task, language) from original where split = 'train'
))
order by all
"""

_UNCOUNTED = """
with touched as (select text_set from text_set semi join changed using (corpus, task, language))
delete from {table} where list_contains($measures, measure)
and (train_set in (select text_set from touched) or test_set in (select text_set from touched))
"""
