"""Watching: every logged step goes to a tool the user has and names; nothing is sent anywhere unasked."""

from collections.abc import Callable
from importlib.util import find_spec

from runners.job import Job
from runners.training import Log
from xlr_warehouse.errors import UnknownNameError, XlrError

PACKAGES = {"tensorboard": "tensorboard", "wandb": "wandb"}
SHOWN = ("loss", "learning_rate", "tokens_per_second", "epoch")


def check_watch(name: str | None) -> None:
    """Raise `XlrError` unless the tool is one we know and is installed."""
    if name is None:
        return
    if name not in PACKAGES:
        raise UnknownNameError("tool to watch training with", name, sorted(PACKAGES))
    if find_spec(PACKAGES[name]) is None:
        raise XlrError(f"{name} is not installed: 'pip install {PACKAGES[name]}', or leave --watch away.")


def watcher(name: str | None) -> Callable[[Job], Log] | None:
    """A function that makes of a job the function that gets each of its steps; None where nobody watches."""
    return {"tensorboard": _tensorboard, "wandb": _wandb}[name] if name is not None else None


def _tensorboard(job: Job) -> Log:
    """Event files in `<runs>/tensorboard/<run>`."""
    from torch.utils.tensorboard import SummaryWriter

    writer = SummaryWriter(log_dir=str(job.runs / "tensorboard" / job.run))

    def log(row: dict[str, float]) -> None:
        for shown in SHOWN:
            writer.add_scalar(shown, row[shown], int(row["step"]))
        writer.flush()

    return log


def _wandb(job: Job) -> Log:
    """A run of the project `xlr-warehouse`, by the run's own name, so that a resumed training goes on in it."""
    import wandb  # pyright: ignore[reportMissingImports] (only users who have it ask for it)

    run = wandb.init(
        project="xlr-warehouse",
        id=job.run,
        name=job.run,
        resume="allow",
        reinit="finish_previous",  # a worker makes one run after the other
        dir=str(job.runs),
    )

    def log(row: dict[str, float]) -> None:
        run.log({shown: row[shown] for shown in SHOWN}, step=int(row["step"]))

    return log
