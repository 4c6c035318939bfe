"""`xlr estimate`: what resampling and models say of the numbers in the views."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.say import counted, progress_bar, say
from xlr_warehouse.errors import MissingExtraError

if TYPE_CHECKING:
    from reports.estimates.estimating import Estimated

KINDS = {
    "paired_bootstrap": "estimates of one pair of languages each, by paired bootstrap over sentences",
    "random_effects_knapp_hartung": "random-effects means over pairs",
    "sign_flip": "exact sign-flip tests over targets",
    "cluster_bootstrap_over_sources": "means with intervals from drawing whole sources (too narrow: shown, not tested)",
    "meta_regression_knapp_hartung": "slopes on one moderator",
    "kendall": "Kendall's tau of the correlations",
    "logistic_clustered": "terms of the logistic models of recall (as description)",
}


@click.command()
@click.option(
    "--replicates", type=click.IntRange(min=100), default=1000, show_default=True, help="Resamples of each test set."
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the resampling.")
@click.pass_obj
def estimate(warehouse: Path, replicates: int, seed: int) -> None:
    """Intervals, tests and models for what the views say.

    Resamples the sentences of every test set (exact duplicates together), with the same resamples for every run tested
    on it, so that differences are paired; puts the pairs of languages together by random-effects models; and writes the
    rows of the table 'estimate' anew. The same warehouse and seed give the same rows.
    """
    do_estimate(warehouse, replicates=replicates, seed=seed)
    say("Next: xlr report")


def do_estimate(warehouse: Path, *, replicates: int, seed: int) -> None:
    """Estimate and say what came of it; raises `MissingExtraError` without the statistics libraries."""
    try:
        from reports.estimates.estimating import estimate as work_out
    except ModuleNotFoundError as failure:
        if (failure.name or "").partition(".")[0] not in {"scipy", "statsmodels", "numpy"}:
            raise
        raise MissingExtraError("statistics", "Estimating") from failure
    with progress_bar("Resampling") as tell:
        done = work_out(warehouse, replicates=replicates, seed=seed, tell=tell)
    _say(done, replicates=replicates)


def _say(done: "Estimated", *, replicates: int) -> None:
    if not done.by_method:
        gone = " The estimates of runs that are gone were taken away." if done.has_changed else ""
        say(f"There is nothing to estimate yet: no run was tested on its unperturbed test set.{gone}")
        return
    say(f"Resampled {counted(done.n_test_sets, 'test set')} {replicates:,} times each.")
    for method, what in KINDS.items():
        if method in done.by_method:
            say(f"  {done.by_method[method]:,} {what}")
    n_without = sum(n for method, n in done.by_method.items() if method not in KINDS)
    if n_without:
        say(f"  {n_without:,} terms of such models without a value; their method says why")
    total = sum(done.by_method.values())
    undefined = f", {done.n_undefined:,} of them undefined (NULL)" if done.n_undefined else ""
    say(f"{'Wrote' if done.has_changed else 'Known already:'} {counted(total, 'row')} of estimate{undefined}.")
