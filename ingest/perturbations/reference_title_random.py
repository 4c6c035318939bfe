r"""As `title_random`, with the reference's own rules (METHOD 5.6 to 5.8; quirks N7, T2, T3, T5): for comparison alone.

Lists, places, lower case and the one text for both models are those of `reference_title_cosine`. Each occurrence is
replaced by a draw of its own from the whole list of unshared words, fragments of words broken at vowel signs too. The
reference's draws cannot be made again (T12); these are hashes. Texts are not cut to their first 128 pieces. It needs
the optional part 'reference'.
"""

import polars as pl

from ingest.choices import draw
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.reference_titles import between_spaces, lists, replace_listed
from ingest.perturbing.reference_words import seen_listed


def _titles(given: PerturbationInput) -> Perturbed:
    words = lists(given)
    unshared = sorted(words.unshared)
    eligible = between_spaces(given, words.shared)
    places = eligible.select("sentence", "position")
    drawn = [unshared[draw(*given.names, "word", *place) % len(unshared)] for place in places.iter_rows() if unshared]
    replacements = places.head(len(drawn)).with_columns(replacement=pl.Series(drawn, dtype=pl.String))
    return replace_listed(given, eligible, replacements.with_columns(seen_listed(given)))


PERTURBATION = Perturbation(
    summary="as title_random by the reference's own rules",
    tasks=("title",),
    build=_titles,
    against="both",
    needs=frozenset({"stop_words"}),
)
