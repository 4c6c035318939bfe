"""What is claimed, and what the numbers say of it."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Block, Chart, Column, Prose, Table
from reports.charts import verdicts
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_CLAIMS = """
with said as (
    select
        claim,
        statement,
        basis,
        coalesce(verdict, why_none) as said,
        case
            when verdict is null then why_none
            else
                format(
                    '{} ({})',
                    verdict,
                    concat_ws(
                        ', ',
                        nullif(n_supported, 0) || ' for',
                        nullif(n_contradicted, 0) || ' against',
                        nullif(n_undecided, 0) || ' open'
                    )
                )
        end as with_cells
    from verdict
    where encoder is null and setting is null
)

select
    claim,
    statement,
    any_value(said) filter (basis = 'published') as published,
    any_value(with_cells) filter (basis = 'published') as published_cells,
    any_value(said) filter (basis = 'warehouse') as warehouse,
    any_value(with_cells) filter (basis = 'warehouse') as warehouse_cells
from said
group by claim, statement
order by
    warehouse not in ('supported', 'contradicted', 'undecided'),
    published not in ('supported', 'contradicted', 'undecided'),
    statement
"""

_CLAIMS_COLUMNS = (
    Column(name="statement", heading="claim"),
    Column(name="published_cells", heading="the paper's own numbers (cells)"),
    Column(name="warehouse_cells", heading="the runs here (cells)"),
)

_EVIDENCE = """
select
    claim,
    basis,
    reading,
    concat_ws(
        ', ', encoder, setting, nullif(perturbation, 'none'),
        case when outcome is distinct from quantity then outcome end,
        'on ' || nullif(perturbed_against, 'none') || '''s edits', nullif(split, 'test'), nullif(subset, 'all')
    ) as cell,
    estimate,
    low,
    high,
    p_corrected,
    smallest_effect,
    direction * estimate / smallest_effect as for_claim,
    direction * low / smallest_effect as one_end,
    direction * high / smallest_effect as other_end,
    n
from claim_evidence
where is_headline and not is_arithmetic
order by claim, basis, cell, estimate
"""

_EVIDENCE_COLUMNS = (
    Column(name="claim", heading="claim"),
    Column(name="basis", heading="numbers"),
    Column(name="cell", heading="cell"),
    Column(name="reading", heading="reading"),
    Column(name="estimate", heading="estimate", format="correlation"),
    Column(name="low", heading="95 % from", format="correlation"),
    Column(name="high", heading="to", format="correlation"),
    Column(name="p_corrected", heading="p corrected", format="p"),
    Column(name="smallest_effect", heading="matters from", format="share"),
    Column(name="n", heading="pairs", format="count"),
)
_BASES = {"published": "The paper's own numbers", "warehouse": "The runs here"}


def claims_said(warehouse: Warehouse) -> Iterator[Block]:
    """Every claim with its verdicts, the rule they follow, and the evidence with its intervals."""
    query, claims = ask(warehouse, _CLAIMS)
    for basis in ("warehouse", "published"):
        found = claims.get_column(basis).to_list()
        n = {verdict: found.count(verdict) for verdict in ("supported", "contradicted", "undecided")}
        yield Prose(
            text=f"{_BASES[basis]} support {n['supported']} of {counted(len(found), 'claim')}, contradict "
            f"{n['contradicted']} and leave {n['undecided']} undecided; of the others there is no verdict."
        )
    yield Prose(
        text="A cell of evidence (an encoder, a setting, a perturbation) supports a claim if its corrected p-value is "
        "below .05, its 95 % interval lies wholly in the claimed direction, the estimate is large enough to matter "
        "(two points of F1, |r| .3, five points of recall an edit) and its sign survives leaving out every source "
        "language; it contradicts it if the reverse holds, or if the interval lies within what does not matter. A "
        "claim is supported if no cell contradicts it and most support it. What is so by construction gets no verdict.",
        kind="note",
    )
    yield _evidence(warehouse)
    yield Table(caption="Claims and their verdicts", frame=claims, columns=_CLAIMS_COLUMNS, query=query)


def _evidence(warehouse: Warehouse) -> Chart:
    """All evidence on one scale: the paper's beside ours."""
    query, frame = ask(warehouse, _EVIDENCE)
    drawn = frame.select(
        "basis",
        "cell",
        "reading",
        row="claim",
        estimate="for_claim",
        low=pl.min_horizontal("one_end", "other_end"),
        high=pl.max_horizontal("one_end", "other_end"),
    )
    by_basis = {basis: drawn.filter(basis=basis) for basis in _BASES}
    said = "; ".join(f"{title}, {counted(by_basis[basis].height, 'cell')}" for basis, title in _BASES.items())
    return Chart(
        caption="Every cell of evidence with its 95 % interval, in units of the smallest effect that matters (shaded: "
        "less than that), turned so that the right is as claimed; what lies beyond six of them is drawn at six.",
        alt=f"Evidence for and against each claim. {said}.",
        panels=[
            verdicts(part, rows=sorted(part.get_column("row").unique()), title=_BASES[basis])
            for basis, part in by_basis.items()
            if part.height
        ],
        size="wide",
        table=Table(caption="The evidence, cell by cell", frame=frame, columns=_EVIDENCE_COLUMNS, query=query),
    )
