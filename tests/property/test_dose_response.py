"""The line of a loss against the dose: scipy's with an intercept, numpy's and statsmodels' through zero."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import linregress

from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]

N_ITEMS, N_WORDS = 40, 500

LANDED = [
    """
    insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
    select 1, 't', 'title', 'br', 'train', 'none', 1, 9, 90, 'a'
    union all
    select 2, 't', 'title', 'br', 'test', 'none', 2, $n_items, $n_words, 'b'
    union all
    select place, 't', 'title', 'br', 'test', 'typo', 2, $n_items, $n_words, 's' || place from dosed
    """,
    """
    insert into perturbation (
        perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters, n_eligible,
        n_changed, n_no_candidate
    )
    select 'p' || place, 'typo', null, 2, place, 7, dose, '{}', $n_words, n_edited, 0 from dosed
    """,
    """
    insert into edit (
        perturbation_id, text_set, sentence, original_first_token, original_end_token, first_token, end_token,
        original, replacement, token_change, script_changed
    )
    select 'p' || place, place, 0, word.word, word.word + 1, word.word, word.word + 1, 'a', 'b', 0, false
    from dosed cross join range($n_words) as word (word)
    where word.word < n_edited
    """,
    """
    insert into title_item (text_set, item, page, text, correct)
    select text_set, item.item, 'p', 't', 'A'
    from text_set cross join range($n_items) as item (item)
    where split = 'test'
    """,
    """
    insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
    values ('r', 'title', 'enc', 'br', 1, 1, 'last', '{}')
    """,
    """
    insert into evaluation (run, text_set, n_tokens, n_truncated)
    select 'r', text_set, 9, 0 from text_set where split = 'test'
    """,
    """
    insert into title_prediction (run, text_set, item, option, probability, is_chosen)
    select 'r', evaluation.text_set, item.item, case when item.item < coalesce(n_lost, 0) then 'B' else 'A' end, 1, true
    from evaluation left join dosed on evaluation.text_set = dosed.place
    cross join range($n_items) as item (item)
    """,
]


def land(warehouse: Warehouse, dosed: pl.DataFrame) -> None:
    """Land a run that is right everywhere, but for so many items lost in each dose."""
    with warehouse.relation("dosed", dosed):
        for statement in LANDED:
            names = {"n_items": N_ITEMS, "n_words": N_WORDS}
            warehouse.execute(statement, **{name: value for name, value in names.items() if f"${name}" in statement})


@given(
    points=st.lists(st.tuples(st.integers(1, N_WORDS), st.integers(0, N_ITEMS)), min_size=3, max_size=8),
    n_unedited=st.integers(0, 2),
)
def test_the_lines_are_those_of_scipy_and_numpy(
    undone: Undone, *, points: list[tuple[int, int]], n_unedited: int
) -> None:
    n = n_unedited + len(points)
    dosed = pl.DataFrame(
        {
            "place": range(11, 11 + n),
            "dose": [(place + 1) / n for place in range(n)],
            "n_edited": [0] * n_unedited + [n_edited for n_edited, _ in points],
            "n_lost": [0] * n_unedited + [n_lost for _, n_lost in points],
        }
    )
    with undone() as warehouse:
        land(warehouse, dosed)
        ours = warehouse.frame("from dose_response").rows_by_key("per", named=True, unique=True)
    edited = dosed[n_unedited:]
    y = -edited["n_lost"].to_numpy() / N_ITEMS
    for per, x in (("dose", edited["dose"].to_numpy()), ("edited_share", edited["n_edited"].to_numpy() / N_WORDS)):
        mine = ours[per]
        assert (mine["n_doses"], mine["n_without_edit"]) == (len(points), n_unedited)
        assert (mine["lowest"], mine["highest"]) == pytest.approx((x.min(), x.max()))
        assert mine["slope_from_zero"] == pytest.approx(np.linalg.lstsq(x[:, None], y)[0][0], abs=1e-9)
        if y.any():
            assert mine["r2_from_zero"] == pytest.approx(sm.OLS(y, x, hasconst=False).fit().rsquared, abs=1e-9)
        else:
            assert mine["r2_from_zero"] is None
        if x.min() == x.max():
            assert (mine["slope"], mine["intercept"], mine["r2"]) == (None, None, None)
            continue
        slope, intercept, *_ = linregress(x, y)
        assert mine["slope"] == pytest.approx(slope, abs=1e-9)
        assert mine["intercept"] == pytest.approx(intercept, abs=1e-9)
        if y.min() == y.max():
            assert mine["r2"] is None
        else:
            assert mine["r2"] == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, abs=1e-9)
