"""What the pairs of a study say together: a random-effects mean, sign flips, sources drawn, and a moderator at a time.

Pairs go together that share everything but their languages: task, corpus, split, subset, encoder, configuration,
setting (or that two settings are compared), perturbation. A pair without an estimate (no edit) has no part; n says how
many have. Scores are put together for the unperturbed text alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reports.estimates.cell import Cell, Estimate, PairEstimate
from reports.estimates.intervals import spread
from reports.estimates.meta_analysis import Pairs, pooled, range_without_sources
from reports.estimates.moderators import Moderator
from reports.estimates.settings import grouped
from reports.estimates.sign_flips import drawn_sources, sign_flip

POOLED = "random_effects_knapp_hartung"
FLIPPED = "sign_flip"
DRAWN = "cluster_bootstrap_over_sources"
REGRESSED = "meta_regression_knapp_hartung"
"""Methods; DRAWN is anti-conservative."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Pairs of one cell of a study that have an estimate."""

    cell: Cell
    pairs: Pairs
    of: Sequence[PairEstimate]


def groups(estimates: Sequence[PairEstimate]) -> list[Group]:
    """The pairs that are put together."""
    together = [one for one in estimates if one.cell.quantity != "score" or one.cell.perturbation == "none"]
    return [
        _group(cell, of)
        for cell, of in grouped(
            together, lambda one: replace(one.cell, train_language=None, test_language=None)
        ).items()
    ]


def _group(cell: Cell, of: Sequence[PairEstimate]) -> Group:
    there = [(one, one.spread.estimate) for one in of if one.spread.estimate is not None]
    return Group(
        cell=cell,
        pairs=Pairs(
            estimates=np.array([estimate for _, estimate in there]),
            variances=np.array([one.spread.variance for one, _ in there]),
            sources=[one.source for one, _ in there],
            targets=[one.cell.test_language or "" for one, _ in there],
        ),
        of=[one for one, _ in there],
    )


def put_together(group: Group, *, replicates: int, seed: int) -> Iterator[Estimate]:
    """Estimates across the pairs of a group; a group without a pair has a row that says so."""
    n = len(group.of)
    found = pooled(group.pairs)
    low, high = range_without_sources(group.pairs)
    n_seeds = min((one.n_seeds for one in group.of), default=None)
    yield Estimate(
        cell=group.cell,
        method=POOLED,
        n=n,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        p=found.p if group.cell.quantity != "score" else None,
        without_source_low=low,
        without_source_high=high,
        n_seeds=n_seeds,
    )
    if not n:
        return
    drawn = spread(drawn_sources(group.pairs, replicates=replicates, seed=seed), is_difference=False)
    yield Estimate(
        cell=group.cell,
        method=DRAWN,
        n=n,
        estimate=drawn.estimate,
        low=drawn.low,
        high=drawn.high,
        n_seeds=n_seeds,
        replicates=replicates,
        seed=seed,
    )
    if group.cell.quantity != "score":
        flipped = sign_flip(group.pairs)
        yield Estimate(
            cell=group.cell, method=FLIPPED, n=flipped.n, estimate=flipped.estimate, p=flipped.p, n_seeds=n_seeds
        )


def regressed(group: Group, moderators: Callable[[PairEstimate], Sequence[Moderator]]) -> Iterator[Estimate]:
    """The slope of a group's estimates on each moderator that any of its pairs has."""
    known = [{one.what: one.value for one in moderators(pair)} for pair in group.of]
    for what in sorted({what for of_pair in known for what in of_pair}, key=str):
        values = [of_pair.get(what) for of_pair in known]
        chosen = group.pairs.some([value is not None for value in values])
        pairs = replace(chosen, moderator=np.array([value for value in values if value is not None]))
        name, measure, tokenizer = what
        found = pooled(pairs)
        low, high = range_without_sources(pairs)
        yield Estimate(
            cell=replace(group.cell, moderator=name, measure=measure, tokenizer=tokenizer),
            method=REGRESSED,
            n=len(pairs.estimates),
            estimate=found.estimate,
            low=found.low,
            high=found.high,
            p=found.p,
            without_source_low=low,
            without_source_high=high,
        )
