"""The numbers of a training, and what is asked for."""

import pytest

from runners.config import TrainingConfig
from runners.encoder import find_encoder, known_encoders
from runners.plan import Setting, merged
from runners.planning import require_torch
from runners.request import Request
from runners.training import learning_rate
from xlr_warehouse.errors import MissingExtraError, UnknownNameError, XlrError


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("epochs", 1.5),
        ("epochs", True),
        ("batch_size", -1),
        ("learning_rate", 0.0),
        ("learning_rate", float("nan")),
        ("warmup", 1.1),
        ("max_length", 3),
        ("max_length", "128"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(XlrError, match=f"^{name} must be "):
        TrainingConfig().changed({name: value})


def test_an_unknown_setting_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'learning_rate'"):
        TrainingConfig().changed({"learning_rat": 1e-3})


def test_a_value_that_was_not_given_leaves_the_default() -> None:
    assert TrainingConfig().changed({"epochs": 3, "batch_size": None, "learning_rate": 1}) == TrainingConfig(
        epochs=3, learning_rate=1.0
    )


def test_an_encoder_trained_from_scratch_has_its_own_defaults() -> None:
    assert known_encoders() == ["lab-tiny"]
    assert find_encoder("lab_tiny").scratch.training["ner"].epochs == 6  # ty: ignore
    assert TrainingConfig() == TrainingConfig(epochs=1, batch_size=8, learning_rate=4e-5)


@pytest.mark.parametrize("wrong", [{"task": "parsing"}, {"seeds": ()}, {"seeds": (-1,)}])
def test_a_request_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(XlrError):
        Request(encoder="lab-tiny", **wrong)  # ty: ignore


def test_the_learning_rate_rises_in_the_warm_up_and_falls_to_the_last_step() -> None:
    config = TrainingConfig(learning_rate=1.0, warmup=0.2)
    rates = [learning_rate(step, n_steps=10, config=config) for step in range(1, 11)]
    assert rates[:2] == [0.5, 1.0]
    assert rates[2:] == pytest.approx([8 / 9, 7 / 9, 6 / 9, 5 / 9, 4 / 9, 3 / 9, 2 / 9, 1 / 9])


def test_settings_with_one_training_language_are_one_model() -> None:
    settings = [
        Setting(train="a", tests=("a", "b")),
        Setting(train="c", tests=("c",)),
        Setting(train="a", tests=("b", "d")),
    ]
    assert merged(settings) == {"a": {"a": (), "b": (), "d": ()}, "c": {"c": ()}}


def test_a_model_is_tested_on_what_was_perturbed_against_others_where_it_was_asked_for() -> None:
    settings = [
        Setting(train="a", tests=("b",), against=("b",)),
        Setting(train="b", tests=("b",), against=("a", "b", "c")),
        Setting(train="a", tests=("d",)),
    ]
    assert merged(settings) == {"a": {"b": ("b",), "d": ()}, "b": {"b": ("a", "c")}}


def test_without_torch_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runners.planning.find_spec", lambda name: None if name == "torch" else object())
    with pytest.raises(MissingExtraError, match=r"pip install 'xlr-warehouse\[train\]'"):
        require_torch()
