"""Tag schemes: which one a text is in, told from all its tags, and how it becomes IOB2.

Definitions: IOB1 and IOB2 of Tjong Kim Sang and Veenstra (1999); in IOB1 an entity starts with `B-` only right after
another of its type. BIOES (also IOBES), BILOU and BMES mark the last token and the entity of one token too. In IO every
tag of an entity is `I-`; `types` is IO without the prefix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.text_sets import Note
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.spans import LEGAL_TAG


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """The prefixes a scheme has, each with its IOB2 one, and whether an I- may open an entity without being wrong."""

    prefixes: dict[str, str]
    opens_with_i: bool = False


SCHEMES = {
    "iob2": Scheme(prefixes={"B": "B", "I": "I"}),
    "iob1": Scheme(prefixes={"B": "B", "I": "I"}, opens_with_i=True),
    "io": Scheme(prefixes={"I": "I"}, opens_with_i=True),
    "bioes": Scheme(prefixes={"B": "B", "I": "I", "E": "I", "S": "B"}),
    "bilou": Scheme(prefixes={"B": "B", "I": "I", "L": "I", "U": "B"}),
    "bmes": Scheme(prefixes={"B": "B", "M": "I", "E": "I", "S": "B"}),
    "types": Scheme(prefixes={}, opens_with_i=True),
}

LAST = {"bioes": "ES", "bilou": "LU", "bmes": "ES"}
"""The prefixes of a last token: of more than one, and of one."""


def scheme_named(name: str) -> Scheme:
    """The scheme of that name; raises `UnknownNameError`."""
    if name not in SCHEMES:
        raise UnknownNameError("tag scheme", name, list(SCHEMES))
    return SCHEMES[name]


def transitions(tokens: pl.DataFrame) -> pl.DataFrame:
    """How often each tag follows each: `before` and `tag` ('' for the start and the end of a sentence), `n`, `number`.

    `tokens` has the columns `sentence`, `tag` and `number` (its line), in order; the answer's `number` is the first.
    """
    same_as_before = pl.col("sentence") == pl.col("sentence").shift()
    ends = (pl.col("sentence") != pl.col("sentence").shift(-1)).fill_null(value=True)
    within = tokens.select(
        before=pl.when(same_as_before).then(pl.col("tag").shift()).otherwise(pl.lit("")), tag="tag", number="number"
    )
    last = tokens.filter(ends).select(before="tag", tag=pl.lit(""), number="number")
    return total([_count(within), _count(last)])


def total(counts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Several answers of `transitions` as one."""
    empty = pl.DataFrame(schema={"before": pl.String, "tag": pl.String, "n": pl.UInt32, "number": pl.Int64})
    return (
        pl.concat([empty, *counts])
        .group_by("before", "tag", maintain_order=True)
        .agg(pl.col("n").sum(), pl.col("number").min())
    )


