"""lab-tiny: a small BERT trained from scratch, for the invented languages and for trying things out."""

from runners.config import TrainingConfig
from runners.scratch import ScratchEncoder

ENCODER = ScratchEncoder(
    hidden_size=96,
    n_layers=2,
    n_heads=4,
    intermediate_size=192,
    vocabulary=8_000,
    training={
        "ner": TrainingConfig(epochs=6, batch_size=16, learning_rate=3e-3),
        "title": TrainingConfig(epochs=12, batch_size=8, learning_rate=1e-3, max_length=48),
    },
)
