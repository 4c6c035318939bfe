"""Models of several kinds: loaded, fine-tuned for a few steps, and predicting every token whatever their length."""

import json
from pathlib import Path

import polars as pl
import pytest
import torch

from ingest.forms.pieces import Specials
from runners.batches import FormPieces
from runners.config import TrainingConfig
from runners.encoder import check_folder, find_encoder
from runners.model import load_kept, load_model, longest_input, make_model, n_parameters
from runners.tasks.ner import TASK as NER
from runners.tasks.ner import TaggedText
from runners.tasks.task import Seen
from runners.training import shuffled, train
from xlr_warehouse.errors import InputError, XlrError

torch.set_num_threads(1)  # as workers do with small models
CPU = torch.device("cpu")
SPECIALS = Specials(prefix=(2,), suffix=(3,), padding=1)
SIZES = {
    "vocab_size": 40,
    "pad_token_id": 1,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_position_embeddings": 40,
}
WORDS = [[4], [5, 6], [7], [8, 9, 10], [11]]
TAGS = ["B-PER", "I-PER", "O", "O", "B-LOC"]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> FormPieces:
    file = tmp_path_factory.mktemp("forms") / "forms.arrow"
    pl.DataFrame({"pieces": WORDS}).write_ipc(file)
    return FormPieces.read(file)


