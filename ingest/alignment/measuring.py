"""Measuring alignment: every couple of test sets in every embedding that has their words, what lacks only."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.alignment.asked import Couple, couples
from ingest.alignment.clouds import LEAST
from ingest.alignment.landing import Held, measure
from ingest.alignment.lexicon import lexicons, named
from ingest.alignment.sampling import SAMPLE_SIZE, SPELLINGS, clouds
from ingest.alignment.units import UNITS, Units, lacking, n_without_vector, units_of
from ingest.perturbing.facts import embeddings as embeddings_here
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """What measuring did.

    `n_new` and `n_known`: couples of test sets, counted once an embedding, something of which was measured now, or
    nothing was left to measure; `n_values` have landed. `n_couples` is how many couples were looked at,
    `without_lexicon` for how many of them no two units of a kind are known to mean the same, `too_small` for how many
    a test set has too few units of a kind (and spelling) to draw from. `without_vectors` are sentences on words that
    have none.
    """

    n_new: int
    n_known: int
    n_values: int
    n_couples: int
    without_lexicon: dict[str, int]
    too_small: dict[tuple[str, str], int]
    without_vectors: tuple[str, ...]


def measure_alignment(
    warehouse: Warehouse,
    *,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    embeddings: Sequence[str] = (),
    sample_size: int = SAMPLE_SIZE,
    leak_free: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Aligned:
    """Land how alike the test sets of two languages are represented, for all couples and embeddings that lack it.

    Each couple lands by itself, in both directions. Values of a lexicon that has changed since (names came in) are
    measured anew. Raises `XlrError` when nothing can be measured, or a pair that was named has no vectors.
    """
    if sample_size < LEAST:
        raise InputError(f"The sample size must be at least {LEAST}, not {sample_size}.")
    wanted = couples(warehouse, corpus=corpus, pairs=pairs, leak_free=leak_free)
    names = embeddings_here(warehouse, embeddings)
    units = {one.number: units_of(warehouse, one) for one in {one for couple in wanted for one in couple}}
    able, without = _with_vectors(warehouse, names, wanted, units, is_named=pairs is not None)
    with warehouse.transaction():
        facts = {number: (one, named(warehouse, one)) for number, one in units.items()}
    n_values = n_new = done = 0
    looked_at: dict[Couple, set[tuple[str, ...]]] = {}
    for embedding in names:
        held = Held(warehouse, embedding, units)
        for couple in able[embedding]:
            source, target = (facts[one.number] for one in couple)
            alike = lexicons(warehouse, source, target)
            drawn = list(clouds(source[0], target[0], sample_size=sample_size))
            looked_at[couple] = {(one.unit,) for one in alike} | {(one.unit, one.spelling) for one in drawn}
            landed = measure(warehouse, held, couple, alike, drawn, sample_size=sample_size)
            n_values += landed
            n_new += landed > 0
            done += 1
            if progress is not None:
                progress(done, sum(map(len, able.values())))
    return Aligned(
        n_new=n_new,
        n_known=done - n_new,
        n_values=n_values,
        n_couples=len(looked_at),
        without_lexicon={unit: n for unit in UNITS if (n := _n_lacking(looked_at, (unit,)))},
        too_small={key: n for key in product(UNITS, SPELLINGS) if (n := _n_lacking(looked_at, key))},
        without_vectors=without,
    )


def _n_lacking(looked_at: Mapping[Couple, Container[tuple[str, ...]]], key: tuple[str, ...]) -> int:
    return sum(key not in has for has in looked_at.values())


def _with_vectors(
    warehouse: Warehouse, names: Sequence[str], wanted: Sequence[Couple], units: dict[int, Units], *, is_named: bool
) -> tuple[dict[str, list[Couple]], tuple[str, ...]]:
    """The couples of each embedding both of whose test sets have vectors, and sentences on those that have not.

    Raises `InputError` where none has, or one that was asked for by name has in no embedding.
    """
    able: dict[str, list[Couple]] = {}
    without: list[str] = []
    for embedding in names:
        bare = {number for number, one in units.items() if n_without_vector(warehouse, embedding, one)}
        able[embedding] = [couple for couple in wanted if not bare.intersection(one.number for one in couple)]
        if bare:
            languages = sorted({units[number].of.language for number in bare})
            without.append(lacking(warehouse, embedding, languages))
    covered = {couple for found in able.values() for couple in found}
    if without and not (covered.issuperset(wanted) if is_named else covered):
        raise InputError(without[0])
    return able, tuple(without)
