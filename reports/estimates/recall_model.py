"""What does it hang on whether a gold entity is found? A logistic model of recall, as description.

For each setting, on the unperturbed test set: whether the name was seen in training (same text and type), how often
(logarithm of one more than its count), its type, its length in tokens, and whether the sentence has context. Runs of
all seeds together; errors are clustered by sentences that are exact duplicates. Terms that do not vary, or that others
determine, are left out, each with a row that says so. Coefficients are logarithms of odds ratios; types are compared
with the first one.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import statsmodels.api as sm
from scipy.optimize import linprog
from statsmodels.tools.sm_exceptions import ModelWarning

from reports.estimates.cell import Cell, Estimate
from reports.estimates.evaluations import Evaluation
from reports.estimates.intervals import LEVEL
from reports.estimates.resampling import Array
from reports.estimates.settings import grouped
from xlr_warehouse.warehouse import Warehouse

METHOD = "logistic_clustered"
MENTIONS = """
    with seen as (
        select type, text, count(*) as n from mention where text_set = $train_set group by type, text
    )

    select
        found.run is not null as is_recalled, mention.type, mention.end_token - mention.first_token as n_tokens,
        coalesce(seen.n, 0) as training_count, cast(sentence.has_context as integer) as has_context,
        sentence.duplicate_of as cluster
    from (select unnest($runs) as run) as tested
    cross join mention
    inner join sentence on mention.text_set = sentence.text_set and mention.sentence = sentence.sentence
    left join seen on mention.type = seen.type and mention.text = seen.text
    left join predicted_mention as found
        on
            tested.run = found.run
            and mention.text_set = found.text_set
            and mention.sentence = found.sentence
            and mention.first_token = found.first_token
            and found.is_correct
    where mention.text_set = $test_set
    order by tested.run, mention.sentence, mention.first_token
"""
FEWEST_CLUSTERS = 20
"""With fewer, errors by clusters are too small."""
SLACK = 1e-6


def recall_models(warehouse: Warehouse, evaluations: dict[int, list[Evaluation]]) -> Iterator[Estimate]:
    """A row for each term of each setting's model; runs whose training set is not here have none."""
    for original, rows in evaluations.items():
        tested = [one for one in rows if one.task == "ner" and one.text_set == original and one.train_set is not None]
        settings = grouped(tested, lambda one: (one.encoder, one.configuration, one.train_language, one.train_set))
        for group in settings.values():
            runs = [one.run for one in group]
            mentions = warehouse.frame(MENTIONS, train_set=group[0].train_set, test_set=original, runs=runs)
            if mentions.height:
                yield from _model(group, mentions)


def _model(group: Sequence[Evaluation], mentions: pl.DataFrame) -> Iterator[Estimate]:
    first = group[0]
    cell = Cell(
        quantity="recall_log_odds",
        task=first.task,
        corpus=first.corpus,
        split=first.split,
        subset="all",
        encoder=first.encoder,
        configuration=first.configuration,
        setting=first.setting,
        train_language=first.train_language,
        test_language=first.test_language,
        perturbation="none",
    )
    for term in fitted(mentions):
        yield Estimate(
            cell=replace(cell, moderator=term.name),
            method=METHOD if term.why_not is None else f"{METHOD}_{term.why_not}",
            n=mentions.height,
            n_seeds=len({one.seed for one in group}),
            estimate=term.estimate,
            low=term.low,
            high=term.high,
            p=term.p,
        )


@dataclass(frozen=True, kw_only=True)
class Term:
    """A coefficient with its interval, or why there is none: constant, collinear, separated, too_few, not_converged."""

    name: str
    why_not: str | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None


def fitted(mentions: pl.DataFrame) -> list[Term]:
    """The terms of the model of recall; mentions has is_recalled, n_tokens, training_count, has_context, type, cluster.

    When a combination of terms tells found from missed entities without error, its coefficients have no finite value
    (separation; found by linear programming, Konis 2007): then no term has one.
    """
    y = mentions.get_column("is_recalled").cast(pl.Float64).to_numpy()
    names, design, left_out = _terms(mentions)
    clusters = mentions.get_column("cluster").rank("dense").cast(pl.Int64).to_numpy()
    why_not = "too_few" if clusters.max() < FEWEST_CLUSTERS else "separated" if is_separated(y, design) else None
    if why_not is not None:
        return [*(Term(name=name, why_not=why_not) for name in names), *left_out]
    return [*_fitted(names, y, design, clusters), *left_out]


def _fitted(names: Sequence[str], y: Array, design: Array, clusters: npt.NDArray[np.int64]) -> list[Term]:
    """The coefficients with their intervals; without any where the search for them does not end."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("error", ModelWarning)
        try:
            fit: Any = sm.Logit(y, design).fit(
                disp=0, method="newton", maxiter=100, cov_type="cluster", cov_kwds={"groups": clusters}
            )
        except (ModelWarning, np.linalg.LinAlgError):
            return [Term(name=name, why_not="not_converged") for name in names]
    bounds = fit.conf_int(alpha=1 - LEVEL)
    return [
        Term(
            name=name,
            estimate=float(fit.params[place]),
            low=float(bounds[place][0]),
            high=float(bounds[place][1]),
            p=float(fit.pvalues[place]),
        )
        for place, name in enumerate(names)
    ]


def _terms(mentions: pl.DataFrame) -> tuple[list[str], Array, list[Term]]:
    """The names and columns of the terms of the model, and the terms left out.

    Left out is what does not vary, and what the terms before it determine.
    """
    count = mentions.get_column("training_count").cast(pl.Float64).to_numpy()
    terms = {
        "intercept": np.ones_like(count),
        "is_seen": (count > 0).astype(np.float64),
        "log_training_count": np.log1p(count),
        "n_tokens": mentions.get_column("n_tokens").cast(pl.Float64).to_numpy(),
        "has_context": mentions.get_column("has_context").cast(pl.Float64).to_numpy(),
    }
    types = mentions.get_column("type")
    for kind in sorted(types.unique().to_list())[1:]:
        terms[f"type {kind}"] = (types == kind).cast(pl.Float64).to_numpy()
    kinds = np.unique(np.column_stack(list(terms.values())), axis=0)
    kept: list[int] = []
    left_out: list[Term] = []
    for place, name in enumerate(terms):
        if kept and np.ptp(kinds[:, place]) == 0:
            left_out.append(Term(name=name, why_not="constant"))
        elif np.linalg.matrix_rank(kinds[:, [*kept, place]]) == len(kept):
            left_out.append(Term(name=name, why_not="collinear"))
        else:
            kept.append(place)
    names = list(terms)
    return [names[place] for place in kept], np.column_stack([terms[names[place]] for place in kept]), left_out


def is_separated(y: Array, design: Array) -> bool:
    """Whether some combination of the columns is never on the wrong side of 0, and not always on it."""
    towards = np.unique((2 * y - 1)[:, None] * design, axis=0)
    largest = np.abs(towards).max(axis=0)
    towards = towards / np.where(largest > 0, largest, 1.0)
    found = linprog(-towards.sum(axis=0), A_ub=-towards, b_ub=np.zeros(len(towards)), bounds=(-1, 1))
    return -float(found.fun) > SLACK
