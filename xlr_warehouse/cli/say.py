"""What the command tells people: progress and what to do next, on standard error."""

import click


def say(sentence: str) -> None:
    """One line on standard error; standard output is for data."""
    click.echo(sentence, err=True)


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
