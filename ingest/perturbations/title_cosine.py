"""Words of section texts seen in training give way to unseen ones near in meaning (METHOD 5.7).

A word is a run of letters, marks, numbers and joiners (ingest.words), compared in lower case and NFC. Eligible is every
content word of an item's text that occurs in the section texts of the training set; a candidate is a content word of
the test texts that does not. Each eligible word has one replacement, wherever it stands in the whole text: the
candidate of the highest cosine, of equal ones the first by code point. Capitals stay as they were, and so does
everything between words; titles and options are not touched.

Mended: the text is neither cut nor lower-cased, so before and after differ in the edits alone (T3); words are cut by
one rule for both sides that keeps vowel signs in their words (T5); native sets are made against their own training set
(T2). `context_cosine` does the same on both tasks; here is the name that the paper's variant goes by.
"""

from ingest.perturbing.perturbation import Perturbation
from ingest.perturbing.word_choices import replace_by_nearest

PERTURBATION = Perturbation(
    summary="words of section texts seen in training replaced by the nearest unseen ones",
    tasks=("title",),
    build=replace_by_nearest,
    needs=frozenset({"vectors", "function_words"}),
)
