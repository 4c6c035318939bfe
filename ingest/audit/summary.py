"""What an audit tells: a row for each text set, and what is worth knowing in sentences."""

from collections.abc import Sequence

import polars as pl

from xlr_warehouse.warehouse import Warehouse

MOST_TOLD = 5
"""Languages, and pairs of them, that are told about in sentences: those with the most leakage."""

_TABLE = """
select
    audited.corpus,
    audited.language as lang,
    audited.split,
    audited.n_items as items,
    audited.median_tokens as median,
    audited.longest,
    100 * audited.repeated as "repeated %",
    100 * audited.near_repeated as "near %",
    100 * audited.one_token as "one token %",
    100 * audited.no_context as "no context %",
    100 * audited.template as "template %",
    100 * audited.wrong_script as "script %",
    audited.n_stray as "stray I-",
    100 * leakage.exact as "in train %",
    100 * leakage.near as "nearly %",
    100 * leakage.same_page as "page %",
    100 * leakage.seen as "seen %"
from audit_text_set as audited
left join audit_leakage as leakage on audited.text_set = leakage.test_set and leakage.setting = 'native'
where list_contains($numbers, audited.text_set)
order by audited.corpus, audited.task, audited.language, audited.split like '%leak_free', audited.text_set
"""

_LEAKAGE = """
select
    leakage.*,
    audited.n_no_context,
    audited.no_context
from audit_leakage as leakage
inner join audit_text_set as audited on leakage.test_set = audited.text_set
where list_contains($numbers, leakage.test_set) and list_contains($numbers, leakage.train_set)
order by coalesce(leakage.near, leakage.exact) desc, leakage.test_language, leakage.train_language
"""


def table(warehouse: Warehouse, text_sets: Sequence[int]) -> pl.DataFrame:
    """A row for each of these original text sets, with shares in percent; columns that say nothing are left out."""
    shares = pl.selectors.ends_with(" %")
    rows = warehouse.frame(_TABLE, numbers=list(text_sets)).with_columns(shares.round(1))
    empty = [name for name in rows.columns if rows.get_column(name).null_count() == rows.height]
    return rows.drop(empty)


def findings(warehouse: Warehouse, text_sets: Sequence[int]) -> list[str]:
    """What is worth knowing about these text sets: leakage from training to test, the most first."""
    rows = warehouse.frame(_LEAKAGE, numbers=list(text_sets))
    native = rows.filter(setting="native")
    across = rows.filter(pl.col("n_near") > 0, setting="cross_lingual", split="test")
    said = [_native(row) for row in native.head(MOST_TOLD).iter_rows(named=True)]
    if native.height > MOST_TOLD:
        said.append(f"{native.height - MOST_TOLD} test sets leak less: see the view audit_leakage.")
    pairs = [
        f"{row['train_language']} -> {row['test_language']} {row['near']:.1%}"
        for row in across.head(MOST_TOLD).iter_rows(named=True)
    ]
    if pairs:
        said.append(f"Across languages, test sentences that nearly stand in training: {', '.join(pairs)}.")
    return said


def _native(row: dict[str, object]) -> str:
    """One test set against the training set of its own language."""
    where = f"{row['corpus']} {row['test_language']} {row['split']}"
    unit = "titles" if row["task"] == "title" else "sentences"
    exact = f"{row['n_exact']:,} of {row['n_items']:,} {unit} stand word for word in training ({row['exact']:.1%})"
    if row["task"] == "title":
        return f"{where}: {exact}, {row['n_same_page']:,} are of a page that has others there."
    near = "" if row["near"] is None else f", {row['near']:.1%} at least nearly"
    return (
        f"{where}: {exact}{near}; {row['no_context']:.1%} have no word outside entities; "
        f"{row['seen'] or 0:.1%} of the mentions were seen in training."
    )
