"""Fine-tuning beside its peers: the same encoder, sentences, epochs and values, and whether F1 is equal.

`make bench` runs it, or `python -m tests.benchmarks training --help`. Each side is a process of its own; for each seed
the sides run one after the other, and a ratio is taken between two that ran in turn. The time of a training is from
words in memory to weights in memory: it includes cutting words into pieces, and what a side saves unless told not to.
On a busy machine the seconds of cores tell more than those of the clock: both are shown.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from seqeval.metrics import f1_score

from runners.config import TrainingConfig
from tests.benchmarks import card
from tests.benchmarks.exercise import SIZES, Exercise, exercise

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "data" / "wikiann"
PEERS = ROOT / ".venv-bench" / "bin" / "python"
OURS = "xlr"
SIDES = {
    "simpletransformers": "simple_ner.py",
    "simpletransformers, unsaved": "simple_ner.py",
    "run_ner recipe": "trainer_ner.py",
    "run_ner recipe, bf16": "trainer_ner.py",
    OURS: "",
}
GOALS = {"simpletransformers": 6.0, "run_ner recipe": 1.8}
HALF_A_POINT = 0.5


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a side did for a seed; `cpu_s` are seconds of work of all its threads, `f1` is seqeval's, in points."""

    side: str
    seed: int
    n_steps: int
    n_pieces: int
    train_s: float
    cpu_s: float
    predict_s: float
    f1: float

    @property
    def speed(self) -> float:
        """Real pieces a second of training, padding not counted."""
        return self.n_pieces / self.train_s


def main(arguments: Sequence[str]) -> None:
    """Run the race and print a table; exit 1 when the sides did not do the same work."""
    asked = _asked(arguments)
    values = {"epochs": asked.epochs, "batch_size": asked.batch_size, "learning_rate": asked.learning_rate}
    with tempfile.TemporaryDirectory() as folder:
        given = exercise(
            Path(folder),
            corpus=CORPUS,
            size=asked.size,
            config=TrainingConfig(**values),
            n_train=asked.sentences,
            n_test=asked.tests,
            device=asked.device,
            n_threads=asked.threads,
            n_before=asked.before,
        )
        results: list[Result] = []
        for seed in range(1, asked.seeds + 1):
            for side in asked.sides:
                results.append(_run(given, side=side, seed=seed, folder=Path(folder)))
                _say(_line(results[-1]))
        _say(*_ratios(results))
        if asked.study and any(result.side == OURS for result in results):
            _say(*_study(results, given, asked))
    faults = _faults(results)
    _say(*(f"NOT EQUAL: {fault}" for fault in faults))
    if faults:
        raise SystemExit(1)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks training", description=__doc__)
    parser.add_argument(
        "--size", choices=list(SIZES), default="small", help="the encoder; mbert and xlmr have their size"
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--sides", nargs="+", choices=list(SIDES), default=[*GOALS, OURS])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--sentences", type=int, default=2000, help="to train on")
    parser.add_argument("--tests", type=int, default=3000, help="sentences to test on")
    parser.add_argument("--before", type=int, default=10_000, help="Danish sentences the encoder knows before the race")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--learning-rate", type=float, default=3e-4)
    parser.add_argument("--threads", type=int, default=cores, help="of each process")
    parser.add_argument(
        "--study",
        type=int,
        default=0,
        metavar="STEPS",
        help="time so many steps of titles too, and say how long 'paper' takes",
    )
    parser.add_argument("--peak", type=float, default=None, help="TFLOP/s of the card, where it is not known here")
    asked = parser.parse_args(arguments)
    if any(side != OURS for side in asked.sides) and not PEERS.is_file():
        parser.error("the peers have an environment of their own: make it by 'make .venv-bench/.installed'")
    return asked


