"""A training that was interrupted goes on to exactly the weights of an undisturbed one, wherever it was interrupted."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners import checkpoints
from runners.batches import FormPieces
from runners.config import TrainingConfig
from runners.model import make_model
from runners.schemas import OPTIONS
from runners.tasks.task import Examples, Seen, task_named
from runners.training import Log, Upkeep, train
from xlr_warehouse.errors import InputError, XlrError

torch.set_num_threads(1)  # as workers do with small models
CPU = torch.device("cpu")
SPECIALS = Specials(prefix=(2,), suffix=(3,), padding=0, between=(3,))
PIECES = [[4], [5, 6], [7], [8, 9, 10], [11], [], [12, 13, 14, 15, 16, 17, 18]]
TAGS = ["B-PER", "I-PER", "O", "O", "B-LOC"]
TASKS = ("ner", "title")
CONFIG = TrainingConfig(epochs=3, batch_size=2, learning_rate=1e-2, max_length=24)
STEPS_IN_EPOCH, N_STEPS = 25, 75
LOGGED = [step for step in range(1, N_STEPS + 1) if step % 10 == 0 or step % STEPS_IN_EPOCH == 0]
"""Logging at these steps is where a training is interrupted here."""


class Interrupted(Exception):  # noqa: N818 (it is no error of ours)
    """As if the machine stopped."""


@cache
def lesson(task: str) -> Examples:
    """Fifty examples, of different lengths."""
    forms = FormPieces.of(pl.Series(PIECES, dtype=pl.List(pl.Int32)))
    seen = Seen(specials=SPECIALS, max_length=24)
    if task == "ner":
        rows = [(number, at, (number + 3 * at) % 5) for number in range(50) for at in range(1 + number % 5)]
        tokens = pl.DataFrame(rows, schema=["sentence", "position", "form"], orient="row")
        tokens = tokens.with_columns(tag=pl.Series([TAGS[form] for *_, form in rows]))
        return task_named(task).read(tokens, forms, seen, ("O", "B-LOC", "I-LOC", "B-PER", "I-PER"))
    items = pl.DataFrame(
        [
            {"item": number, "text": number % 7, "correct": "ABCD"[number % 4]}
            | {f"option_{letter.lower()}": (number + place) % 5 for place, letter in enumerate(OPTIONS)}
            for number in range(50)
        ]
    )
    return task_named(task).read(items, forms, seen, OPTIONS)


def untrained(task: str) -> nn.Module:
    """A model that drops out a lot."""
    config = {
        "model_type": "bert",
        "vocab_size": 20,
        "hidden_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 8,
        "max_position_embeddings": 40,
        "hidden_dropout_prob": 0.3,
        "attention_probs_dropout_prob": 0.3,
    }
    labels = ("O", "B-LOC", "I-LOC", "B-PER", "I-PER") if task == "ner" else OPTIONS
    return make_model(task_named(task).head, config, settings=task_named(task).settings(labels), seed=1)


def score_of(task: str) -> Callable[[nn.Module], float]:
    """How well a model does on what it is trained on."""
    examples = lesson(task)
    return lambda model: examples.score(examples.predict(model, device=CPU, precision="auto"))


def weights(model: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in model.named_parameters()}


def trained(task: str, upkeep: Upkeep, *, config: TrainingConfig = CONFIG) -> tuple[dict[str, Tensor], pl.DataFrame]:
    """The weights a training ends with, and its logged steps without what depends on the clock."""
    model = untrained(task)
    steps = train(model, lesson(task), config=config, seed=3, device=CPU, upkeep=upkeep)
    return weights(model), steps.drop("tokens_per_second")


@cache
def undisturbed(task: str, chosen: bool) -> tuple[dict[str, Tensor], pl.DataFrame]:  # noqa: FBT001 (cached)
    return trained(task, Upkeep(score=score_of(task) if chosen else None))


def stopped_at(steps: Iterator[int]) -> Log:
    """A log that stops the training when it comes by the next of these steps."""
    step = next(steps, None)

    def log(row: dict[str, float]) -> None:
        nonlocal step
        if step is not None and row["step"] >= step:
            step = next(steps, None)
            raise Interrupted

    return log


def with_interruptions(
    task: str, folder: Path, steps: list[int], *, chosen: bool, save_every_s: float
) -> tuple[dict[str, Tensor], pl.DataFrame]:
    """What a training ends with that is stopped by these steps and begun again each time."""
    log = stopped_at(iter(steps))
    score = score_of(task) if chosen else None
    upkeep = Upkeep(folder=folder, fingerprint="here", log=log, score=score, save_every_s=save_every_s)
    while True:
        try:
            return trained(task, upkeep)
        except Interrupted:
            torch.manual_seed(99)  # another process has other random numbers
            torch.rand(5)


def same(ours: dict[str, Tensor], theirs: dict[str, Tensor]) -> bool:
    return ours.keys() == theirs.keys() and all(torch.equal(tensor, theirs[name]) for name, tensor in ours.items())


@pytest.mark.parametrize("task", TASKS)
def test_the_same_seed_gives_the_same_weights_with_dropout(task: str) -> None:
    first, steps = undisturbed(task, chosen=False)
    again, steps_again = trained(task, Upkeep())
    other = untrained(task)
    train(other, lesson(task), config=CONFIG, seed=4, device=CPU)
    assert same(first, again)
    assert steps.equals(steps_again)
    assert not same(first, weights(other))


@settings(max_examples=10)
@given(
    st.sampled_from(TASKS),
    st.lists(st.sampled_from(LOGGED), max_size=4).map(sorted),
    st.booleans(),
    st.sampled_from([0.0, 1e9]),
)
def test_an_interrupted_training_ends_with_the_weights_of_an_undisturbed_one(
    tmp_path_factory: pytest.TempPathFactory,
    task: str,
    steps: list[int],
    chosen: bool,  # noqa: FBT001 (a case)
    save_every_s: float,
) -> None:
    folder = tmp_path_factory.mktemp("interrupted") / "run.checkpoint"
    got, logged = with_interruptions(task, folder, steps, chosen=chosen, save_every_s=save_every_s)
    want, want_logged = undisturbed(task, chosen=chosen)
    assert same(got, want)
    assert logged.equals(want_logged)


@pytest.mark.parametrize("save_every_s", [0.0, 1e9])
def test_no_more_is_done_again_than_what_was_done_since_the_last_checkpoint(
    tmp_path: Path, save_every_s: float
) -> None:
    seen: list[int] = []
    log = stopped_at(iter([45]))

    def both(row: dict[str, float]) -> None:
        seen.append(int(row["step"]))
        log(row)

    upkeep = Upkeep(folder=tmp_path / "run.checkpoint", log=both, save_every_s=save_every_s)
    with pytest.raises(Interrupted):
        trained("ner", upkeep)
    trained("ner", upkeep)
    again = seen[seen.index(50) + 1 :]
    assert again[0] == (50 if save_every_s == 0 else 30)
    assert again[-1] == N_STEPS


def test_at_most_one_checkpoint_stands_at_a_time_and_nothing_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "run.checkpoint"
    n_seen: set[int] = set()

    def look(_: dict[str, float]) -> None:
        n_seen.add(len(list(folder.iterdir())) if folder.is_dir() else 0)

    trained("ner", Upkeep(folder=folder, log=look, save_every_s=0.0))
    assert n_seen == {0, 1}
    assert [entry.name for entry in folder.iterdir()] == ["000000070"]


def test_a_checkpoint_of_another_machine_is_not_gone_on_with(checkpoint: Path) -> None:
    seen: list[int] = []
    upkeep = Upkeep(folder=checkpoint, fingerprint="elsewhere", log=lambda row: seen.append(int(row["step"])))
    got, _ = trained("ner", upkeep)
    assert seen == LOGGED
    assert same(got, undisturbed("ner", chosen=False)[0])
    assert len(list(checkpoint.iterdir())) == 1


def test_a_checkpoint_that_was_being_written_counts_for_nothing(checkpoint: Path) -> None:
    half = checkpoint / ".000000099.elsewhere.123.partial"
    half.mkdir()
    (half / checkpoints.TENSORS).write_bytes(b"half")
    got, _ = trained("ner", Upkeep(folder=checkpoint))
    assert same(got, undisturbed("ner", chosen=False)[0])
    checkpoints.clear(checkpoint)
    assert list(checkpoint.parent.iterdir()) == []


def facts(**changes: object) -> Callable[[Path], None]:
    """What changes facts of a checkpoint; None takes one away."""

    def change(file: Path) -> None:
        described: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        changed = {name: value for name, value in (described | changes).items() if value is not None}
        file.write_text(json.dumps(changed), encoding="utf-8")

    return change


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "no facts": (checkpoints.FACTS, Path.unlink),
    "half of the facts": (checkpoints.FACTS, lambda file: file.write_text('{"step": 50, "ep', encoding="utf-8")),
    "empty facts": (checkpoints.FACTS, lambda file: file.write_bytes(b"")),
    "facts of another shape": (checkpoints.FACTS, lambda file: file.write_text("[1]", encoding="utf-8")),
    "a fact that lacks": (checkpoints.FACTS, facts(epoch=None)),
    "a fact of a later version": (checkpoints.FACTS, facts(momentum=3)),
    "no tensors": (checkpoints.TENSORS, Path.unlink),
    "half of the tensors": (checkpoints.TENSORS, lambda file: file.write_bytes(file.read_bytes()[:-99])),
    "empty tensors": (checkpoints.TENSORS, lambda file: file.write_bytes(b"")),
}


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint of a training that was stopped in its last epoch; copy it."""
    folder = tmp_path_factory.mktemp("stopped") / "run.checkpoint"
    with pytest.raises(Interrupted):
        trained("ner", Upkeep(folder=folder, log=stopped_at(iter([60]))))
    return folder


@pytest.fixture
def checkpoint(stopped: Path, tmp_path: Path) -> Path:
    """A copy of that checkpoint."""
    return Path(shutil.copytree(stopped, tmp_path / "run.checkpoint"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_checkpoint_is_refused_in_one_sentence(damage: str, checkpoint: Path) -> None:
    name, do = DAMAGES[damage]
    do(checkpoint / "000000050" / name)
    with pytest.raises(
        InputError, match=r"run\.checkpoint.*This checkpoint cannot be read \(.*\): remove the folder\.$"
    ):
        trained("ner", Upkeep(folder=checkpoint))
    checkpoints.clear(checkpoint)
    assert list(checkpoint.parent.iterdir()) == []


def test_the_checkpoint_of_another_model_is_refused_in_one_sentence(checkpoint: Path) -> None:
    with pytest.raises(InputError, match="This checkpoint cannot be read"):
        trained("title", Upkeep(folder=checkpoint))


def test_the_best_epoch_is_taken_the_earliest_of_equals() -> None:
    after: list[dict[str, Tensor]] = []
    scores = iter([0.5, 0.7, 0.7])

    def score(model: nn.Module) -> float:
        after.append(weights(model))
        return next(scores)

    got, _ = trained("ner", Upkeep(score=score))
    assert same(got, after[1])
    assert not same(got, after[2])


def test_judging_epochs_does_not_change_how_the_model_is_trained() -> None:
    after: list[dict[str, Tensor]] = []

    def score(model: nn.Module) -> float:
        after.append(weights(model))
        return float(len(after))

    got, steps = trained("title", Upkeep(score=score))
    want, want_steps = undisturbed("title", chosen=False)
    assert same(got, want)
    assert steps.equals(want_steps)


def test_a_disk_that_is_full_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "run.checkpoint").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(XlrError, match="A checkpoint cannot be written into"):
        trained("ner", Upkeep(folder=tmp_path / "run.checkpoint"))
