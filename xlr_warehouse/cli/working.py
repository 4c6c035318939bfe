"""`xlr work`: make one run that was laid ready; what an array of a cluster calls."""

import os
import sys
from pathlib import Path

import click

from xlr_warehouse.cli.say import say


@click.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("number", type=int)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda or mps.")
@click.option("--threads", type=int, help="Threads on the CPU; those of the machine or of the Slurm task if not given.")
@click.option("--watch", type=click.Choice(["tensorboard", "wandb"]), help="Send each logged step to a tool you have.")
def work(folder: Path, number: int, device: str, threads: int | None, watch: str | None) -> None:
    """Make the run of job NUMBER in FOLDER.

    Reads what 'xlr train' or 'xlr run' laid ready there, goes on from the last checkpoint, and writes a run bundle;
    the warehouse is never opened. Safe to repeat.
    """
    from runners.job import job_file, read_job
    from runners.making import attempt, set_up
    from runners.watching import check_watch, watcher

    check_watch(watch)
    job = read_job(job_file(folder, number))
    set_up(n_threads=threads or int(os.environ.get("SLURM_CPUS_PER_TASK", "0")) or os.cpu_count() or 1)
    was_trained, failure = attempt(job, device=device, watch=watcher(watch))
    if failure is not None:
        say(f"{job.run}: {failure}.")
        sys.exit(1)
    say(f"{job.run}: {'trained' if was_trained else 'recalled'}.")
