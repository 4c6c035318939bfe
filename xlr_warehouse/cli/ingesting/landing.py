"""What every way in ends with: landing what a reader brought, and saying what that did."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from ingest.load import Landed
    from ingest.replacing import Unmatched
    from ingest.text_sets import Corpus, Note

FOLDER = click.Path(path_type=Path, exists=False)
SHOWN = 5
"""How many names are listed before the rest is counted."""

Command = TypeVar("Command", bound=Callable[..., object])


def replace_option(command: Command) -> Command:
    """The option that lets a changed text take the place of the old one."""
    return click.option(
        "--replace", is_flag=True, help="Let a changed text take the place of the old one, and all made from it go."
    )(command)


def land(warehouse: Path, corpus: "Corpus", *, replace: bool = False) -> None:
    """Land a corpus in the warehouse and say what was new, what was noticed, and which runs no longer match."""
    from ingest.load import load
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse) as opened:
        landed = load(opened, corpus, replace=replace)
    account(corpus, landed)


def account(corpus: "Corpus", landed: "Landed") -> None:
    """Say what landing a corpus did: what was noticed, what was new, and which runs no longer match."""
    for text_set in corpus.text_sets:
        for note in text_set.notes:
            say(f"{text_set.language} {text_set.split}: {_noticed(note)}")
    say(_landed(corpus.name, landed))
    if landed.also_gone:
        say(f"Gone too, as made of the same file as what was replaced: {', '.join(landed.also_gone)}.")
    for sentence in unmatched(landed.unmatched):
        say(sentence)


def _landed(name: str, landed: "Landed") -> str:
    known = f" ({landed.n_known} were there already)" if landed.n_known else ""
    replaced = f", {landed.n_replaced} of them in the place of others" if landed.n_replaced else ""
    sets = counted(landed.n_new, "text set")
    return f"Landed {sets} of {name}{known}{replaced}: {landed.n_items:,} items, {landed.n_tokens:,} tokens."


def _noticed(note: "Note") -> str:
    line = "" if note.line is None else f", first in line {note.line}"
    done = "changed or left out" if note.is_changed else "kept as it is"
    return f"{note.kind}: {note.n:,} in {note.path}{line}; {done}."


def unmatched(gone: "Unmatched") -> list[str]:
    """What to say of the runs that no longer match the warehouse."""
    said = []
    if gone.tested:
        said.append(f"Predictions of the old text are gone from {_named(gone.tested)}: test them again.")
    if gone.trained:
        said.append(
            f"Trained on the old text, and no longer matched with it: {_named(gone.trained)}; train them again."
        )
    return said


def _named(runs: tuple[str, ...]) -> str:
    rest = f" and {len(runs) - SHOWN} more" if len(runs) > SHOWN else ""
    return f"{counted(len(runs), 'run')} ({', '.join(runs[:SHOWN])}{rest})"
