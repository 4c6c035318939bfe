"""Which splits of a data set are ours: train, validation and test."""

from collections.abc import Mapping, Sequence

from ingest.split_names import SPLIT_NAMES
from xlr_warehouse.errors import InputError, XlrError


def parse_splits(given: Sequence[str]) -> dict[str, str]:
    """What `--split OURS=THEIRS` says; raises `InputError` for a split that is none of ours or given twice."""
    mapping: dict[str, str] = {}
    for one in given:
        ours, equals, theirs = one.partition("=")
        if ours not in SPLIT_NAMES or not equals or not theirs:
            raise InputError(
                f"--split {one}: give {', '.join(SPLIT_NAMES)} and what the data set calls it, as in test=dev."
            )
        if ours in mapping:
            raise InputError(f"--split {ours} is given twice; leave one.")
        mapping[ours] = theirs
    return mapping


def choose_splits(theirs: Sequence[str], *, given: Mapping[str, str], language: str, name: str) -> dict[str, str]:
    """Our splits, each with its name in the data set: those given, else by their usual names.

    A name may end in the language, as in `train_en`. Raises `XlrError` when a given one is not there, none is known, or
    two could be the same.
    """
    has = f"{name} has the splits {', '.join(theirs)}"
    if given:
        for split in given.values():
            if split not in theirs:
                raise XlrError(f"There is no split {split!r}: {has}.")
        return {ours: given[ours] for ours in SPLIT_NAMES if ours in given}
    chosen: dict[str, str] = {}
    for ours, names in SPLIT_NAMES.items():
        usual = [split for split in theirs if split.lower() in names]
        of_language = [f"{one}{mark}{language}" for one in names for mark in "_-."]
        found = [split for split in theirs if split.lower() in of_language] or usual
        if len(found) > 1:
            raise XlrError(f"{' and '.join(found)} could both be our {ours}: say --split {ours}=NAME; {has}.")
        if found:
            chosen[ours] = found[0]
    if not chosen:
        raise XlrError(f"{has}, none of which has a usual name: say which is which, as in --split test=NAME.")
    return chosen
