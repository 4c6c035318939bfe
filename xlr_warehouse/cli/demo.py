"""`xlr demo`: the whole main job, once, on the lab's languages: the study `demo`, and the report."""

import sys
import time
from pathlib import Path

import click

from xlr_warehouse.cli.estimate import do_estimate
from xlr_warehouse.cli.query import FILE
from xlr_warehouse.cli.say import own_name, say
from xlr_warehouse.cli.studies import do_study, say_failures
from xlr_warehouse.errors import MissingExtraError

REPLICATES = 1000
QUESTIONS = (
    (
        "select split, setting, perturbation, sum(n_edited * cost_per_edit) / sum(n_edited) as cost from edit_effect "
        "group by all order by all"
    ),
    (
        "select split, setting, treatment, placebo, avg(contrast) as cost_beyond_placebo from arm_contrast "
        "where type is null group by all order by all"
    ),
    (
        "select split, outcome, perturbation, setting, n, pearson_r, pearson_p from correlation "
        "where measure = 'entity_chunk' order by all"
    ),
)


@click.command()
@click.option("--out", type=FILE, default=Path("build/report.html"), show_default=True, help="The report to write.")
@click.option("--jobs", type=int, help="Runs at a time; one for each core if not given.")
@click.pass_obj
def demo(warehouse: Path, out: Path, jobs: int | None) -> None:
    """The whole main job on the lab's languages: ingest to report.

    Does the study 'demo' (see 'xlr run demo --dry-run'): makes sixteen invented languages in eight pairs, counts their
    overlap, perturbs the test sets of both tasks (seen names and words become unseen ones, unseen names seen ones, each
    beside its placebo), and trains a tiny encoder natively and across languages. Then it estimates how sure the numbers
    are, where the libraries for that are installed, and writes the report.
    """
    from runners.request import Means
    from runners.studies.reading import find_study

    started = time.monotonic()
    failures = do_study(warehouse, find_study("demo"), Means(jobs=jobs))
    _estimate(warehouse)
    _report(warehouse, out)
    say(f"\nDone in {time.monotonic() - started:.0f} seconds. Open {out.resolve()} in a browser, or ask:")
    for question in QUESTIONS:
        say(f'  {own_name()} -w {warehouse} sql "{question}"')
    if failures:
        say_failures(failures)
        sys.exit(1)


def _estimate(warehouse: Path) -> None:
    say("Estimates: how sure the numbers are")
    try:
        do_estimate(warehouse, replicates=REPLICATES, seed=1)
    except MissingExtraError as missing:
        say(str(missing))


def _report(warehouse: Path, out: Path) -> None:
    from reports.page import write_report

    say("The report")
    written = write_report(warehouse=warehouse, pages=None, out=out)
    say(f"  {written.n_bytes / 1e6:.1f} MB.")
