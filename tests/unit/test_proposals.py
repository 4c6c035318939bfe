"""What a masked language model proposes, against the fill-mask pipeline of transformers."""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import torch

from ingest.appending import TextSetKey, append_ner
from ingest.forms.pieces import cutter
from ingest.load import load
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, TOKEN_SCHEMA, Corpus, TitleTextSet
from runners.embedding import propose as propose_module
from runners.embedding.propose import propose
from runners.embedding.vocabulary import vocabulary
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

torch.set_num_threads(1)
SENTENCES = [
    [("Ana", "B-PER"), ("bor", "O"), ("i", "O"), ("Oslo", "B-LOC"), (".", "O"), ("2010", "O")],
    [("दिल्ली", "B-LOC"), ("में", "O"), ("सुंदर", "O"), ("घर", "O")],
    [("reiste", "O")],
]
MASKED = {(0, 1): "bor", (0, 2): "i", (1, 1): "में", (1, 2): "सुंदर", (1, 3): "घर", (2, 0): "reiste"}
Sentence = Sequence[tuple[str, str]]


def land(path: Path, sentences: Sequence[Sentence] = SENTENCES, *, language: str = "no") -> None:
    rows = [
        (sentence, position, form, tag)
        for sentence, tokens in enumerate(sentences)
        for position, (form, tag) in enumerate(tokens)
    ]
    tokens = pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")
    with Warehouse.writing(path) as opened:
        append_ner(opened, TextSetKey(corpus="made", task="ner", language=language, split="test"), tokens)


def land_item(path: Path, text: str) -> None:
    items = pl.DataFrame([(0, "Page", text, "A")], schema=ITEM_SCHEMA, orient="row")
    options = pl.DataFrame([(0, letter, letter) for letter in "ABCD"], schema=OPTION_SCHEMA, orient="row")
    test = TitleTextSet(corpus="made", language="no", split="test", items=items, options=options)
    with Warehouse.writing(path) as opened:
        load(opened, Corpus(name="made", source="made", revision="1", licence="CC0-1.0", text_sets=(test,)))


def stored(path: Path) -> dict[tuple[int, int], list[tuple[str, float]]]:
    with Warehouse.reading(path) as opened:
        rows = opened.frame("select sentence, position, rank, form, probability from proposal order by all")
    found: dict[tuple[int, int], list[tuple[str, float]]] = {}
    for sentence, position, rank, form, probability in rows.iter_rows():
        proposals = found.setdefault((sentence, position), [])
        assert rank == len(proposals) + 1
        proposals.append((form, probability))
    return found


def scripts(form: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in form if unicodedata.category(letter)[0] == "L"}


def by_pipeline(folder: Path, tokens: Sequence[str], masked: int, *, top: int) -> list[tuple[str, float]]:
    """The pipeline's answers of the whole vocabulary, in order, of which the whole words of the same script stay."""
    from transformers import AutoTokenizer, pipeline

    tokenizer = AutoTokenizer.from_pretrained(folder)
    fill: Any = pipeline("fill-mask", model=str(folder), tokenizer=tokenizer, device="cpu")
    text = " ".join(tokenizer.mask_token if place == masked else form for place, form in enumerate(tokens))
    found: list[tuple[str, float]] = []
    for answer in fill(text, top_k=len(tokenizer)):
        piece = tokenizer.convert_ids_to_tokens(answer["token"])
        if piece.startswith("##") or ("roberta" in folder.name) != piece.startswith("▁"):
            continue
        form = piece.removeprefix("▁")
        is_word = bool(form) and all(unicodedata.category(sign)[0] in "LMN" or sign in "\u200c\u200d" for sign in form)
        fits = bool(scripts(form)) and scripts(form) <= scripts(tokens[masked])
        if is_word and fits and form.lower() != tokens[masked].lower():
            found.append((form, answer["score"]))
    return found[:top]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    land(tmp_path / "xlr.duckdb")
    return tmp_path / "xlr.duckdb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder(tmp_path_factory.mktemp("fitted") / "small", real=False)


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta"])
def test_proposals_are_those_of_the_pipeline_that_are_whole_words(kind: str, tmp_path: Path, path: Path) -> None:
    folder = tiny_encoder(tmp_path / f"known-{kind}", kind=kind, num_hidden_layers=2)
    made = propose(warehouse=path, encoder=str(folder), top=5)
    found = stored(path)
    assert made.embedding == f"known-{kind}.mlm.l2"
    assert found.keys() == MASKED.keys()
    for sentence, position in ((0, 1), (1, 2)):
        want = by_pipeline(folder, [form for form, _ in SENTENCES[sentence]], position, top=5)
        assert [form for form, _ in found[sentence, position]] == [form for form, _ in want]
        for (_, ours), (_, theirs) in zip(found[sentence, position], want, strict=True):
            assert ours == pytest.approx(theirs, rel=1e-3)


