"""An encoder that is defined by a configuration and trained from scratch."""

from collections.abc import Mapping
from dataclasses import dataclass

from runners.config import TrainingConfig


@dataclass(frozen=True, kw_only=True)
class ScratchEncoder:
    """The architecture of a BERT, the size of the vocabulary fitted for it, and how it is trained by default, by task.

    `initial_spread` is the standard deviation of the first weights, about one by the root of `hidden_size`: with the
    0.02 that suits a width of 768, a narrow model hardly begins to learn in a few hundred steps.
    """

    hidden_size: int
    n_layers: int
    n_heads: int
    intermediate_size: int
    vocabulary: int
    training: Mapping[str, TrainingConfig]
    max_positions: int = 256
    dropout: float = 0.0
    initial_spread: float = 0.1

    def hub_config(self, *, vocab_size: int, pad_token_id: int) -> dict[str, object]:
        """The configuration in the names of transformers, for a vocabulary of that size."""
        return {
            "model_type": "bert",
            "vocab_size": vocab_size,
            "pad_token_id": pad_token_id,
            "hidden_size": self.hidden_size,
            "num_hidden_layers": self.n_layers,
            "num_attention_heads": self.n_heads,
            "intermediate_size": self.intermediate_size,
            "max_position_embeddings": self.max_positions,
            "hidden_dropout_prob": self.dropout,
            "attention_probs_dropout_prob": self.dropout,
            "initializer_range": self.initial_spread,
        }
