"""Word vectors of encoders, against plain forward passes of transformers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import torch
from numpy.typing import NDArray

from ingest.appending import TextSetKey, append_ner
from ingest.load import load
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, TOKEN_SCHEMA, Corpus, TitleTextSet
from runners.embedding import embed as embedding_module
from runners.embedding.embed import Embedded, embed
from runners.embedding.found import SCRATCH_SEED
from runners.embedding.recipe import recipe
from runners.model import load_model, make_model, n_parameters
from runners.tasks.ner import TASK as NER
from tests.tiny_encoder import WORDS, tiny_encoder
from xlr_warehouse.errors import UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

torch.set_num_threads(1)
TEXTS = "Huset ble bygd. Det er STORT, सुंदर घर!"
LONG = "a-" * 60


def land(path: Path, *, language: str = "no", words: Sequence[str] = WORDS, corpus: str = "made") -> None:
    """A training and a test set of these words, one a sentence."""
    rows = [(number, 0, word, "O") for number, word in enumerate(words)]
    tokens = pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")
    with Warehouse.writing(path) as opened:
        for split in ("train", "test"):
            append_ner(opened, TextSetKey(corpus=corpus, task="ner", language=language, split=split), tokens)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    land(tmp_path / "xlr.duckdb")
    return tmp_path / "xlr.duckdb"


@pytest.fixture(scope="module", params=["bert", "xlm-roberta"])
def well_known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of an encoder with the tokenizer of a well-known one, and a warehouse."""
    place = tmp_path_factory.mktemp(request.param)
    land(place / "xlr.duckdb")
    return tiny_encoder(place / "small", kind=request.param), place / "xlr.duckdb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder(tmp_path_factory.mktemp("fitted") / "small", real=False)


def stored(path: Path, embedding: str) -> dict[str, NDArray[np.float32]]:
    with Warehouse.reading(path) as opened:
        rows = opened.frame("select form, vector from word_vector where embedding = $embedding", embedding=embedding)
    return {form: np.array(vector, dtype=np.float32) for form, vector in rows.iter_rows()}


@cache
def authority(folder: Path) -> tuple[Any, Any]:
    """The tokenizer and the model as transformers itself loads them."""
    from transformers import AutoModel, AutoTokenizer

    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()


def hidden(folder: Path, word: str) -> tuple[list[Any], int]:
    """The hidden states of a word that transformers feeds alone, and how many pieces it has."""
    tokenizer, model = authority(folder)
    given = tokenizer(word, return_tensors="pt")
    with torch.no_grad():
        states = model(**given, output_hidden_states=True).hidden_states
    return [state[0].numpy() for state in states], given["input_ids"].shape[1] - 2


@pytest.mark.parametrize("pooling", ["mean_middle", "mean", "first", "cls"])
def test_a_vector_is_what_transformers_says_of_the_word_alone(pooling: str, well_known: tuple[Path, Path]) -> None:
    folder, path = well_known
    found = stored(path, embed(warehouse=path, encoder=str(folder), pooling=pooling).embedding)
    for word in ("Oslo", "Übersetzerin", "சென்னையில்"):
        states, n_pieces = hidden(folder, word)
        want = {
            "mean_middle": np.mean([states[layer][1 : 1 + n_pieces] for layer in (3, 4)], axis=(0, 1)),
            "mean": states[3][1 : 1 + n_pieces].mean(0),
            "first": states[3][1],
            "cls": states[6][0],
        }[pooling]
        np.testing.assert_allclose(found[word], want, atol=2e-5)


@pytest.mark.parametrize("layer", [0, 1, 6])
def test_a_layer_is_the_one_asked_for(layer: int, folder: Path, path: Path) -> None:
    made = embed(warehouse=path, encoder=str(folder), pooling="mean", layer=layer)
    states, n_pieces = hidden(folder, "Bergen")
    want = states[layer][1 : 1 + n_pieces].mean(0)
    assert made.embedding == f"small.mean.l{layer}"
    np.testing.assert_allclose(stored(path, made.embedding)["Bergen"], want, atol=2e-5)


