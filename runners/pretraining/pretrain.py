"""Pre-training: text sets become a tokenizer and a small encoder that transformers loads."""

import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import torch

from ingest.forms.pieces import Cutter
from runners import checkpoints, origin, tokenizer
from runners.bundle import reason, runs_folder
from runners.drafts import discard, draft, publish, remove_stale
from runners.encoder import made_folder
from runners.model import device_label, device_named, make_model
from runners.planning import reading, require_torch
from runners.pretraining import texts as reader
from runners.pretraining.examples import Examples, examples_of
from runners.pretraining.loop import COLUMNS, Upkeep, learn
from runners.pretraining.masking import Vocabulary
from runners.pretraining.record import FORMAT, RECORD, differences, digest_of, read_record, settings_of
from runners.pretraining.request import Request
from runners.pretraining.texts import Texts
from xlr_warehouse.errors import XlrError

SAVE_EVERY_S = 60.0
"""Seconds of work that an interruption may cost."""


@dataclass(frozen=True, kw_only=True)
class Pretrained:
    """The folder of an encoder, its record, and whether it was there already."""

    folder: Path
    record: dict[str, Any]
    was_there: bool


def pretrain(
    warehouse: Path,
    request: Request,
    *,
    progress: Callable[[int, int], None] | None = None,
    save_every_s: float = SAVE_EVERY_S,
) -> Pretrained:
    """Pre-train the encoder that is asked for, unless it is there.

    The warehouse is held only while text is read. What an interrupted pre-training of the same settings had reached is
    gone on with. Raises `XlrError`.
    """
    require_torch("Pre-training")
    device, size = device_named(request.device), request.sized()
    with reading(warehouse) as opened:
        text_sets = reader.chosen(opened, request)
        texts = reader.read(opened, text_sets, task=request.task)
    settings = settings_of(request, size, texts)
    runs = runs_folder(warehouse)
    wanted = made_folder(runs, request.name) if request.out is None else request.out / request.name
    if wanted.exists():
        known = _known(wanted, settings, request)
        if known is not None:
            return Pretrained(folder=wanted, record=known, was_there=True)
    unfinished = runs / f"{request.name}.pretraining"
    work = unfinished / digest_of(settings)
    work.mkdir(parents=True, exist_ok=True)
    for folder in (runs, unfinished, work):
        remove_stale(folder)
    with _threads(size.n_threads):
        record = _make(
            texts, settings, request=request, work=work, wanted=wanted, device=device, told=progress, every=save_every_s
        )
    checkpoints.clear(unfinished)
    return Pretrained(folder=wanted, record=record, was_there=False)


@contextmanager
def _threads(n: int | None) -> Generator[None]:
    """So many threads within the `with` block, and as many as before after it; None changes nothing."""
    before = torch.get_num_threads()
    torch.set_num_threads(n or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _known(wanted: Path, settings: dict[str, Any], request: Request) -> dict[str, Any] | None:
    """The record of an encoder that is there as it is wanted; None where it is to give way to another."""
    if not (wanted / RECORD).is_file():
        raise XlrError(f"{wanted} is there and is no encoder that was pre-trained here: take another name.")
    known = read_record(wanted)
    differing = differences(known["settings"], settings)
    if differing and not request.replace:
        raise XlrError(
            f"There is an encoder {request.name} already, pre-trained otherwise ({differing}): take another name, or "
            "--replace it."
        )
    return None if differing else known


def _make(
    texts: Texts,
    settings: dict[str, Any],
    *,
    request: Request,
    work: Path,
    wanted: Path,
    device: torch.device,
    told: Callable[[int, int], None] | None,
    every: float,
) -> dict[str, Any]:
    """Fit a tokenizer, pre-train a model and publish both; answers the record."""
    started_at, size = origin.now(), request.sized()
    fitted = work / "tokenizer"
    if not fitted.is_dir():
        tokenizer.fit(texts.sentences(), vocabulary=size.shape.vocabulary, into=fitted)
    opened = tokenizer.open_tokenizer(fitted, name=request.name, source=request.name)
    cutter = opened.cutter
    examples = examples_of(texts.words, cutter=cutter, max_length=size.pretraining.max_length)
    config = size.shape.hub_config(vocab_size=cutter.n_pieces, pad_token_id=cutter.specials.padding)
    model = make_model("AutoModelForMaskedLM", config, settings={}, seed=request.seed)
    curve = learn(
        model,
        examples,
        vocabulary=_vocabulary(cutter),
        config=size.pretraining,
        seed=request.seed,
        device=device,
        upkeep=Upkeep(folder=work / "steps", fingerprint=_fingerprint(device), save_every_s=every, tell=told),
    )
    record = {
        "format": FORMAT,
        "encoder": request.name,
        "settings": settings,
        **_measured(examples, curve),
        "tokenizer": {"sha256": opened.facts.revision, "n_pieces": cutter.n_pieces},
        "fine_tuning": {task: asdict(values) for task, values in size.shape.training.items()},
        "versions": origin.versions(),
        "commit": origin.commit(),
        "device": device_label(device),
        "n_threads": torch.get_num_threads(),
        "started_at": started_at.isoformat(),
        "finished_at": origin.now().isoformat(),
    }
    _write(model, record, fitted=fitted, wanted=wanted)
    return record


def _vocabulary(cutter: Cutter) -> Vocabulary:
    special = {piece: cutter.backend.token_to_id(piece) for piece in tokenizer.SPECIAL}
    ordinary = [number for number in range(cutter.n_pieces) if number not in special.values()]
    return Vocabulary(mask=special["[MASK]"] or 0, ordinary=torch.tensor(ordinary))


def _measured(examples: Examples, curve: list[list[float]]) -> dict[str, Any]:
    """How much was read, and how the loss fell."""
    return {
        "n_examples": len(examples.length),
        "n_pieces": examples.n_pieces,
        "n_steps": int(curve[-1][0]),
        "loss_curve": {"columns": list(COLUMNS), "rows": curve},
    }


def _write(model: Any, record: dict[str, Any], *, fitted: Path, wanted: Path) -> None:  # noqa: ANN401 (a model of transformers)
    """Put model, tokenizer and record where they are wanted, all or nothing; another of the name gives way."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        # Under another name than the one `discard` uses for what gives way.
        with draft(wanted.parent, f"{wanted.name}.new") as folder:
            model.save_pretrained(folder)
            tokenizer.copy(fitted, into=folder)
            weights = (folder / "model.safetensors").read_bytes()
            record["sha256"] = hashlib.sha256(weights).hexdigest()
            (folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
            if not publish(folder, wanted):
                discard(wanted)
                publish(folder, wanted)
    except OSError as failure:
        raise XlrError(f"The encoder cannot be written to {wanted}: {reason(failure)}.") from failure


def _fingerprint(device: torch.device) -> str:
    """What the numbers of a training depend on beside its settings."""
    return f"{origin.fingerprint(device_label(device))} {torch.get_num_threads()} threads"


def seconds_of(record: dict[str, Any]) -> float:
    """How long the last sitting of a pre-training took, from reading the text to the last step."""
    times = [datetime.fromisoformat(record[name]) for name in ("started_at", "finished_at")]
    return (times[1] - times[0]).total_seconds()
