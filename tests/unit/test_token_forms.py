"""Whatever the form of a token file, it is found out, and what cannot be told is asked."""

import bz2
import gzip
import io
import tarfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from ingest.corpora import wikiann
from ingest.sources import Source, file_source
from ingest.tokens import lines
from ingest.tokens.files import TokenFile, open_tokens
from ingest.tokens.form import TokenForm
from ingest.tokens.oddities import MOJIBAKE
from xlr_warehouse.errors import InputError

PATH = Path("some.conll")
TWO = [(0, 0, "Anna", "B-PER"), (0, 1, "e", "O"), (1, 0, "Brest", "B-LOC")]


def opened(data: bytes, form: TokenForm | None = None) -> TokenFile:
    return open_tokens(Source(path=PATH, name=PATH.name, open=lambda: BytesIO(data)), reader="r 1", form=form)


def rows(data: bytes, form: TokenForm | None = None) -> list[tuple[int, int, str, str]]:
    return pl.concat(opened(data, form).batches()).rows()


def noted(data: bytes, form: TokenForm | None = None) -> list[tuple[str, int, int | None, bool]]:
    return [(note.kind, note.n, note.line, note.is_changed) for note in opened(data, form).notes]


@pytest.mark.parametrize(
    "data",
    [
        b"0\tAnna\tB-PER\n1\te\tO\n\n0\tBrest\tB-LOC\n",
        b"# sent_id = 1\n# text = Anna e\n1\tAnna\tB-PER\t-\tx\n2\te\tO\t-\tx\n\n# id = 2\n1\tBrest\tB-LOC\t-\tx\n",
        b"1 Anna B-PER\n2 e O\n\n1 Brest B-LOC\n",
        b"Anna   NNP  B-PER\ne      IN   O\n\nBrest  NNP  B-LOC  \n",
        b"Anna,B-PER\ne,O\n\nBrest,B-LOC\n",
        b"Anna\tB-PER\re\tO\r\rBrest\tB-LOC\r",
        "Anna\tB-PER\ne\tO\n\nBrest\tB-LOC\n".encode("utf-16"),
        "Anna\tB-PER\ne\tO\n\u200b\nBrest\tB-LOC\n\u00a0\n".encode(),
    ],
    ids=["wikineural", "UNER", "numbered", "aligned", "commas", "returns", "UTF-16", "invisible"],
)
def test_the_form_is_found_out(data: bytes) -> None:
    assert rows(data) == TWO


def test_columns_and_separator_can_be_named() -> None:
    data = b"B-PER|x|Anna\nO|x|e\n\nB-LOC|x|Brest\n"
    assert rows(data, TokenForm(separator="|", token_column=2, tag_column=0)) == TWO
    assert rows(data, TokenForm(separator="|", token_column=-1, tag_column=-3)) == TWO
    with pytest.raises(InputError, match="cannot separate columns"):
        rows(data, TokenForm(separator="||"))


def test_columns_between_may_differ_where_both_are_named() -> None:
    data = b"Anna 0 12 None B-PER\ne None O\n\nBrest 4 Brest_(city) B-LOC\n"
    assert rows(data, TokenForm(token_column=0, tag_column=-1)) == TWO


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Rome B-LOC\nOslo B-LOC\n\nNew York B-LOC\n", r":4: the line has 3 columns, the others 2"),
        (b"Rome\tB-LOC\nOslo\tB-LOC\nNew\tYork\tB-LOC\n", r":3: the line has 3 columns, the others 2"),
        (b"1,000,O\na,O\nb,O\n", r":1: the line has 3 columns, the others 2"),
        (b"a O\nx O\rb O\nc O\n", r":2: the line has 3 columns, the others 2"),
        (b"a\tx\tO\nb\tx\tO\nc\tO\n", r":3: the line has 2 columns, the others 3"),
    ],
)
def test_a_line_wider_or_narrower_than_the_others_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        rows(data)


@pytest.mark.parametrize(
    ("data", "forms"),
    [
        (b"# Flight of the B-52\nRome B-LOC\n", ["Rome"]),
        (b"# rated O\nRome B-LOC\n", ["Rome"]),
        (b"# text = B-52\n1 Rome x B-LOC\n2 x x O\n", ["Rome", "x"]),
        (b"# B-ORG\nRome B-LOC\n", ["#", "Rome"]),
    ],
)
def test_a_comment_is_no_token_whatever_it_ends_in(data: bytes, forms: list[str]) -> None:
    assert [form for _, _, form, _ in rows(data)] == forms


