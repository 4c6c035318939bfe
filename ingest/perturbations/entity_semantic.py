"""A seen mention gives way to the unseen one nearest in meaning that shares no word with it: meaning kept, words not.

Eligible are the places of entity_unshared, so that the difference between the two is what meaning does. The vector of
a mention is the mean of those of its words (lower-cased, as everywhere; tokens without a letter have none). Its
candidates are the unseen texts of the same type in the same test set none of whose words it has; the one with the
highest cosine is taken, of those with the same vector the first by code point, and their cosine noted as similarity.
Nothing is left to chance: the seed only decides which places a dose below 1 touches.
"""

import polars as pl

from ingest.neighbours import nearest_sharing_nothing
from ingest.perturbing.entity_replacement import mention_places, replace_mapped
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.vectors import Vectors, mean_vectors


def _build(given: PerturbationInput) -> Perturbed:
    if given.vectors is None:
        raise TypeError("this perturbation needs word vectors")
    places = mention_places(given)
    texts = places.select("text", "words").unique("text", keep="first", maintain_order=True)
    words: dict[str, list[str]] = {text: [word for word in has if word] for text, has in texts.iter_rows()}
    vectors = mean_vectors(given.vectors, words)
    is_seen = pl.col("n") > 0
    # The empty frame comes first, so that a test set without seen mentions has the columns too.
    nearest = [_nearest(vectors, places.head(0), words)]
    nearest += [
        _nearest(vectors, places.filter(pl.col("type") == kind), words)
        for kind in places.filter(is_seen).get_column("type").unique(maintain_order=True)
    ]
    return replace_mapped(given, places.filter(is_seen), pl.concat(nearest))


def _nearest(vectors: Vectors, places: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The mapping of the seen texts among places of one type, where they have a candidate."""
    texts = places.unique("text", keep="first", maintain_order=True)
    seen, unseen = texts.filter(pl.col("n") > 0), texts.filter(pl.col("n") == 0)
    found = nearest_sharing_nothing(
        vectors, seen.get_column("text").to_list(), unseen.get_column("text").to_list(), marks=words
    )
    donors = unseen.select(pl.col("text").alias("replacement"), new_forms="forms", new_type="type", type="type")
    return (
        found.rename({"form": "text", "nearest": "replacement"})
        .join(donors, on="replacement", how="inner", maintain_order="left")
        .select("text", "type", "replacement", "new_forms", "new_type", "similarity")
    )


PERTURBATION = Perturbation(
    summary="entities seen in training replaced by unseen ones of near meaning that share no word with them",
    tasks=("ner",),
    build=_build,
    needs=frozenset({"vectors"}),
)
