"""How many word pieces an edit adds or takes away."""

import polars as pl

from ingest.forms.pieces import Cutter


def with_piece_change(edits: pl.DataFrame, cutter: Cutter) -> pl.DataFrame:
    """The edits with the column piece_change: pieces of the replacement less those of the original."""
    texts = pl.concat([edits.get_column("original"), edits.get_column("replacement")]).unique()
    forms = pl.DataFrame({"text": texts}).with_columns(form=pl.col("text").str.split(" ")).explode("form")
    pieces = cutter.frame(forms.get_column("form").unique()).select("form", n=pl.col("pieces").list.len())
    n_pieces = forms.join(pieces, on="form", how="left").group_by("text").agg(pl.col("n").sum().cast(pl.Int32))
    of = {side: n_pieces.select(pl.col("text").alias(side), pl.col("n").alias(f"n_{side}")) for side in SIDES}
    joined = edits
    for side in SIDES:
        joined = joined.join(of[side], on=side, how="left", maintain_order="left")
    return joined.with_columns(piece_change=pl.col("n_replacement") - pl.col("n_original")).drop(
        "n_replacement", "n_original"
    )


SIDES = ("original", "replacement")
