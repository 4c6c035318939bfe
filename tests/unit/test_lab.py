import os
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from statistics import correlation

import polars as pl
import pytest

from ingest.corpora import lab
from ingest.lab import assembly
from ingest.lab.lexicon import Lexicon
from ingest.lab.plan import PAIRS, Pair
from ingest.lab.planted import cue_forms
from ingest.text_sets import Corpus, NerTextSet, TitleTextSet, content_sha256

Sentences = list[list[tuple[str, str]]]
SIDES = [(pair, side) for pair in PAIRS for side in ("source", "target")]


@dataclass(frozen=True, kw_only=True)
class Lab:
    corpus: Corpus
    ner: dict[tuple[str, str], Sentences]
    titles: dict[tuple[str, str], TitleTextSet]
    target_lexicons: dict[str, Lexicon]

    def mentions(self, language: str, split: str) -> list[tuple[str, str]]:
        return [(kind, text) for kind, text, _, _ in spans(self.ner[language, split])]

    def train(self, pair: Pair, side: str) -> list[tuple[str, str]]:
        return self.mentions(getattr(pair, side).code, "train")


def spans(sentences: Sentences) -> list[tuple[str, str, str, str]]:
    """Type, text, word before and word after of every entity; read off the tags alone."""
    found: list[tuple[str, str, str, str]] = []
    for sentence in sentences:
        starts = [place for place, (_, tag) in enumerate(sentence) if tag.startswith("B-")]
        forms = ["", *(form for form, _ in sentence), ""]
        for start in starts:
            end = start + 1
            while end < len(sentence) and sentence[end][1].startswith("I-"):
                end += 1
            text = " ".join(form for form, _ in sentence[start:end])
            found.append((sentence[start][1][2:], text, forms[start], forms[end + 1]))
    return found


@cache
def made(seed: int) -> Lab:
    lexicons: list[Lexicon] = []

    def spy(lexicon: Lexicon) -> set[str]:
        lexicons.append(lexicon)
        return cue_forms(lexicon)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "cue_forms", spy)
        corpus = lab.read(seed=seed)
    ner: dict[tuple[str, str], Sentences] = defaultdict(list)
    for text_set in corpus.text_sets:
        if isinstance(text_set, NerTextSet):
            sentences: Sentences = [[] for _ in range(text_set.tokens["sentence"].n_unique())]
            for sentence, form, tag in text_set.tokens.select("sentence", "form", "tag").iter_rows():
                sentences[sentence].append((form, tag))
            ner[text_set.language, text_set.split] = sentences
    titles = {(t.language, t.split): t for t in corpus.text_sets if isinstance(t, TitleTextSet)}
    lexicon_of = {pair.target.code: lexicon for pair, lexicon in zip(PAIRS, lexicons, strict=True)}
    return Lab(corpus=corpus, ner=ner, titles=titles, target_lexicons=lexicon_of)


@pytest.fixture(scope="module", params=[1, 5])
def any_lab(request: pytest.FixtureRequest) -> Lab:
    return made(request.param)


def ordinary(sentences: Sentences) -> list[str]:
    words = (form.lower() for sentence in sentences for form, tag in sentence if tag == "O")
    return [word for word in words if any(letter.isalpha() for letter in word)]


def test_every_target_test_has_three_hundred_mentions_of_each_type_in_450_sentences(any_lab: Lab) -> None:
    for pair in PAIRS:
        kinds = Counter(kind for kind, _ in any_lab.mentions(pair.target.code, "test"))
        assert kinds == {"PER": 300, "LOC": 300, "ORG": 300}
        assert len(any_lab.ner[pair.target.code, "test"]) == 450
        assert len(any_lab.ner[pair.target.code, "train"]) == 900


@pytest.mark.parametrize("side", ["source", "target"])
def test_the_planted_share_of_each_type_is_seen_in_training(any_lab: Lab, side: str) -> None:
    for pair in PAIRS:
        seen = {text for _, text in any_lab.train(pair, side)}
        test = any_lab.mentions(pair.target.code, "test")
        share = pair.seen_in_source if side == "source" else pair.seen_in_native
        counted = Counter(kind for kind, text in test if text in seen)
        assert {kind: counted[kind] for kind in ("PER", "LOC", "ORG")} == dict.fromkeys(
            ("PER", "LOC", "ORG"), round(300 * share)
        )


def test_the_planted_share_of_each_type_has_a_cue_of_its_type_beside_it(any_lab: Lab) -> None:
    for pair in PAIRS:
        lexicon = any_lab.target_lexicons[pair.target.code]
        kind_of = {
            form.lower(): kind for kind, nouns in lexicon.cues.items() for noun in nouns.values for form in noun.forms
        }
        counted: Counter[str] = Counter()
        for kind, _, before, after in spans(any_lab.ner[pair.target.code, "test"]):
            cues = {kind_of[word.lower()] for word in (before, after) if word.lower() in kind_of}
            assert cues <= {kind}
            counted[kind] += len(cues)
        assert set(counted.values()) == {round(300 * pair.context_cue)}
        without_entity = [word for word in ordinary(any_lab.ner[pair.target.code, "train"]) if word in kind_of]
        assert len(without_entity) > round(1800 * pair.context_cue)


def test_the_planted_share_of_ordinary_words_occurs_in_the_source_train_set(any_lab: Lab) -> None:
    for pair in PAIRS:
        seen = set(ordinary(any_lab.ner[pair.source.code, "train"]))
        words = ordinary(any_lab.ner[pair.target.code, "test"])
        assert sum(word in seen for word in words) == round(pair.word_seen_in_source * len(words))


