"""Section titles: which of four headings belongs to the text of a section?

Each option makes a pair with the text (text first), the model gives each pair a number, and the highest is its answer.
A quarter of the longest input is kept free for the heading, whatever its length, and the text gets the rest: so the
model sees as many pieces of the text with each of the four options, and before and after a perturbation. The
reference truncates each pair by itself, so a long heading costs it text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.forms.pieces import Cutter
from runners.batches import PIECES_AT_ONCE, FormPieces, longest_first
from runners.config import TrainingConfig
from runners.schemas import OPTIONS
from runners.tasks.pairs import Pairs, choice_logits
from runners.tasks.task import Seen, Task
from runners.training import autocast
from xlr_warehouse.errors import XlrError

if TYPE_CHECKING:  # workers, which open no warehouse, need not load it
    from xlr_warehouse.warehouse import Warehouse

TITLE_SHARE = 4
"""A heading may take one piece in so many of the longest input; 32 of 128 hold more than 99 % of real headings."""


@dataclass(frozen=True, kw_only=True)
class TitleItems:
    """A text set of title items: their numbers, the pairs the model sees, and which option is right."""

    items: pl.Series
    pairs: Pairs
    correct: Tensor

    @property
    def length(self) -> Tensor:
        """The number of pieces of the longest pair of each item."""
        return self.pairs.text_length + self.pairs.title_length.amax(dim=1)

    @property
    def pieces(self) -> Tensor:
        """Every piece that a model is given of it, special ones included, each any number of times."""
        return self.pairs.seen()

    @property
    def n_truncated(self) -> int:
        """Of how many items the model does not see the whole text and all whole titles."""
        return int(self.pairs.is_truncated.sum())

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        """The mean loss over the items of those numbers, and the pieces of their pairs."""
        logits = choice_logits(model, self.pairs, numbers, device=device)
        n_pieces = len(OPTIONS) * self.pairs.text_length[numbers].sum() + self.pairs.title_length[numbers].sum()
        wanted = self.correct[numbers].to(device, non_blocking=True)
        return functional.cross_entropy(logits.float(), wanted), int(n_pieces)

    def predict(self, model: nn.Module, *, device: torch.device, precision: str) -> pl.DataFrame:
        """Four rows for each item: the columns of its predictions; of equal options the first is chosen."""
        model.to(device).eval()
        numbers = [torch.empty(0, dtype=torch.long)]
        found = [torch.empty((0, len(OPTIONS)), device=device)]
        at_once = max(1, PIECES_AT_ONCE[device.type] // len(OPTIONS))
        with torch.inference_mode():
            for taken in longest_first(self.length + self.pairs.n_specials, at_once=at_once):
                with autocast(device, precision):
                    logits = choice_logits(model, self.pairs, taken, device=device)
                numbers.append(taken)
                found.append(logits.float().softmax(-1))
        chances = torch.empty((len(self.items), len(OPTIONS)))
        chances[torch.cat(numbers)] = torch.cat(found).cpu()
        chosen = functional.one_hot(chances.argmax(-1), len(OPTIONS)).bool()
        n = len(self.items)
        return pl.DataFrame(
            {
                "item": self.items.gather(pl.int_range(n, eager=True).repeat_by(len(OPTIONS)).explode()),
                "option": list(OPTIONS) * n,
                "probability": chances.flatten().numpy(),
                "is_chosen": chosen.flatten().numpy(),
                "n_pieces": self.pairs.text_length.repeat_interleave(len(OPTIONS)).int().numpy(),
            },
        )

    def score(self, predicted: pl.DataFrame) -> float:
        """Accuracy; 0 where there is no item."""
        chosen = predicted.filter("is_chosen").get_column("option")
        right = pl.Series(self.correct.numpy()).replace_strict(range(len(OPTIONS)), OPTIONS, return_dtype=pl.String)
        return float((chosen == right).mean() or 0.0)  # pyright: ignore[reportArgumentType] (of booleans, a number)


def content(warehouse: "Warehouse", text_set: int) -> pl.DataFrame:
    """The items of a text set in order: item, text, the titles A to D, and the letter of the right one."""
    return warehouse.frame(
        """
        select item, text, correct, option_a, option_b, option_c, option_d from title_item
        join (
            select item, any_value(title) filter (option = 'A') as option_a,
                any_value(title) filter (option = 'B') as option_b, any_value(title) filter (option = 'C') as option_c,
                any_value(title) filter (option = 'D') as option_d
            from title_option where text_set = $text_set group by item
        ) using (item)
        where text_set = $text_set order by item
        """,
        text_set=text_set,
    )


def cut(cutter: Cutter, texts: Sequence[str], config: TrainingConfig) -> list[list[int]]:
    """The first pieces of running texts: one more than fit, so that it shows when there are more."""
    return [pieces[: config.max_length + 1] for pieces in cutter.running(texts)]


def labels_of(items: pl.DataFrame) -> tuple[str, ...]:  # noqa: ARG001 (the same for every text)
    """The options."""
    return OPTIONS


def settings(labels: Sequence[str]) -> dict[str, Any]:  # noqa: ARG001 (each pair gets one number)
    """Nothing: a model gives each pair one number, however many options there are."""
    return {}


def read(items: pl.DataFrame, forms: FormPieces, seen: Seen, labels: Sequence[str]) -> TitleItems:
    """Items (item, correct, and the numbers of their text and of their options) as pairs that a model sees.

    Raises `XlrError` when the longest input leaves no room for text.
    """
    n_title = seen.max_length // TITLE_SHARE
    n_text = seen.max_length - n_title - seen.specials.n_of_pair
    if n_text < 1 or n_title < 1:
        raise XlrError(f"A length of {seen.max_length} pieces leaves no room for text and title; use a longer one.")
    options = items.select(f"option_{letter.lower()}" for letter in labels)
    correct = items.get_column("correct").replace_strict(list(labels), range(len(labels)), return_dtype=pl.Int64)
    return TitleItems(
        items=items.get_column("item"),
        pairs=Pairs.of(
            text=items.get_column("text"), titles=options, forms=forms, specials=seen.specials, most=(n_text, n_title)
        ),
        correct=correct.to_torch(),
    )


TASK = Task(
    name="title",
    head="AutoModelForMultipleChoice",
    texts=("text", *(f"option_{letter.lower()}" for letter in OPTIONS)),
    content=content,
    cut=cut,
    labels=labels_of,
    settings=settings,
    read=read,
)
