"""Forms of prediction files: each is told by its content, and read into the same tags."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.predictions.alignment import Aligned, align
from ingest.predictions.files import open_file, read_content
from ingest.predictions.gold import Gold
from ingest.predictions.reading import Reading
from xlr_warehouse.errors import InputError

FORMS = [["Ana", "lives", "in", "Vigo"], ["#", "sleeps"], ["Vigo"]]
TAGS = [["B-PER", "O", "O", "I-LOC"], ["O", "I-LOC"], ["B-LOC"]]
ALL_TAGS = [tag for tags in TAGS for tag in tags]
CHANCES = [[0.5, 0.25, 1.0, 0.125], [0.5, 0.5], [0.75]]
LONG = [
    {"sentence": s, "position": p, "form": form, "tag": tag, "probability": chance}
    for s, row in enumerate(zip(FORMS, TAGS, CHANCES, strict=True))
    for p, (form, tag, chance) in enumerate(zip(*row, strict=True))
]


def gold() -> Gold:
    rows = [(s, p, form) for s, forms in enumerate(FORMS) for p, form in enumerate(forms)]
    return Gold(
        pl.DataFrame(rows, schema={"sentence": pl.Int32, "position": pl.Int32, "form": pl.String}, orient="row")
    )


def lines(separator: str, *, last: str = "", end: str = "\n") -> str:
    sentences = [
        end.join(f"{form}{separator}{tag}{last}" for form, tag in zip(*both, strict=True))
        for both in zip(FORMS, TAGS, strict=True)
    ]
    return (end * 2).join(sentences) + end


def read(path: Path) -> Reading:
    return read_content(open_file(path, name=path.name), gold())


def aligned(path: Path, *allow: str) -> Aligned:
    return align(read(path), gold(), allow=allow)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "predictions"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("token lines", lines("\t")),
        ("token lines", lines(" ")),
        ("token lines", lines(" ", end="\r\n")),
        ("token lines", "\ufeff" + lines("\t")),
        ("token lines", lines(" O ")),
        ("token lines", "\n" + lines("\t")),
        ("token lines", lines("\t").replace("\n\n", "\n\n\n") + "\n\n"),
        ("sentence lines", "".join(" ".join(tags) + "\n" for tags in TAGS)),
        ("sentence lines", "\n".join("\t".join(tags) for tags in TAGS)),
        ("tag lines", "\n".join("".join(f"{tag}\n" for tag in tags) for tags in TAGS)),
        ("tag lines", "\r\n".join("".join(f"{tag}\r\n" for tag in tags) for tags in TAGS)),
        ("JSON", "".join(json.dumps({"predictions": tags, "ner_tags": ["O"] * len(tags)}) + "\n" for tags in TAGS)),
        ("JSON", json.dumps([{"Tokens": f, "preds": t} for f, t in zip(FORMS, TAGS, strict=True)])),
        ("JSON", json.dumps(LONG)),
        ("JSON", "".join(json.dumps(row) + "\n" for row in reversed(LONG))),
    ],
)
def test_text_form_is_told_by_its_content(form: str, content: str, written: Callable[[str | bytes], Path]) -> None:
    path = written(content)
    assert read(path).form == form
    assert aligned(path).rows.get_column("tag").to_list() == ALL_TAGS


@pytest.mark.parametrize(
    "table",
    [
        pl.DataFrame({"tokens": FORMS, "predictions": TAGS, "probabilities": CHANCES}),
        pl.DataFrame({"prediction": TAGS, "probs": CHANCES}),
        pl.DataFrame({"sentence": [0, 1, 2], "tokens": FORMS, "predictions": TAGS, "probs": CHANCES}).reverse(),
        pl.DataFrame(LONG),
        pl.DataFrame(LONG).drop("form").reverse().cast({"tag": pl.Categorical, "sentence": pl.UInt64}),
    ],
    ids=["lists", "lists of tags", "numbered lists", "long", "long and shuffled"],
)
def test_parquet_brings_tags_and_probabilities(table: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "predictions.bin"
    table.write_parquet(path)
    rows = aligned(path).rows
    assert read(path).form == "Parquet"
    assert rows.get_column("tag").to_list() == ALL_TAGS
    assert rows.get_column("probability").to_list() == [chance for chances in CHANCES for chance in chances]
    assert rows.get_column("is_truncated").any() is False


def test_packed_file_is_read_unpacked(written: Callable[[str | bytes], Path]) -> None:
    import gzip

    content = lines(" ").encode()
    assert open_file(written(gzip.compress(content)), name="x").data == content


def test_sentence_without_any_tag_is_one_cut_short(written: Callable[[str | bytes], Path]) -> None:
    path = written("B-PER O O I-LOC\n\nB-LOC\n")
    with pytest.raises(InputError, match=r"predictions: sentence 2 .* has none, .*'# sleeps'.*--allow truncated"):
        aligned(path)
    got = aligned(path, "truncated")
    assert (got.n_truncated_sentences, got.n_filled) == (1, 2)
    assert got.rows.get_column("tag").to_list() == ["B-PER", "O", "O", "I-LOC", "O", "O", "B-LOC"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (lines("\t").replace("I-LOC", "E-LOC", 1), r"predictions:4: .*'E-LOC'"),
        ("B-PER O O S-LOC\nO O\nO\n", r"predictions:1: the tag 'S-LOC' .*\(sentence 1, token 4\)"),
        ("B-PER\nO\nO\nO\n\nO\nS-LOC\n\nO\n", r"predictions:6: the tag 'S-LOC' .*\(sentence 2, token 2\)"),
        ("Ana B-PER\nlives\n", r"predictions:2: .*a token and a tag"),
        (b"\xff\xfe\x00", "predictions"),
        ("  \n\n", "holds no predictions"),
        ("", "holds no predictions"),
        (b"PAR1 and nothing", "it is no whole Parquet file"),
        ('{"a": 1}\n{"a"', "the JSON cannot be read"),
        ('{"labels": ["O"]}\n', r"none of its columns is the predicted tags \(labels\)"),
        ('{"predictions": [1, 2]}\n', "the tags are not text"),
        ('{"predictions": ["O", null]}\n', r"there is no tag \(sentence 1, token 2\)"),
        ('{"predictions": ["O"], "tokens": ["a", "b"]}\n', "row 1 has 1 predictions, but 2 in the column 'tokens'"),
        ('{"predictions": ["O"], "tokens": "a"}\n', "the column 'tokens' is not a list in every row"),
        ('{"predictions": ["O"], "probabilities": [1.5]}\n', "a probability is not between 0 and 1"),
        ('{"predictions": ["O"], "probabilities": ["x"]}\n', "the probabilities are not numbers"),
        ('{"predictions": ["O"], "sentence": 0}\n' * 2, "does not number the rows, each once"),
        ('{"tag": "O"}\n', "needs the columns 'sentence' and 'position'"),
        ('{"tag": "O", "sentence": 0.5, "position": 0}\n', "'sentence' and 'position' are not whole numbers"),
        ('{"tag": "O", "sentence": 5000000000, "position": 0}\n', "is too large"),
        ('{"tag": "O", "sentence": 0, "position": 1}\n', "the positions of sentence 0 do not count from 0"),
        ('{"tag": "O", "sentence": 0, "position": 0}\n' * 2, "the positions of sentence 0 do not count from 0"),
    ],
)
def test_file_that_cannot_be_read_says_why(
    content: str | bytes, what: str, written: Callable[[str | bytes], Path]
) -> None:
    with pytest.raises(InputError, match=what):
        read(written(content))


def test_folder_without_a_pattern_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder; say with --pattern"):
        open_file(tmp_path, name="x")


def test_stray_inside_tags_of_a_whole_file_are_kept(written: Callable[[str | bytes], Path]) -> None:
    only_inside = lines(" ").replace("B-", "I-") + "\n\nextra I-LOC\n"
    assert set(read(written(only_inside)).tokens["tag"]) == {"O", "I-PER", "I-LOC"}


@pytest.mark.parametrize(
    ("content", "allow", "what"),
    [
        (
            lines("\t").replace("sleeps", "sings"),
            (),
            r":6: sentence 2 .*'# sings' \(2 tokens\), .*'# sleeps' \(2 tokens\); 1 of 3 differ; --allow other-tokens",
        ),
        (
            lines("\t").replace("in\tO\n", ""),
            ("truncated", "other-tokens"),
            r":1: sentence 1 .*'Ana lives Vigo' \(3 tokens\)",
        ),
        (lines("\t").replace("sleeps", "sings").replace("in\tO\n", ""), (), "2 of 3 differ"),
        (lines("\t").replace("Vigo\tI-LOC\n", ""), (), r":1: sentence 1 .*; 1 of 3 differ; --allow truncated"),
        (
            lines("\t") + "\nend\tO\n",
            ("missing-sentences", "other-tokens"),
            r":11: sentence 4 .*'end' \(1 token\), the text set none.*4 sentences, the text set 3",
        ),
        (
            lines("\t").split("\n\n", 1)[1],
            ("truncated", "other-tokens"),
            r":1: sentence 1 .*2 sentences, the text set 3; --allow missing-sentences",
        ),
        (
            lines("\t").split("\n\n", 1)[1].replace("#", "x"),
            ("missing-sentences",),
            r":1: sentence 1 .*the text set 3\.$",
        ),
        ("O O\nO\n", ("missing-sentences", "truncated"), "2 sentences, the text set 3; without tokens nothing says"),
        (
            "O O O O\nO O O\nO\n",
            ("truncated", "missing-sentences"),
            r":2: sentence 2 .* has 3 tags, the text set '# sleeps'",
        ),
    ],
)
def test_first_difference_is_told_with_both_texts(
    content: str, allow: tuple[str, ...], what: str, written: Callable[[str | bytes], Path]
) -> None:
    with pytest.raises(InputError, match=what):
        aligned(written(content), *allow)


def test_tokens_cut_off_count_as_outside_and_are_marked(written: Callable[[str | bytes], Path]) -> None:
    got = aligned(written(lines("\t").replace("in\tO\nVigo\tI-LOC\n", "")), "truncated")
    assert got.rows.get_column("tag").to_list() == ["B-PER", "O", "O", "O", "O", "I-LOC", "B-LOC"]
    assert got.rows.get_column("is_truncated").to_list() == [False, False, True, True, False, False, False]
    assert (got.n_truncated_sentences, got.n_filled) == (1, 2)


def test_other_tokens_of_the_same_number_are_taken_when_asked(written: Callable[[str | bytes], Path]) -> None:
    got = aligned(written(lines("\t").replace("sleeps", "sings")), "other-tokens")
    assert got.rows.get_column("tag").to_list() == ALL_TAGS
    assert (got.n_other_sentences, got.n_filled) == (1, 0)


def test_missing_sentences_count_as_outside(written: Callable[[str | bytes], Path]) -> None:
    got = aligned(written(lines("\t").split("\n\n", 1)[1]), "missing-sentences")
    assert got.rows.get_column("tag").to_list() == ["O", "O", "O", "O", "O", "I-LOC", "B-LOC"]
    assert (got.n_missing_sentences, got.n_filled) == (1, 4)


def test_numbered_rows_say_which_sentences_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    pl.DataFrame(LONG).drop("form").filter(pl.col("sentence") != 1).write_parquet(path)
    got = aligned(path, "missing-sentences")
    assert got.rows.get_column("is_truncated").to_list() == [False] * 4 + [True] * 2 + [False]