def test_what_is_said_to_be_planted_is_what_the_texts_have(any_lab: Lab) -> None:
    planted = any_lab.corpus.planted
    assert planted is not None
    assert planted.height == 32
    for pair in PAIRS:
        counts = dict(planted.filter(pl.col("target") == pair.target.code).select("quantity", "count").iter_rows())
        n_words = len(ordinary(any_lab.ner[pair.target.code, "test"]))
        assert counts == {
            "entity_seen_in_source": round(900 * pair.seen_in_source),
            "entity_seen_in_native": round(900 * pair.seen_in_native),
            "context_cue": round(900 * pair.context_cue),
            "word_seen_in_source": round(pair.word_seen_in_source * n_words),
        }


def test_the_planted_shares_hardly_correlate() -> None:
    columns = zip(*(pair.shares.values() for pair in PAIRS), strict=True)
    assert max(abs(correlation(left, right)) for left, right in combinations(columns, 2)) < 0.3


@pytest.mark.parametrize("side", ["source", "target"])
def test_there_are_twenty_distinct_donors_wherever_the_shares_permit(any_lab: Lab, side: str) -> None:
    for pair in PAIRS:
        in_training = {text for _, text in any_lab.train(pair, side)}
        test = any_lab.mentions(pair.target.code, "test")
        for kind in ("PER", "LOC", "ORG"):
            for is_seen in (True, False):
                texts = [text for other, text in test if other == kind and (text in in_training) == is_seen]
                assert len(set(texts)) >= min(20, len(texts)), (pair.target.code, kind, is_seen)


def test_a_seen_text_occurs_one_to_eight_times_in_training(any_lab: Lab) -> None:
    for pair, side in SIDES:
        counts = Counter(text for _, text in any_lab.train(pair, side))
        seen = [counts[text] for _, text in set(any_lab.mentions(pair.target.code, "test")) if text in counts]
        assert all(1 <= count <= 8 for count in seen)
        assert not seen or 2.5 < sum(seen) / len(seen) < 4.5


def test_no_text_has_two_types_and_no_name_word_is_an_ordinary_word(any_lab: Lab) -> None:
    for pair in PAIRS:
        sets = [
            any_lab.ner[language.code, split] for language in (pair.source, pair.target) for split in ("train", "test")
        ]
        kinds: dict[str, set[str]] = defaultdict(set)
        for kind, text, _, _ in (span for sentences in sets for span in spans(sentences)):
            kinds[text.casefold()].add(kind)
        assert {len(found) for found in kinds.values()} == {1}
        names = {word for text in kinds for word in text.split()}
        assert names.isdisjoint(word.casefold() for sentences in sets for word in ordinary(sentences))


def test_pairs_share_no_word(any_lab: Lab) -> None:
    owner: dict[str, int] = {}
    for number, pair in enumerate(PAIRS):
        for language in (pair.source, pair.target):
            for split in ("train", "test"):
                for sentence in any_lab.ner[language.code, split]:
                    for form, _ in sentence:
                        if any(letter.isalpha() for letter in form):
                            assert owner.setdefault(form.casefold(), number) == number, form


def test_tags_are_clean_and_forms_are_composed(any_lab: Lab) -> None:
    for sentences in any_lab.ner.values():
        for sentence in sentences:
            for (_, left), (form, right) in pairwise([("", "O"), *sentence]):
                assert not right.startswith("I-") or left[2:] == right[2:]
                assert form.strip() == form != ""
                assert unicodedata.is_normalized("NFC", form)


def test_sentences_are_of_ordinary_length(any_lab: Lab) -> None:
    lengths = [len(sentence) for sentences in any_lab.ner.values() for sentence in sentences]
    assert sum(6 <= length <= 16 for length in lengths) / len(lengths) > 0.9


def digest(corpus: Corpus) -> str:
    frames = [
        frame
        for text_set in corpus.text_sets
        for frame in ([text_set.tokens] if isinstance(text_set, NerTextSet) else [text_set.items, text_set.options])
    ]
    return content_sha256(frame.write_csv() for frame in frames)


def test_the_same_seed_gives_the_same_corpus_in_another_process() -> None:
    code = "from ingest.corpora import lab; from tests.unit.test_lab import digest; print(digest(lab.read(seed=1)))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == digest(made(1).corpus)


def test_another_seed_changes_every_text() -> None:
    for left, right in zip(made(1).corpus.text_sets, made(5).corpus.text_sets, strict=True):
        if isinstance(left, NerTextSet) and isinstance(right, NerTextSet):
            assert set(left.tokens["form"]) - set(right.tokens["form"])
            assert not left.tokens["tag"].equals(right.tokens["tag"])
        if isinstance(left, TitleTextSet) and isinstance(right, TitleTextSet):
            assert set(left.items["text"]).isdisjoint(right.items["text"])


def test_every_language_has_its_code_and_name(any_lab: Lab) -> None:
    languages = any_lab.corpus.languages
    assert languages is not None
    codes = languages["language"].to_list()
    assert len(set(codes)) == 16
    assert all("qaa" <= code <= "qtz" for code in codes)
    assert codes == [f"q{name[:2].lower()}" for name in languages["name"]]
    assert {"Latn", "Cyrl", "Grek", "Geor"} == set(languages["script"])
