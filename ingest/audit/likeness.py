"""Sets that are nearly the same: an exact join by Jaccard similarity of at least 4/5.

Candidates are found by the prefix filter and the positional filter of Xiao, Wang, Lin and Yu (2008). Two sets of sizes
a and b are alike when they share at least 4/9 (a + b) members. A template with a place to fill makes thousands of sets
that are all alike; these are told as one group, never pair by pair. Memory is bounded by what is answered; time, and
the answer itself, stay quadratic where many sets of different templates are alike two by two, as in text that is dealt
from very few words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

MAX_CANDIDATES = 2_000_000
"""Candidate pairs that are looked at together; bounds the memory."""


@dataclass(frozen=True, kw_only=True)
class _Index:
    """What is known before any two sets are compared.

    `sets` has the columns id, members, size and clique; `rests` clique and rest: the members that sets of the clique
    have in common; `families` family, member, size, position, clique, id and n: the n sets of one clique and size that
    have a member at a position of their prefix.
    """

    sets: pl.DataFrame
    rests: pl.DataFrame
    families: pl.DataFrame


def near_groups(sets: pl.DataFrame) -> pl.DataFrame:
    """Groups of sets that are all alike, such that any two sets that are alike share a group.

    `sets` has the columns `id` (an integer, each once) and `members`: a list of distinct integers in ascending order,
    the rarest first (any numbering is right, this one is fast); the lists differ. The answer has the columns `group`
    and `id`; sets that are like no other have no row.
    """
    index = _index(sets)
    cliques = index.sets.filter(pl.len().over("clique") > 1).group_by("clique", maintain_order=True).agg("id")
    found = [group for met in _met(index.families) for group in _told(met, index)]
    groups = pl.concat([cliques.select("id"), *found]).unique(maintain_order=True)
    return groups.with_row_index("group").select(pl.col("group").cast(pl.Int64), "id").explode("id")


def _index(sets: pl.DataFrame) -> _Index:
    """The sets by clique: sets that are equal without their b // 9 rarest members.

    Of two such sets of sizes a and b the rest is at least 8/9 a and 8/9 b, so at least 4/9 (a + b): they are alike.
    """
    sized = (
        sets.select(pl.col("id").cast(pl.Int64), "members", size=pl.col("members").list.len().cast(pl.Int64))
        .filter(pl.col("size") > 0)
        .with_columns(rest=pl.col("members").list.slice(_head("size")))
        .with_columns(clique=pl.struct("rest").rank("dense").cast(pl.Int64))
    )
    prefix = pl.col("size") - (4 * pl.col("size") + 4) // 5 + 1
    families = (
        sized.select("id", "size", "clique", member=pl.col("members").list.head(prefix))
        .with_columns(position=pl.int_ranges(0, pl.col("member").list.len()))
        .explode("member", "position")
        .group_by("member", "size", "position", "clique")
        .agg(pl.col("id").sort(), n=pl.len().cast(pl.Int64))
        .with_columns(place=pl.struct("member", "size", "position").rank("dense"))
        .with_row_index("family")
    )
    return _Index(sets=sized.drop("rest"), rests=sized.select("clique", "rest").unique("clique"), families=families)


def _head(size: str) -> pl.Expr:
    """How many members of a set are not of its rest."""
    return pl.col(size) // 9


def _met(families: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Families of two cliques that share a member where enough others can follow it in both, in parts of bounded size.

    The columns are those of families but id, and the same of the other family, ending in _right.
    """
    families = families.drop("id")
    places = families.group_by("place", "member", "size", "position").agg(n=pl.len().cast(pl.Int64))
    follow = pl.min_horizontal(pl.col("size") - pl.col("position"), pl.col("size_right") - pl.col("position_right"))
    meetings = (
        places.join(places, on="member", suffix="_right")
        .filter(
            (pl.col("place") <= pl.col("place_right"))
            & (9 * follow >= _needed())
            & ((pl.col("place") < pl.col("place_right")) | (pl.col("n") > 1))
        )
        .sort("place", "place_right")
        .select("place", "place_right", "n_right", cost=pl.col("n") * pl.col("n_right"))
    )
    for part in _parts(meetings, "cost"):
        left = part.select("place", "place_right", families_right="n_right").join(families, on="place")
        for step in _parts(left, "families_right"):
            met = step.join(families, left_on="place_right", right_on="place", suffix="_right")
            is_once = (pl.col("place") < pl.col("place_right")) | (pl.col("family") < pl.col("family_right"))
            yield met.filter(is_once & (pl.col("clique") != pl.col("clique_right")))


