"""Which perturbations of many have a panel of their own."""

from reports.study import ARMS, MANY, drawn_of


def test_few_perturbations_are_all_drawn_in_their_order() -> None:
    few = ["typo", "entity_unshared"]
    assert drawn_of(few) == few


def test_of_many_the_arms_are_drawn() -> None:
    assert drawn_of(["typo", "romanise", "loc_place", *reversed(ARMS)]) == list(ARMS)


def test_of_many_without_an_arm_the_first_are_drawn() -> None:
    many = [f"other_{number}" for number in range(MANY + 3)]
    assert drawn_of(many) == many[:MANY]
