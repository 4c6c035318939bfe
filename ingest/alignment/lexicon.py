"""Lexicons of names: pairs of units of two test sets that mean the same.

Two are made of what the warehouse has. `entity`: entities of both whose forms in Latin letters (uroman) are equal;
`name`: words, or entities, that are names of one kind in the gazetteers of both, and equal in Latin letters. A third,
`given`, is what was brought in with 'xlr ingest lexicon'. A form that both languages write alike has one vector in
either, so finding it is no feat: pairs are `identical` or `different`, and a form with an identical partner is in no
pair of the latter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from ingest.alignment.units import NORMAL, UNITS, Units
from ingest.forms.romanised import ROMANISER, land_romanised
from ingest.text_sets import content_sha256
from xlr_warehouse.warehouse import Warehouse

PAIR = ["source", "target"]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Pairs of units: what kind they are, where they are from, how they are written, and what identifies them."""

    unit: str
    lexicon: str
    spelling: str
    pairs: tuple[tuple[str, str], ...]
    sha256: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it apart from others of a pair of test sets."""
        return self.unit, self.lexicon, self.spelling, self.sha256


@dataclass(frozen=True, kw_only=True)
class Named:
    """What lexicons are made of, of one test set.

    `romanised` has the units (unit, form) with their form in Latin letters (key); `names` those that are names, with
    their kind (unit, form, kind, key).
    """

    romanised: pl.DataFrame
    names: pl.DataFrame


def named(warehouse: Warehouse, units: Units) -> Named:
    """Romanise the entities of a test set and what of it is in the gazetteers of its language; within a transaction."""
    rows = [(unit, form) for unit in UNITS for form in units.units[unit]]
    every = pl.DataFrame(rows, schema={"unit": pl.String, "form": pl.String}, orient="row")
    with warehouse.relation("every", every):
        names = warehouse.frame(
            f"""
            with known as (
                select distinct kind, {NORMAL.format(text="name")} as form from name where language = $language
            )
            select every.unit, every.form, known.kind from every inner join known on every.form = known.form
            order by all
            """,
            language=units.of.language,
        )
    asked = pl.concat([every.filter(unit="entity"), names.select("unit", "form")]).unique().sort("unit", "form")
    words = asked.get_column("form").str.split(" ").explode()
    land_romanised(warehouse, words)
    with warehouse.relation("asked", asked):
        keys = warehouse.frame(_KEYS, romaniser=ROMANISER)
    return Named(
        romanised=keys.filter(unit="entity"),
        names=names.join(keys, on=["unit", "form"], how="inner", maintain_order="left"),
    )


def lexicons(warehouse: Warehouse, one: tuple[Units, Named], other: tuple[Units, Named]) -> list[Lexicon]:
    """Every lexicon of two test sets that has a pair."""
    by_key = {
        "entity": one[1].romanised.join(other[1].romanised, on=["unit", "key"]),
        "name": one[1].names.join(other[1].names, on=["unit", "kind", "key"]),
        "given": _given(warehouse, one[0], other[0]),
    }
    found: list[Lexicon] = []
    for name, pairs in by_key.items():
        for unit in UNITS:
            of_unit = pairs.filter(unit=unit).select(source="form", target="form_right").unique().sort(PAIR)
            found += [
                Lexicon(unit=unit, lexicon=name, spelling=spelling, pairs=tuple(rows), sha256=_sha256(rows))
                for spelling, rows in _by_spelling(of_unit).items()
                if rows
            ]
    return found


def _given(warehouse: Warehouse, one: Units, other: Units) -> pl.DataFrame:
    """The pairs that were brought in, in either direction, both of whose forms are units."""
    pairs = warehouse.frame(
        f"""
        with pair as (
            select source_form as form, target_form as other from lexicon
            where source_language = $one and target_language = $other
            union
            select target_form, source_form from lexicon where source_language = $other and target_language = $one
        )
        select distinct {NORMAL.format(text="form")} as form, {NORMAL.format(text="other")} as form_right from pair
        """,
        one=one.of.language,
        other=other.of.language,
    )
    return pl.concat(
        pairs.filter(
            pl.col("form").is_in(list(one.units[unit])), pl.col("form_right").is_in(list(other.units[unit]))
        ).select(pl.lit(unit).alias("unit"), pl.all())
        for unit in UNITS
    )


def _by_spelling(pairs: pl.DataFrame) -> Mapping[str, list[tuple[str, str]]]:
    """Pairs that are written identically, and those of forms that have no identical partner."""
    identical = pairs.filter(pl.col("source") == pl.col("target"))
    alike = identical.get_column("source").implode()
    different = pairs.filter(~pl.col("source").is_in(alike), ~pl.col("target").is_in(alike))
    return {"identical": identical.rows(), "different": different.rows()}


def _sha256(pairs: Iterable[tuple[str, str]]) -> str:
    return content_sha256(f"{source}\t{target}" for source, target in pairs)


_KEYS = """
with part as (
    select
        unit, form, generate_subscripts(string_split(form, ' '), 1) as place, unnest(string_split(form, ' ')) as word
    from asked
)
select part.unit, part.form, string_agg(lower(romanised_form.romanised), ' ' order by part.place) as key
from part
inner join romanised_form on part.word = romanised_form.form and romanised_form.romaniser = $romaniser
group by part.unit, part.form
order by part.unit, part.form
"""
