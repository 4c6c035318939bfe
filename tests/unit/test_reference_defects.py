"""The defects of the reference: their effects in the published numbers are those METHOD quotes."""

import re
from pathlib import Path

import pytest

from xlr_warehouse.warehouse import Warehouse

REPLICATION = Path(__file__).parents[2] / "docs" / "replication.md"
PAIR, OWN = "r of native change and overlap of the pair", "r of native change and native overlap"
QUOTED = [
    ("N10", "mean change of F1", "mbert", "loc_place", None, 0.024, 3),
    ("N10", "mean change of F1", "xlmr", "loc_place", None, 0.034, 3),
    ("T2", PAIR, "mbert", "title_cosine", None, -0.85, 2),
    ("T2", PAIR, "xlmr", "title_cosine", None, -0.77, 2),
    ("T2", OWN, "mbert", "title_cosine", None, -0.35, 2),
    ("T2", OWN, "xlmr", "title_cosine", None, -0.34, 2),
    ("T3", None, "mbert", "title_cosine", None, 1.5909 - 1.5911, 3),
    ("T3", None, "xlmr", "title_cosine", None, 1.4877 - 1.4400, 3),
    ("T4", "smallest native overlap, targets without a stop list", "mbert", None, None, 0.69, 2),
    ("T4", "largest native overlap, targets without a stop list", "mbert", None, None, 0.81, 2),
    ("T4", "smallest native overlap, targets with a stop list", "mbert", None, None, 0.05, 2),
    ("T4", "largest native overlap, targets with a stop list", "mbert", None, None, 0.52, 2),
    ("T5", "native overlap of Hindi as plotted", "mbert", None, "hi", 0.05, 2),
    ("T5", "native overlap of Hindi in the earlier computation", "mbert", None, "hi", 0.90, 2),
    ("N9", None, "mbert", "loc_place", "fa", 3570 - 3661, 0),
    ("N9", None, "mbert", "loc_place", "sk", 4550 - 4599, 0),
]


@pytest.mark.parametrize(("defect", "effect_of", "model", "perturbation", "language", "quoted", "decimals"), QUOTED)
def test_an_effect_is_what_method_quotes(
    warehouse: Warehouse,
    *,
    defect: str,
    effect_of: str | None,
    model: str,
    perturbation: str | None,
    language: str | None,
    quoted: float,
    decimals: int,
) -> None:
    effect = warehouse.one(
        """
        select effect from reference_defect
        where defect = $defect and basis = 'published' and model = $model
            and ($effect_of is null or effect_of = $effect_of)
            and perturbation is not distinct from $perturbation and test_language is not distinct from $language
        """,
        defect=defect,
        effect_of=effect_of,
        model=model,
        perturbation=perturbation,
        language=language,
    )
    assert round(effect, decimals) == pytest.approx(round(quoted, decimals))


def test_the_items_that_count_are_those_method_recovers_from_recall(warehouse: Warehouse) -> None:
    counted = warehouse.frame(
        "select test_language, effect from reference_defect where defect = 'T1' and basis = 'published'"
    )
    # METHOD, T1: one number fits all recalls of a language.
    assert dict(counted.iter_rows()) == {
        "br": 411,
        "fa": 5009,
        "hi": 2101,
        "sco": 264,
        "cy": 728,
        "ca": 4901,
        "sk": 3064,
        "ms": 2965,
        "oc": 702,
        "af": 1424,
        "scn": 70,
        "an": 257,
        "ast": 4308,
    }


def test_every_defect_that_is_described_has_a_number_or_says_why_it_has_none(warehouse: Warehouse) -> None:
    described = re.findall(r"^### ([NT]\d+) ", REPLICATION.read_text(encoding="utf-8"), re.MULTILINE)
    shown = warehouse.frame("from reference_defect")
    assert len(described) == 13 + 12
    assert set(shown["defect"]) == set(described)
    assert (shown["effect"].is_null() == shown["why_none"].is_not_null()).all()
    assert ((shown["n"] > 0) == shown["effect"].is_not_null()).all()


def test_the_mean_overlaps_of_the_title_defect_are_those_of_method(warehouse: Warehouse) -> None:
    means = warehouse.frame(
        """
        select round(avg(overlap_l2), 2) from published_overlap
        where kind = 'title_128_words' and status = 'primary' group by setting order by setting
        """
    )
    assert means.to_series().to_list() == [0.21, 0.55]
