"""Reading WikiANN from a folder, in its two forms, and every way the folder can be wrong."""

from pathlib import Path

import pytest

from ingest.corpora.wikiann import read
from ingest.languages import shipped_languages
from ingest.split_names import SPLIT_NAMES
from ingest.text_sets import NerTextSet
from xlr_warehouse.errors import InputError, UnknownNameError

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
RAW, REAL = SHARED / "wikiann-raw", SHARED / "wikiann"
ONE = b"Anna\tB-PER\ne\tO\n"


def write(folder: Path, *names: str, data: bytes = ONE) -> Path:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("ending", ["tsv", "txt", "conllu"])
@pytest.mark.parametrize("validation", ["dev", "val", "validation"])
def test_the_splits_of_a_folder_are_found_by_any_of_their_names(tmp_path: Path, ending: str, validation: str) -> None:
    write(tmp_path, f"br/train.{ending}", f"br/{validation}.{ending}", f"br/test.{ending}")
    corpus = read(["br"], folder=tmp_path, revision="abc")
    assert [(one.language, one.split) for one in corpus.text_sets] == [("br", split) for split in SPLIT_NAMES]
    assert [file.path for one in corpus.text_sets for file in one.files] == [
        f"br/{name}.{ending}" for name in ("train", validation, "test")
    ]
    assert (corpus.name, corpus.source, corpus.revision) == ("wikiann", "files", "abc")


def test_the_raw_form_loses_its_language_on_every_token(tmp_path: Path) -> None:
    write(tmp_path, "br.train", data=b"br:Anna\tB-PER\nbr:br:\tO\n")
    (text_set,) = read(["br"], folder=tmp_path).text_sets
    assert isinstance(text_set, NerTextSet)
    assert text_set.tokens.get_column("form").to_list() == ["Anna", "br:"]


def test_a_token_that_only_looks_like_the_raw_form_of_another_language_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "br/train.tsv", data=b"fr:Anna\tB-PER\n")
    (text_set,) = read(["br"], folder=tmp_path).text_sets
    assert isinstance(text_set, NerTextSet)
    assert text_set.tokens.get_column("form").to_list() == ["fr:Anna"]


def test_languages_come_in_the_order_asked_for_and_once(tmp_path: Path) -> None:
    write(tmp_path, "br/test.tsv", "cy/test.tsv", "fr/test.tsv")
    languages = [one.language for one in read(["fr", "br", "fr"], folder=tmp_path).text_sets]
    assert languages == ["fr", "br"]


def test_a_code_wikiann_lacks_is_told_the_nearest_it_has(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="There is no WikiANN language 'zh_yue'; did you mean 'zh-yue'"):
        read(["zh_yue"], folder=tmp_path)


def test_a_folder_that_is_not_there_or_lacks_the_language_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: there is no such folder"):
        read(["br"], folder=tmp_path / "none")
    with pytest.raises(InputError, match=r"neither br/train\.tsv .* nor br\.train"):
        read(["br"], folder=tmp_path)


def test_two_files_for_one_split_are_asked_about(tmp_path: Path) -> None:
    write(tmp_path, "br/dev.tsv", "br/validation.txt")
    with pytest.raises(InputError, match=r"which one is the validation split of br: br/validation\.txt, br/dev\.tsv"):
        read(["br"], folder=tmp_path)


def test_an_empty_split_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "br/test.tsv", data=b"\n")
    with pytest.raises(InputError, match=r"br/test\.tsv: it holds no sentence"):
        read(["br"], folder=tmp_path)


@pytest.mark.skipif(not RAW.is_dir(), reason="raw WikiANN of 176 languages is not beside this checkout")
def test_all_languages_of_wikiann_are_readable_in_the_raw_form() -> None:
    languages = sorted({path.name.removesuffix(".train") for path in RAW.glob("*.train")})
    assert len(languages) == 176
    assert set(languages) <= set(shipped_languages())
    corpus = read(languages, folder=RAW)
    assert len(corpus.text_sets) == 3 * 176
    for one in corpus.text_sets:
        assert isinstance(one, NerTextSet)
        assert one.tokens.height > 0
        assert not one.tokens.get_column("form").str.starts_with(f"{one.language}:").any()


@pytest.mark.skipif(not REAL.is_dir(), reason="real WikiANN (fo, sw) is not beside this checkout")
@pytest.mark.parametrize(("language", "n_sentences"), [("fo", 100), ("sw", 1000)])
def test_real_wikiann_has_the_sentences_it_is_known_to_have(language: str, n_sentences: int) -> None:
    text_sets = read([language], folder=REAL).text_sets
    counts = [one.tokens.get_column("sentence").n_unique() for one in text_sets if isinstance(one, NerTextSet)]
    assert counts == [n_sentences] * 3
