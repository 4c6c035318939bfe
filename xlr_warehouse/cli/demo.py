"""`xlr demo`: the whole main job, once, on the lab's languages."""

import time
from pathlib import Path

import click

from xlr_warehouse.cli.outcome import say_perturbed
from xlr_warehouse.cli.query import FILE
from xlr_warehouse.cli.say import counted, own_name, say
from xlr_warehouse.cli.training import say_trained, tell_runs

SEEDS = (1, 2)
ARMS = ("entity_unshared", "entity_placebo", "entity_seen", "entity_unseen_placebo")
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

    Makes sixteen invented languages in eight pairs, counts their overlap, perturbs the test sets (seen names become
    unseen ones, unseen names seen ones, each beside its placebo; two seeds), trains a tiny encoder natively and across
    languages (two seeds), and writes the report.
    """
    started = time.monotonic()
    pairs = _bring_in(warehouse)
    _measure_and_perturb(warehouse, pairs)
    _train(warehouse, pairs, jobs)
    _report(warehouse, out)
    say(f"\nDone in {time.monotonic() - started:.0f} seconds. Open {out.resolve()} in a browser, or ask:")
    for question in QUESTIONS:
        say(f'  {own_name()} -w {warehouse} sql "{question}"')


def _bring_in(warehouse: Path) -> list[tuple[str, str]]:
    from ingest.corpora import lab
    from ingest.load import load
    from xlr_warehouse.warehouse import Warehouse

    say("1/5 The lab: sixteen invented languages in eight pairs")
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    with Warehouse.writing(warehouse) as opened:
        landed = load(opened, lab.read(seed=1))
        planted = opened.frame("select distinct source, target from planted order by source, target")
    say(f"  {counted(landed.n_new, 'new text set')}, {landed.n_known} known; {landed.n_tokens:,} tokens landed.")
    return [(source, target) for source, target in planted.iter_rows()]


def _measure_and_perturb(warehouse: Path, pairs: list[tuple[str, str]]) -> None:
    from ingest.overlap import measure_overlap
    from ingest.perturb import How, perturb
    from xlr_warehouse.warehouse import Warehouse

    names = [f"{source}-{target}" for source, target in pairs]
    with Warehouse.writing(warehouse) as opened:
        say("2/5 Overlap: every training set against every test set")
        measured = measure_overlap(opened, corpus="lab")
        say(f"  {counted(sum(measured.n_new.values()), 'count')}.")
        say("3/5 Perturbation: seen names become unseen ones, unseen names seen ones, each beside its placebo")
        say_perturbed(perturb(opened, ARMS, corpus="lab", pairs=names, how=How(seeds=SEEDS)))


def _train(warehouse: Path, pairs: list[tuple[str, str]], jobs: int | None) -> None:
    from runners.fine_tune import make_runs
    from runners.request import Means, Request, Setting, Wanted

    say("4/5 Training lab-tiny, natively and across languages")
    settings = tuple(Setting(train=train, tests=(target,)) for pair in pairs for target in pair[1:] for train in pair)
    wanted = Wanted(request=Request(encoder="lab-tiny", corpus="lab", seeds=SEEDS), settings=settings)
    say_trained(make_runs(warehouse, [wanted], means=Means(jobs=jobs), progress=tell_runs()))


def _report(warehouse: Path, out: Path) -> None:
    from reports.page import write_report

    say("5/5 The report")
    written = write_report(warehouse=warehouse, pages=None, out=out)
    say(f"  {written.n_bytes / 1e6:.1f} MB.")
