"""The units of every overlap measure, counted as one would with Python alone: what the SQL is checked against."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Tokens = Sequence[tuple[int, str, str]]
"""Sentence, form and tag, in order."""

Units = Counter[tuple[str, str | None]]
"""How often each unit stands under each entity type (None where the measure has no types)."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a language and of forms: function words, stop words, word pieces, Latin letters."""

    function_words: AbstractSet[str] = frozenset()
    stop_words: AbstractSet[str] = frozenset()
    pieces: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    romanised: Mapping[str, str] = field(default_factory=dict[str, str])


def lower(text: str) -> str:
    """Lower case as DuckDB has it: character by character, one for one.

    So a final sigma stays the common one, and `İ` becomes `i` where Python puts a dot above behind it.
    """
    return "".join("i" if character == "İ" else character.lower() for character in text)


def word_of(form: str) -> str | None:
    if any(unicodedata.category(character).startswith("L") for character in form):
        return lower(unicodedata.normalize("NFC", form))
    return None


def chunks(tokens: Tokens) -> Iterable[tuple[str, str]]:
    """Text and type of each entity, in the lenient reading: a stray I- opens one."""
    found: list[tuple[list[str], str]] = []
    before: tuple[int, str] | None = None
    for sentence, form, tag in tokens:
        if tag != "O":
            if tag.startswith("I-") and before == (sentence, tag[2:]):
                found[-1][0].append(form)
            else:
                found.append(([form], tag[2:]))
        before = (sentence, tag[2:]) if tag != "O" else None
    return [(unicodedata.normalize("NFC", " ".join(forms)), of_type) for forms, of_type in found]


def word(tokens: Tokens, _: Facts) -> Units:
    return Counter((found, None) for _, form, _ in tokens if (found := word_of(form)) is not None)


def context_word(tokens: Tokens, facts: Facts) -> Units:
    words = word([token for token in tokens if token[2] == "O"], facts)
    return Counter({unit: n for unit, n in words.items() if unit[0] not in facts.function_words})


def entity_token(tokens: Tokens, _: Facts) -> Units:
    return Counter((f"{form}\t{tag}", tag[2:]) for _, form, tag in tokens if tag != "O")


def entity_chunk(tokens: Tokens, _: Facts) -> Units:
    return Counter(chunks(tokens))


def entity_chunk_typed(tokens: Tokens, _: Facts) -> Units:
    return Counter((f"{text}\t{of_type}", of_type) for text, of_type in chunks(tokens))


def character_ngram(tokens: Tokens, facts: Facts) -> Units:
    units: Units = Counter()
    for (found, _), n in word(tokens, facts).items():
        padded = f" {found} "
        for place in range(len(padded) - 2):
            units[padded[place : place + 3], None] += n
    return units


def romanised_word(tokens: Tokens, facts: Facts) -> Units:
    units: Units = Counter()
    for (found, _), n in word(tokens, facts).items():
        units[lower(facts.romanised[found]), None] += n
    return units


def romanised_entity(tokens: Tokens, facts: Facts) -> Units:
    return Counter(
        (" ".join(lower(facts.romanised[form]) for form in text.split(" ")), of_type)
        for text, of_type in chunks(tokens)
    )


def subword(tokens: Tokens, facts: Facts) -> Units:
    return Counter((piece, None) for _, form, _ in tokens if word_of(form) for piece in facts.pieces[form])


def subword_entity(tokens: Tokens, facts: Facts) -> Units:
    return Counter(
        (piece, tag[2:]) for _, form, tag in tokens if tag != "O" and word_of(form) for piece in facts.pieces[form]
    )


def subword_context(tokens: Tokens, facts: Facts) -> Units:
    content = [token for token in tokens if token[2] == "O" and word_of(token[1]) not in facts.function_words]
    return subword(content, facts)