def _count(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.group_by("before", "tag", maintain_order=True).agg(n=pl.len(), number=pl.col("number").min())


def detect(moves: pl.DataFrame) -> str:
    """The scheme that all the `transitions` of a text fit; `iob2` where nothing says otherwise."""
    tags = [tag for tag in moves["tag"].unique() if tag not in {"", "O"}]
    prefixes = {tag[0] for tag in tags if tag[1:2] == "-"}
    if not tags or len(prefixes) == 0 or prefixes - set("BIESLUM"):
        return "iob2"
    for name, scheme in (("bioes", SCHEMES["bioes"]), ("bilou", SCHEMES["bilou"]), ("bmes", SCHEMES["bmes"])):
        marks_ends = prefixes & set(LAST[name])
        if marks_ends and prefixes <= set(scheme.prefixes) and illegal(moves, name).is_empty():
            return name
    if not prefixes <= {"B", "I"}:
        return "iob2"
    after_own_type = pl.col("before").str.slice(2) == pl.col("tag").str.slice(2)
    opened_by_b = moves.filter(pl.col("tag").str.starts_with("B-") & ~after_own_type)
    opened_by_i = moves.filter(pl.col("tag").str.starts_with("I-") & ~after_own_type)
    if opened_by_b.is_empty() and opened_by_i.height:
        return "iob1" if "B" in prefixes else "io"
    return "iob2"


def illegal(moves: pl.DataFrame, name: str) -> pl.DataFrame:
    """The transitions that one of the schemes which mark last tokens does not have."""
    last, alone = LAST[name]
    kind, kind_before = pl.col("tag").str.slice(0, 1), pl.col("before").str.slice(0, 1)
    is_open = pl.col("before").str.contains("^[BIM]-")
    same_type = pl.col("before").str.slice(2) == pl.col("tag").str.slice(2)
    goes_on = kind.is_in(["I", "M", last]) & (pl.col("tag") != "")
    starts = (pl.col("tag") == "") | (pl.col("tag") == "O") | kind.is_in(["B", alone])
    fits = pl.when(is_open).then(goes_on & same_type).otherwise(starts & kind_before.is_not_null())
    return moves.filter(~fits)


def convert(tokens: pl.DataFrame, name: str) -> pl.DataFrame:
    """The tokens with IOB2 tags; tags that the scheme does not have stay as they are."""
    scheme = scheme_named(name)
    if name == "iob2":
        return tokens
    if name == "types":
        tokens = tokens.with_columns(
            tag=pl.when(pl.col("tag") == "O").then("tag").otherwise(pl.concat_str(pl.lit("I-"), "tag"))
        )
    renamed = {theirs: ours for theirs, ours in scheme.prefixes.items() if theirs != ours}
    if renamed:
        prefix, rest = pl.col("tag").str.slice(0, 1), pl.col("tag").str.slice(1)
        has_type = rest.str.starts_with("-")
        tokens = tokens.with_columns(
            tag=pl.when(has_type).then(pl.concat_str(prefix.replace(renamed), rest)).otherwise("tag")
        )
    if scheme.opens_with_i:
        goes_on = (pl.col("sentence") == pl.col("sentence").shift()) & (
            pl.col("tag").shift().str.slice(1) == pl.col("tag").str.slice(1)
        )
        opens = pl.col("tag").str.starts_with("I-") & ~goes_on.fill_null(value=False)
        tokens = tokens.with_columns(
            tag=pl.when(opens).then(pl.concat_str(pl.lit("B"), pl.col("tag").str.slice(1))).otherwise("tag")
        )
    return tokens


def rename_types(tokens: pl.DataFrame, tag_map: Mapping[str, str]) -> pl.DataFrame:
    """The tokens with entity types renamed; a type that becomes `O` is none."""
    new = {tag: _renamed(tag, tag_map) for tag in tokens["tag"].unique()}
    return tokens.with_columns(pl.col("tag").replace_strict(new, return_dtype=pl.String))


def check_map(tag_map: Mapping[str, str]) -> None:
    """Refuse a map to what is no type of entity."""
    for ours in tag_map.values():
        if ours != "O" and LEGAL_TAG.fullmatch(f"B-{ours}") is None:
            raise InputError(f"{ours!r} is no type of entity; give a word such as PER, or O to drop a type.")


def _renamed(tag: str, tag_map: Mapping[str, str]) -> str:
    prefix, hyphen, kind = tag.partition("-")
    renamed = tag_map.get(kind, kind)
    return "O" if hyphen and renamed == "O" else f"{prefix}{hyphen}{renamed}"


def refuse_illegal(moves: pl.DataFrame, name: str, path: Path, *, is_detected: bool) -> None:
    """Raise `InputError` naming the first line whose tag the scheme, detected or given, does not have."""
    scheme = scheme_named(name)
    first = moves.filter(pl.col("tag") != "").group_by("tag").agg(pl.col("number").min()).sort("number")
    for tag, number in first.iter_rows():
        if (
            tag == "O"
            or (name == "types" and LEGAL_TAG.fullmatch(f"B-{tag}"))
            or (LEGAL_TAG.fullmatch(f"B{tag[1:]}") and tag[0] in scheme.prefixes)
        ):
            continue
        known = "O, B-TYPE, I-TYPE" if name == "iob2" else f"those of {name.upper()}"
        hint = "; for a file of another scheme give --scheme (types, if they have no prefix)" if is_detected else ""
        raise InputError(f"the tag {tag!r} is none of {known}{hint}.", path=path, line=number)


def notes(moves: pl.DataFrame, name: str, path: str, *, tag_map: Mapping[str, str]) -> list[Note]:
    """What to tell of the tags: how many were converted or renamed, and how many entities an I- opens in IOB2."""
    tags = moves.filter(~pl.col("tag").is_in(["", "O"]))
    same_type = pl.col("before").str.slice(2) == pl.col("tag").str.slice(2)
    opened_by_i = tags.filter(pl.col("tag").str.starts_with("I-") & ~same_type)
    kinds = {tag.partition("-")[2] or tag for tag in tags["tag"].unique()}
    renamed = [tag for tag in tags["tag"].unique() if (tag.partition("-")[2] or tag) in tag_map]
    found = []
    if name == "iob2":
        found.append(_note("entity that an I- tag opens", opened_by_i, path, is_changed=False))
    else:
        ours = scheme_named(name).prefixes
        other = [tag for tag in tags["tag"].unique() if ours.get(tag[:1], tag[:1]) != tag[:1]]
        changed = tags if name == "types" else tags.filter(pl.col("tag").is_in(other))
        changed = opened_by_i if scheme_named(name).opens_with_i and name != "types" else changed
        found.append(_note(f"tag of the scheme {name.upper()} as IOB2", changed, path, is_changed=True))
    found.append(_note("tag of a renamed type", tags.filter(pl.col("tag").is_in(renamed)), path, is_changed=True))
    unmet = [
        Note(kind=f"no entity of the type {kind} to rename", n=1, path=path) for kind in tag_map if kind not in kinds
    ]
    return [*(note for note in found if note.n), *unmet]


def _note(kind: str, moves: pl.DataFrame, path: str, *, is_changed: bool) -> Note:
    number = moves["number"].min()
    line = int(number) if isinstance(number, int) else None
    return Note(kind=kind, n=int(moves["n"].sum()), path=path, line=line, is_changed=is_changed)
