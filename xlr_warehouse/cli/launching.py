"""Where runs are made: on this machine, or on a cluster; the options that several commands have for it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from xlr_warehouse.errors import XlrError

if TYPE_CHECKING:
    from runners.launching.options import SlurmOptions

HERE, SLURM = "here", "slurm"


def launching_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options `launcher`, `slurm` and `slurm_setup`."""
    for option in (
        click.option(
            "--slurm-setup",
            multiple=True,
            metavar="LINE",
            help="A line of shell that each task runs first, such as 'module load cuda'; may be repeated.",
        ),
        click.option(
            "--slurm",
            multiple=True,
            metavar="KEY=VALUE",
            help="An option of sbatch by its long name, such as partition=gpu or gres=gpu:1; may be repeated.",
        ),
        click.option(
            "--launcher",
            type=click.Choice([HERE, SLURM]),
            default=HERE,
            show_default=True,
            help="Make the runs on this machine, or as an array of a Slurm cluster; see docs/cluster.md.",
        ),
    ):
        command = option(command)
    return command


def cluster_of(
    launcher: str, slurm: Sequence[str], slurm_setup: Sequence[str], *, jobs: int | None
) -> "SlurmOptions | None":
    """The cluster that the options name, None for this machine; `jobs` is how many runs are made at a time."""
    from runners.launching.options import slurm_options

    if launcher == SLURM:
        return slurm_options(slurm, setup=slurm_setup, max_at_once=jobs)
    if slurm or slurm_setup:
        raise XlrError("--slurm and --slurm-setup are for a cluster: add --launcher slurm, or leave them out.")
    return None
