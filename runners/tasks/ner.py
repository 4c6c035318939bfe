"""Named entities: the first piece of a token carries its tag, the other pieces are ignored.

Sentences that are longer than the model can see are read in overlapping windows (`runners.windows`), so every token is
learned and predicted exactly once whatever the longest input is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.forms.pieces import Cutter, Specials
from runners.batches import FormPieces, WindowedText, all_of, batch, windowed
from runners.config import TrainingConfig
from runners.prediction import owned_logits, predict
from runners.tasks.task import Seen, Task
from xlr_warehouse.errors import XlrError
from xlr_warehouse.spans import spans

if TYPE_CHECKING:  # workers, which open no warehouse, need not load it
    from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class TaggedText:
    """A text set in windows: its tokens (sentence, position, tag), and the label of each, -1 for a tag that is none."""

    tokens: pl.DataFrame
    text: WindowedText
    label: Tensor
    labels: tuple[str, ...]
    specials: Specials

    @property
    def length(self) -> Tensor:
        """The number of pieces of each window."""
        return self.text.window_length

    @property
    def n_truncated(self) -> int:
        """Of how many tokens the model does not see every piece."""
        return int(self.text.is_truncated.sum())

    @property
    def pieces(self) -> Tensor:
        """Every piece that a model is given of it, special ones included, each any number of times."""
        return torch.cat([self.text.pieces, all_of(self.specials)])

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        """The mean loss over the tokens that the windows of those numbers own, and the pieces of these windows."""
        taken = batch(self.text, numbers, specials=self.specials)
        logits = owned_logits(model, taken, device=device)
        wanted = self.label[taken.token].to(device, non_blocking=True)
        return functional.cross_entropy(logits.float(), wanted), taken.n_pieces

    def predict(self, model: nn.Module, *, device: torch.device, precision: str) -> pl.DataFrame:
        """A row for each token: the columns of its predictions."""
        answer = predict(
            model,
            self.text,
            self.label,
            labels=self.labels,
            specials=self.specials,
            device=device,
            precision=precision,
        )
        return pl.concat([self.tokens.select("sentence", "position"), answer], how="horizontal")

    def score(self, predicted: pl.DataFrame) -> float:
        """F1 of the entities, in the lenient reading; 0 where it is undefined."""
        key = ["sentence", "first_token", "end_token", "type"]
        gold, found = spans(self.tokens).select(key), spans(predicted).select(key)
        n = gold.height + found.height
        return 2 * gold.join(found, on=key).height / n if n else 0.0


def content(warehouse: "Warehouse", text_set: int) -> pl.DataFrame:
    """The tokens of a text set in order: sentence, position, form and tag."""
    return warehouse.frame(
        "select sentence, position, form, tag from token where text_set = $text_set order by sentence, position",
        text_set=text_set,
    )


def cut(cutter: Cutter, forms: Sequence[str], config: TrainingConfig) -> list[list[int]]:  # noqa: ARG001 (windows need every piece)
    """The pieces of words."""
    return cutter.cut(forms)


def labels_of(tokens: pl.DataFrame) -> tuple[str, ...]:
    """The tags a model learns: O, and B- and I- of every entity type of its training set."""
    types = tokens.get_column("tag").filter(tokens.get_column("tag") != "O").str.slice(2).unique().sort()
    return ("O", *(f"{prefix}-{kind}" for kind in types for prefix in "BI"))


def settings(labels: Sequence[str]) -> dict[str, Any]:
    """What a model's configuration says of its labels."""
    return {
        "num_labels": len(labels),
        "id2label": dict(enumerate(labels)),
        "label2id": {label: number for number, label in enumerate(labels)},
    }


def read(tokens: pl.DataFrame, forms: FormPieces, seen: Seen, labels: Sequence[str]) -> TaggedText:
    """Tokens (sentence, position, tag, form: its number) in the windows that a model sees.

    Raises `XlrError` when the longest input leaves no room for words.
    """
    capacity = seen.max_length - seen.specials.n
    if capacity < 1:
        raise XlrError(f"A length of {seen.max_length} pieces leaves no room for words; use a longer one.")
    number = pl.col("tag").replace_strict(list(labels), list(range(len(labels))), default=-1, return_dtype=pl.Int64)
    return TaggedText(
        tokens=tokens,
        text=windowed(tokens.get_column("sentence"), tokens.get_column("form"), forms=forms, capacity=capacity),
        label=tokens.select(number).to_series().to_torch(),
        labels=tuple(labels),
        specials=seen.specials,
    )


TASK = Task(
    name="ner",
    head="AutoModelForTokenClassification",
    texts=("form",),
    content=content,
    cut=cut,
    labels=labels_of,
    settings=settings,
    read=read,
)
