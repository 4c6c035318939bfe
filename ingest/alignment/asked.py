"""Which test sets are compared: every two languages of a corpus and task, or the pairs that were named."""

from collections.abc import Sequence
from itertools import combinations

from ingest.alignment.units import ComparedSet
from ingest.leak_free import LEAK_FREE
from ingest.pairs import split_pair
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse

Couple = tuple[ComparedSet, ComparedSet]


def couples(
    warehouse: Warehouse, *, corpus: str | None = None, pairs: Sequence[str] | None = None, leak_free: bool = False
) -> list[Couple]:
    """The test sets of two languages, of one corpus and task, each couple once, by language.

    Test set stands against test set: the encoder is looked at as it was pre-trained, which saw neither, and both are
    samples of their language drawn alike. Raises `InputError` or `UnknownNameError` where there are none.
    """
    split = f"test{LEAK_FREE}" if leak_free else "test"
    rows = warehouse.frame(
        """
        select text_set as number, corpus, task, language, split from text_set
        where perturbation = 'none' and split = $split order by corpus, task, language
        """,
        split=split,
    )
    here = [ComparedSet(**row) for row in rows.iter_rows(named=True)]
    if corpus is not None:
        known = sorted({one.corpus for one in here})
        if corpus not in known:
            raise UnknownNameError("corpus with a test set", corpus, known)
        here = [one for one in here if one.corpus == corpus]
    found = [
        (one, other)
        for one, other in combinations(here, 2)
        if (one.corpus, one.task) == (other.corpus, other.task) and one.language != other.language
    ]
    if pairs is not None:
        languages = sorted({one.language for one in here})
        wanted = {pair: frozenset(split_pair(pair, languages)) for pair in pairs}
        for pair, codes in wanted.items():
            if not any(codes == _languages(couple) for couple in found):
                raise InputError(
                    f"For the pair {pair}, no corpus has a {split} split of two languages; see 'xlr sql "
                    '"from text_set"\'.'
                )
        found = [couple for couple in found if _languages(couple) in wanted.values()]
    if not found:
        raise InputError(
            f"No corpus has a {split} split in two languages: "
            + ("'xlr audit LANG... --resplit' makes them." if leak_free else "'xlr ingest' brings some in.")
        )
    return found


def _languages(couple: Couple) -> frozenset[str]:
    return frozenset(one.language for one in couple)
