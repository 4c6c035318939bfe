"""`xlr overlap` and `xlr perturb`: what languages share, and test sets that lack it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.say import counted, progress_bar, say

if TYPE_CHECKING:
    from ingest.perturb import PerturbSummary

PAIRS = click.option(
    "--pair", "pairs", multiple=True, metavar="L1-L2", help="A pair: L1->L2 and L2->L2. May be repeated."
)
CORPUS = click.option("--corpus", help="Only this corpus.")
LEAK_FREE = click.option(
    "--leak-free", "leak_free", is_flag=True, help="Use the leak-free splits that 'xlr audit --resplit' made."
)


@click.command()
@CORPUS
@PAIRS
@click.option("--measure", "measures", multiple=True, help="A measure; all of them if none is named. May be repeated.")
@LEAK_FREE
@click.pass_obj
def overlap(
    warehouse: Path, corpus: str | None, pairs: tuple[str, ...], measures: tuple[str, ...], *, leak_free: bool
) -> None:
    """Count what training sets and test sets share.

    Without pairs, every training set against every test set of its corpus.
    """
    from ingest.overlap import measure_overlap
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse, create=False) as opened:
        measured = measure_overlap(
            opened, corpus=corpus, pairs=pairs or None, measures=measures or None, leak_free=leak_free
        )
    for name, n_new in measured.n_new.items():
        known = measured.n_known[name]
        say(f"{name}: counted {counted(n_new, 'pair')} of text sets{f', {known:,} were known' if known else ''}.")
    options = "".join(f" --pair {pair}" for pair in pairs) + (" --leak-free" if leak_free else "")
    say(f"Next: xlr perturb entity_unshared entity_placebo{options}")


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@CORPUS
@PAIRS
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), show_default=True, help="May be repeated.")
@click.option(
    "--dose",
    "doses",
    type=float,
    multiple=True,
    default=(1.0,),
    show_default=True,
    help="Share of the eligible places to change; smaller doses are parts of larger ones. May be repeated.",
)
@LEAK_FREE
@click.pass_obj
def perturb(
    warehouse: Path,
    names: tuple[str, ...],
    corpus: str | None,
    pairs: tuple[str, ...],
    seeds: tuple[int, ...],
    doses: tuple[float, ...],
    *,
    leak_free: bool,
) -> None:
    """Make perturbed test sets.

    NAME is entity_unshared (entities seen in training replaced by unseen ones) or entity_placebo (by other seen ones).
    Without pairs, every test set against every training set of its corpus.
    """
    from ingest.perturb import perturb as make
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse, create=False) as opened, progress_bar("Perturbing") as tell:
        summaries = [
            make(
                opened,
                names,
                corpus=corpus,
                pairs=pairs or None,
                seeds=seeds,
                dose=dose,
                leak_free=leak_free,
                progress=tell,
            )
            for dose in dict.fromkeys(doses)
        ]
    for summary in summaries:
        say_perturbed(summary)
    option = " --leak-free" if leak_free else ""
    say(f"Next: xlr train --task ner --encoder ENCODER --on LANG --test LANG{option}")


def say_perturbed(summary: "PerturbSummary") -> None:
    """Say how many places were eligible, changed and without candidate."""
    if summary.made:
        n_eligible = sum(count.n_eligible for count in summary.made)
        n_changed = sum(count.n_changed for count in summary.made)
        n_no_candidate = sum(count.n_no_candidate for count in summary.made)
        say(
            f"Made {counted(len(summary.made), 'perturbed test set')}: {n_changed:,} of {n_eligible:,} eligible places "
            f"changed, {n_no_candidate:,} without a candidate."
        )
        idle = [count for count in summary.made if not count.n_eligible]
        if idle:
            say(f"Nothing was eligible in {len(idle):,} of them: they give no estimate.")
    if summary.n_known:
        say(f"{counted(summary.n_known, 'perturbed test set was', 'perturbed test sets were')} there already.")
