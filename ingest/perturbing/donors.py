"""Which text replaces which: one donor per distinct text and type, dealt without replacement from seeded decks.

A donor is a distinct text of the same type in the same original test set (of another type, or a name of a gazetteer,
where a perturbation says so). It has as many tokens as the text it replaces if any such donor exists, else the nearest
number; then its frequency in training is the nearest, in powers of two. The donors that are alike in both make a deck,
shuffled by hash; each is dealt once, and when the deck runs out it is shuffled anew.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.choices import draw


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A distinct text of a type: its tokens, and how often it is a mention in training (0: it is unseen)."""

    text: str
    type: str
    forms: tuple[str, ...]
    training_count: int


def own_type(original: Entity) -> Sequence[str]:
    """A donor is of the type of what it replaces."""
    return (original.type,)


def is_same_text(original: Entity, donor: Entity) -> bool:
    """A donor is the very text that it would replace."""
    return original.text == donor.text


def match_donors(
    originals: Sequence[Entity],
    donors: Iterable[Entity],
    *,
    names: Sequence[object],
    types: Callable[[Entity], Sequence[str]] = own_type,
    is_itself: Callable[[Entity, Entity], bool] = is_same_text,
) -> dict[tuple[str, str], Entity]:
    """The donor of each original that has one, by its text and type.

    `names` are what the random choices depend on besides the texts: seed, perturbation, training set, test set. `types`
    says the types a donor may be of, the first that has any being taken; `is_itself` what a text cannot be replaced by.
    """
    by_type: dict[str, list[Entity]] = {}
    for donor in donors:
        by_type.setdefault(donor.type, []).append(donor)
    dealers = {
        entity_type: _Dealer(of_type, names=names, is_itself=is_itself) for entity_type, of_type in by_type.items()
    }
    ordered = sorted(originals, key=lambda entity: (draw(*names, entity.text, entity.type), entity.text, entity.type))
    matched: dict[tuple[str, str], Entity] = {}
    for original in ordered:
        dealt = (dealers[entity_type].deal(original) for entity_type in types(original) if entity_type in dealers)
        donor = next((donor for donor in dealt if donor is not None), None)
        if donor is not None:
            matched[original.text, original.type] = donor
    return matched


class _Dealer:
    """The decks of one type: they remember what has been dealt."""

    def __init__(
        self, donors: Iterable[Entity], *, names: Sequence[object], is_itself: Callable[[Entity, Entity], bool]
    ) -> None:
        self._names = names
        self._is_itself = is_itself
        self._decks: dict[tuple[int, int], list[Entity]] = {}
        for donor in donors:
            self._decks.setdefault(_likeness(donor), []).append(donor)
        self._left: dict[tuple[int, int], deque[Entity]] = {}
        self._rounds: dict[tuple[int, int], int] = {}

    def deal(self, original: Entity) -> Entity | None:
        """The next donor for a text: never the text itself."""
        n_tokens, frequency = _likeness(original)
        decks = sorted(self._decks, key=lambda deck: (abs(deck[0] - n_tokens), abs(deck[1] - frequency), deck))
        for deck in decks:
            others = any(not self._is_itself(original, donor) for donor in self._decks[deck])
            if others:
                return self._next(deck, original)
        return None

    def _next(self, deck: tuple[int, int], original: Entity) -> Entity:
        left = self._left.setdefault(deck, deque())
        while True:
            for index, donor in enumerate(left):
                if not self._is_itself(original, donor):
                    del left[index]
                    return donor
            left.extend(self._shuffled(deck))

    def _shuffled(self, deck: tuple[int, int]) -> list[Entity]:
        turn = self._rounds.get(deck, 0)
        self._rounds[deck] = turn + 1
        return sorted(
            self._decks[deck], key=lambda donor: (draw(*self._names, "donor", turn, donor.text, donor.type), donor.text)
        )


def _likeness(entity: Entity) -> tuple[int, int]:
    """What donors should have in common: the number of tokens, and the power of two of the training frequency."""
    return len(entity.forms), entity.training_count.bit_length()
