"""What is claimed, and what the numbers say of it."""

from collections.abc import Iterator

from reports.blocks import Block, Column, Prose, Table
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_CLAIMS = """
pivot (
    select statement, basis, coalesce(verdict, why_none) as said
    from verdict
    where encoder is null and setting is null
)
on basis in ('published', 'warehouse')
using any_value(said)
group by statement
order by
    warehouse not in ('supported', 'contradicted', 'undecided'),
    published not in ('supported', 'contradicted', 'undecided'),
    statement
"""

_CLAIMS_COLUMNS = (
    Column(name="statement", heading="claim"),
    Column(name="published", heading="the paper's own numbers"),
    Column(name="warehouse", heading="the runs here"),
)


def claims_said(warehouse: Warehouse) -> Iterator[Block]:
    """Every claim with its verdicts, and the rule they follow."""
    query, claims = ask(warehouse, _CLAIMS)
    for basis, whose in (("warehouse", "The runs here"), ("published", "The paper's own numbers")):
        found = claims.get_column(basis).to_list()
        n = {verdict: found.count(verdict) for verdict in ("supported", "contradicted", "undecided")}
        yield Prose(
            text=f"{whose} support {n['supported']} of {counted(len(found), 'claim')}, contradict {n['contradicted']} "
            f"and leave {n['undecided']} undecided; of the others there is no verdict."
        )
    yield Prose(
        text="A cell of evidence (an encoder, a setting, a perturbation) supports a claim if its corrected p-value is "
        "below .05, its 95 % interval lies wholly in the claimed direction, the estimate is large enough to matter "
        "(two points of F1, |r| .3, five points of recall an edit) and its sign survives leaving out every source "
        "language; it contradicts it if the reverse holds, or if the interval lies within what does not matter. A "
        "claim is supported if no cell contradicts it and most support it. What is so by construction gets no verdict.",
        kind="note",
    )
    yield Table(caption="Claims and their verdicts", frame=claims, columns=_CLAIMS_COLUMNS, query=query)
