"""How single words are misspelt, and what counts as a character."""

import pytest

from ingest.perturbing.characters import characters, kind, letters_by_kind
from ingest.perturbing.misspelling import misspelt
from tests.made_input import build, input_of
from xlr_warehouse.errors import InputError

SEEDS = range(60)


def all_of(word: str, *, rate: float = 0.1, others: str = "") -> set[str | None]:
    """What a word may become, over many seeds."""
    letters = letters_by_kind([word, *others.split()])
    return {misspelt(word, rate=rate, letters=letters, names=(seed,)) for seed in SEEDS}


def test_marks_and_joiners_belong_to_the_letter_before_them() -> None:
    assert characters("e\u0301a") == ["e\u0301", "a"]
    assert characters("स्थिति") == ["स्", "थि", "ति"]
    assert characters("क्\u200dष") == ["क्\u200d", "ष"]
    assert characters("\u0301a") == ["\u0301", "a"]


def test_letters_are_alike_in_script_and_case() -> None:
    assert kind("é") == kind("e\u0301") == kind("z")
    assert len({kind(letter) for letter in ("a", "A", "а", "ā".upper(), "क", "ʰ")}) == 5  # noqa: RUF001 (Cyrillic a)


def test_the_one_letter_within_a_word_is_deleted_doubled_or_replaced() -> None:
    assert all_of("zoa", others="z o a") == {"za", "zooa", "zza", "zaa"}


def test_neighbours_within_a_word_change_places() -> None:
    assert "zaob" in all_of("zoab")
    assert not any(word and word[0] == "o" for word in all_of("zoab"))


@pytest.mark.parametrize("word", ["a", "zo", "UN", "a-b", "(a", "o'b", "iPa", "कति"])
def test_a_word_with_nothing_to_change_within_has_no_candidate(word: str) -> None:
    assert all_of(word) == {None}


def test_the_only_letter_of_a_word_is_not_deleted() -> None:
    assert all_of("(a)", others="b") == {"(aa)", "(b)"}


def test_capitals_within_are_touched_only_where_all_are_capitals() -> None:
    assert all("K" in str(word) for word in all_of("McKay"))
    assert any("K" not in str(word) for word in all_of("MCKAY"))
    assert all(str(word).isupper() for word in all_of("MCKAY", others="small letters"))


def test_a_letter_comes_with_its_marks_and_stays_in_its_script() -> None:
    assert all_of("कतिन", others="xyz жук") == {"कन", "कतितिन", "ककन", "कनन"}


def test_the_rate_is_the_share_of_characters_that_change_and_at_least_one_does() -> None:
    assert {len(str(word)) for word in all_of("abcdefghij", rate=0.01)} == {9, 10, 11}
    assert {len(str(word)) for word in all_of("abcdefghij", rate=0.3)} <= set(range(7, 14))
    assert max(len(str(word)) for word in all_of("abcdefghij", rate=0.3)) > 11


def test_changes_that_undo_each_other_do_not_both_happen() -> None:
    assert "xaay" not in all_of("xaay", rate=0.5)


@pytest.mark.parametrize("rate", [0.0, -0.1, 1.5])
def test_a_rate_that_is_no_share_is_refused(rate: float) -> None:
    given = input_of([[("Brest", "B-LOC")]], name="typo", parameters={"rate": rate})
    with pytest.raises(InputError, match="The rate is a share of the characters"):
        build("typo", given)


def test_the_same_word_is_misspelt_in_another_way_elsewhere() -> None:
    given = input_of([[("gouarnamant", "O")] * 20], name="typo", parameters={"rate": 0.1})
    assert build("typo", given).tokens.get_column("form").n_unique() > 10
