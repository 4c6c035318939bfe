"""What the command tells people: progress and what to do next, on standard error."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import click


def say(sentence: str) -> None:
    """One line on standard error; standard output is for data."""
    click.echo(sentence, err=True)


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


@contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int], None]]:
    """A bar on a terminal, and nothing elsewhere; what it gives is told how much is done, of how much."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell
