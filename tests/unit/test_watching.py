"""Watching a training: nothing is sent unasked, and what is asked for must be installed."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import runners.watching
from runners.watching import check_watch, watcher
from xlr_warehouse.errors import UnknownNameError, XlrError

STEP = {"step": 10.0, "epoch": 0.5, "loss": 1.25, "learning_rate": 1e-3, "tokens_per_second": 900.0}
SHOWN = {name: value for name, value in STEP.items() if name != "step"}


def test_nobody_watches_unless_asked() -> None:
    check_watch(None)
    assert watcher(None) is None


def test_a_tool_we_do_not_know_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'tensorboard'"):
        check_watch("tensorbord")


def test_a_tool_that_is_not_installed_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(runners.watching.PACKAGES, "wandb", "no_such_package")
    with pytest.raises(
        XlrError, match=r"^wandb is not installed: 'pip install no_such_package', or leave --watch away\.$"
    ):
        check_watch("wandb")


def test_every_step_goes_to_wandb_under_the_name_of_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a stand-in of the module; TensorBoard's writer and wandb offline were tried by hand."""
    sent: list[tuple[dict[str, float], int]] = []
    begun: list[dict[str, object]] = []

    def log(row: dict[str, float], *, step: int) -> None:
        sent.append((row, step))

    def init(**given: object) -> SimpleNamespace:
        begun.append(given)
        return SimpleNamespace(log=log)

    module = ModuleType("wandb")
    monkeypatch.setattr(module, "init", init, raising=False)
    monkeypatch.setitem(sys.modules, "wandb", module)
    watch = watcher("wandb")
    assert watch is not None
    watch(SimpleNamespace(run="ner-small-1", runs=tmp_path))(STEP)  # pyright: ignore[reportArgumentType] (all of a job that is looked at)
    assert sent == [(SHOWN, 10)]
    assert [(given["id"], given["resume"]) for given in begun] == [("ner-small-1", "allow")]