def test_vectors_do_not_depend_on_what_else_is_in_the_batch(folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.duckdb" for name in ("one", "many")]
    land(paths[0], words=WORDS)
    land(paths[1], words=["Bergen"])
    for path, size in zip(paths, (1, None), strict=True):
        made = embed(warehouse=path, encoder=str(folder), batch_size=size)
    one, other = (stored(path, made.embedding)["Bergen"] for path in paths)
    np.testing.assert_allclose(one, other, atol=1e-5)


def test_every_word_of_both_tasks_is_embedded_as_written_and_lower_cased(folder: Path, path: Path) -> None:
    items = pl.DataFrame([(0, "Huset", TEXTS, "A")], schema=ITEM_SCHEMA, orient="row")
    options = pl.DataFrame([(0, letter, letter) for letter in "ABCD"], schema=OPTION_SCHEMA, orient="row")
    test = TitleTextSet(corpus="made", language="no", split="test", items=items, options=options)
    with Warehouse.writing(path) as opened:
        load(opened, Corpus(name="made", source="made", revision="1", licence="CC0-1.0", text_sets=(test,)))
    made = embed(warehouse=path, encoder=str(folder))
    title_words = {"Huset", "ble", "bygd", "Det", "er", "STORT", "सुंदर", "घर"}
    forms = {*WORDS, *title_words}
    assert set(stored(path, made.embedding)) == forms | {form.lower() for form in forms}


def test_a_repeated_call_lands_only_what_is_new(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = embed(warehouse=path, encoder=str(folder))
    land(path, language="da", words=["hus", "Oslo"])
    monkeypatch.setattr(embedding_module, "CHUNK_NUMBERS", 16)  # a chunk a word
    again = embed(warehouse=path, encoder=str(folder))
    third = embed(warehouse=path, encoder=str(folder))
    assert (again.n_new, again.n_known) == (1, first.n_new)
    assert third.n_new == 0
    with Warehouse.reading(path) as opened:
        assert opened.frame("select encoder, layer, pooling, casing from embedding").rows() == [
            ("small", 4, "mean_middle", "kept")
        ]


def test_chunks_land_one_by_one_and_an_interruption_keeps_them(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_module, "CHUNK_NUMBERS", 16)

    def stop(done: int, total: int) -> None:
        assert total > 5
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(warehouse=path, encoder=str(folder), progress=stop)
    made = embed(warehouse=path, encoder=str(folder))
    assert made.n_known == 5
    assert len(stored(path, made.embedding)) == made.n_known + made.n_new


def test_lower_casing_feeds_the_lower_cased_word(folder: Path, path: Path) -> None:
    kept = embed(warehouse=path, encoder=str(folder))
    lower = embed(warehouse=path, encoder=str(folder), casing="lower")
    one, other = stored(path, kept.embedding), stored(path, lower.embedding)
    assert lower.embedding == f"{kept.embedding}.lower"
    assert one.keys() == other.keys()
    np.testing.assert_allclose(other["Bergen"], one["bergen"], atol=1e-5)
    assert not np.allclose(one["Bergen"], one["bergen"], atol=1e-3)


def test_the_encoder_is_noted_as_training_notes_it(folder: Path, path: Path) -> None:
    embed(warehouse=path, encoder=str(folder))
    with Warehouse.reading(path) as opened:
        row = opened.frame("select encoder, source, n_parameters from encoder").row(0)
        tokenizers = opened.frame("select tokenizer from tokenizer").rows()
    assert row == ("small", "folder", n_parameters(load_model(NER.head, folder, settings={}, seed=1)))
    assert tokenizers == [("small",)]


def test_other_weights_of_the_same_name_are_refused(folder: Path, path: Path, tmp_path: Path) -> None:
    embed(warehouse=path, encoder=str(folder))
    other = tiny_encoder(tmp_path / "small", real=False, initializer_range=0.2)
    with pytest.raises(XlrError, match="The encoder small is in the warehouse with the revision"):
        embed(warehouse=path, encoder=str(other))


def test_weights_of_another_kind_are_refused(path: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    other = tiny_encoder(tmp_path / "small", real=False)
    weights = load_file(other / "model.safetensors")
    del weights["bert.encoder.layer.5.output.dense.weight"]
    save_file(weights, other / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(XlrError, match=r"not those of its config\.json: 1 are missing"):
        embed(warehouse=path, encoder=str(other))


def test_a_word_too_long_for_the_model_gets_the_vector_of_its_beginning(folder: Path, path: Path) -> None:
    land(path, language="da", words=[LONG])
    made = embed(warehouse=path, encoder=str(folder))
    assert made.n_truncated == 1
    assert np.isfinite(stored(path, made.embedding)[LONG]).all()


def test_an_encoder_from_a_configuration_has_the_weights_and_the_tokenizer_of_a_run(path: Path) -> None:
    made = embed(warehouse=path, encoder="lab-tiny")
    with Warehouse.reading(path) as opened:
        tokenizer = opened.one("select tokenizer from tokenizer")
        config = opened.one("select config from encoder where encoder = 'lab-tiny'")
    assert made.embedding == f"{tokenizer}.mean_middle.l1"
    assert '"model_type": "bert"' in config
    one, other = (
        make_model(
            NER.head,
            {"model_type": "bert", "hidden_size": 8, "num_attention_heads": 2},
            settings=NER.settings(labels),
            seed=SCRATCH_SEED,
        )
        for labels in (("O",), ("O", "B-PER", "I-PER"))
    )
    pairs = zip(one.base_model.parameters(), other.base_model.parameters(), strict=True)
    assert all(torch.equal(a, b) for a, b in pairs)


def test_an_encoder_from_a_configuration_needs_training_sets_of_one_corpus(path: Path, tmp_path: Path) -> None:
    with Warehouse.writing(tmp_path / "empty.duckdb"):
        pass
    with pytest.raises(XlrError, match=r"^The tokenizer of lab-tiny is fitted on NER training sets and there are none"):
        embed(warehouse=tmp_path / "empty.duckdb", encoder="lab-tiny")
    land(path, corpus="other")
    with pytest.raises(XlrError, match="name one of them, --corpus made or other"):
        embed(warehouse=path, encoder="lab-tiny")
    assert embed(warehouse=path, encoder="lab-tiny", corpus="other").embedding.startswith("lab-tiny-other-")


@pytest.mark.parametrize(
    ("n_layers", "want"), [(1, (1, 1)), (2, (1, 1)), (3, (2, 2)), (6, (3, 4)), (12, (5, 8)), (24, (9, 16))]
)
def test_the_middle_third_of_the_layers(n_layers: int, want: tuple[int, int]) -> None:
    made = recipe("mean_middle", casing="kept", layer=None, n_layers=n_layers)
    assert (made.first_layer, made.last_layer) == want


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"pooling": "men"}, UnknownNameError, "There is no pooling 'men'; did you mean 'mean'"),
        ({"casing": "upper"}, UnknownNameError, "There is no casing 'upper'"),
        ({"layer": 3}, XlrError, "give --pooling mean with --layer"),
        ({"pooling": "mean", "layer": 13}, XlrError, r"has the layers 0 \(its embeddings\) to 2, no layer 13"),
        ({"batch_size": 0}, XlrError, "The batch size must be at least 1"),
        ({"languages": ["xx"]}, UnknownNameError, "There is no language with a test set in the warehouse 'xx'"),
        ({"corpus": "other"}, XlrError, "There is no corpus 'other'"),
        ({"device": "abacus"}, XlrError, "There is no device 'abacus' here"),
    ],
)
def test_what_cannot_be_is_told_and_lands_nothing(
    given: dict[str, Any], error: type[Exception], sentence: str, path: Path
) -> None:
    with pytest.raises(error, match=sentence):
        embed(warehouse=path, encoder="lab-tiny", **given)
    with Warehouse.reading(path) as opened:
        assert opened.one("select count(*) from embedding") == 0


def test_what_was_done_is_said_in_words(path: Path) -> None:
    made = embed(warehouse=path, encoder="lab-tiny")
    assert isinstance(made, Embedded)
    assert made.recipe.said == "the mean of the pieces in layer 1 of 2"
    assert recipe("cls", casing="kept", layer=None, n_layers=12).said == "position 0 in layer 12 of 12"
