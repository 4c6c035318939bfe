"""Character noise: what do errors of typing cost, which leave every word readable?

Eligible is every mention with a word that has a letter, and every such word outside mentions, function words too. Of a
word that is touched the share `rate` of the characters is changed, at least one (a change touches one letter, a swap
two), by ingest.perturbing.misspelling: letters within the word are swapped with the next, deleted, doubled, or replaced
by another letter of the same script and case that occurs in the text set. First and last character stay, so a word of
one or two has no candidate; of a mention every word is misspelt that can be, and one with none has no candidate.
Combining marks stay on their letters, capitals stay where they are, and every word keeps a letter.

Choices are made by occurrence: the same word is misspelt in another way elsewhere. Of training sets none has a part, so
the seen columns are NULL. The options of title items stay.
"""

import polars as pl

from ingest.perturbing.characters import letters_by_kind
from ingest.perturbing.misspelling import misspelt
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.rewriting import rewrite, words
from xlr_warehouse.errors import InputError


def _mistyped(given: PerturbationInput) -> Perturbed:
    rate = given.parameters["rate"]
    if not 0 < rate <= 1:
        raise InputError(f"The rate is a share of the characters of a word, above 0 and up to 1, not {rate:g}.")
    written = words(given)
    letters = letters_by_kind(written.get_column("form"))
    new = [
        misspelt(form, rate=rate, letters=letters, names=(*given.names, sentence, position))
        for sentence, position, form in written.iter_rows()
    ]
    return rewrite(given, written.with_columns(new=pl.Series(new, dtype=pl.String)))


PERTURBATION = Perturbation(
    summary="words misspelt: letters swapped, deleted, doubled or replaced",
    tasks=("ner", "title"),
    build=_mistyped,
    against="none",
    parameters={"rate": 0.1},
)
