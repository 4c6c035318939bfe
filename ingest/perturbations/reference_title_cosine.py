r"""As `title_cosine`, with the reference's own rules (METHOD 5.6 to 5.8; quirks N7, T2, T3, T5): for comparison alone.

Words are runs of `\w` of the lower-cased texts, which break at combining vowel signs (T5), without the published stop
words of their language, if it has a list (N7). Shared are the test words that the training texts of L1 have; each is
replaced by the nearest test word that they lack. Replaced is what stands between two spaces (or ends of the text) and
is, lower-cased, on the list: a word beside punctuation or a line's end stays. The whole text comes out in lower case
(T3), whatever the dose, and no edit records that. One text is made for L1 -> L2 and belongs to the native model too
(T2), which is why the training sets of both languages have a part.

Not done as there, because no tokenizer has a part: texts are not cut to their first 128 pieces, not for the lists
either, and words not to their first ten. Fragments of words broken at vowel signs have no vector here, so none replaces
a word. An underscore parts words. Whether the reference also stripped punctuation from some texts is not known. Its
vectors are those of `xlr embed` with the pooling `cls` of the last layer. It needs the optional part 'reference'.
"""

import polars as pl

from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.reference_titles import between_spaces, lists, replace_listed
from ingest.perturbing.reference_words import nearest_listed, seen_listed


def _titles(given: PerturbationInput) -> Perturbed:
    words = lists(given)
    eligible = between_spaces(given, words.shared)
    mapping = nearest_listed(given, words.shared, words.unshared).with_columns(seen_listed(given))
    places = eligible.join(mapping, on="listed", how="inner", maintain_order="left")
    return replace_listed(given, eligible, places.select(pl.all().exclude("form", "word", "listed")))


PERTURBATION = Perturbation(
    summary="as title_cosine by the reference's own rules",
    tasks=("title",),
    build=_titles,
    against="both",
    needs=frozenset({"vectors", "stop_words"}),
)
