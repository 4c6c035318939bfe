"""As `title_random`, but the words that a section shares with its options stay as they were.

A word found in any option of the item is not eligible, and none is drawn. `title_placebo` changes the same places.
"""

from functools import partial

from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.word_choices import replace_at_random

PERTURBATION = Perturbation(
    summary="as title_random, sparing the words of the options",
    tasks=("title",),
    build=partial(replace_at_random, sparing=True),
    needs=frozenset({"function_words"}),
)
