"""The plan of a study, for people to read."""

from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from runners.studies.ahead import RunsAhead
    from runners.studies.counting import Part
    from runners.studies.outlook import Outlook
    from runners.studies.study import Study

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def say_outlook(study: "Study", ahead: "Outlook") -> None:
    """Put out the plan: it is what was asked for, so it goes to standard output."""
    click.echo(f"Study {study.name} ({study.file}){f': {study.summary}' if study.summary else ''}")
    for part in ahead.parts:
        click.echo(f"  {part.step:<9} {_part(part)}")
    for runs in ahead.runs:
        click.echo(f"  {'train':<9} {_runs(runs)}")
    _say_rest(ahead)
    for sentence in ahead.said:
        click.echo(f"Note: {sentence}")
    if ahead.lacking:
        click.echo("Cannot be done yet:")
        for sentence in ahead.lacking:
            click.echo(f"  {sentence}")


def say_shortly(study: "Study", ahead: "Outlook") -> None:
    """Say in a few lines what is about to be done, and what cannot be."""
    n_runs = sum(one.n_runs for one in ahead.runs)
    n_tests = sum(one.n_tests for one in ahead.runs)
    n_left = sum(one.n_left for one in ahead.runs)
    steps = ", ".join(dict.fromkeys(part.step for part in ahead.parts if part.n_left))
    if ahead.is_done:
        say(f"Study {study.name}: {counted(n_runs, 'run')}, all complete; nothing is left to do.")
        return
    before = f"{steps}; then " if steps else ""
    time = "" if ahead.seconds is None else f", about {duration(ahead.seconds)}"
    say(f"Study {study.name}: {before}{n_left:,} of {counted(n_runs, 'run')}, {counted(n_tests, 'test')}{time}.")
    for sentence in (*ahead.said, *ahead.lacking):
        say(f"  {sentence}")


def _part(part: "Part") -> str:
    what = f"{part.what}: " if part.what else ""
    if not part.n_left:
        return f"{what}{counted(part.n_wanted, part.unit)}, all there"
    return f"{what}{counted(part.n_left, part.unit)} to do, {part.n_there:,} there"


def _runs(runs: "RunsAhead") -> str:
    form = "" if runs.form == "none" else f" in the form {runs.form}"
    what = f"{runs.encoder}, {runs.task}{form}: {counted(runs.n_runs, 'run')}"
    if not runs.n_left:
        return f"{what}, all complete"
    return f"{what}, {runs.n_complete:,} complete; {counted(runs.n_tests, 'test')} to do"


def _say_rest(ahead: "Outlook") -> None:
    """How many runs and tests in all, and how long they take."""
    n_runs, n_tests = sum(one.n_runs for one in ahead.runs), sum(one.n_tests for one in ahead.runs)
    n_left = sum(one.n_left for one in ahead.runs)
    if not n_left:
        click.echo(f"{counted(n_runs, 'run')}, all complete.")
        return
    click.echo(f"{counted(n_runs, 'run')}, {n_left:,} to do; {counted(n_tests, 'test')} of them to do.")
    if ahead.seconds is not None:
        rested = ", ".join(
            f"{one.rate.n_runs:,} of {one.encoder} ({one.task}, {one.rate.device})"
            for one in ahead.runs
            if one.rate is not None and one.n_left
        )
        click.echo(
            f"Time of the runs: about {duration(ahead.seconds)}, {ahead.at_once} at a time, by runs that have landed: "
            f"{rested}."
        )
    unknown = list(
        dict.fromkeys(f"{one.encoder} ({one.task})" for one in ahead.runs if one.seconds is None and one.n_left)
    )
    if unknown:
        click.echo(f"No run of {', '.join(unknown)} has landed yet, so nothing is estimated of it.")


def duration(seconds: float) -> str:
    """A time as one says it."""
    if seconds < 2 * MINUTE:
        return counted(max(1, round(seconds)), "second")
    if seconds < 2 * HOUR:
        return f"{seconds / MINUTE:.0f} minutes"
    if seconds < 2 * DAY:
        return f"{seconds / HOUR:.1f} hours"
    return f"{seconds / DAY:.1f} days"
