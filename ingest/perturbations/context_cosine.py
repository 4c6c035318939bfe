"""Words seen in training give way to unseen ones near in meaning (METHOD 5.4: the paper's Perturbation 2).

Eligible is every content word outside entities that occurs outside entities in the training set (in section texts:
anywhere in them): a word by `word_of`, lower case and NFC, that is no function word of its language. A candidate is a
content word of the test set, outside entities too, that does not occur in the training set at all, not in an entity
either. Each eligible word has one replacement wherever it stands: the candidate whose vector has the highest cosine
with its own, of equal ones the first by code point; vectors are those of the lower-cased words. Where there is no
candidate at all the word stays and is counted. Capitals stay as they were, all capitals too; tags stay O.

Mended: training and test words are compared in one case (N5), no candidate is no edit (N6), function words come from
one rule for all languages (N7), and layer and pooling of the vectors are those of `xlr embed` (N8). Nothing is drawn
but the places of a smaller dose.

For titles this is `title_cosine` by another name: one implementation, the same edits at every seed and dose.
"""

from ingest.perturbing.combining import named
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from ingest.perturbing.word_choices import replace_by_nearest


def _context(given: PerturbationInput) -> Perturbed:
    return replace_by_nearest(named(given, "title_cosine") if given.task == "title" else given)


PERTURBATION = Perturbation(
    summary="content words seen in training replaced by the nearest unseen ones",
    tasks=("ner", "title"),
    build=_context,
    needs=frozenset({"vectors", "function_words"}),
)
