"""The whole lab: the text sets of every pair, and what was planted, counted from the finished texts."""

from collections.abc import Iterator

import polars as pl

from ingest.lab.frames import make_frames
from ingest.lab.grammar import GRAMMARS
from ingest.lab.lexicon import N_TOPICS, Loans, make_lexicon, make_loans
from ingest.lab.names import Decks, Name, NameMaker, make_decks
from ingest.lab.plan import PAIRS, TYPES, Language, Pair, generator
from ingest.lab.planted import count_planted, cue_forms
from ingest.lab.sentences import Draft, Mention, Speaker, token_frame, write_set
from ingest.lab.sounds import Forms
from ingest.lab.titles import ITEMS, write_items
from ingest.text_sets import NerTextSet, TitleTextSet, one_batch

CORPUS_NAME = "lab"
_LANGUAGE_COLUMNS = ("language", "name", "family", "genus", "script", "iso639_3", "glottocode")
_N_OTHERS = 110

TextSets = list[NerTextSet | TitleTextSet]


def language_frame() -> pl.DataFrame:
    """The sixteen languages, as rows of the table `language`."""
    rows = [
        (language.code, language.name, "Lab", f"Pair {number}", language.script, language.code, None)
        for number, pair in enumerate(PAIRS, start=1)
        for language in (pair.source, pair.target)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_LANGUAGE_COLUMNS, pl.String), orient="row")


def make_lab(*, seed: int) -> tuple[TextSets, pl.DataFrame]:
    """The text sets of all languages, and the rows of the table `planted`."""
    forms = Forms()
    sets: TextSets = []
    planted: list[pl.DataFrame] = []
    for pair in PAIRS:
        of_pair, counted = _make_pair(pair, seed=seed, forms=forms)
        sets += of_pair
        planted.append(counted)
    return sets, pl.concat(planted)


def _make_pair(pair: Pair, *, seed: int, forms: Forms) -> tuple[TextSets, pl.DataFrame]:
    loans = make_loans(generator(seed, pair.target.code, "loans"), pair.source.script, forms)
    maker = NameMaker(pair, seed=seed, forms=forms)
    speakers = {
        language.code: _speaker(pair, language, maker=maker, loans=loans, seed=seed, forms=forms)
        for language in (pair.source, pair.target)
    }
    decks = {kind: make_decks(pair, kind, maker) for kind in TYPES}
    drafts: dict[tuple[str, str], Draft] = {}
    for code, split, mentions in _mentions_to_place(pair, decks, seed=seed):
        stream = generator(seed, code, split, "sentences")
        drafts[code, split] = write_set(speakers[code], stream, mentions, loan_share=pair.word_seen_in_source)
    sets: TextSets = [
        NerTextSet(corpus=CORPUS_NAME, language=code, split=split, batches=one_batch(token_frame(draft)))
        for (code, split), draft in drafts.items()
    ]
    for language in (pair.source, pair.target):
        sets += _title_sets(pair, language, speakers[language.code], maker=maker, seed=seed)
    counted = count_planted(pair, drafts, cue_forms(speakers[pair.target.code].lexicon))
    return sets, counted


def _speaker(pair: Pair, language: Language, *, maker: NameMaker, loans: Loans, seed: int, forms: Forms) -> Speaker:
    loan_topics = round(N_TOPICS * pair.word_seen_in_source)
    lexicon = make_lexicon(language, seed=seed, forms=forms, loans=loans, loan_topics=loan_topics)
    grammar = GRAMMARS[language.code]
    frames = make_frames(grammar, lexicon.function, generator(seed, language.code, "frames"))
    others = maker.others(_N_OTHERS, target=language == pair.target)
    return Speaker(script=language.script, lexicon=lexicon, grammar=grammar, frames=frames, others=others)


def _mentions_to_place(pair: Pair, decks: dict[str, Decks], *, seed: int) -> Iterator[tuple[str, str, list[Mention]]]:
    """Language, split and mentions in the order they are to appear, for the four text sets of a pair."""
    for language, split in (
        (pair.source, "train"),
        (pair.source, "test"),
        (pair.target, "train"),
        (pair.target, "test"),
    ):
        rng = generator(seed, language.code, split, "mentions")
        mentions: list[Mention] = []
        for kind in TYPES:
            names = _deck(decks[kind], is_source=language == pair.source, split=split)
            n_cued = round(len(names) * pair.context_cue)
            flags = [True] * n_cued + [False] * (len(names) - n_cued)
            rng.shuffle(flags)
            mentions += [Mention(name, kind, has_cue) for name, has_cue in zip(names, flags, strict=True)]
        rng.shuffle(mentions)
        yield language.code, split, mentions


def _deck(decks: Decks, *, is_source: bool, split: str) -> list[Name]:
    if is_source:
        return decks.source_train if split == "train" else decks.source_test
    return decks.native_train if split == "train" else decks.test


def _title_sets(pair: Pair, language: Language, speaker: Speaker, *, maker: NameMaker, seed: int) -> TextSets:
    """The title items of one language; the pages of its splits have different subjects."""
    sets: TextSets = []
    for split, n in ITEMS.items():
        stream = generator(seed, language.code, split, "titles")
        is_target = language == pair.target
        subjects = [maker.new("LOC", 1 + (number % 3 == 0), target=is_target) for number in range(n // 3)]
        items, options = write_items(speaker, stream, subjects, n).frames()
        sets.append(TitleTextSet(corpus=CORPUS_NAME, language=language.code, split=split, items=items, options=options))
    return sets