def _run(given: Exercise, *, side: str, seed: int, folder: Path) -> Result:
    """Let a side do the exercise in a process and a folder of its own."""
    place = folder / f"{side.replace(' ', '_')}-{seed}"
    place.mkdir()
    given.write(place / "exercise.json", side=side, seed=seed)
    program = [str(PEERS), str(Path(__file__).parent / "peers" / SIDES[side])]
    if side == OURS:
        program = [sys.executable, "-m", "tests.benchmarks.own_side"]
    with (place / "log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [*program, str(place / "exercise.json")],
            cwd=ROOT if side == OURS else place,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": str(given.n_threads)},
        )
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{(place / 'log').read_text(encoding='utf-8')[-4000:]}")
    answer: dict[str, Any] = json.loads((place / "exercise.json.answer").read_text(encoding="utf-8"))
    gold = [sentence["tags"] for sentence in given.test]
    return Result(side=side, seed=seed, f1=100 * float(f1_score(gold, answer.pop("tags"))), **answer)


def _study(results: Sequence[Result], given: Exercise, asked: argparse.Namespace) -> list[str]:
    """How much of the device we use, and how long the study `paper` takes on it."""
    ours = [result for result in results if result.side == OURS]
    per_sentence = ours[0].n_pieces / given.epochs / len(given.train)
    device, encoder = torch.device(given.device), Path(given.encoder)
    speeds = card.Speeds(
        sentences=statistics.median(result.speed for result in ours),
        predicted=per_sentence * len(given.test) / statistics.median(result.predict_s for result in ours),
        titles=card.titles_a_second(encoder, device=device, n_steps=asked.study),
    )
    return card.described(encoder, speeds, device=device, pieces_of_a_sentence=per_sentence, peak=asked.peak)


def _ratios(results: Sequence[Result]) -> list[str]:
    """How many times as fast as each peer we are, and by how much of the cores, and how F1 differs."""
    by = {(result.side, result.seed): result for result in results}
    lines: list[str] = []
    for peer in dict.fromkeys(result.side for result in results if result.side != OURS):
        pairs = [(by[peer, seed], ours) for (side, seed), ours in by.items() if side == OURS]
        if not pairs:
            continue
        faster = [ours.speed / theirs.speed for theirs, ours in pairs]
        answered = [theirs.predict_s / ours.predict_s for theirs, ours in pairs]
        spent = [theirs.cpu_s / ours.cpu_s for theirs, ours in pairs]
        f1 = statistics.mean(ours.f1 - theirs.f1 for theirs, ours in pairs)
        goal = f" (wanted: {GOALS[peer]})" if peer in GOALS else ""
        lines.append(
            f"beside {peer}: trained {_spread(faster)} times as fast{goal}, with a {_spread(spent)}th of the work of "
            f"the cores; predicted {_spread(answered)} times as fast; F1 {f1:+.2f} points over {len(pairs)} seeds"
        )
    return lines


def _faults(results: Sequence[Result]) -> list[str]:
    """In what the sides did not do the same work."""
    faults: list[str] = []
    for what in ("n_steps", "n_pieces"):
        seen = {side: {getattr(one, what) for one in results if one.side == side} for side in _sides(results)}
        if len(set.union(*seen.values())) > 1:
            faults.append(f"{what}: {seen}")
    f1 = {side: statistics.mean(one.f1 for one in results if one.side == side) for side in _sides(results)}
    apart = max(f1.values()) - min(f1.values())
    if apart > HALF_A_POINT:
        faults.append(f"mean F1 differs by {apart:.2f} points: {f1}")
    return faults


def _sides(results: Sequence[Result]) -> list[str]:
    return list(dict.fromkeys(result.side for result in results))


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def _line(result: Result) -> str:
    return (
        f"{result.side}, seed {result.seed}: {result.n_steps} steps, {result.n_pieces:,} pieces in "
        f"{result.train_s:.1f} s ({result.speed:,.0f} a second; {result.cpu_s:.1f} s of cores), "
        f"tested in {result.predict_s:.1f} s, F1 {result.f1:.2f}"
    )


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
