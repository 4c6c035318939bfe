"""What was planted, counted from the finished texts."""

import polars as pl

from ingest.lab.lexicon import Lexicon
from ingest.lab.plan import QUANTITIES, Pair
from ingest.lab.sentences import Draft

_SCHEMA = {"source": pl.String, "target": pl.String, "quantity": pl.String, "value": pl.Float64, "count": pl.Int64}


def cue_forms(lexicon: Lexicon) -> set[str]:
    """All forms of the nouns that reveal a type beside a name."""
    return {form for nouns in lexicon.cues.values() for noun in nouns.values for form in noun.forms}


def count_planted(pair: Pair, drafts: dict[tuple[str, str], Draft], cues: set[str]) -> pl.DataFrame:
    """A row for each planted quantity of a pair; `drafts` are its text sets by language and split."""
    test = drafts[pair.target.code, "test"]
    source = drafts[pair.source.code, "train"]
    native = drafts[pair.target.code, "train"]
    spans = _spans(test)
    seen_words = set(_ordinary_words(source))
    in_source, in_native = ({_text(draft, span) for span in _spans(draft)} for draft in (source, native))
    counts = (
        sum(_text(test, span) in in_source for span in spans),
        sum(_text(test, span) in in_native for span in spans),
        sum(_has_cue(test, span, cues) for span in spans),
        sum(word in seen_words for word in _ordinary_words(test)),
    )
    rows = [
        (pair.source.code, pair.target.code, quantity, pair.shares[quantity], count)
        for quantity, count in zip(QUANTITIES, counts, strict=True)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _spans(draft: Draft) -> list[tuple[int, int]]:
    """First token and end of every entity; the writer puts no two of them side by side."""
    starts = [place for place, tag in enumerate(draft.tags) if tag[0] == "B"]
    found: list[tuple[int, int]] = []
    for start in starts:
        end = start + 1
        while end < len(draft.tags) and draft.tags[end][0] == "I":
            end += 1
        found.append((start, end))
    return found


def _text(draft: Draft, span: tuple[int, int]) -> str:
    return " ".join(draft.forms[slice(*span)])


def _has_cue(draft: Draft, span: tuple[int, int], cues: set[str]) -> bool:
    """Whether a cue word stands beside the entity; at the start of a sentence it may have a capital."""
    beside = (draft.forms[span[0] - 1], draft.forms[span[1]])
    return any(form in cues or form[0].lower() + form[1:] in cues for form in beside)


def _ordinary_words(draft: Draft) -> list[str]:
    return [
        form.lower()
        for form, tag in zip(draft.forms, draft.tags, strict=True)
        if tag == "O" and any(map(str.isalpha, form))
    ]
