"""P-values corrected for the others of their family, by Holm's procedure.

A family answers one question. Across pairs: the same quantity, outcome, subset, method and moderator of a task, corpus
and split, over encoders, settings and perturbations. Of one pair: the same cell of the study over its pairs. Kendall's
tau stands beside correlations that have families of their own, and the models of recall describe: neither is corrected.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np

from reports.estimates.across_pairs import FLIPPED, POOLED, REGRESSED
from reports.estimates.bootstrap import METHOD
from reports.estimates.cell import Estimate
from reports.estimates.settings import grouped

ACROSS = {POOLED, FLIPPED, REGRESSED}


def corrected(estimates: Sequence[Estimate]) -> list[Estimate]:
    """The same estimates, in the same order, with p_corrected where they belong to a family."""
    places = [place for place, one in enumerate(estimates) if one.p is not None and one.method in {METHOD, *ACROSS}]
    found = list(estimates)
    for family in grouped(places, lambda place: _family(estimates[place])).values():
        for place, p in zip(family, holm([estimates[place].p or 0.0 for place in family]), strict=True):
            found[place] = replace(estimates[place], p_corrected=p)
    return found


def holm(p: Sequence[float]) -> list[float]:
    """Holm 1979: in order of size, the running maximum of p times how many are as large. In the order given."""
    order = np.argsort(p, kind="stable")
    raised = np.asarray(p)[order] * np.arange(len(p), 0, -1)
    found = np.empty(len(p))
    found[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return [float(one) for one in found]


def _family(one: Estimate) -> Hashable:
    cell = one.cell
    if one.method == METHOD:
        return replace(cell, train_language=None, test_language=None), one.method
    return cell.task, cell.corpus, cell.split, cell.quantity, cell.outcome, cell.subset, cell.moderator, one.method
