"""`xlr status`: what runs, what failed and why, what is left."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.planned import duration
from xlr_warehouse.cli.say import counted

if TYPE_CHECKING:
    from runners.states import State
    from runners.studies.standing import Standing, StudyStanding

SHOWN = 20
"""Runs of a kind that are listed; --all lists every one."""
STEPS = {
    "ingest": "bringing text in",
    "names": "bringing names in",
    "forms": "perturbing training sets",
    "pretrain": "pre-training encoders",
    "overlap": "counting overlap",
    "embed": "making word vectors",
    "propose": "making proposals",
    "align": "comparing languages",
    "perturb": "perturbing test sets",
    "train": "making runs",
}


@click.command()
@click.option("--all", "show_all", is_flag=True, help="List every run, not the first twenty of a kind.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, for other programs.")
@click.pass_obj
def status(warehouse: Path, *, show_all: bool, as_json: bool) -> None:
    """Tell how studies and runs stand.

    For each study how many of its runs are in the warehouse, made and waiting to be landed, running, failed and left;
    then what runs now and since when, what failed and why. Reads only, and works while another process writes.
    """
    from runners.studies.standing import standing

    stands = standing(warehouse)
    if as_json:
        click.echo(json.dumps(asdict(stands), default=str, ensure_ascii=False, indent=1))
        return
    for study in stands.studies:
        _tell_study(study)
    if not stands.studies:
        click.echo("No study was begun here with 'xlr run'.")
    if stands.busy is not None:
        click.echo(f"{stands.busy.rstrip('.')}: what has landed is not counted.")
    if stands.n_landed is not None:
        whole = f"; {counted(stands.n_whole, 'bundle')} made and waiting to be landed" if stands.n_whole else ""
        click.echo(f"In the warehouse: {counted(stands.n_landed, 'run')}{whole}.")
    _tell_runs(stands, show=None if show_all else SHOWN)


def _tell_study(study: "StudyStanding") -> None:
    known = study.known
    n_runs = max(known.n_runs, len(known.runs))
    n_unplanned = n_runs - len(known.runs) if known.runs else 0
    counts = [(len(study.done), "done"), (len(study.whole), "waiting to be landed"), (len(study.running), "running")]
    n_planned = len(study.planned) if known.runs else n_runs
    counts += [(len(study.failed), "failed"), (n_planned, "planned"), (n_unplanned, "not possible yet")]
    told = ", ".join(f"{n:,} {what}" for n, what in counts if n)
    begun = datetime.fromisoformat(known.begun_at)
    if known.is_running:
        step = f", now {STEPS.get(known.step, known.step)}" if known.step else ""
        doing = f"Process {known.process} has been at it for {_since(begun)}{step}."
    elif known.ended_at is None:
        doing = f"It was begun {_since(begun)} ago and stopped before its end: 'xlr run' goes on with it."
    else:
        doing = f"It was gone through {_since(datetime.fromisoformat(known.ended_at))} ago."
    time = "" if study.seconds is None else f"; about {duration(study.seconds)} left"
    click.echo(f"Study {known.study}: {counted(n_runs, 'run')}: {told}{time}. {doing}")
    for sentence in known.failures:
        click.echo(f"  could not be done: {sentence}")


def _tell_runs(stands: "Standing", *, show: int | None) -> None:
    _list("Running", [_running(state) for state in stands.running], show)
    _list(
        "Stopped before their end, to go on from the last checkpoint",
        [_stopped(state) for state in stands.stopped],
        show,
    )
    _list("Failed ('xlr run --retry-failed' tries again)", [f"{one.run}: {one.reason}" for one in stands.failed], show)


def _list(heading: str, lines: Sequence[str], show: int | None) -> None:
    if not lines:
        return
    click.echo(f"{heading}: {len(lines):,}")
    for line in lines[:show]:
        click.echo(f"  {line}")
    if show is not None and len(lines) > show:
        click.echo(f"  and {len(lines) - show:,} more: --all lists them")


def _running(state: "State") -> str:
    since = "" if state.since is None else f" in {_since(state.since)}"
    speed = "" if state.speed is None else f", {state.speed:,.0f} pieces a second"
    return f"{state.run}: {state.done:.0%} trained{since}{speed}, process {state.process} of {state.machine}"


def _stopped(state: "State") -> str:
    return f"{state.run}: {state.done:.0%} trained, last heard of {_since(state.at)} ago"


def _since(moment: datetime) -> str:
    return duration((datetime.now(UTC) - moment).total_seconds())
