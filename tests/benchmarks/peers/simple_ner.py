"""The side of simpletransformers: its NERModel with its defaults, run by the Python of its own environment.

Reads an exercise (a JSON file) and writes an answer beside it. What is set is what every side has in common: epochs,
batch size, learning rate, length, seed and device.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import torch
from simpletransformers.ner import NERModel

KEEP_NOTHING = {"save_model_every_epoch": False, "save_steps": -1, "no_save": True, "save_eval_checkpoints": False}


class _Counted(NERModel):
    """The same, remembering the data it made, so that what was seen can be counted after the clock has stopped."""

    def load_and_cache_examples(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 (its own signature)
        self.seen = super().load_and_cache_examples(*given, **named)
        return self.seen


def main(place: str) -> None:
    """Train and predict as the exercise says."""
    exercise = json.loads(Path(place).read_text(encoding="utf-8"))
    torch.set_num_threads(exercise["n_threads"])
    settings = {
        "num_train_epochs": exercise["epochs"],
        "train_batch_size": exercise["batch_size"],
        "learning_rate": exercise["learning_rate"],
        "max_seq_length": exercise["max_length"],
        "manual_seed": exercise["seed"],
        **(KEEP_NOTHING if exercise["side"].endswith("unsaved") else {}),
    }
    model = _Counted(
        "bert" if exercise["kind"] == "bert" else "auto",
        exercise["encoder"],
        labels=exercise["labels"],
        args=settings,
        use_cuda=exercise["device"] == "cuda",
    )
    started, spent = time.perf_counter(), time.process_time()
    n_steps, _ = model.train_model(_frame(exercise["train"]))
    train_s, cpu_s = time.perf_counter() - started, time.process_time() - spent
    n_pieces = int(model.seen[:][1].sum()) * exercise["epochs"]
    started = time.perf_counter()
    _, _, tags = model.eval_model(_frame(exercise["test"]))
    predict_s = time.perf_counter() - started
    answer = {
        "n_steps": n_steps,
        "n_pieces": n_pieces,
        "train_s": train_s,
        "cpu_s": cpu_s,
        "predict_s": predict_s,
        "tags": tags,
    }
    Path(f"{place}.answer").write_text(json.dumps(answer), encoding="utf-8")


def _frame(sentences: list[dict[str, list[str]]]) -> pd.DataFrame:
    rows = [
        (number, word, tag)
        for number, sentence in enumerate(sentences)
        for word, tag in zip(sentence["words"], sentence["tags"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "words", "labels"])


if __name__ == "__main__":
    main(sys.argv[1])
