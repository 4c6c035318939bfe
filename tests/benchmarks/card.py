"""What of a device is used: the share of a card's peak, and how long the study `paper` takes on it."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from runners.config import TrainingConfig
from runners.model import load_model
from runners.tasks.title import TASK as TITLES
from runners.training import train
from runners.used_rows import used_rows

PEAK_TFLOPS = {"H200": 989, "H100": 989, "A100": 312, "L40S": 362, "L4": 121, "A10": 125, "RTX 4090": 165, "T4": 65}
"""Dense half-precision products as the vendor states them, by a part of the card's name."""
FLOPS_PER_WEIGHT = 6
"""Of training, for a weight of the layers and a piece: two forward, four backward; attention itself is not counted."""
ITEMS, OPTIONS, LENGTH = 32, 4, 128
"""Of a batch of titles: items, pairs of each, and pieces of a pair."""
EPOCHS = {"ner": 1, "title": 3}
TRAINED = {"ner": 251_833, "title": 1_062_493}
"""Sentences and items of the training sets of the paper's 21 languages together."""
TESTED = {"ner": 2 * 35_760, "title": 2 * 105_632}
"""Those of the test sets of its 13 pairs, once for each of the two training languages."""
FORMS = {"ner": 18, "title": 9}
"""In about how many forms each test set is, with all perturbations."""
SEEDS = 3
FORWARD_ALONE = 3
"""How many times as fast prediction is as training where a device is busy all the time."""


@dataclass(frozen=True, kw_only=True)
class Speeds:
    """Real pieces a second: sentences in training and in prediction, titles in training."""

    sentences: float
    predicted: float
    titles: float


def titles_a_second(encoder: Path, *, device: torch.device, n_steps: int) -> float:
    """Pieces a second in training for titles, in full batches of the longest input; the pieces are random."""
    model = load_model(TITLES.head, encoder, settings={}, seed=1)
    lesson = _FullPairs(n_items=ITEMS * n_steps, vocabulary=model.config.vocab_size)
    with used_rows(model, lesson.ids.flatten()):
        config = TrainingConfig(batch_size=ITEMS, learning_rate=2e-5)
        steps = train(model, lesson, config=config, seed=1, device=device)
    rates = steps.get_column("tokens_per_second")
    return float(rates.median())  # pyright: ignore[reportArgumentType] (of numbers, a number)


def described(
    encoder: Path, speeds: Speeds, *, device: torch.device, pieces_of_a_sentence: float, peak: float | None
) -> list[str]:
    """The device, the share of its peak in training, and how long the study `paper` takes with such an encoder."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "this CPU"
    known = next((tflops for part, tflops in PEAK_TFLOPS.items() if part in name), None)
    layers, table = _weights(encoder)
    used = {"sentences": speeds.sentences, "titles": speeds.titles}
    shares = [_share(what, speed, layers=layers, peak=peak or known) for what, speed in used.items()]
    hours = study_hours(speeds, pieces_of_a_sentence=pieces_of_a_sentence)
    total = sum(hours.values())
    return [
        f"{name}: {layers / 1e6:.1f} million weights in layers, {table / 1e6:.1f} million in the table of pieces",
        *shares,
        f"the study 'paper', {SEEDS} seeds of this encoder: {total:,.1f} hours, {hours['ner']:,.2f} of them entities",
    ]


def study_hours(speeds: Speeds, *, pieces_of_a_sentence: float) -> dict[str, float]:
    """Hours of the study by task: every training set learned once for each seed, every test set read in all forms."""
    pieces = {"ner": pieces_of_a_sentence, "title": OPTIONS * LENGTH}
    training = {"ner": speeds.sentences, "title": speeds.titles}
    predicting = {"ner": speeds.predicted, "title": FORWARD_ALONE * speeds.titles}
    return {
        task: SEEDS
        * pieces[task]
        * (EPOCHS[task] * TRAINED[task] / training[task] + FORMS[task] * TESTED[task] / predicting[task])
        / 3600
        for task in pieces
    }


class _FullPairs:
    """Items of four pairs of random pieces, each as long as the longest input."""

    def __init__(self, *, n_items: int, vocabulary: int) -> None:
        chance = torch.Generator().manual_seed(1)
        some = torch.randint(vocabulary // 2, vocabulary, (20_000,), generator=chance)  # no special pieces
        self.ids = some[torch.randint(len(some), (n_items, OPTIONS, LENGTH), generator=chance)]
        self.length = torch.full((n_items,), LENGTH)

    def loss(self, model: nn.Module, numbers: Tensor, *, device: torch.device) -> tuple[Tensor, int]:
        """The mean loss where the first option is always right, and the pieces."""
        logits = model(input_ids=self.ids[numbers].to(device)).logits
        right = torch.zeros(len(numbers), dtype=torch.long, device=device)
        return nn.functional.cross_entropy(logits.float(), right), len(numbers) * OPTIONS * LENGTH


def _share(what: str, speed: float, *, layers: int, peak: float | None) -> str:
    tflops = FLOPS_PER_WEIGHT * layers * speed / 1e12
    share = f", {100 * tflops / peak:.1f} % of {peak:,.0f}" if peak else ""
    return f"training on {what}: {speed:,.0f} pieces a second, {tflops:.3g} TFLOP/s{share}"


def _weights(encoder: Path) -> tuple[int, int]:
    """How many weights the layers of an encoder have, and how many its table of pieces."""
    model = load_model(TITLES.head, encoder, settings={}, seed=1)
    table = model.get_input_embeddings().weight.numel()  # pyright: ignore[reportCallIssue, reportAttributeAccessIssue] (a model of transformers)
    return sum(one.numel() for one in model.parameters()) - table, table
