"""The logistic model of recall: as statsmodels fits it, and honest where it cannot be fitted."""

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from reports.estimates.recall_model import fitted, is_separated

N = 400


def mentions(**columns: object) -> pl.DataFrame:
    """Mentions found by chance, of which a test sets the columns that it is about."""
    random = np.random.default_rng(1)
    made = {
        "is_recalled": random.random(N) < 0.6,
        "n_tokens": random.integers(1, 4, N),
        "training_count": random.integers(0, 5, N),
        "has_context": random.integers(0, 2, N),
        "type": random.choice(["LOC", "ORG", "PER"], N),
        "cluster": np.arange(N) // 2,
    }
    return pl.DataFrame({name: pl.Series(columns.get(name, column)) for name, column in made.items()})


def why_not(frame: pl.DataFrame) -> dict[str, str | None]:
    return {term.name: term.why_not for term in fitted(frame)}


def test_coefficients_and_clustered_errors_are_those_of_a_generalised_linear_model() -> None:
    frame = mentions()
    count = frame.get_column("training_count").to_numpy().astype(float)
    design = np.column_stack(
        [
            np.ones(N),
            count > 0,
            np.log1p(count),
            frame.get_column("n_tokens"),
            frame.get_column("has_context"),
            frame.get_column("type") == "ORG",
            frame.get_column("type") == "PER",
        ]
    ).astype(float)
    theirs = sm.GLM(
        frame.get_column("is_recalled").to_numpy().astype(float), design, family=sm.families.Binomial()
    ).fit(cov_type="cluster", cov_kwds={"groups": frame.get_column("cluster").to_numpy()}, tol=1e-12)
    ours = fitted(frame)
    names = ["intercept", "is_seen", "log_training_count", "n_tokens", "has_context", "type ORG", "type PER"]
    assert [term.name for term in ours] == names
    assert [term.estimate for term in ours] == pytest.approx(theirs.params.tolist(), abs=1e-7)
    bounds = [bound for term in ours for bound in (term.low, term.high)]
    assert bounds == pytest.approx(theirs.conf_int().ravel().tolist(), abs=1e-6)


def test_one_term_alone_is_the_logarithm_of_an_odds_ratio() -> None:
    context = np.arange(N) % 2
    recalled = np.where(context == 1, np.arange(N) < 300, np.arange(N) < 100)
    frame = mentions(
        is_recalled=recalled, has_context=context, training_count=[0] * N, n_tokens=[1] * N, type=["PER"] * N
    )
    found = {term.name: term for term in fitted(frame)}
    assert found["has_context"].estimate == pytest.approx(np.log((150 / 50) / (50 / 150)), abs=1e-8)
    assert {name for name, term in found.items() if term.why_not == "constant"} == {
        "is_seen",
        "log_training_count",
        "n_tokens",
    }


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"is_recalled": [True] * N}, "separated"),
        ({"is_recalled": np.arange(N) % 2 == 1, "has_context": np.arange(N) % 2}, "separated"),
        # Nothing with context is ever missed: half of the mentions say nothing of the size of its effect.
        (
            {"is_recalled": (np.arange(N) % 2 == 1) | (np.arange(N) % 3 == 0), "has_context": np.arange(N) % 2},
            "separated",
        ),
        ({"cluster": np.arange(N) % 19}, "too_few"),
    ],
)
def test_what_cannot_be_fitted_says_why_and_has_no_numbers(columns: dict[str, object], wanted: str) -> None:
    found = fitted(mentions(**columns))
    assert {term.why_not for term in found} == {wanted}
    assert {(term.estimate, term.low, term.high, term.p) for term in found} == {(None, None, None, None)}


@given(
    rows=st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=8, unique=True)
)
def test_separation_is_found_where_a_line_can_be_drawn_by_hand(rows: list[tuple[bool, int, int]]) -> None:
    y = np.array([float(row[0]) for row in rows])
    design = np.array([(1.0, row[1], row[2]) for row in rows])
    # Every line through points of a grid of 3 by 3 has such whole coefficients.
    grid = np.array([(a, b, c) for a in range(-8, 9) for b in range(-4, 5) for c in range(-4, 5)], dtype=float)
    sides = (design @ grid.T) * (2 * y - 1)[:, None]
    by_hand = bool(np.any((sides >= 0).all(axis=0) & (sides > 0).any(axis=0)))
    assert is_separated(y, design) == by_hand


def test_a_single_type_and_single_length_leave_the_other_terms() -> None:
    found = why_not(mentions(type=["PER"] * N, n_tokens=[2] * N))
    assert found == {
        "intercept": None,
        "is_seen": None,
        "log_training_count": None,
        "has_context": None,
        "n_tokens": "constant",
    }


def test_what_other_terms_determine_is_left_out_and_the_others_stay() -> None:
    # Every name that is seen stands there three times: how often says no more than whether.
    found = why_not(mentions(training_count=np.arange(N) % 2 * 3))
    assert {name for name, why in found.items() if why is not None} == {"log_training_count"}
    assert found["log_training_count"] == "collinear"


def test_a_search_that_does_not_end_leaves_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.estimates.recall_model.is_separated", lambda *_: False)
    found = fitted(mentions(is_recalled=np.arange(N) % 2 == 1, has_context=np.arange(N) % 2))
    assert {(term.why_not, term.estimate, term.p) for term in found} == {("not_converged", None, None)}
