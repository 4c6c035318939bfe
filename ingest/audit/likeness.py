"""Sets that are nearly the same: an exact join by Jaccard similarity of at least 4/5.

Candidates are found by the prefix filter and the positional filter of Xiao, Wang, Lin and Yu (2008). Two sets of sizes
a and b are alike when they share at least 4/9 (a + b) members. A template with a place to fill makes thousands of sets
that are all alike; these are told as one group, never pair by pair.
"""

from collections.abc import Iterator

import polars as pl

MAX_CANDIDATES = 2_000_000
"""Candidate pairs that are looked at together; bounds the memory."""


def near_groups(sets: pl.DataFrame) -> pl.DataFrame:
    """Groups of sets that are all alike, such that any two sets that are alike share a group.

    `sets` has the columns `id` (an integer, each once) and `members`: a list of distinct integers in ascending order,
    the rarest first (any numbering is right, this one is fast); the lists differ. The answer has the columns `group`
    and `id`; sets that are like no other have no row.
    """
    sized = (
        sets.select(pl.col("id").cast(pl.Int64), "members", size=pl.col("members").list.len().cast(pl.Int64))
        .filter(pl.col("size") > 0)
        .with_columns(_clique())
    )
    families = (
        sized.select("id", group=pl.col("clique").rank("dense").cast(pl.Int64))
        .filter(pl.len().over("group") > 1)
        .select("group", "id")
    )
    pairs = pl.concat(
        [pl.DataFrame(schema={"left": pl.Int64, "right": pl.Int64}), *_pairs(sized)],
    ).unique(maintain_order=True)
    two = pairs.with_row_index("group", offset=sets.height + 1).select(
        pl.col("group").cast(pl.Int64), id=pl.concat_list("left", "right")
    )
    return pl.concat([families, two.explode("id")])


def _clique() -> pl.Expr:
    """What sets that are known to be alike have in common.

    Without their b // 9 rarest members they are equal: they share b - b // 9, at least 8/9 b each, so 4/9 of both.
    """
    return pl.struct("size", rest=pl.col("members").list.slice(pl.col("size") // 9)).alias("clique")


def _pairs(sized: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The pairs that are alike, of sets in different cliques."""
    numbered = sized.with_columns(clique=pl.col("clique").rank("dense"))
    places = numbered.select(
        "id", "size", "clique", member=pl.col("members").list.head(pl.col("size") - (4 * pl.col("size") + 4) // 5 + 1)
    ).with_columns(position=pl.int_ranges(0, pl.col("member").list.len()))
    families = (
        places.explode("member", "position")
        .group_by("member", "size", "position", "clique")
        .agg("id")
        .with_columns(place=pl.struct("member", "size", "position").rank("dense"))
    )
    for left, right in _met(families):
        met = left.join(right, on="meeting", suffix="_right").filter(pl.col("clique") != pl.col("clique_right"))
        candidates = met.select("id", "id_right").explode("id").explode("id_right")
        yield _alike(candidates, sized)


def _met(families: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Families that share a member where enough others can follow it in both, in parts of bounded size.

    The columns are meeting, clique and id.
    """
    places = families.group_by("place", "member", "size", "position").agg(n=pl.len().cast(pl.Int64))
    follow = pl.min_horizontal(pl.col("size") - pl.col("position"), pl.col("size_right") - pl.col("position_right"))
    meetings = (
        places.join(places, on="member", suffix="_right")
        .filter(
            (pl.col("place") <= pl.col("place_right"))
            & (9 * follow >= 4 * (pl.col("size") + pl.col("size_right")))
            & ((pl.col("place") < pl.col("place_right")) | (pl.col("n") > 1))
        )
        .sort("place", "place_right")
        .with_row_index("meeting")
        .with_columns(cost=pl.col("n") * pl.col("n_right"))
        .with_columns(part=pl.col("cost").cum_sum() // MAX_CANDIDATES)
    )
    for part in meetings.partition_by("part", maintain_order=True):
        left = part.select("meeting", "place").join(families, on="place").select("meeting", "clique", "id")
        right = part.select("meeting", place="place_right").join(families, on="place").select("meeting", "clique", "id")
        most = int(part.get_column("n_right").max() or 1)  # pyright: ignore[reportArgumentType] (a column of integers)
        step = max(1, MAX_CANDIDATES // most)
        for start in range(0, left.height, step):
            yield left.slice(start, step), right


def _alike(candidates: pl.DataFrame, sized: pl.DataFrame) -> pl.DataFrame:
    """The candidates that share enough, each once with the smaller number first."""
    known = sized.select("id", "members", "size")
    pairs = candidates.select(
        left=pl.min_horizontal("id", "id_right"), right=pl.max_horizontal("id", "id_right")
    ).unique(maintain_order=True)
    both = pairs.join(known, left_on="left", right_on="id", maintain_order="left").join(
        known, left_on="right", right_on="id", maintain_order="left"
    )
    shared = pl.col("members").list.set_intersection("members_right").list.len().cast(pl.Int64)
    return both.filter(9 * shared >= 4 * (pl.col("size") + pl.col("size_right"))).select("left", "right")
