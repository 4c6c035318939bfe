"""Which text replaces which, where the rule leaves no choice, and how chance decides where it does."""

from ingest.choices import draw
from ingest.perturbing.donors import Entity, match_donors

NAMES = (1, "some", "train", "test")


def entity(text: str, *, kind: str = "PER", count: int = 0) -> Entity:
    return Entity(text=text, type=kind, forms=tuple(text.split()), training_count=count)


def matched(originals: list[Entity], donors: list[Entity], names: tuple[object, ...] = NAMES) -> dict[str, str]:
    found = match_donors(originals, donors, names=names)
    return {f"{kind} {text}": donor.text for (text, kind), donor in found.items()}


def test_a_donor_has_as_many_tokens_if_any_has() -> None:
    donors = [entity("Yann Ber"), entity("Lena"), entity("Per Jakez Helias")]
    assert matched([entity("Anna", count=1)], donors) == {"PER Anna": "Lena"}
    assert matched([entity("Anna Vari", count=1)], donors) == {"PER Anna Vari": "Yann Ber"}


def test_else_a_donor_has_the_nearest_number_of_tokens() -> None:
    donors = [entity("a b c"), entity("a b c d e")]
    assert matched([entity("Anna", count=1)], donors) == {"PER Anna": "a b c"}
    assert matched([entity("1 2 3 4 5 6", count=1)], donors) == {"PER 1 2 3 4 5 6": "a b c d e"}


def test_among_donors_of_one_length_the_frequency_in_training_is_the_nearest() -> None:
    donors = [entity("once", count=1), entity("often", count=9), entity("ever", count=300)]
    assert matched([entity("Anna", count=15)], donors) == {"PER Anna": "often"}
    assert matched([entity("Anna", count=200)], donors) == {"PER Anna": "ever"}
    assert matched([entity("Anna", count=2)], donors) == {"PER Anna": "once"}


def test_the_length_goes_before_the_frequency() -> None:
    donors = [entity("one", count=1), entity("two words", count=9)]
    assert matched([entity("Anna", count=9)], donors) == {"PER Anna": "one"}


def test_a_donor_is_of_the_same_type() -> None:
    assert matched([entity("Anna", count=1)], [entity("Brest", kind="LOC")]) == {}


def test_a_text_never_replaces_itself() -> None:
    alone = [entity("Anna", count=1)]
    assert matched(alone, alone) == {}
    both = [entity("Anna", count=1), entity("Lena", count=1)]
    assert matched(both, both) == {"PER Anna": "Lena", "PER Lena": "Anna"}


def test_a_text_of_two_types_has_a_donor_for_each() -> None:
    originals = [entity("Brest", kind="LOC", count=1), entity("Brest", kind="ORG", count=1)]
    donors = [entity("Kemper", kind="LOC"), entity("Ofis", kind="ORG")]
    assert matched(originals, donors) == {"LOC Brest": "Kemper", "ORG Brest": "Ofis"}


def test_every_donor_is_dealt_once_before_any_is_dealt_again() -> None:
    originals = [entity(f"o{number}", count=1) for number in range(25)]
    donors = [entity(f"d{number}") for number in range(10)]
    uses = sorted(list(matched(originals, donors).values()).count(donor.text) for donor in donors)
    assert uses == [2] * 5 + [3] * 5


def test_the_order_of_what_is_given_does_not_matter_but_the_names_do() -> None:
    originals = [entity(f"o{number}", count=1) for number in range(12)]
    donors = [entity(f"d{number}") for number in range(12)]
    one = matched(originals, donors)
    assert matched(originals[::-1], donors[::-1]) == one
    assert matched(originals, donors, (2, *NAMES[1:])) != one
    assert matched(originals, donors, (*NAMES[:3], "other test")) != one


def test_a_draw_is_the_same_for_the_same_names_in_every_process() -> None:
    # What b2sum -l 64 says of '1', U+001F, 'a'.
    assert draw(1, "a") == 0x0D35CA1552F972F7
    assert draw(1, "a") == draw("1", "a")
    assert draw("1", "a") != draw("1a")