def test_a_sign_of_comments_is_a_token_among_types_without_prefix() -> None:
    form = TokenForm(scheme="types")
    assert [token for _, _, token, _ in rows(b"# LOC\na O\n# a note\n", form)] == ["#", "a"]


@pytest.mark.parametrize("encoding", ["base64", "rot13", "zlib", "hex", "undefined", "no-such", ""])
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    with pytest.raises(InputError, match="is no encoding of text"):
        rows(b"a\tO\n", TokenForm(encoding=encoding))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-7", "idna", "unicode_escape", "raw_unicode_escape"])
@pytest.mark.parametrize("data", [b"a\tO\n", b"\\ud800\tO\n", b"+2AA-\tO\n", b"\xff\xfea"])
def test_any_encoding_reads_or_refuses(encoding: str, data: bytes) -> None:
    with suppress(InputError):
        assert rows(data, TokenForm(encoding=encoding))


def test_the_token_and_its_tag_cannot_be_one_column() -> None:
    with pytest.raises(InputError, match="cannot be in the same column"):
        rows(b"a\tO\n", TokenForm(token_column=1, tag_column=1))


def test_a_number_that_starts_no_sentence_is_a_token() -> None:
    assert rows(b"2012 CD O\n") == [(0, 0, "2012", "O")]


def test_a_column_of_words_taken_for_tags_is_refused_early() -> None:
    data = "".join(f"a\tw{n}\n" for n in range(3000)).encode()
    with pytest.raises(InputError, match="more than 2,000 different tags"):
        rows(data)


@pytest.mark.parametrize("kind", ["A B", "", "\u00a0"])
def test_a_type_is_not_renamed_to_what_is_none(kind: str) -> None:
    with pytest.raises(InputError, match="is no type of entity"):
        rows(b"a\tB-LOC\n", TokenForm(tag_map={"LOC": kind}))


def test_a_type_to_rename_that_is_not_there_is_told() -> None:
    assert ("no entity of the type LCO to rename", 1, None, False) in noted(
        b"a\tB-LOC\n", TokenForm(tag_map={"LCO": "X"})
    )


def test_a_split_with_a_part_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "br").mkdir()
    frame = pl.DataFrame({"tokens": [["Anna", "e"]], "ner_tags": [[2, 0]]})
    for part in (0, 2):
        frame.write_parquet(tmp_path / "br" / f"train-0000{part}-of-00003.parquet")
    with pytest.raises(InputError, match="parts of this split are missing"):
        wikiann.read(["br"], folder=tmp_path)
    frame.write_parquet(tmp_path / "br" / "train-00001-of-00003.parquet")
    (one,) = wikiann.read(["br"], folder=tmp_path).text_sets
    assert one.tokens["tag"].to_list() == ["I-PER", "O"] * 3  # pyright: ignore[reportAttributeAccessIssue]


def test_two_columns_of_tags_are_asked_about() -> None:
    with pytest.raises(InputError, match=r"the columns 2, 3 all hold tags; say which with --tag-column"):
        rows(b"Anna\tB-PER\tB-X\tNNP\n\nBrest\tB-LOC\tO\tNNP\n")


def test_a_comment_sign_that_is_a_token_is_one() -> None:
    assert rows(b"#\tO\n#1\tB-ORG\n# note\nx\tO\n") == [(0, 0, "#", "O"), (0, 1, "#1", "B-ORG"), (0, 2, "x", "O")]
    assert ("comment line", 1, 3, True) in noted(b"#\tO\n#1\tB-ORG\n# note\nx\tO\n")


def test_words_of_several_tokens_in_conllu_are_left_out_and_counted() -> None:
    data = b"1-2\tdu\t_\n1\tde\tO\n2\tle\tO\n3\tPont\tB-LOC\n"
    assert [form for _, _, form, _ in rows(data)] == ["de", "le", "Pont"]
    assert noted(data) == [("line of a word of several tokens, or of none", 1, 1, True)]


def test_what_is_odd_is_kept_and_told_with_its_line() -> None:
    data = "a\u00a0b\tO\nx\tO\n\nc\u200b\tO\nd\u200b\tO\ne\ufffd\tO\nf\u0085\tO\nka\u200dla\tO\n".encode()
    assert [form for _, _, form, _ in rows(data)] == [
        "a\u00a0b",
        "x",
        "c\u200b",
        "d\u200b",
        "e\ufffd",
        "f\u0085",
        "ka\u200dla",
    ]
    assert noted(data) == [
        ("no-break space in a token", 1, 1, False),
        ("zero-width character in a token", 2, 4, False),
        ("control character in a token", 1, 7, False),
        ("replacement character (U+FFFD) in a token", 1, 6, False),
    ]


