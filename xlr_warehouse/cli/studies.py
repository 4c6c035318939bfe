"""`xlr run`: a whole study, of which only what is missing is made."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.launching import cluster_of, launching_options
from xlr_warehouse.cli.planned import say_outlook, say_shortly
from xlr_warehouse.cli.say import counted, say
from xlr_warehouse.cli.steps import tell_step
from xlr_warehouse.cli.training import tell_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runners.request import Means
    from runners.studies.study import Study


@click.command("run")
@click.argument("study", required=False)
@click.option("--dry-run", is_flag=True, help="Print the plan and stop: nothing is written, nothing fetched.")
@click.option("--jobs", type=int, help="Runs at a time; if not given, as suits the encoders and the machine.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, mps, or several: cuda:0,cuda:1.")
@click.option("--retry-failed", is_flag=True, help="Try runs again that failed before.")
@click.option(
    "--keep-model/--drop-model", default=None, help="Keep weights, to test them later; else as the study says."
)
@click.option("--watch", type=click.Choice(["tensorboard", "wandb"]), help="Send each logged step to a tool you have.")
@launching_options
@click.option("--list", "only_list", is_flag=True, help="List the studies that come with xlr and stop.")
@click.pass_obj
def run_study(
    warehouse: Path,
    study: str | None,
    jobs: int | None,
    device: str,
    watch: str | None,
    launcher: str,
    slurm: tuple[str, ...],
    slurm_setup: tuple[str, ...],
    *,
    dry_run: bool,
    retry_failed: bool,
    keep_model: bool | None,
    only_list: bool,
) -> None:
    """Do a study: what is missing of it, and nothing twice.

    STUDY is a TOML file, or a study that comes with xlr (--list); docs/studies.md says how to write one. Text comes in
    where it can be made here, overlap is counted, test sets are perturbed, and each model is trained once and tested on
    every test set that needs it: the first seed of everything before any second. What fails stops nothing else.
    Interrupted or killed, the same command goes on.
    """
    from runners.request import Means
    from runners.studies.reading import find_study, shipped_studies

    if only_list:
        for name in shipped_studies():
            click.echo(f"{name:<20} {find_study(name).summary}")
        return
    if study is None:
        raise click.UsageError("Name a study: a TOML file, or one of --list.")
    found = find_study(study)
    means = Means(
        jobs=jobs,
        device=device,
        keep_model=found.keep_model if keep_model is None else keep_model,
        watch=watch,
        retry_failed=retry_failed,
        cluster=cluster_of(launcher, slurm, slurm_setup, jobs=jobs),
    )
    if dry_run:
        from runners.studies.outlook import outlook

        say_outlook(found, outlook(warehouse, found, means=means))
        return
    failures = do_study(warehouse, found, means)
    if failures:
        say_failures(failures)
        sys.exit(1)
    say("Next: xlr estimate, then xlr report")


def do_study(warehouse: Path, study: "Study", means: "Means") -> tuple[str, ...]:
    """Do a study, telling each step; answers a sentence for each failure."""
    from runners.planning import reading
    from runners.studies.doing import do
    from runners.studies.outlook import outlook

    if warehouse.exists():
        with reading(warehouse):
            pass  # brought up to date where an older xlr wrote it
    ahead = outlook(warehouse, study, means=means)
    if ahead.is_possible:
        say_shortly(study, ahead)
    done = do(warehouse, study, ahead, means=means, tell=tell_step, progress=tell_runs(), lines=say)
    if done.summary is not None:
        tell_step(done.summary)
    return done.failures


def say_failures(failures: "Sequence[str]") -> None:
    """Say what could not be done and why, and what to do then."""
    say(f"\n{counted(len(failures), 'thing')} could not be done:")
    for sentence in failures:
        say(f"  {sentence}")
    say("What was done stays. Mend it and repeat the command; 'xlr run STUDY --retry-failed' tries failed runs again.")
