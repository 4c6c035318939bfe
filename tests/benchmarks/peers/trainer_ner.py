"""The side of the `run_ner.py` recipe: a Trainer, dynamic padding, the first piece of a word carries its label.

Reads an exercise (a JSON file) and writes an answer beside it. The recipe's defaults hold but for what every side has
in common (epochs, batch size, learning rate and its schedule, length, seed) and for checkpoints, which are not written:
they would only slow this side down.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import (
    AutoModelForTokenClassification,
    AutoTokenizer,
    DataCollatorForTokenClassification,
    Trainer,
    TrainingArguments,
    set_seed,
)

IGNORED = -100


def main(place: str) -> None:
    """Train and predict as the exercise says."""
    exercise = json.loads(Path(place).read_text(encoding="utf-8"))
    torch.set_num_threads(exercise["n_threads"])
    labels = exercise["labels"]
    set_seed(exercise["seed"])
    tokenizer = AutoTokenizer.from_pretrained(exercise["encoder"])
    model = AutoModelForTokenClassification.from_pretrained(exercise["encoder"], num_labels=len(labels))

    def features(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
        cut = tokenizer(rows["words"], is_split_into_words=True, truncation=True, max_length=exercise["max_length"])
        cut["labels"] = [
            _on_first_pieces(cut.word_ids(number), [labels.index(tag) for tag in tags])
            for number, tags in enumerate(rows["tags"])
        ]
        return cut

    settings = TrainingArguments(
        output_dir="trainer",
        num_train_epochs=exercise["epochs"],
        per_device_train_batch_size=exercise["batch_size"],
        learning_rate=exercise["learning_rate"],
        warmup_steps=exercise["warmup"],
        seed=exercise["seed"],
        save_strategy="no",
        report_to="none",
        use_cpu=exercise["device"] == "cpu",
        bf16=exercise["side"].endswith("bf16"),
    )
    started, spent = time.perf_counter(), time.process_time()
    train = Dataset.from_list(exercise["train"]).map(features, batched=True, remove_columns=["words", "tags"])
    trainer = Trainer(
        model=model,
        args=settings,
        train_dataset=train,
        processing_class=tokenizer,
        data_collator=DataCollatorForTokenClassification(tokenizer),
    )
    trainer.train()
    train_s, cpu_s = time.perf_counter() - started, time.process_time() - spent
    started = time.perf_counter()
    test = Dataset.from_list(exercise["test"]).map(features, batched=True, remove_columns=["words", "tags"])
    logits, wanted, _ = trainer.predict(test)
    best = logits.argmax(-1)
    tags = [
        [labels[found] for found, label in zip(row, known, strict=True) if label != IGNORED]
        for row, known in zip(best.tolist(), wanted.tolist(), strict=True)
    ]
    predict_s = time.perf_counter() - started
    answer = {
        "n_steps": trainer.state.global_step,
        "n_pieces": sum(map(len, train["input_ids"])) * exercise["epochs"],
        "train_s": train_s,
        "cpu_s": cpu_s,
        "predict_s": predict_s,
        "tags": tags,
    }
    Path(f"{place}.answer").write_text(json.dumps(answer), encoding="utf-8")


def _on_first_pieces(words: list[int | None], labels: list[int]) -> list[int]:
    """The label of each piece: that of its word where it is the word's first, else one that the loss ignores."""
    return [
        IGNORED if word is None or (place > 0 and words[place - 1] == word) else labels[word]
        for place, word in enumerate(words)
    ]


if __name__ == "__main__":
    main(sys.argv[1])