def _needed() -> pl.Expr:
    """Nine times the members that two sets must share to be alike."""
    return 4 * (pl.col("size") + pl.col("size_right"))


def _parts(rows: pl.DataFrame, cost: str) -> list[pl.DataFrame]:
    """The rows in parts that cost about `MAX_CANDIDATES` each."""
    part = pl.col(cost).cum_sum() // MAX_CANDIDATES
    return rows.with_columns(part=part).partition_by("part", maintain_order=True, include_key=False)


def _bounded(met: pl.DataFrame, index: _Index) -> pl.DataFrame:
    """How many members the sets of two families share: at least `least` all of them, at most `most` any.

    Only pairs of sets count whose first common member is the one they met at: all others meet there. What they share
    stands in both rests, which the cliques have in common, or in the head of one after that member.
    """
    cliques = ["clique", "clique_right"]
    shared = (
        met.select(cliques)
        .unique()
        .join(index.rests, on="clique")
        .join(index.rests, left_on="clique_right", right_on="clique", suffix="_right")
        .select(*cliques, rests=pl.col("rest").list.set_intersection("rest_right").list.len().cast(pl.Int64))
    )
    left = pl.max_horizontal(_head("size") - pl.col("position"), 0)
    right = pl.max_horizontal(_head("size_right") - pl.col("position_right"), 0)
    return met.join(shared, on=cliques).with_columns(
        least=pl.col("rests") + ((left > 0) | (right > 0)).cast(pl.Int64),
        most=pl.col("rests") + left + right - ((left > 0) & (right > 0)).cast(pl.Int64),
    )


def _told(met: pl.DataFrame, index: _Index) -> Iterator[pl.DataFrame]:
    """The groups that come of families that met: two whole families, or two sets."""
    is_single = pl.col("n") * pl.col("n_right") == 1
    bounded = _bounded(met.filter(~is_single), index)
    ids = index.families.select("family", "id")
    whole = bounded.filter(9 * pl.col("least") >= _needed())
    yield (
        whole.join(ids, on="family")
        .join(ids, left_on="family_right", right_on="family", suffix="_right")
        .select(id=pl.concat_list("id", "id_right").list.sort())
        .unique(maintain_order=True)
    )
    open_ones = bounded.filter(9 * pl.col("least") < _needed(), 9 * pl.col("most") >= _needed())
    both = ["family", "family_right", "n", "n_right"]
    for part in _parts(pl.concat([met.filter(is_single).select(both), open_ones.select(both)]), "n"):
        left = part.join(ids, on="family").explode("id")
        for step in _parts(left, "n_right"):
            candidates = step.join(ids, left_on="family_right", right_on="family", suffix="_right").explode("id_right")
            yield _alike(candidates, index.sets)


def _alike(candidates: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """The candidates that share enough, as groups of two."""
    known = sets.select("id", "members", "size")
    pairs = candidates.select(
        left=pl.min_horizontal("id", "id_right"), right=pl.max_horizontal("id", "id_right")
    ).unique(maintain_order=True)
    both = pairs.join(known, left_on="left", right_on="id", maintain_order="left").join(
        known, left_on="right", right_on="id", maintain_order="left"
    )
    shared = pl.col("members").list.set_intersection("members_right").list.len().cast(pl.Int64)
    return both.filter(9 * shared >= _needed()).select(id=pl.concat_list("left", "right"))
