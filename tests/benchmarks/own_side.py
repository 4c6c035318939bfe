"""Our side of the training race: the functions that a worker of `xlr train` runs, from words to weights to tags.

Reads an exercise (a JSON file) and writes an answer beside it, as the peers do.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import torch

from runners.batches import FormPieces
from runners.config import TrainingConfig
from runners.making import set_up
from runners.model import load_model
from runners.tasks.ner import TASK, TaggedText
from runners.tasks.task import Seen
from runners.tokenizer import OpenTokenizer, open_tokenizer
from runners.training import train
from runners.used_rows import used_rows

Sentences = list[dict[str, list[str]]]


def main(place: str) -> None:
    """Train and predict as the exercise says."""
    exercise = json.loads(Path(place).read_text(encoding="utf-8"))
    set_up(n_threads=exercise["n_threads"])
    device, folder = torch.device(exercise["device"]), Path(exercise["encoder"])
    given = ("epochs", "batch_size", "learning_rate", "warmup", "max_length")
    config = TrainingConfig(**{name: exercise[name] for name in given})
    model = opened_model(folder, labels=exercise["labels"], seed=exercise["seed"])
    opened = open_tokenizer(folder, name="encoder", source="encoder")
    started, spent = time.perf_counter(), time.process_time()
    examples = lesson(exercise["train"], opened, labels=exercise["labels"], config=config)
    n_steps = taught(model, examples, config=config, seed=exercise["seed"], device=device)
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    train_s, cpu_s = time.perf_counter() - started, time.process_time() - spent
    started = time.perf_counter()
    test = lesson(exercise["test"], opened, labels=exercise["labels"], config=config)
    found = test.predict(model, device=device, precision=config.precision)
    tags = found.group_by("sentence", maintain_order=True).agg("tag").get_column("tag").to_list()
    predict_s = time.perf_counter() - started
    n_pieces = int(examples.length.sum()) + len(examples.length) * opened.cutter.specials.n
    answer = {
        "n_steps": n_steps,
        "n_pieces": n_pieces * config.epochs,
        "train_s": train_s,
        "cpu_s": cpu_s,
        "predict_s": predict_s,
        "tags": tags,
    }
    Path(f"{place}.answer").write_text(json.dumps(answer), encoding="utf-8")


def opened_model(folder: Path, *, labels: list[str], seed: int) -> Any:  # noqa: ANN401 (a model of transformers)
    """The encoder in a folder with a fresh head for these labels."""
    return load_model(TASK.head, folder, settings=TASK.settings(labels), seed=seed)


def taught(model: Any, examples: TaggedText, *, config: TrainingConfig, seed: int, device: torch.device) -> int:  # noqa: ANN401 (likewise)
    """Fine-tune a model as a worker does, and say in how many steps."""
    with used_rows(model, examples.pieces):
        steps = train(model, examples, config=config, seed=seed, device=device)
    return int(steps.get_column("step")[-1])


def lesson(sentences: Sentences, opened: OpenTokenizer, *, labels: list[str], config: TrainingConfig) -> TaggedText:
    """Sentences as a model reads them, cut into pieces as `xlr train` does before its workers begin."""
    tokens = pl.DataFrame(sentences).with_row_index("sentence").explode("words", "tags")
    tokens = tokens.rename({"words": "form", "tags": "tag"}).with_columns(
        position=pl.int_range(pl.len()).over("sentence")
    )
    cut = opened.cutter.frame(tokens.get_column("form")).with_row_index("number")
    numbered = tokens.join(cut.select("form", "number"), on="form", how="left", maintain_order="left")
    content = numbered.select("sentence", "position", "tag", form="number")
    seen = Seen(specials=opened.cutter.specials, max_length=config.max_length)
    return TASK.read(content, FormPieces.of(cut.get_column("pieces")), seen, labels)


def _wait(device: torch.device) -> None:
    """Wait until a GPU has done what it was told."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main(sys.argv[1])
