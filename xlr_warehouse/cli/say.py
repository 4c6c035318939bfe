"""What the command tells people: progress and what to do next, on standard error."""

import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click


def say(sentence: str) -> None:
    """One line on standard error; standard output is for data."""
    click.echo(sentence, err=True)


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def own_name() -> str:
    """How this command can be typed again: by its name where it is on the PATH, else as it was started."""
    started = Path(sys.argv[0])
    if started.name != "xlr":
        return f"{sys.executable} -m xlr_warehouse"
    return "xlr" if shutil.which("xlr") else str(started)


@contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int], None]]:
    """A bar on a terminal, and nothing elsewhere; what it gives is told how much is done, of how much."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell
