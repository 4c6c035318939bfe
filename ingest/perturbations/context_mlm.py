"""Content words give way to what a masked language model would put there: what does plausible rewriting cost by itself?

Eligible is every content word outside entities: a word by `word_of` that is no function word of its language; in
section texts every such word. Each occurrence is replaced by the most probable of its proposals (`xlr propose`) that,
lower-cased, differs from it, has a letter and is no function word; it has no candidate where none of them does.
Capitals are those of the original word. Training sets have no part, seen words are replaced as others are, and nothing
is drawn but the places of a smaller dose.
"""

import polars as pl

from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.word_replacement import POSITION, content, replace_words


def _rewritten(given: PerturbationInput) -> Perturbed:
    if given.proposals is None:
        raise TypeError("this perturbation looks at proposals")
    eligible = content(given)
    proposed = given.proposals.select(*POSITION, "rank", replacement="word").drop_nulls("replacement")
    best = (
        eligible.join(proposed, on=list(POSITION))
        .filter(pl.col("replacement") != pl.col("word"), ~pl.col("replacement").is_in(list(given.function_words)))
        .sort(*POSITION, "rank")
        .unique(POSITION, keep="first", maintain_order=True)
        .select(*POSITION, "replacement")
    )
    return replace_words(given, eligible, best)


PERTURBATION = Perturbation(
    summary="content words replaced by what a masked language model proposes",
    tasks=("ner", "title"),
    build=_rewritten,
    against="none",
    needs=frozenset({"proposals", "function_words"}),
)
