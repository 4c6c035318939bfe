"""Bundles of invented runs."""

from datetime import datetime

import polars as pl

from runners import bundle as bundles
from runners.bundle import Bundle, Evaluation
from runners.record import EncoderFacts, RunRecord, TextSetName, TokenizerFacts
from runners.schemas import STEP_SCHEMA


def made_bundle(train: TextSetName, *tests: tuple[TextSetName, pl.DataFrame], run: str, seed: int = 1) -> Bundle:
    """A bundle of a run with its predictions for each test: `sentence`, `position` and `tag`."""
    record = RunRecord(
        run=run,
        task="ner",
        encoder=EncoderFacts(encoder="x", source="folder", revision="r", n_parameters=5, config={"model_type": "bert"}),
        tokenizer=TokenizerFacts(tokenizer="t", source="t", revision="r", n_pieces=9),
        train_set=train,
        seed=seed,
        selection="last",
        labels=("O", "B-PER", "I-PER"),
        config={"epochs": 1},
        versions={"torch": "2"},
        commit=None,
        started_at=datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001 (UTC without an offset, as stored)
        finished_at=datetime(2026, 1, 2, 3, 5, 6),  # noqa: DTZ001 (likewise)
        device="cpu",
    )
    predictions = [
        rows.select(
            pl.lit(place, dtype=pl.Int32).alias("evaluation"),
            "sentence",
            "position",
            "tag",
            probability=pl.lit(0.75, dtype=pl.Float32),
            gold_probability=pl.lit(0.5, dtype=pl.Float32),
            is_truncated=pl.lit(value=False),
        )
        for place, (_, rows) in enumerate(tests)
    ]
    return Bundle(
        record=record,
        evaluations=tuple(
            Evaluation(text_set=name, n_tokens=rows.height, n_truncated=0, seconds=0.5) for name, rows in tests
        ),
        steps=pl.DataFrame([(1, 1.0, 0.5, 1e-3, 9.0)], schema=STEP_SCHEMA, orient="row"),
        predictions=bundles.joined(predictions, bundles.prediction_schema("ner")),
    )
