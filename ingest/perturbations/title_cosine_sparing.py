"""As `title_cosine`, but the words that a section shares with its options stay as they were.

A word found in any option of the item is not eligible, and no occurrence is replaced by a word of its item's options:
where the nearest candidate is one, that occurrence stays and counts as without candidate. So the section has as much in
common with each heading as before, and what is lost is lost by unseen words alone.
"""

from functools import partial

from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.word_choices import replace_by_nearest

PERTURBATION = Perturbation(
    summary="as title_cosine, sparing the words of the options",
    tasks=("title",),
    build=partial(replace_by_nearest, sparing=True),
    needs=frozenset({"vectors", "function_words"}),
)
