"""Which text sets belong together: training sets and original test sets, by pairs of languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.leak_free import LEAK_FREE
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class SetPair:
    """A training set and an original test set of one corpus, by number, with what names them."""

    corpus: str
    train_set: int
    test_set: int
    train_language: str
    test_language: str
    test_split: str
    train_sha256: str
    test_sha256: str


@dataclass(frozen=True, kw_only=True)
class _Set:
    number: int
    sha256: str


def set_pairs(
    warehouse: Warehouse,
    *,
    task: str,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    leak_free: bool = False,
) -> list[SetPair]:
    """The text sets that pairs of languages mean: `L1-L2` is both L1->L2 and L2->L2; None is all against all.

    Looks at the splits `train` and `test` of one corpus, or of every corpus that has them; at those that were dealt
    anew if `leak_free` is true. Raises `InputError` naming the command that brings in what is missing.
    """
    ending = LEAK_FREE if leak_free else ""
    corpora = _corpora(warehouse, task, corpus)
    sets = {name: _sets(warehouse, task, name, ending=ending) for name in corpora}
    languages = _languages(warehouse, task, corpora)
    wanted = None if pairs is None else [split_pair(pair, languages) for pair in pairs]
    for l1, l2 in wanted or ():
        _check(l1, l2, sets, leak_free=leak_free)
    chosen = [pair for name, of_corpus in sets.items() for pair in _pairs_of(name, of_corpus, wanted, ending=ending)]
    if not chosen:
        where = f"the corpus {corpus!r}" if corpus else "the warehouse"
        what = f"the pairs {', '.join(pairs)}" if pairs else "any language"
        if leak_free:
            raise InputError(f"For {what}, {where} lacks leak-free splits: 'xlr audit LANG... --resplit' makes them.")
        raise InputError(f"For {what}, {where} lacks a train or a test split; see 'xlr sql \"from text_set\"'.")
    return chosen


def tasks_here(warehouse: Warehouse, corpus: str | None = None) -> set[str]:
    """The tasks that a corpus has text for, or any corpus has."""
    rows = warehouse.frame(
        "select distinct task from text_set where $corpus is null or corpus = $corpus", corpus=corpus
    )
    return set(rows.to_series())


def _check(l1: str, l2: str, sets: Mapping[str, Mapping[tuple[str, str], _Set]], *, leak_free: bool) -> None:
    """Refuse a pair that was asked for and that no corpus has: its L1 to train on, its L2 to test on."""
    if any((l1, "train") in of_corpus and (l2, "test") in of_corpus for of_corpus in sets.values()):
        return
    places = [(l1, "train"), (l2, "test")]
    lacking = [place for place in places if not any(place in of_corpus for of_corpus in sets.values())]
    if leak_free:
        codes = list(dict.fromkeys(language for language, _ in lacking or places))
        raise InputError(
            f"For the pair {l1}-{l2}, {' and '.join(codes)} {'lacks' if len(codes) == 1 else 'lack'} leak-free splits"
            f"{'' if lacking else ' in one corpus'}: 'xlr audit {' '.join(codes)} --resplit' makes them."
        )
    what = " and ".join(f"{language} lacks a {split} split" for language, split in lacking)
    what = what or "no corpus has a train split of the one and a test split of the other"
    raise InputError(f"For the pair {l1}-{l2}, {what}; see 'xlr sql \"from text_set\"'.")


def _pairs_of(
    corpus: str, sets: dict[tuple[str, str], _Set], pairs: Sequence[tuple[str, str]] | None, *, ending: str
) -> list[SetPair]:
    if pairs is None:
        languages = sorted({language for language, _ in sets})
        wanted: Iterable[tuple[str, str]] = [(train, test) for train in languages for test in languages]
    else:
        wanted = dict.fromkeys(both for l1, l2 in pairs for both in ((l1, l2), (l2, l2)))
    return [
        SetPair(
            corpus=corpus,
            train_set=sets[train, "train"].number,
            test_set=sets[test, "test"].number,
            train_language=train,
            test_language=test,
            test_split=f"test{ending}",
            train_sha256=sets[train, "train"].sha256,
            test_sha256=sets[test, "test"].sha256,
        )
        for train, test in wanted
        if (train, "train") in sets and (test, "test") in sets
    ]


def _corpora(warehouse: Warehouse, task: str, corpus: str | None) -> list[str]:
    rows = warehouse.frame("select distinct corpus from corpus where task = $task order by corpus", task=task)
    known = rows.get_column("corpus").to_list()
    if not known:
        raise InputError(f"There is no {task} corpus in the warehouse; 'xlr ingest' brings one in.")
    if corpus is None:
        return known
    if corpus not in known:
        raise UnknownNameError(f"{task} corpus", corpus, known)
    return [corpus]


def _languages(warehouse: Warehouse, task: str, corpora: Sequence[str]) -> list[str]:
    """The languages that the corpora have text in, in any split."""
    rows = warehouse.frame(
        "select distinct language from text_set where task = $task and list_contains($corpora, corpus) order by all",
        task=task,
        corpora=list(corpora),
    )
    return rows.get_column("language").to_list()


def _sets(warehouse: Warehouse, task: str, corpus: str, *, ending: str) -> dict[tuple[str, str], _Set]:
    """The training and test sets of a corpus, by language and by train or test; `ending` is that of their splits."""
    rows = warehouse.frame(
        """
        select language, split, text_set, sha256 from text_set
        where corpus = $corpus and task = $task and perturbation = 'none'
        and list_contains($splits, split)
        """,
        corpus=corpus,
        task=task,
        splits=[f"train{ending}", f"test{ending}"],
    )
    return {
        (language, split.removesuffix(ending)): _Set(number=number, sha256=sha256)
        for language, split, number, sha256 in rows.iter_rows()
    }


def split_pair(pair: str, languages: Sequence[str]) -> tuple[str, str]:
    """Split `L1-L2` at the hyphen that leaves a language on either side; codes have hyphens of their own."""
    halves = [(pair[:at], pair[at + 1 :]) for at, character in enumerate(pair) if character == "-"]
    for l1, l2 in halves:
        if l1 in languages and l2 in languages:
            return l1, l2
    if not halves:
        raise InputError(f"{pair!r} is no pair; write L1-L2, such as fr-br.")
    missing = [language for language in halves[0] if language not in languages]
    raise UnknownNameError("language with text in the warehouse", missing[0] if missing else pair, list(languages))
