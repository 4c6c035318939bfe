"""Encoders of every family: what stands beside a text in a batch changes nothing, and none is given more than it takes.

The tiny members are random, and saved and loaded by the real library (`tests.tiny_encoder`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import torch
from torch import nn

from ingest.forms.pieces import Cutter
from ingest.text_sets import TOKEN_SCHEMA
from runners.batches import FormPieces
from runners.config import TrainingConfig
from runners.model import load_model, longest_input
from runners.schemas import OPTIONS
from runners.tasks.task import Examples, Seen, Task, task_named
from runners.tokenizer import open_tokenizer
from runners.training import train
from tests.tiny_encoder import FAMILIES, WORDS, tiny_encoder
from xlr_warehouse.errors import XlrError

torch.set_num_threads(1)  # as workers do with small models
CPU = torch.device("cpu")
POSITIONS = 66
"""Those of the tiny encoders."""
TASKS = ("ner", "title")
LABELS = {"ner": ("O", "B-PER", "I-PER"), "title": OPTIONS}
PROBABILITY = {"ner": ["probability", "gold_probability"], "title": ["probability"]}


@dataclass(frozen=True, kw_only=True)
class Family:
    """An encoder in a folder, and its tokenizer."""

    kind: str
    folder: Path
    cutter: Cutter

    def model(self, task: Task) -> nn.Module:
        return load_model(task.head, self.folder, settings=task.settings(LABELS[task.name]), seed=1)


@pytest.fixture(scope="module", params=FAMILIES)
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Family:
    kind = request.param
    folder = tiny_encoder(tmp_path_factory.mktemp("family") / kind, kind=kind, real=False, num_hidden_layers=2)
    return Family(kind=kind, folder=folder, cutter=open_tokenizer(folder, name="t", source="t").cutter)


def sentences(texts: Sequence[str]) -> pl.DataFrame:
    rows = [(number, at, word, "O") for number, text in enumerate(texts) for at, word in enumerate(text.split())]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def items(texts: Sequence[str], titles: Sequence[str]) -> pl.DataFrame:
    """Items whose options are the same four titles."""
    options = dict(zip((f"option_{letter.lower()}" for letter in OPTIONS), titles, strict=True))
    return pl.DataFrame(
        [{"item": number, "text": text, "correct": "A", **options} for number, text in enumerate(texts)],
        schema_overrides={"item": pl.Int32},
    )


def read(family: Family, task: Task, content: pl.DataFrame, *, length: int = POSITIONS) -> Examples:
    """Content as workers read it: each distinct text is a number."""
    texts = pl.concat([content.get_column(name).rename("text") for name in task.texts]).unique(maintain_order=True)
    cut = task.cut(family.cutter, texts.to_list(), TrainingConfig(max_length=length))
    forms = FormPieces.of(pl.Series(cut, dtype=pl.List(pl.Int32)))
    numbers = dict(zip(texts, range(len(texts)), strict=True))
    given = content.with_columns(pl.col(name).replace_strict(numbers, return_dtype=pl.Int64) for name in task.texts)
    return task.read(given, forms, Seen(specials=family.cutter.specials, max_length=length), LABELS[task.name])


def predicted(family: Family, task: Task, content: pl.DataFrame, model: nn.Module) -> pl.DataFrame:
    return read(family, task, content).predict(model, device=CPU, precision="float32")


SHORT = "Ana bor i Oslo"
LONGER = ("Ana bor i Bergen til", " ".join(WORDS[:7] * 2), "Oslo")


def content(task: Task, *texts: str) -> pl.DataFrame:
    return sentences(texts) if task.name == "ner" else items(texts, ("Ana", "bor i", "Oslo Bergen", "til"))


@pytest.mark.parametrize("name", TASKS)
def test_a_text_is_predicted_the_same_alone_and_beside_longer_ones(name: str, family: Family) -> None:
    task = task_named(name)
    model = family.model(task)
    alone = predicted(family, task, content(task, SHORT), model)
    beside = predicted(family, task, content(task, SHORT, *LONGER), model).head(alone.height)
    others = predicted(family, task, content(task, LONGER[0]), model).head(alone.height)
    for column in PROBABILITY[name]:
        assert alone[column].to_list() == pytest.approx(beside[column].to_list(), abs=1e-5)
        assert alone[column].to_list() != pytest.approx(others[column].to_list(), abs=1e-3)


@pytest.mark.parametrize("name", TASKS)
def test_the_loss_of_a_batch_is_the_mean_of_what_its_texts_have_alone(name: str, family: Family) -> None:
    task = task_named(name)
    model = family.model(task).eval()
    texts = (SHORT, LONGER[1])
    together, _ = read(family, task, content(task, *texts)).loss(model, torch.tensor([0, 1]), device=CPU)
    alone = [
        read(family, task, content(task, text)).loss(model, torch.tensor([0]), device=CPU)[0].item() for text in texts
    ]
    n = [len(text.split()) if name == "ner" else 1 for text in texts]
    mean = sum(loss * each for loss, each in zip(alone, n, strict=True)) / sum(n)
    assert together.item() == pytest.approx(mean, abs=1e-5)


def test_the_longest_input_is_the_longest_that_the_encoder_takes(family: Family) -> None:
    model: Any = family.model(task_named("ner")).eval()
    longest = longest_input(model, wanted=1000)
    roberta = family.kind in {"roberta", "xlm-roberta"}
    assert longest == (POSITIONS - 2 if roberta else POSITIONS)
    assert longest_input(model, wanted=20) == 20
    assert model(input_ids=torch.full((1, longest), 5)).logits.isfinite().all()
    if family.kind not in {"deberta-v2", "modernbert"}:  # whose positions are relative, or turned: they only grow worse
        with pytest.raises((IndexError, RuntimeError)):
            model(input_ids=torch.full((1, longest + 1), 5))


@pytest.mark.parametrize("name", TASKS)
def test_texts_as_long_as_the_longest_input_are_predicted(name: str, family: Family) -> None:
    task = task_named(name)
    model = family.model(task)
    long = " ".join(WORDS * 20)
    longest = longest_input(model, wanted=1000)
    examples = read(family, task, content(task, long, SHORT), length=longest)
    specials = family.cutter.specials
    if name == "ner":
        assert longest - 6 <= int(examples.length.max()) + specials.n <= longest
    answer = examples.predict(model, device=CPU, precision="float32")
    assert answer.height == (len(long.split()) + len(SHORT.split()) if name == "ner" else 2 * len(OPTIONS))
    assert answer["probability"].is_finite().all()


@pytest.mark.parametrize("name", TASKS)
def test_the_fresh_head_is_determined_by_the_seed(name: str, family: Family) -> None:
    task = task_named(name)
    one, same = family.model(task), family.model(task)
    other = load_model(task.head, family.folder, settings=task.settings(LABELS[name]), seed=2)
    for (_, ours), (_, theirs) in zip(one.named_parameters(), same.named_parameters(), strict=True):
        assert torch.equal(ours, theirs)
    differ = {
        key
        for (key, ours), (_, theirs) in zip(one.named_parameters(), other.named_parameters(), strict=True)
        if not torch.equal(ours, theirs)
    }
    assert "classifier.weight" in differ
    assert not [key for key in differ if key.startswith(f"{one.base_model_prefix}.") and ".pooler." not in key]


def test_a_family_without_a_model_for_titles_is_told_in_one_sentence(tmp_path: Path) -> None:
    folder = tiny_encoder(tmp_path / "old", kind="deberta", real=False, masked=False, num_hidden_layers=1)
    title, ner = task_named("title"), task_named("ner")
    assert load_model(ner.head, folder, settings=ner.settings(LABELS["ner"]), seed=1)
    with pytest.raises(XlrError) as told:
        load_model(title.head, folder, settings={}, seed=1)
    assert str(told.value) == (
        f"The encoder in {folder} is of the family deberta, for which transformers has no model for multiple choice: "
        "take another encoder."
    )


@pytest.mark.parametrize("name", TASKS)
def test_half_the_bits_train_and_predict_nearly_the_same(name: str, family: Family) -> None:
    task = task_named(name)
    examples = read(family, task, content(task, SHORT, *LONGER))
    answers: list[pl.DataFrame] = []
    for precision in ("float32", "bfloat16"):
        model = family.model(task)
        config = TrainingConfig(epochs=1, batch_size=2, learning_rate=1e-4, precision=precision)
        steps = train(model, examples, config=config, seed=1, device=CPU)
        assert steps["loss"].is_finite().all()
        assert all(parameter.isfinite().all() for parameter in model.parameters())
        answers.append(examples.predict(model, device=CPU, precision=precision))
    assert answers[0]["probability"].to_list() == pytest.approx(answers[1]["probability"].to_list(), abs=0.1)
    assert not answers[0].equals(answers[1])