def reference_entity_chunk(tokens: Tokens, _: Facts) -> Units:
    found: list[list[str]] = []
    for _sentence, form, tag in tokens:
        if tag.startswith("B-"):
            found.append([form])
        elif tag.startswith("I-") and found:
            found[-1].append(form)
    return Counter((" ".join(forms), None) for forms in found)


def reference_context_word(tokens: Tokens, facts: Facts) -> Units:
    return Counter((form, None) for _, form, tag in tokens if tag == "O" and form not in facts.stop_words)


def reference_context_word_test(tokens: Tokens, facts: Facts) -> Units:
    def unit(form: str) -> str:
        is_long = len(form) > 1 and not set(form) & set(string.punctuation)
        return lower(form) if is_long and lower(form) not in facts.stop_words else f"never shared\t{form}"

    return Counter((unit(form), None) for _, form, tag in tokens if tag == "O")


def kept_words(text: str, facts: Facts, rule: str) -> tuple[list[str], str]:
    """The words of the first 128 pieces, and the text up to the last of them where it is longer."""
    kept: list[str] = []
    n_pieces = end = 0
    for found in re.finditer(rule, text):
        if n_pieces >= 128:
            return kept, text[:end]
        kept.append(found[0])
        end = found.end()
        n_pieces += len(facts.pieces[found[0]])
    return kept, text


def title_text(texts: Iterable[str], facts: Facts) -> Units:
    joiners = "\u200c\u200d"
    units: Units = Counter()
    for text in texts:
        spaced = "".join(one if unicodedata.category(one)[0] in "LMN" or one in joiners else " " for one in text)
        words = " ".join(lower(unicodedata.normalize("NFC", found)) for found in spaced.split())
        units.update((found, None) for found in kept_words(words, facts, r"\S+")[0])
    return units


def reference_title_text(texts: Iterable[str], facts: Facts) -> Units:
    kept = [found for text in texts for found in kept_words(lower(text), facts, r"\w+")[0]]
    return Counter((found, None) for found in kept if found not in facts.stop_words)


def reference_title_text_test(texts: Iterable[str], facts: Facts) -> Units:
    texts = list(texts)
    listed = {found for found, _ in reference_title_text(texts, facts)}
    spaced = [found for text in texts for found in kept_words(lower(text), facts, r"\w+")[1].split(" ") if found]
    return Counter((found if found in listed else f"never shared\t{found}", None) for found in spaced)


NER: dict[str, Callable[[Tokens, Facts], Units]] = {
    "word": word,
    "context_word": context_word,
    "entity_token": entity_token,
    "entity_chunk": entity_chunk,
    "entity_chunk_typed": entity_chunk_typed,
    "character_ngram": character_ngram,
    "romanised_word": romanised_word,
    "romanised_entity": romanised_entity,
    "subword": subword,
    "subword_entity": subword_entity,
    "subword_context": subword_context,
    "reference_entity_chunk": reference_entity_chunk,
    "reference_context_word": reference_context_word,
}
TITLE: dict[str, Callable[[Iterable[str], Facts], Units]] = {
    "title_text": title_text,
    "reference_title_text": reference_title_text,
}
NER_TEST_SIDE = {"reference_context_word": reference_context_word_test}
TITLE_TEST_SIDE = {"reference_title_text": reference_title_text_test}

Counts = tuple[int, int, int, int, int, int, int]


def counts(train: Units, test: Units) -> dict[str | None, Counts]:
    """The seven counts of `overlap`, by type of the test side, and under None those of all types."""
    known: Counter[str] = Counter()
    for (unit, _), n in train.items():
        known[unit] += n
    answer: dict[str | None, Counts] = {}
    for asked in (None, *{of_type for _, of_type in test if of_type is not None}):
        met: Counter[str] = Counter()
        for (unit, of_type), n in test.items():
            if asked in {None, of_type}:
                met[unit] += n
        shared = known.keys() & met.keys()
        answer[asked] = (
            known.total(),
            met.total(),
            sum(known[unit] for unit in shared),
            sum(met[unit] for unit in shared),
            len(known),
            len(met),
            len(shared),
        )
    return answer
