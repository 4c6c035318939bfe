"""The text in letters that no other language has: what transfers without a single shared piece? Also trained on.

After K, Wang, Mayhew & Roth 2020 ("Cross-Lingual Ability of Multilingual BERT: An Empirical Study"), whose Fake-English
is English with every character shifted. Each letter becomes a private one (ingest.perturbing.private_letters), one to
one and the same in every text, so that words keep their number, order, length, frequency, capitals and likeness to one
another, and share none with a text that is not disguised. Digits and punctuation stay: what has no letter is shared as
before. It is undone by being done again.

Eligible is every mention with a letter, and every such word outside mentions, and each has its candidate but for words
in scripts beyond the basic plane, which are not disguised. One token stays one token. Nothing is drawn but the places
of a smaller dose; of training sets none has a part, so the seen columns are NULL.

The options of title items are disguised too, as in a text that is so written; they have no edits, as in `romanise`.

Pieces of a pre-trained tokenizer say nothing of such text: it is meant for an encoder whose tokenizer was fitted on it
(`xlr pretrain da no:disguise`, `xlr train --form disguise`). In bytes a private letter takes up to four, which a
tokenizer that was fitted on the text joins again for all but the rarest.
"""

import polars as pl

from ingest.perturbing.options import written_anew
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.private_letters import exchanged


def _disguised(given: PerturbationInput) -> Perturbed:
    return written_anew(given, _private)


def _private(forms: pl.Series) -> pl.Series:
    """The forms in private letters, each distinct one exchanged once."""
    private = {form: exchanged(form) for form in forms.unique()}
    return pl.Series("new", [private[form] for form in forms], dtype=pl.String)


PERTURBATION = Perturbation(
    summary="the text in letters that no other language has",
    tasks=("ner", "title"),
    build=_disguised,
    against="none",
)
