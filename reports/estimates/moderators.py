"""What the estimates of pairs may follow: overlap by the primary measure, and what else is known of a pair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.estimates.cell import PairEstimate
from xlr_warehouse.warehouse import Warehouse

OVERLAPS = """
    select
        overlap.train_set, overlap.test_set, overlap.measure, overlap.tokenizer,
        share(overlap.shared_test, overlap.n_test) as value
    from overlap
    inner join text_set on overlap.test_set = text_set.text_set
    where overlap.measure = primary_measure(text_set.task) and overlap.n_test > 0
    order by overlap.train_set, overlap.test_set, overlap.tokenizer
"""
COVARIATES = """
    select
        train_set, test_set, encoder,
        concat_ws(
            '/', if(covariate in ('alignment', 'language_distance'), covariate, null),
            if(covariate in ('alignment', 'language_distance'), name, covariate), alignment_embedding, unit,
            lexicon, spelling, sample_size
        ) as name,
        value
    from pair_covariate
    where value is not null
    order by train_set, test_set, name
"""


@dataclass(frozen=True, kw_only=True)
class Moderator:
    """A property of a pair.

    what: its name (overlap, context, training_size, script, or with what it is of: language_distance/genetic), and for
    overlap its measure and tokenizer.
    """

    what: tuple[str, str | None, str | None]
    value: float


def read_moderators(warehouse: Warehouse) -> Callable[[PairEstimate], Sequence[Moderator]]:
    """How to look up the moderators of a pair, by the text sets it is trained and tested on.

    Where native and cross-lingual are compared, they are those of the cross-lingual side.
    """
    known: dict[tuple[int, int], list[tuple[str | None, Moderator]]] = {}
    for train_set, test_set, measure, tokenizer, value in warehouse.frame(OVERLAPS).iter_rows():
        one = Moderator(what=("overlap", measure, tokenizer), value=value)
        known.setdefault((train_set, test_set), []).append((None, one))
    for train_set, test_set, encoder, name, value in warehouse.frame(COVARIATES).iter_rows():
        known.setdefault((train_set, test_set), []).append((encoder, Moderator(what=(name, None, None), value=value)))

    def of(pair: PairEstimate) -> Sequence[Moderator]:
        if pair.train_set is None:
            return ()
        found = known.get((pair.train_set, pair.test_set), [])
        return [one for encoder, one in found if encoder in {None, pair.cell.encoder}]

    return of
