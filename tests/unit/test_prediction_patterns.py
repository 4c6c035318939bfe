"""Patterns: which files fit, what their paths say, and what is told when none fits."""

from pathlib import Path

import pytest

from ingest.predictions.patterns import Search, filled, find_files, named_in
from xlr_warehouse.errors import InputError, UnknownNameError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "hau_afro_xlmr/test_predictions1.txt",
        "hau_afro_xlmr/test_predictions12.txt",
        "hau_afro_xlmr/test_result1.txt",
        "bam_mbert/test_predictions1.txt",
        ".hidden/test_predictions1.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("O\n")
    return tmp_path


def said(search: Search) -> list[tuple[str, dict[str, str]]]:
    return [(file.name, dict(file.said)) for file in search.found]


def test_files_that_fit_are_found_with_what_their_paths_say(folder: Path) -> None:
    search = find_files([folder], pattern="{language}_{encoder}/test_predictions{seed}.txt")
    assert said(search) == [
        ("bam_mbert/test_predictions1.txt", {"language": "bam", "encoder": "mbert", "seed": "1"}),
        ("hau_afro_xlmr/test_predictions1.txt", {"language": "hau", "encoder": "afro_xlmr", "seed": "1"}),
        ("hau_afro_xlmr/test_predictions12.txt", {"language": "hau", "encoder": "afro_xlmr", "seed": "12"}),
    ]
    assert search.others == ("hau_afro_xlmr/test_result1.txt",)


def test_a_star_is_anything_within_one_name(folder: Path) -> None:
    found = find_files([folder], pattern="*_{encoder}/*1.txt").found
    assert [file.name for file in found] == [
        "bam_mbert/test_predictions1.txt",
        "hau_afro_xlmr/test_predictions1.txt",
        "hau_afro_xlmr/test_result1.txt",
    ]
    with pytest.raises(InputError):
        find_files([folder], pattern="*1.txt")


def test_a_placeholder_that_stands_twice_is_the_same_both_times(tmp_path: Path) -> None:
    for name in ("no-no.txt", "no-da.txt"):
        (tmp_path / name).touch()
    assert [file.name for file in find_files([tmp_path], pattern="{language}-{language}.txt").found] == ["no-no.txt"]


def test_a_file_given_by_itself_is_held_against_the_end_of_its_path(folder: Path) -> None:
    file = folder / "bam_mbert" / "test_predictions1.txt"
    search = find_files([file, folder], pattern="{language}_{encoder}/test_predictions{seed}.txt")
    assert [found.path for found in search.found].count(file) == 1
    assert len(search.found) == 3


def test_characters_of_regular_expressions_stand_for_themselves(tmp_path: Path) -> None:
    (tmp_path / "a+b(1).txt").touch()
    (tmp_path / "aab1xtxt").touch()
    assert said(find_files([tmp_path], pattern="a+b({seed}).txt")) == [("a+b(1).txt", {"seed": "1"})]


def test_nothing_fits_shows_the_pattern_and_the_likest_file(folder: Path) -> None:
    with pytest.raises(
        InputError, match=r"fits the pattern '.*predictionz.*'; there is 'bam_mbert/test_predictions1\.txt'"
    ):
        find_files([folder], pattern="{language}_{encoder}/test_predictionz{seed}.txt")


def test_an_empty_folder_and_a_missing_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file at all"):
        find_files([tmp_path], pattern="{seed}.txt")
    with pytest.raises(InputError, match="no such file or folder"):
        find_files([tmp_path / "none"], pattern="{seed}.txt")


def test_an_unknown_placeholder_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"'\{sed\}'; did you mean '\{seed\}'"):
        named_in("{encoder}/{sed}.txt")


def test_options_may_name_what_the_pattern_says() -> None:
    assert filled("x-{language}", {"language": "no"}) == "x-no"
    with pytest.raises(InputError, match=r"\{encoder\}, which the pattern does not have"):
        filled("{encoder}", {"language": "no"})
