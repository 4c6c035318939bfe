"""How a word becomes a vector: which hidden layers, which pieces, and whether it is lower-cased before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlr_warehouse.errors import UnknownNameError, XlrError

POOLINGS = ("mean_middle", "mean", "first", "cls")
CASINGS = ("kept", "lower")
MASKED = "mlm"
"""What the column `pooling` says of a masked language model's proposals, which are no vectors."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How the hidden states of a word that is fed alone make its vector.

    Layer 0 is the output of the embeddings. `first_layer` to `last_layer` (both included) are averaged; more than one
    only for `mean_middle`.
    """

    pooling: str
    casing: str
    first_layer: int
    last_layer: int
    n_layers: int

    def name(self, tokenizer: str) -> str:
        """The name of the embedding: tokenizer (its encoder's, and more where it was fitted), pooling, layer, casing.

        >>> recipe("mean_middle", casing="kept", layer=None, n_layers=12).name("bert-base-multilingual-cased")
        'bert-base-multilingual-cased.mean_middle.l8'
        """
        ending = "" if self.casing == "kept" else f".{self.casing}"
        return f"{tokenizer}.{self.pooling}.l{self.last_layer}{ending}"

    @property
    def said(self) -> str:
        """What it does, for people to read."""
        pieces = {"cls": "position 0", "first": "the first piece"}.get(self.pooling, "the mean of the pieces")
        several = self.first_layer < self.last_layer
        layers = f"layers {self.first_layer} to {self.last_layer}" if several else f"layer {self.last_layer}"
        return f"{pieces} in {layers} of {self.n_layers}"


def recipe(pooling: str, *, casing: str, layer: int | None, n_layers: int) -> Recipe:
    """The recipe that is asked for; without a layer the middle one, for `cls` the last.

    `mean_middle` takes the middle third of the layers: from n // 3 + 1 to 2n // 3, so 5 to 8 of 12, 9 to 16 of 24, 1
    of 2. Raises `XlrError` for what cannot be.
    """
    for kind, value, known in (("pooling", pooling, POOLINGS), ("casing", casing, CASINGS)):
        if value not in known:
            raise UnknownNameError(kind, value, list(known))
    if pooling == "mean_middle":
        if layer is not None:
            raise XlrError("mean_middle takes the middle third of the layers: give --pooling mean with --layer.")
        first = n_layers // 3 + 1
        last = max(first, 2 * n_layers // 3)
    else:
        first = last = layer if layer is not None else n_layers if pooling == "cls" else (n_layers + 1) // 2
    if not 0 <= last <= n_layers:
        raise XlrError(f"This encoder has the layers 0 (its embeddings) to {n_layers}, no layer {last}.")
    return Recipe(pooling=pooling, casing=casing, first_layer=first, last_layer=last, n_layers=n_layers)


def n_layers_of(config: Mapping[str, Any], encoder: str) -> int:
    """How many layers the configuration of an encoder says it has; raises `XlrError` when it does not."""
    for name in ("num_hidden_layers", "n_layers", "n_layer"):
        if isinstance(found := config.get(name), int):
            return found
    raise XlrError(f"The config.json of {encoder} does not say how many layers it has (num_hidden_layers).")
