"""Training only the pieces that occur: the same weights, in every family of encoders."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from runners.config import TrainingConfig
from runners.model import make_model
from runners.training import train
from runners.used_rows import UsedRows, used_rows

FAMILIES = ["bert", "distilbert", "xlm-roberta", "deberta-v2", "modernbert"]
SHAPE = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 16}
PADDING, FREQUENT = 1, 40


class _Lesson:
    """Forty rows of six pieces below 40 and some padding, each with a label from two."""

    def __init__(self) -> None:
        chance = torch.Generator().manual_seed(3)
        self.ids = torch.randint(2, FREQUENT, (40, 6), generator=chance)
        self.ids[::3, 4:] = PADDING
        self.label = torch.randint(0, 2, (40,), generator=chance)

    @property
    def length(self) -> Tensor:
        return (self.ids != PADDING).sum(dim=1)

    @property
    def pieces(self) -> Tensor:
        return self.ids.flatten()

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        ids = self.ids[numbers].to(device)
        logits = model(input_ids=ids, attention_mask=(ids != PADDING).long()).logits[:, 0]
        return nn.functional.cross_entropy(logits, self.label[numbers].to(device)), int(self.length[numbers].sum())


def _model(family: str) -> Any:  # noqa: ANN401 (a model of transformers)
    config: dict[str, Any] = {"model_type": family, "vocab_size": 500, "pad_token_id": PADDING, **SHAPE}
    if family == "distilbert":
        config |= {"dim": 16, "hidden_dim": 16, "n_layers": 2, "n_heads": 2}
    if family == "modernbert":
        config |= {"bos_token_id": 2, "eos_token_id": 3, "cls_token_id": 2, "sep_token_id": 3}
    return make_model("AutoModelForTokenClassification", config, settings={"num_labels": 2}, seed=5)


def _train(model: Any) -> None:  # noqa: ANN401 (likewise)
    train(model, _Lesson(), config=TrainingConfig(epochs=3, learning_rate=1e-2), seed=1, device=torch.device("cpu"))


@pytest.mark.parametrize("family", FAMILIES)
def test_training_the_rows_in_use_gives_the_weights_of_training_all(family: str) -> None:
    whole, small = _model(family), _model(family)
    before = small.get_input_embeddings().weight.detach().clone()

    _train(whole)
    with used_rows(small, _Lesson().pieces):
        _train(small)

    for (name, wanted), found in zip(whole.named_parameters(), small.parameters(), strict=True):
        torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-6, msg=f"{family} {name}")
    after = small.get_input_embeddings().weight
    assert torch.equal(after[FREQUENT:], before[FREQUENT:])
    assert not torch.equal(after[2:FREQUENT], before[2:FREQUENT])


def test_only_the_rows_in_use_are_among_what_is_trained() -> None:
    model = _model("bert")

    with used_rows(model, torch.tensor([7, 3, 7, PADDING])):
        inside = model.get_input_embeddings()
        n_inside = inside.weight.shape[0]

    assert isinstance(inside, UsedRows)
    assert n_inside == 3
    assert model.get_input_embeddings().weight.shape[0] == 500


def test_pieces_that_training_lacks_are_read_from_the_table_in_evaluation() -> None:
    model = _model("xlm-roberta").eval()
    ids = torch.tensor([[7, 499, 3, 250, PADDING]])

    wanted = model(input_ids=ids).logits
    with used_rows(model, torch.tensor([7, 3, PADDING])), torch.inference_mode():
        found = model(input_ids=ids).logits

    assert torch.equal(found, wanted)


def test_a_piece_that_was_not_named_is_an_error_in_training() -> None:
    model = _model("bert").train()

    with used_rows(model, torch.tensor([7, 3, PADDING])), pytest.raises(IndexError):
        model(input_ids=torch.tensor([[7, 499]]))


def test_the_table_is_whole_again_after_an_error() -> None:
    model = _model("bert")
    table = model.get_input_embeddings()

    with pytest.raises(KeyboardInterrupt), used_rows(model, torch.tensor([7, PADDING])):
        raise KeyboardInterrupt

    assert model.get_input_embeddings() is table
