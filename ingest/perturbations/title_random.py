"""Words of section texts seen in training give way to any unseen ones (METHOD 5.8).

Eligible words and candidates are those of `title_cosine`. Each occurrence is replaced by a draw of its own from the
distinct candidates, all equally likely: a hash of the seed, the text sets, the item and the place of the word, so that
it can be made again (mends T12). Capitals stay as they were.
"""

from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.word_choices import replace_at_random

PERTURBATION = Perturbation(
    summary="words of section texts seen in training replaced by unseen ones at random",
    tasks=("title",),
    build=replace_at_random,
    needs=frozenset({"function_words"}),
)
