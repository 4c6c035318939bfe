"""Arm SS for titles: words seen in training give way to other seen ones: what replacing costs by itself.

Eligible are the places of `title_random_sparing` and `title_cosine_sparing`. Each occurrence is replaced by a draw of
its own from the distinct content words of the test set that occur in training: never the word itself, never one found
in an option of the item. All of them are equally likely; capitals stay as they were.
"""

from functools import partial

from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.word_choices import replace_at_random

PERTURBATION = Perturbation(
    summary="words of section texts seen in training replaced by other seen ones, sparing the words of the options",
    tasks=("title",),
    build=partial(replace_at_random, by_seen=True, sparing=True),
    needs=frozenset({"function_words"}),
)
