"""Golden cases: small hand-made warehouses whose answers were worked out by hand.

A case is a folder: `views/<view>/<case>` holds `given.sql` and `want.csv`; `measures/<measure>/<case>` holds texts as
perturbations do and `want.csv` (and may hold `given.sql`, and `vocabulary.txt`: the pieces of a tokenizer);
`perturbations/<perturbation>/<case>` holds `train.txt`, `test.txt`, `want.txt` and `edits.csv` (and may hold
`given.sql`); title items stand in `train.json` and `test.json`, and the texts wanted in `want.json`. Texts are Breton
but for those whose file says another language, as `train-fr.txt`. A want names the columns it is about; an empty cell
is NULL, and a number may be a fraction such as 2/3.
"""

import csv
import json
import math
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import WhitespaceSplit

from ingest.corpora import titles
from ingest.corpora.conll import read
from ingest.forms.tokenizers import NamedTokenizer, find_tokenizer
from ingest.load import load
from ingest.overlap import MEASURES, measure_overlap
from ingest.perturb import PERTURBATIONS, perturb
from ingest.tokens.files import read_tokens
from xlr_warehouse.catalog import names
from xlr_warehouse.schema import of_kind
from xlr_warehouse.warehouse import Warehouse

HERE = Path(__file__).parent


def cases(kind: str) -> list[pytest.param]:
    folders = sorted(path.parent for path in HERE.glob(f"{kind}/*/*/want.*"))
    return [pytest.param(folder, id=f"{folder.parent.name}-{folder.name}") for folder in folders]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def header_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").partition("\n")[0].split(",")


def as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.9g}"
        case _:
            return str(value)


def agrees(wanted: str, value: object) -> bool:
    if isinstance(value, float) and wanted:
        return math.isclose(float(Fraction(wanted)), value, rel_tol=1e-12, abs_tol=1e-14)
    return wanted == as_text(value)


def matched(
    wanted: Iterable[dict[str, str]], got: pl.DataFrame
) -> list[tuple[dict[str, str], dict[str, object] | None]]:
    """Each wanted row with the first row that agrees with it and is not taken yet."""
    left = got.rows(named=True)
    pairs = []
    for row in wanted:
        found = next((one for one in left if all(agrees(cell, one[name]) for name, cell in row.items())), None)
        if found is not None:
            left.remove(found)
        pairs.append((row, found))
    return pairs


def assert_answers(want: Path, got: pl.DataFrame) -> None:
    wanted = rows_of(want)
    missing = [row for row, found in matched(wanted, got) if found is None]
    shown = [{name: as_text(value) for name, value in row.items()} for row in got.rows(named=True)]
    assert not missing, f"{want}: wanted {missing}, among {shown}"
    assert got.height == len(wanted), f"{want}: {len(wanted)} rows wanted, got {shown}"


@pytest.mark.parametrize("case", cases("views"))
def test_a_view_answers_as_worked_out_by_hand(case: Path, warehouse: Warehouse) -> None:
    warehouse.execute((case / "given.sql").read_text(encoding="utf-8"))
    columns = ", ".join(header_of(case / "want.csv"))
    assert_answers(case / "want.csv", warehouse.frame(f"select {columns} from {case.parent.name}"))


def tokenizer_of(vocabulary: Path, folder: Path) -> NamedTokenizer:
    """A word-piece tokenizer that knows the pieces of a file, one a line."""
    pieces = {piece: number for number, piece in enumerate(vocabulary.read_text(encoding="utf-8").split())}
    tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=1000))  # noqa: S106 (a piece)
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    return find_tokenizer(str(folder))


@pytest.mark.parametrize("case", cases("measures"))
def test_a_measure_counts_as_counted_by_hand(case: Path, warehouse: Warehouse, tmp_path: Path) -> None:
    land_texts(warehouse, case)
    if (case / "given.sql").exists():
        warehouse.execute((case / "given.sql").read_text(encoding="utf-8"))
    tokenizers = [tokenizer_of(case / "vocabulary.txt", tmp_path)] if (case / "vocabulary.txt").exists() else []
    measure_overlap(warehouse, measures=[case.parent.name], tokenizers=tokenizers)
    columns = ", ".join(name for name in header_of(case / "want.csv") if name != "type")
    got = warehouse.frame(
        f"select {columns}, null as type from overlap union all by name select {columns}, type from overlap_by_type"
    )
    assert_answers(case / "want.csv", got)


def land_texts(warehouse: Warehouse, case: Path) -> None:
    """Land the texts of a case, training before test."""
    for split in ("train", "test"):
        for path in sorted(case.glob(f"{split}*.*")):
            language = path.stem.partition("-")[2] or "br"
            if path.suffix == ".json":
                corpus = titles.read(path, corpus="golden", language=language, split=split).corpus
            else:
                corpus = read(path, corpus="golden", language=language, split=split)
            load(warehouse, corpus)


@pytest.mark.parametrize("case", cases("perturbations"))
def test_a_perturbation_edits_as_edited_by_hand(case: Path, warehouse: Warehouse) -> None:
    land_texts(warehouse, case)
    if (case / "given.sql").exists():
        warehouse.execute((case / "given.sql").read_text(encoding="utf-8"))
    perturb(warehouse, [case.parent.name])
    perturbed = warehouse.one("select distinct perturbed_set from perturbation")
    if (case / "want.json").exists():
        texts = warehouse.frame("select text from title_item where text_set = $number order by item", number=perturbed)
        assert json.loads((case / "want.json").read_text(encoding="utf-8")) == texts.to_series().to_list()
    else:
        got = warehouse.frame(
            "select sentence, position, form, tag from token where text_set = $number order by all", number=perturbed
        )
        want = read_tokens((case / "want.txt").read_bytes(), path=case / "want.txt")
        assert want.rows() == got.rows()
    columns = ", ".join(header_of(case / "edits.csv"))
    edits = warehouse.frame(f"select {columns} from edit inner join perturbation using (perturbation_id)")
    assert_answers(case / "edits.csv", edits)


@pytest.mark.parametrize("view", [file.object_name for file in of_kind("view")])
def test_every_view_has_a_case_for_every_column(view: str, warehouse: Warehouse) -> None:
    wants = list((HERE / "views" / view).glob("*/want.csv"))
    assert wants, f"make tests/golden/views/{view}/<case>/ with given.sql and want.csv"
    checked = {column for want in wants if rows_of(want) for column in header_of(want)}
    columns = warehouse.frame(f"from {view} limit 0").columns
    assert set(columns) - checked == set()


@pytest.mark.parametrize("view", [file.object_name for file in of_kind("view")])
def test_every_view_has_a_case_of_empty_tables(view: str) -> None:
    assert rows_of(HERE / "views" / view / "empty" / "want.csv") == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("measures", name) for name in names(MEASURES)] + [("perturbations", name) for name in names(PERTURBATIONS)],
)
def test_every_plug_in_has_a_case(kind: str, name: str) -> None:
    assert list((HERE / kind / name).glob("*/want.*")), f"make tests/golden/{kind}/{name}/<case>/"


def test_no_case_is_left_of_what_is_gone() -> None:
    views = {file.object_name for file in of_kind("view")}
    known = {"views": views, "measures": set(names(MEASURES)), "perturbations": set(names(PERTURBATIONS))}
    for kind, names_known in known.items():
        assert {path.name for path in (HERE / kind).iterdir() if path.is_dir()} <= names_known
