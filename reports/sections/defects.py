"""The defects of the reference, each with its effect where the published numbers let it be computed."""

from reports.blocks import Column, Prose, Section, Table
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

_DEFECTS = """
select
    defect,
    any_value(quirk) as quirk,
    coalesce(effect_of, any_value(why_none)) as effect_of,
    count(effect) as n_effects,
    format(case when max(abs(effect)) < 10 then '{:.3f}' else '{:.0f}' end, min(effect)) as lowest,
    format(case when max(abs(effect)) < 10 then '{:.3f}' else '{:.0f}' end, max(effect)) as highest
from reference_defect
group by defect, effect_of
order by left(defect, 1), try_cast(substr(defect, 2) as integer), effect_of
"""

_COLUMNS = (
    Column(name="defect", heading="defect"),
    Column(name="quirk", heading="what is wrong"),
    Column(name="effect_of", heading="what it does to the numbers, or why nobody can say"),
    Column(name="n_effects", heading="computed in", format="count"),
    Column(name="lowest", heading="smallest"),
    Column(name="highest", heading="largest"),
)

_CARE = """
`entity_unshared` edits exactly the shared entities, so the published change falls with overlap by arithmetic; the paper
has no placebo and no cost per edit to tell that from a finding.

The axis that the paper labels 'entity chunks' is the overlap of entity tokens (N3), which is what is drawn here.

The published F1 of titles is that of option B alone (T1): neither accuracy nor a mean over the four options, on a
quarter of the items.

The native title models were scored on text perturbed for the cross-lingual pair (T2), so their change says little about
native overlap; and perturbed text was cut and lower-cased besides (T3).
"""


def defects(warehouse: Warehouse) -> Section:
    """What is wrong in the reference: the gravest in words, every one in a table with its effect."""
    query, frame = ask(warehouse, _DEFECTS)
    every = frame.get_column("defect").n_unique()
    computed = frame.filter(frame.get_column("n_effects") > 0).get_column("defect").n_unique()
    said = Prose(
        text=f"The paper's repository has {counted(every, 'defect')} that are known here (N: named entities, T: "
        f"titles); the effect of {computed} can be computed. Four change how its figures are to be read:"
    )
    table = Table(
        caption="Defects of the reference and their effects, in the unit of what they change (F1, overlap and accuracy "
        "from 0 to 1); from and to: the smallest and largest over models, settings, perturbations and languages",
        frame=frame,
        columns=_COLUMNS,
        query=query,
    )
    return Section(
        title="What is wrong in the reference",
        blocks=(said, *(Prose(text=" ".join(text.split())) for text in _CARE.split("\n\n")), table),
    )
