"""As `context_cosine`, with the reference's own rules (METHOD 3.3, 5.4, 5.6; quirks N5 to N7): for comparison alone.

Test words stand outside entities, are longer than one character, have no ASCII punctuation and are, lower-cased, not on
the published stop list of the test language. Training words stand outside entities and are compared as written, without
those that are, as written, on the stop list of the training language: a word that training has with a capital alone is
not shared, and may replace others (N5; `is_seen` tells). A language without a list loses no stop word (N7). Every
shared word is replaced wherever it stands outside entities by the nearest test word that is no training word; one
without any stays (N6). Replacements are in lower case, or with a first capital where the original has any: all capitals
are lost.

Not known of the reference: how replacements enter a sentence (its code is absent; here tokens are replaced, and the
rule for capitals is that of its titles), and which version of its stop lists it had. It also sets cosines of 1 and more
to 0, so that words with the same vector never match; here they may. Its vectors are those of `xlr embed` with the
pooling `cls` of the last layer. It needs the optional part 'reference'.
"""

import polars as pl

from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.reference_words import (
    candidate_words,
    context_of_training,
    nearest_listed,
    seen_listed,
    written_as_in_reference,
)
from ingest.perturbing.word_replacement import replace_words


def _context(given: PerturbationInput) -> Perturbed:
    words, training = candidate_words(given), context_of_training(given)
    test = frozenset(words.values())
    mapping = nearest_listed(given, test & training, test - training).with_columns(seen_listed(given))
    of_form = pl.DataFrame(
        [(form, word) for form, word in words.items() if word in training],
        schema={"form": pl.String, "listed": pl.String},
        orient="row",
    )
    eligible = given.tokens.filter(pl.col("tag") == "O").join(of_form, on="form", how="inner", maintain_order="left")
    places = eligible.join(mapping, on="listed", how="inner", maintain_order="left")
    return replace_words(
        given,
        eligible,
        places.select("sentence", "position", "replacement", "similarity", "was_seen", "is_seen"),
        written=written_as_in_reference,
    )


PERTURBATION = Perturbation(
    summary="as context_cosine by the reference's own rules",
    tasks=("ner",),
    build=_context,
    needs=frozenset({"vectors", "stop_words"}),
)
