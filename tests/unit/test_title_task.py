"""The title task by itself: what is chosen of equals, what is seen of long texts, and how good predictions are."""

from collections.abc import Sequence
from types import SimpleNamespace

import polars as pl
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from ingest.forms.pieces import Specials
from runners.batches import FormPieces
from runners.schemas import OPTIONS
from runners.tasks.pairs import choice_logits
from runners.tasks.task import Seen
from runners.tasks.title import TASK, TitleItems
from xlr_warehouse.errors import XlrError

CPU = torch.device("cpu")
SPECIALS = Specials(prefix=(2,), suffix=(3,), padding=0, between=(3, 3))
FIRST_TITLE_PIECE = 100


class Told(nn.Module):
    """A model that answers what the first piece of a title says, and keeps what it was given."""

    def __init__(self) -> None:
        """A model without weights."""
        super().__init__()
        self.config = SimpleNamespace(type_vocab_size=1)
        self.ids = torch.empty(0)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> SimpleNamespace:
        self.ids = input_ids
        assert attention_mask.shape == input_ids.shape
        return SimpleNamespace(logits=torch.where(input_ids >= FIRST_TITLE_PIECE, input_ids, 0).amax(-1).float())


def items_of(
    texts: Sequence[Sequence[int]], titles: Sequence[Sequence[Sequence[int]]], *, correct: str, length: int
) -> TitleItems:
    """Items of pieces: a text and four titles each."""
    forms = [*texts, *(title for four in titles for title in four)]
    options = {
        f"option_{letter.lower()}": [len(texts) + 4 * item + place for item in range(len(texts))]
        for place, letter in enumerate(OPTIONS)
    }
    content = {"item": range(10, 10 + len(texts)), "text": range(len(texts)), "correct": list(correct), **options}
    pieces = FormPieces.of(pl.Series([list(form) for form in forms], dtype=pl.List(pl.Int32)))
    return TASK.read(pl.DataFrame(content), pieces, Seen(specials=SPECIALS, max_length=length), OPTIONS)  # ty: ignore


def titles(*firsts: int) -> list[list[int]]:
    return [[FIRST_TITLE_PIECE + first] for first in firsts]


@pytest.mark.parametrize(
    ("firsts", "chosen"), [((5, 5, 5, 5), "A"), ((1, 5, 5, 2), "B"), ((1, 2, 3, 3), "C"), ((1, 2, 3, 4), "D")]
)
def test_of_equal_options_the_first_is_chosen(firsts: tuple[int, ...], chosen: str) -> None:
    items = items_of([[5, 6]], [titles(*firsts)], correct="A", length=32)
    answer = items.predict(Told(), device=CPU, precision="float32")
    assert answer.filter("is_chosen")["option"].to_list() == [chosen]
    assert answer["item"].to_list() == [10] * 4
    assert answer["option"].to_list() == list(OPTIONS)


def test_the_score_is_the_share_of_right_answers() -> None:
    four = [titles(9, 1, 1, 1), titles(1, 9, 1, 1), titles(1, 1, 9, 1), titles(1, 1, 1, 9), titles(1, 1, 1, 9)]
    items = items_of([[5]] * 5, four, correct="ABCAA", length=32)
    assert items.score(items.predict(Told(), device=CPU, precision="float32")) == pytest.approx(3 / 5)


def test_items_of_any_length_answer_in_their_order() -> None:
    firsts = [(3, 1, 2), (9, 1, 7), (40, 5, 1), (0, 2, 2), (17, 3, 3)]
    four = [titles(*[9 if letter == place else 1 for letter in range(4)]) for place in (0, 3, 1, 2, 1)]
    items = items_of([[5] * length for length, *_ in firsts], four, correct="ADBCB", length=64)
    answer = items.predict(Told(), device=CPU, precision="float32")
    assert answer.filter("is_chosen")["option"].to_list() == list("ADBCB")
    assert answer["n_pieces"].to_list() == [n for length, *_ in firsts for n in [min(length, 64 - 16 - 4)] * 4]


LENGTHS = st.tuples(st.integers(0, 40), st.lists(st.integers(0, 20), min_size=4, max_size=4))


@given(st.lists(LENGTHS, min_size=1, max_size=5), st.integers(8, 40))
def test_each_pair_is_the_head_of_text_and_title_between_special_pieces(
    lengths: list[tuple[int, list[int]]], length: int
) -> None:
    texts = [[10 + at for at in range(n)] for n, _ in lengths]
    four = [[[FIRST_TITLE_PIECE + at for at in range(n)] for n in options] for _, options in lengths]
    items = items_of(texts, four, correct="A" * len(texts), length=length)
    model = Told()
    choice_logits(model, items.pairs, torch.arange(len(texts)), device=CPU)
    n_title = length // 4
    n_text = length - n_title - 4
    for item, (text, options) in enumerate(zip(texts, four, strict=True)):
        for place, title in enumerate(options):
            wanted = [2, *text[:n_text], 3, 3, *title[:n_title], 3]
            row = model.ids[item, place].tolist()
            assert row == wanted + [0] * (len(row) - len(wanted))
            assert len(row) <= length
    is_cut = [n > n_text or max(options) > n_title for n, options in lengths]
    assert items.n_truncated == sum(is_cut)


def test_a_length_without_room_for_text_is_refused() -> None:
    with pytest.raises(XlrError, match="A length of 5 pieces leaves no room for text and title; use a longer one"):
        items_of([[5]], [titles(1, 2, 3, 4)], correct="A", length=5)
