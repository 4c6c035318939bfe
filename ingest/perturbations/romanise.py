"""The text in Latin letters, whatever its script: how much of what transfers is the script? Also trained on.

Eligible is every mention with a word that romanisation changes, and every such word outside mentions: a token with a
letter whose form in Latin letters (ingest.forms.romanised: uroman, ASCII but for punctuation) is another one. One
without letters, in ASCII already, or of which no letter or digit would be left stays; so every eligible place has its
candidate. One token stays one token, and one word of a section's text one stretch without space. Nothing is drawn but
the places of a smaller dose; of training sets none has a part, so the seen columns are NULL.

Capitals are those of the form. A script without case gives lower case, in names as well: a capital on mentions alone
would tell the model where they are, and one on every word would tell nothing.

The options of title items are romanised too, as in a text all in Latin letters; they are no places of the text and
have no edits: `title_option` of the two text sets holds them before and after.
"""

import polars as pl

from ingest.forms.romanised import romanise
from ingest.perturbing.options import written_anew
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _romanised(given: PerturbationInput) -> Perturbed:
    return written_anew(given, _latin)


def _latin(forms: pl.Series) -> pl.Series:
    """The forms in Latin letters, each distinct one romanised once."""
    distinct = forms.unique().sort().to_list()
    pairs = zip(distinct, romanise(distinct), strict=True)
    latin = {form: new if any(character.isalnum() for character in new) else form for form, new in pairs}
    return pl.Series("new", [latin[form] for form in forms], dtype=pl.String)


PERTURBATION = Perturbation(
    summary="the text in Latin letters",
    tasks=("ner", "title"),
    build=_romanised,
    against="none",
)