@pytest.fixture(scope="module")
def tokens() -> pl.DataFrame:
    """Forty sentences of 1 to 14 words; the word says the tag."""
    rows = [
        (sentence, place, (sentence + 3 * place) % 5) for sentence in range(40) for place in range(1 + sentence % 14)
    ]
    schema = {"sentence": pl.Int32, "position": pl.Int32, "form": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(tag=pl.Series([TAGS[form] for *_, form in rows]))


def as_seen(tokens: pl.DataFrame, forms: FormPieces, *, length: int, labels: tuple[str, ...]) -> TaggedText:
    return NER.read(tokens, forms, Seen(specials=SPECIALS, max_length=length), labels)  # ty: ignore


def made(tokens: pl.DataFrame, *, seed: int = 1) -> torch.nn.Module:
    settings = NER.settings(NER.labels(tokens))
    return make_model(NER.head, {"model_type": "bert", **SIZES}, settings=settings, seed=seed)


def loaded(folder: Path, labels: tuple[str, ...]) -> torch.nn.Module:
    return load_model(NER.head, folder, settings=NER.settings(labels), seed=1)


def fine_tuned(model: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces, *, seed: int = 1) -> pl.DataFrame:
    """The logged steps of a short training."""
    config = TrainingConfig(epochs=8, batch_size=8, learning_rate=1e-2)
    return train(
        model, as_seen(tokens, forms, length=36, labels=NER.labels(tokens)), config=config, seed=seed, device=CPU
    )


def predicted(model: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces, *, length: int = 36) -> pl.DataFrame:
    text = as_seen(tokens, forms, length=length, labels=NER.labels(tokens))
    return text.predict(model, device=CPU, precision="auto")


@pytest.fixture(scope="module")
def trained(tokens: pl.DataFrame, forms: FormPieces) -> torch.nn.Module:
    model = made(tokens)
    fine_tuned(model, tokens, forms)
    return model


def saved(kind: str, folder: Path) -> Path:
    """A folder with an untrained model of that kind, as others would have made it."""
    from transformers import AutoConfig, AutoModel

    torch.manual_seed(7)
    AutoModel.from_config(AutoConfig.for_model(kind, **SIZES)).save_pretrained(folder)
    return folder


def test_labels_are_outside_and_both_tags_of_every_type_of_the_training_set(tokens: pl.DataFrame) -> None:
    assert NER.labels(tokens) == ("O", "B-LOC", "I-LOC", "B-PER", "I-PER")


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta"])
def test_a_model_in_a_folder_is_fine_tuned(kind: str, tmp_path: Path, tokens: pl.DataFrame, forms: FormPieces) -> None:
    found = find_encoder(str(saved(kind, tmp_path / "small")))
    assert (found.name, found.source) == ("small", "folder")
    model = loaded(tmp_path / "small", NER.labels(tokens))
    steps = fine_tuned(model, tokens, forms)
    answer = predicted(model, tokens, forms)
    assert steps["loss"][-1] < steps["loss"][0] / 2
    assert (answer["tag"] == tokens["tag"]).mean() > 0.9
    assert n_parameters(model) == sum(part.numel() for part in model.base_model.parameters())
    assert answer["is_truncated"].sum() == 0


def test_the_roberta_kind_takes_fewer_pieces_than_it_has_positions(tmp_path: Path) -> None:
    model = loaded(saved("xlm-roberta", tmp_path / "r"), ("O",))
    longest = longest_input(model, wanted=1000)
    assert longest == 38
    model.eval()
    model(input_ids=torch.full((1, longest), 5))
    with pytest.raises((IndexError, RuntimeError)):
        model(input_ids=torch.full((1, longest + 1), 5))


def test_the_same_seed_gives_identical_predictions_and_another_seed_others(
    trained: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces
) -> None:
    again, other = made(tokens), made(tokens, seed=2)
    fine_tuned(again, tokens, forms)
    fine_tuned(other, tokens, forms, seed=2)
    want = predicted(trained, tokens, forms)
    assert predicted(again, tokens, forms).equals(want)
    assert not predicted(other, tokens, forms).equals(want)


def test_a_model_that_was_kept_predicts_the_same(
    trained: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces, tmp_path: Path
) -> None:
    trained.save_pretrained(tmp_path)
    kept = load_kept(NER.head, tmp_path, settings=NER.settings(NER.labels(tokens)))
    assert predicted(kept, tokens, forms).equals(predicted(trained, tokens, forms))


@pytest.mark.parametrize("length", [6, 9, 14, 20])
def test_every_token_gets_a_tag_and_sentences_that_fit_do_not_depend_on_the_length(
    length: int, trained: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces
) -> None:
    n_pieces = tokens.select(pl.col("form").replace_strict({0: 1, 1: 2, 2: 1, 3: 3, 4: 1}).sum().over("sentence"))
    fits = (n_pieces.to_series() + SPECIALS.n) <= length
    whole, cut = predicted(trained, tokens, forms), predicted(trained, tokens, forms, length=length)
    assert cut.height == whole.height == tokens.height
    assert cut.null_count().sum_horizontal().item() == 0
    assert 0 < fits.sum() < tokens.height
    assert cut.filter(fits)["tag"].to_list() == whole.filter(fits)["tag"].to_list()
    assert cut.filter(fits)["probability"].to_list() == pytest.approx(
        whole.filter(fits)["probability"].to_list(), abs=1e-5
    )
    assert (cut["tag"] == tokens["tag"]).mean() > 0.9


def test_a_word_longer_than_the_model_is_counted_and_still_tagged(
    trained: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces
) -> None:
    answer = predicted(trained, tokens, forms, length=SPECIALS.n + 2)
    assert answer["is_truncated"].to_list() == (tokens["form"] == 3).to_list()
    assert answer["tag"].null_count() == 0


def test_a_gold_tag_the_model_cannot_predict_has_no_probability(
    trained: torch.nn.Module, tokens: pl.DataFrame, forms: FormPieces
) -> None:
    strange = tokens.with_columns(tag=pl.when(pl.col("form") == 4).then(pl.lit("B-EVENT")).otherwise("tag"))
    text = as_seen(strange, forms, length=36, labels=NER.labels(tokens))
    answer = text.predict(trained, device=CPU, precision="auto")
    assert (answer["gold_probability"] == 0).to_list() == (tokens["form"] == 4).to_list()


def test_a_loss_that_is_no_number_stops_the_training(tokens: pl.DataFrame, forms: FormPieces) -> None:
    model = made(tokens)
    with torch.no_grad():
        model.classifier.bias.fill_(float("nan"))
    with pytest.raises(XlrError, match="The loss became nan by step 5: use a smaller learning rate"):
        fine_tuned(model, tokens, forms)


def test_an_epoch_takes_every_window_once_with_like_lengths_together() -> None:
    lengths = torch.randint(1, 60, (333,), generator=torch.Generator().manual_seed(0))
    batches = list(shuffled(lengths, batch_size=16, generator=torch.Generator().manual_seed(1)))
    assert sorted(torch.cat(batches).tolist()) == list(range(333))
    padded = sum(len(numbers) * int(lengths[numbers].max()) for numbers in batches)
    assert padded < 1.1 * int(lengths.sum())


def test_only_safe_weights_are_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no config\.json here"):
        check_folder(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}))
    with pytest.raises(InputError, match="There are no weights"):
        check_folder(tmp_path)
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(InputError, match="Its weights are pickled"):
        check_folder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"no tensors")
    with pytest.raises(XlrError, match="cannot be loaded"):
        loaded(tmp_path, ("O",))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(XlrError, match="no such folder"):
        find_encoder(str(tmp_path / "nowhere" / "model"))


def test_a_model_of_the_hub_without_a_network_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(XlrError, match="cannot be fetched from the hub"):
        find_encoder("someone/some-model")
