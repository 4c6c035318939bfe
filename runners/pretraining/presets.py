"""The sizes of encoders that can be pre-trained here, and how each is trained by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from runners.config import TrainingConfig
from runners.encoders.lab_tiny import ENCODER as LAB_TINY
from runners.scratch import ScratchEncoder


@dataclass(frozen=True, kw_only=True)
class PretrainingConfig:
    """The values that, with the seed, determine a pre-training.

    `steps` or `epochs` says how long it takes; the other is None. `batch_pieces` are the pieces of a batch, special
    ones and padding counted, and `max_length` those of the longest example. Of the words a share `masked` is asked
    for; of their pieces a share `hidden` becomes the mask and a share `changed` another piece, the rest stays. `warmup`
    is the share of steps in which the learning rate rises before it falls to nothing, `clip_norm` the largest norm of a
    gradient, `betas` and `weight_decay` (of matrices alone) those of AdamW.
    """

    steps: int | None
    epochs: int | None = None
    batch_pieces: int
    learning_rate: float
    max_length: int = 128
    masked: float = 0.15
    hidden: float = 0.8
    changed: float = 0.1
    warmup: float = 0.06
    clip_norm: float = 1.0
    betas: tuple[float, float] = (0.9, 0.98)
    weight_decay: float = 0.01


@dataclass(frozen=True, kw_only=True)
class Size:
    """A shape, how it is pre-trained and, within the shape, how the encoder that comes of it is fine-tuned by default.

    `n_threads` are the threads on a CPU; None stands for one a core. What is small runs in one: shared with the other
    work of a machine, two threads were ten times slower than one, waiting for each other.
    """

    shape: ScratchEncoder
    pretraining: PretrainingConfig
    n_threads: int | None


SMALL_TRAINING = TrainingConfig(epochs=6, batch_size=16, learning_rate=3e-4)

SIZES: Mapping[str, Size] = MappingProxyType(
    {
        # The shape of lab-tiny, and fine-tuned like it, so that the two differ by pre-training alone.
        "tiny": Size(
            shape=LAB_TINY,
            pretraining=PretrainingConfig(steps=5_000, batch_pieces=2_048, learning_rate=3e-3),
            n_threads=1,
        ),
        "small": Size(
            shape=ScratchEncoder(
                hidden_size=256,
                n_layers=4,
                n_heads=4,
                intermediate_size=1_024,
                vocabulary=16_000,
                training={"ner": SMALL_TRAINING, "title": SMALL_TRAINING},
                dropout=0.1,
                initial_spread=0.06,
            ),
            pretraining=PretrainingConfig(steps=20_000, batch_pieces=4_096, learning_rate=1e-3),
            n_threads=None,
        ),
    }
)
"""By name; docs/method.md has what `tiny` changes, in numbers."""