def garbled(word: str, encoding: str) -> str:
    """A word whose UTF-8 was read in another encoding; nothing where that cannot be, or would part the word."""
    try:
        shown = word.encode().decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if any(map(str.isspace, shown)) else shown


WORDS = ("Bézier", "Łódź", "Москва", "العربية", "हिन्दी", "日本", "naïve")
GARBLED = sorted({(word, shown) for word in WORDS for one in ("cp1252", "latin-1") if (shown := garbled(word, one))})


@pytest.mark.parametrize(("word", "shown"), GARBLED)
def test_text_read_in_another_encoding_is_noticed(word: str, shown: str) -> None:
    assert (MOJIBAKE, 1, 3, False) in noted(f"fine\tO\n\n{shown}\tO\n".encode())
    assert MOJIBAKE not in [kind for kind, *_ in noted(f"{word}\tO\n".encode())]


@pytest.mark.parametrize("word", ["Ångström", "ÊTRE", "Ærø", "Ãguas", "Éé", "Žižek", "Ð", "ÀÉ"])
def test_letters_with_marks_are_no_mojibake(word: str) -> None:
    assert noted(f"{word}\tO\n".encode()) == []


def test_line_ends_and_a_byte_order_mark_are_told() -> None:
    assert noted(b"\xef\xbb\xbfAnna\tB-PER\r\ne\tO\r\n") == [
        ("line ended by a carriage return", 2, None, True),
        ("byte order mark at the start", 1, 1, True),
    ]


def test_another_encoding_is_read_when_it_is_named() -> None:
    data = "Blåne\tB-LOC\n".encode("cp1252")
    with pytest.raises(InputError, match=r"some\.conll:1: the line is not UTF-8; name its encoding"):
        rows(data)
    assert rows(data, TokenForm(encoding="cp1252")) == [(0, 0, "Blåne", "B-LOC")]
    with pytest.raises(InputError, match="'utf-99' is no encoding"):
        rows(data, TokenForm(encoding="utf-99"))


def test_a_file_is_the_same_in_blocks_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "".join(f"ñandú{n}\tB-PER\r\nx\tI-PER\r\n\r\n" for n in range(200)).encode()
    whole = opened(data)
    expected = pl.concat(whole.batches())
    for size in (1, 7, 64, 1000):
        monkeypatch.setattr(lines, "BLOCK_BYTES", size)
        file = opened(data)
        batches = list(file.batches())
        assert pl.concat(batches).equals(expected)
        assert (file.file, file.notes, file.scheme) == (whole.file, whole.notes, whole.scheme)
        if size < 1000:
            assert len(batches) > 1


def test_a_wrong_line_far_into_a_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BLOCK_BYTES", 64)
    good = b"Anna\tB-PER\n\n" * 100
    with pytest.raises(InputError, match=r"some\.conll:201: the line is not UTF-8"):
        opened(good + b"\xff\tO\n")
    with pytest.raises(InputError, match=r"some\.conll:202: a line needs a token and a tag"):
        opened(good + b"x\tO\ny\n")
    with pytest.raises(InputError, match=r"some\.conll:201: the tag 'X' is none"):
        opened(good + b"x\tX\n")


def test_a_text_without_blank_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BLOCK_BYTES", 64)
    monkeypatch.setattr(lines, "LONGEST_SENTENCE", 500)
    with pytest.raises(InputError, match=r"some\.conll:3: a sentence of .* goes on without a blank line"):
        opened(b"a\tO\n\n" + b"b\tO\n" * 500)


def test_a_file_that_changes_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lines, "BLOCK_BYTES", 64)
    path = tmp_path / "x.tsv"
    path.write_bytes(b"Anna\tB-PER\n\n" * 100)
    file = open_tokens(file_source(path), reader="r")
    path.write_bytes(b"Anne\tB-PER\n\n" * 100)
    with pytest.raises(InputError, match="the file changed while it was read"):
        list(file.batches())


def test_a_compressed_file_is_the_same_text(tmp_path: Path) -> None:
    data = b"Anna\tB-PER\ne\tO\n\nBrest\tB-LOC\n"
    (tmp_path / "x.tsv.gz").write_bytes(gzip.compress(data))
    file = open_tokens(file_source(tmp_path / "x.tsv.gz"), reader="r")
    assert pl.concat(file.batches()).rows() == TWO
    assert file.file.sha256 == opened(data).file.sha256
    (tmp_path / "cut.tsv.gz").write_bytes(gzip.compress(data * 100)[:-20])
    with pytest.raises(InputError, match=r"cut\.tsv\.gz: the packed file is damaged or cut off"):
        open_tokens(file_source(tmp_path / "cut.tsv.gz"), reader="r")
    (tmp_path / "x.tsv.bz2").write_bytes(bz2.compress(data))
    assert pl.concat(open_tokens(file_source(tmp_path / "x.tsv.bz2"), reader="r").batches()).rows() == TWO