def test_proposals_do_not_depend_on_what_else_is_in_the_batch(folder: Path, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    land(other, SENTENCES)
    propose(warehouse=path, encoder=str(folder), batch_size=1)
    propose(warehouse=other, encoder=str(folder))
    for place, proposals in stored(path).items():
        assert [form for form, _ in stored(other)[place]] == [form for form, _ in proposals]


def test_a_repeated_call_lands_nothing_and_an_interrupted_one_goes_on(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose_module, "CHUNK", 2)

    def stop(done: int, total: int) -> None:
        assert total == 6
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose(warehouse=path, encoder=str(folder), progress=stop)
    assert stored(path).keys() == set(list(MASKED)[:2])
    second = propose(warehouse=path, encoder=str(folder))
    before = stored(path)
    third = propose(warehouse=path, encoder=str(folder))
    assert (second.n_known, third.n_proposals) == (2, 0)
    assert stored(path) == before


def test_more_proposals_asked_for_later_are_those_asked_for_at_once(folder: Path, path: Path, tmp_path: Path) -> None:
    propose(warehouse=path, encoder=str(folder), top=2)
    propose(warehouse=path, encoder=str(folder), top=5)
    other = tmp_path / "other.duckdb"
    land(other)
    propose(warehouse=other, encoder=str(folder), top=5)
    assert stored(path) == stored(other)
    found = [len(proposals) for proposals in stored(path).values()]
    assert max(found) == 5
    assert propose(warehouse=path, encoder=str(folder), top=3).n_known == sum(n >= 3 for n in found)


def test_pieces_that_do_not_say_where_words_begin_are_refused(folder: Path, path: Path, tmp_path: Path) -> None:
    text = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    text |= {"pre_tokenizer": {"type": "WhitespaceSplit"}, "decoder": None}
    text["model"] = {"type": "BPE", "vocab": {"[MASK]": 0, "a": 1}, "merges": [], "unk_token": "[MASK]"}
    text |= {"added_tokens": [], "post_processor": None, "normalizer": None}
    (tmp_path / "plain.json").write_text(json.dumps(text), encoding="utf-8")
    with Warehouse.reading(path) as opened, pytest.raises(XlrError, match="do not say where words begin"):
        vocabulary(opened, cutter(tmp_path / "plain.json"), tokenizer="plain")


def test_function_words_are_left_out_where_they_are_known(folder: Path, path: Path) -> None:
    with Warehouse.writing(path) as opened:
        opened.execute(
            """
            insert into word_frequency by name
            select 'made' as corpus, 'ner' as task, 'no' as language, word, 1 as n_occurrences, 1 as n_documents,
                0.5 as entropy, 1 as rank, word = 'i' as is_function
            from (values ('i'), ('bor')) as w (word)
            """
        )
    propose(warehouse=path, encoder=str(folder))
    assert (0, 1) in stored(path)
    assert (0, 2) not in stored(path)


def test_the_words_of_section_texts_are_masked_and_counted_as_words(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "titles.duckdb"
    land_item(path, "«Huset» (bygd 1910) reiste i Oslo!")
    made = propose(warehouse=path, encoder=str(folder))
    assert made.n_new == 5
    assert stored(path).keys() == {(0, 0), (0, 1), (0, 3), (0, 4), (0, 5)}


def test_around_a_word_of_a_long_sentence_there_is_as_much_text_as_fits(folder: Path, tmp_path: Path) -> None:
    long, short = tmp_path / "long.duckdb", tmp_path / "short.duckdb"
    words = [("Oslo", "O")] * 80
    words[40] = ("bor", "O")
    land(long, [words])
    land(short, [[*words[9:40], words[40], *words[41:73]]])  # 66 positions: two special pieces, 31 and 32 beside one
    for path in (long, short):
        propose(warehouse=path, encoder=str(folder))
    forms = [[form for form, _ in stored(path)[0, place]] for path, place in ((long, 40), (short, 31))]
    assert forms[0] == forms[1]
    assert len(stored(long)) == 80


def test_an_encoder_without_a_trained_head_is_refused_in_one_sentence(path: Path, tmp_path: Path) -> None:
    bare = tiny_encoder(tmp_path / "bare", masked=False, real=False)
    with pytest.raises(XlrError, match=r"^The encoder bare has no trained masked.*: its files lack 6 weights, such as"):
        propose(warehouse=path, encoder=str(bare))
    with pytest.raises(XlrError, match=r"^The encoder lab-tiny has no trained masked"):
        propose(warehouse=path, encoder="lab-tiny")
    assert stored(path) == {}
    assert not list(path.parent.glob("*.runs/*"))


def test_a_number_of_proposals_below_one_is_refused(folder: Path, path: Path) -> None:
    with pytest.raises(XlrError, match="The number of proposals must be at least 1, not 0"):
        propose(warehouse=path, encoder=str(folder), top=0)


def test_every_proposal_is_another_word_of_the_same_script(folder: Path, path: Path) -> None:
    propose(warehouse=path, encoder=str(folder), top=50)
    for place, proposals in stored(path).items():
        for form, probability in proposals:
            assert scripts(form) <= scripts(MASKED[place])
            assert form.lower() != MASKED[place]
            assert not re.search(r"[\s#▁Ġ]", form)
            assert 0 < probability < 1
