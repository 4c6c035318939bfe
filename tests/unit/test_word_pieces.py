"""Naming tokenizers and landing pieces, against the tokenizers themselves."""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from ingest.forms.tokenizers import find_tokenizer, land_pieces
from xlr_warehouse.errors import InputError, XlrError
from xlr_warehouse.warehouse import Warehouse

REAL = Path(os.environ.get("XLR_TOKENIZERS", Path(__file__).parents[3] / "shared" / "data" / "tokenizers"))
NAMES = ("bert-base-multilingual-cased", "xlm-roberta-base")


def small(folder: Path, pieces: tuple[str, ...] = ("[UNK]", "a", "##b", "##c", "c")) -> Path:
    """A folder with a tokenizer of a few pieces, read greedily."""
    folder.mkdir(parents=True)
    tokenizer = Tokenizer(models.WordPiece(vocab={piece: number for number, piece in enumerate(pieces)}))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def landed(warehouse: Warehouse) -> list[tuple[str, str, int, str]]:
    return warehouse.frame("from word_piece order by tokenizer, form, piece_position").rows()


def test_each_distinct_form_is_cut_once(warehouse: Warehouse, tmp_path: Path) -> None:
    tokenizer = find_tokenizer(str(small(tmp_path / "abc")))
    assert land_pieces(warehouse, tokenizer, pl.Series(["abc", "c", "abc", None, "z"])) == 3
    assert land_pieces(warehouse, tokenizer, pl.Series(["c", "ab"])) == 1
    assert land_pieces(warehouse, tokenizer, pl.Series([], dtype=pl.String)) == 0
    assert landed(warehouse) == [
        ("abc", "ab", 0, "a"),
        ("abc", "ab", 1, "##b"),
        ("abc", "abc", 0, "a"),
        ("abc", "abc", 1, "##b"),
        ("abc", "abc", 2, "##c"),
        ("abc", "c", 0, "c"),
        ("abc", "z", 0, "[UNK]"),
    ]


def test_a_tokenizer_has_the_name_of_its_folder_and_the_sha256_of_its_file(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    folder = small(tmp_path / "abc")
    by_folder, by_file = (find_tokenizer(str(place)) for place in (folder, folder / "tokenizer.json"))
    sha256 = hashlib.sha256((folder / "tokenizer.json").read_bytes()).hexdigest()
    for tokenizer in (by_folder, by_file):
        assert (tokenizer.name, tokenizer.source, tokenizer.revision, tokenizer.n_pieces) == ("abc", "abc", sha256, 5)
        land_pieces(warehouse, tokenizer, pl.Series(["a"]))
    assert warehouse.frame("from tokenizer").rows() == [("abc", "abc", sha256, 5)]


def test_another_tokenizer_of_the_same_name_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    land_pieces(warehouse, find_tokenizer(str(small(tmp_path / "one" / "abc"))), pl.Series(["abc"]))
    other = find_tokenizer(str(small(tmp_path / "two" / "abc", ("[UNK]", "abc", "a"))))
    with pytest.raises(InputError, match=r"another tokenizer called 'abc' .*: rename the folder of this one\.$"):
        land_pieces(warehouse, other, pl.Series(["abc", "new"]))
    assert landed(warehouse) == [("abc", "abc", 0, "a"), ("abc", "abc", 1, "##b"), ("abc", "abc", 2, "##c")]


def test_two_tokenizers_cut_the_same_form_each_in_its_way(warehouse: Warehouse, tmp_path: Path) -> None:
    for name, pieces in (("abc", ("[UNK]", "a", "##b")), ("whole", ("[UNK]", "ab"))):
        assert land_pieces(warehouse, find_tokenizer(str(small(tmp_path / name, pieces))), pl.Series(["ab"])) == 1
    assert landed(warehouse) == [("abc", "ab", 0, "a"), ("abc", "ab", 1, "##b"), ("whole", "ab", 0, "ab")]


def test_a_folder_without_a_tokenizer_and_a_path_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no tokenizer\.json here\."):
        find_tokenizer(str(tmp_path))
    with pytest.raises(InputError, match=r"no such folder or tokenizer\.json"):
        find_tokenizer(str(tmp_path / "nowhere"))


def test_a_name_that_is_neither_here_nor_in_the_cache_is_one_sentence_without_a_network(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(XlrError) as refused:
        find_tokenizer("nobody/no-such-encoder")
    said = str(refused.value)
    assert said.startswith("The tokenizer 'nobody/no-such-encoder' is not a folder here and cannot be fetched")
    assert said.endswith("or repeat this with a network.")
    assert "\n" not in said
    assert ". " not in said


def test_a_name_the_hub_could_not_have_is_one_sentence() -> None:
    with pytest.raises(XlrError, match=r"^There is no tokenizer 'a/b/c': not as a folder, and the hub shows none"):
        find_tokenizer("a/b/c")


@pytest.mark.parametrize("name", NAMES)
def test_real_forms_have_the_pieces_that_the_tokenizer_gives_them_in_a_sentence(
    warehouse: Warehouse, name: str
) -> None:
    if not (REAL / name).is_dir():
        pytest.skip(f"the tokenizer {name} is not in {REAL}")
    words = ["Übersetzerin", "القاهرة", "में", "சென்னையில்", "東京", "don't", "."]
    tokenizer = find_tokenizer(str(REAL / name))
    land_pieces(warehouse, tokenizer, pl.Series([*words, "\u200b"]))
    whole = tokenizer.cutter.backend.encode(words, is_pretokenized=True, add_special_tokens=False)
    cut = warehouse.frame("select form, list(piece order by piece_position) from word_piece group by form")
    pieces = dict(cut.iter_rows())
    assert [piece for word in words for piece in pieces[word]] == whole.tokens
    assert pieces["\u200b"] == ["[UNK]" if name.startswith("bert") else "<unk>"]


def test_a_hundred_thousand_forms_are_landed_in_seconds(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    tokenizer = find_tokenizer(str(small(tmp_path / "abc")))
    forms = pl.Series([f"a{'b' * (number % 7)}{number}" for number in range(100_000)])
    with fresh(tmp_path / "many.duckdb") as warehouse:
        start = time.perf_counter()
        assert land_pieces(warehouse, tokenizer, forms) == 100_000
        assert time.perf_counter() - start < 20
        assert warehouse.one("select count(distinct form) from word_piece") == 100_000
