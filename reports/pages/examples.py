"""Examples: sentences and title items before and after, to see what the numbers are made of."""

from collections.abc import Iterator, Sequence

from reports.blocks import Page, Prose, Section
from reports.examples.cards import Cards
from reports.examples.ner import A_CELL, ner_cards
from reports.examples.titles import A_CELL as A_TITLE_CELL
from reports.examples.titles import N_WORDS, title_cards
from reports.next_step import lacking
from xlr_warehouse.warehouse import Warehouse

NER_FACETS = ("language", "setting", "perturbation", "what became of it", "entity type", "error after")
TITLE_FACETS = ("language", "setting", "perturbation", "what became of it")


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    found = tuple(_found(warehouse))
    if not found:
        missing = lacking(warehouse, "text", "perturbation")
        next_step = Prose(
            text="No model has been tested on a perturbed test set of its own yet. Next: `xlr train`, or `xlr run`.",
            kind="next",
        )
        return (missing or Section(title="Nothing to show yet", blocks=(next_step,)),)
    return found


def _found(warehouse: Warehouse) -> Iterator[Section]:
    query, cards = ner_cards(warehouse)
    if cards:
        yield Section(
            title="Named entities",
            blocks=(
                Prose(
                    text="Each card is a test sentence as it came and as it was perturbed, with what the model made of "
                    "both. Under an entity stand its type, the mean probability that the model gave its gold tags, and "
                    "what went wrong; edits are marked. Sentences are not chosen by hand: of each pair the first "
                    "seed, and of each perturbation, setting and outcome the "
                    f"{A_CELL} sentences whose hash is smallest. So rare outcomes are shown as often as common ones."
                ),
                Cards(caption="Sentences before and after", facets=NER_FACETS, cards=cards, query=query),
            ),
        )
    query, cards = title_cards(warehouse)
    if cards:
        yield Section(
            title="Section titles",
            blocks=(
                Prose(
                    text=f"The first {N_WORDS} words of a section as it came and as it was perturbed, and the four "
                    "titles with the probability of each before and after. Drawn by the same rule, "
                    f"{A_TITLE_CELL} for each perturbation, setting and outcome."
                ),
                Cards(caption="Sections before and after", facets=TITLE_FACETS, cards=cards, query=query),
            ),
        )


PAGE = Page(title="Examples", order=55, sections=_sections)