def archive(folder: Path, members: dict[str, bytes], *, name: str = "br.tar.gz") -> Path:
    with tarfile.open(folder / name, "w:gz" if name.endswith("gz") else "w") as packed:
        for member, data in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return folder


@pytest.mark.parametrize("name", ["br.tar.gz", "br.tgz", "br.tar"])
def test_wikiann_is_read_from_an_archive_without_unpacking_it(tmp_path: Path, name: str) -> None:
    raw = {split: f"br:{split}\tB-PER\nbr:e\tO\n".encode() for split in ("train", "dev", "test", "extra")}
    corpus = wikiann.read(["br"], folder=archive(tmp_path, raw, name=name))
    assert [one.split for one in corpus.text_sets] == ["train", "validation", "test"]
    assert [one.tokens["form"][0] for one in corpus.text_sets] == ["train", "dev", "test"]  # pyright: ignore[reportAttributeAccessIssue]
    assert [file.path for one in corpus.text_sets for file in one.files] == [
        f"{name}/{x}" for x in ("train", "dev", "test")
    ]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_archive_that_points_out_of_itself_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "train").write_bytes(b"secret\tB-PER\n")
    with tarfile.open(folder / "br.tar.gz", "w:gz") as packed:
        for name, kind, target in (("train", tarfile.SYMTYPE, "../train"), ("../../test", tarfile.REGTYPE, "")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            data = b"" if target else b"outside\tO\n"
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    with pytest.raises(InputError, match=r"br\.tar\.gz: it holds what is no file \(train\)"):
        wikiann.read(["br"], folder=folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "train"]


def test_an_archive_with_a_name_out_of_itself_is_read_where_it_lies(tmp_path: Path) -> None:
    archive(tmp_path, {"../../test": b"outside\tO\n"})
    (one,) = wikiann.read(["br"], folder=tmp_path).text_sets
    assert (one.split, one.tokens["form"].to_list()) == ("test", ["outside"])  # pyright: ignore[reportAttributeAccessIssue]
    assert [path.name for path in tmp_path.iterdir()] == ["br.tar.gz"]


def test_a_token_of_thousands_of_characters_is_refused() -> None:
    with pytest.raises(InputError, match=r":3: the token has 3,000 characters"):
        rows(b"a\tO\n\n" + b"x" * 3000 + b"\tO\n")


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="the line has 2 columns, and none numbered 9"):
        rows(b"a\tO\n", TokenForm(token_column=8))


def test_every_language_of_a_folder_comes_in_at_once(tmp_path: Path) -> None:
    for language in ("br", "cy"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "test.tsv").write_bytes(b"a\tO\n")
    assert sorted(one.language for one in wikiann.read(["all"], folder=tmp_path).text_sets) == ["br", "cy"]


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    whole = (archive(tmp_path, {"train": b"br:a\tO\n" * 9000}) / "br.tar.gz").read_bytes()
    (tmp_path / "br.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"br\.tar\.gz: the packed file is damaged or cut off"):
        wikiann.read(["br"], folder=tmp_path)


def test_the_original_release_becomes_two_splits_that_share_no_sentence(tmp_path: Path) -> None:
    sentences = [f"w{n % 150} 0 None O\nAnna{n % 150} 3 Anna_Link B-PER\n" for n in range(300)]
    (tmp_path / "wikiann-br.bio").write_bytes("\n".join(sentences).encode())
    corpus = wikiann.read(["br"], folder=tmp_path)
    assert (corpus.name, [one.split for one in corpus.text_sets]) == ("wikiann_2017", ["train", "test"])
    train, test = (set(one.tokens["form"]) for one in corpus.text_sets)  # pyright: ignore[reportAttributeAccessIssue]
    assert train
    assert test
    assert not train & test
    n_test = corpus.text_sets[1].tokens["sentence"].n_unique()  # pyright: ignore[reportAttributeAccessIssue]
    assert 30 <= n_test <= 90
    (tmp_path / "br").mkdir()
    (tmp_path / "br" / "train.tsv").write_bytes(b"a\tO\n")
    with pytest.raises(InputError, match="as released first and balanced as well"):
        wikiann.read(["br"], folder=tmp_path)
