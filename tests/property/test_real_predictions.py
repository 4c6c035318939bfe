"""Real predictions of fine-tuned models on MasakhaNER 2 score as seqeval says, and as their authors report."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2

from ingest.corpora.conll import read
from ingest.load import load
from ingest.predictions.aligned_files import read_files
from ingest.predictions.landing import land
from ingest.predictions.patterns import find_files
from ingest.predictions.systems import Options
from ingest.tokens.files import read_tokens
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "predictions"
SYSTEMS = [
    (language, encoder, seed)
    for language, encoder in (("hau", "xlmrbase"), ("hau", "afroxlmr"), ("bam", "mbert"), ("bam", "xlmrbase"))
    for seed in (1, 2, 3)
]
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="real predictions (MasakhaNER 2: hau, bam) are not beside this checkout"
)


def predictions_of(language: str, encoder: str, seed: int) -> Path:
    return REAL / f"{language}_{encoder}" / f"test_predictions{seed}.txt"


def tags_of(path: Path) -> list[list[str]]:
    tokens = read_tokens(path.read_bytes(), path=path)
    return tokens.group_by("sentence", maintain_order=True).agg(pl.col("tag")).get_column("tag").to_list()


@pytest.fixture(scope="module")
def landed(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with fresh(tmp_path_factory.mktemp("real") / "xlr.duckdb") as warehouse:
        for language in ("hau", "bam"):
            load(warehouse, read(REAL / "gold" / language / "test.txt", corpus="mas", language=language, split="test"))
        files = find_files([REAL], pattern="{language}_{encoder}/test_predictions{seed}.txt").found
        imported = land(warehouse, read_files(warehouse, files, Options(corpus="mas", trained_on="{language}")))
        assert len(imported.new) == len(SYSTEMS)
        yield warehouse


@pytest.fixture(scope="module")
def scores(landed: Warehouse) -> dict[tuple[str, str, int], dict[str, float]]:
    return landed.frame("from score").rows_by_key(
        ["test_language", "encoder", "seed"], named=True, unique=True, include_key=True
    )


@pytest.mark.parametrize(("language", "encoder", "seed"), SYSTEMS)
def test_real_predictions_score_as_seqeval_and_their_authors_say(
    scores: dict[tuple[str, str, int], dict[str, float]], language: str, encoder: str, seed: int
) -> None:
    ours = scores[language, encoder, seed]
    gold = tags_of(REAL / "gold" / language / "test.txt")
    predicted = tags_of(predictions_of(language, encoder, seed))
    assert f1_score(gold, predicted) == pytest.approx(ours["f1_conlleval"], rel=0, abs=1e-12)
    strict = f1_score(gold, predicted, mode="strict", scheme=IOB2)
    assert strict == pytest.approx(ours["f1_iob2_strict"], rel=0, abs=1e-12)
    report = (predictions_of(language, encoder, seed).parent / f"test_result{seed}.txt").read_text(encoding="utf-8")
    reported = {
        name: float(value) for name, value in re.findall(r"^(f1|precision|recall) = ([\d.]+)$", report, re.MULTILINE)
    }
    assert reported["f1"] == pytest.approx(ours["f1_conlleval"], rel=0, abs=1e-12)
    assert reported["precision"] == pytest.approx(ours["precision"], rel=0, abs=1e-12)
    assert reported["recall"] == pytest.approx(ours["recall"], rel=0, abs=1e-12)


@pytest.mark.parametrize(("language", "encoder", "seed"), SYSTEMS)
def test_real_predictions_score_by_type_as_their_authors_say(
    landed: Warehouse, language: str, encoder: str, seed: int
) -> None:
    ours = landed.frame(
        """
        select type, precision, recall, f1_conlleval, n_gold from score_by_type
        where test_language = $language and encoder = $encoder and seed = $seed order by type
        """,
        language=language,
        encoder=encoder,
        seed=seed,
    )
    report = (predictions_of(language, encoder, seed).parent / f"test_result{seed}.txt").read_text(encoding="utf-8")
    number = r"\s+([\d.]+)"
    reported = re.findall(rf"^\s+([A-Z]+){number}{number}{number}\s+(\d+)$", report, re.MULTILINE)
    assert reported == [
        (name, f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}", str(n))
        for name, precision, recall, f1, n in ours.iter_rows()
    ]


def test_all_types_of_real_predictions_are_asked_for(scores: dict[tuple[str, str, int], dict[str, float]]) -> None:
    assert {row["types"] for row in scores.values()} == {"DATE,LOC,ORG,PER"}
    assert all(row["n_outside"] == 0 and row["f1_within"] == row["f1_conlleval"] for row in scores.values())


def test_a_file_by_itself_lands_as_it_did_in_its_folder(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]],
    scores: dict[tuple[str, str, int], dict[str, float]],
    tmp_path: Path,
) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        load(warehouse, read(REAL / "gold" / "bam" / "test.txt", corpus="mas", language="bam", split="test"))
        path = predictions_of("bam", "mbert", 2)
        options = Options(corpus="mas", language="bam", encoder="mbert", trained_on="bam", seed=2)
        land(warehouse, read_files(warehouse, find_files([path], pattern=None).found, options))
        alone = warehouse.frame("from score").row(0, named=True)
    told = {name: alone[name] for name in ("run", "n_gold", "n_predicted", "n_correct", "f1_conlleval")}
    assert told == {name: scores["bam", "mbert", 2][name] for name in told}


def test_predictions_of_one_language_are_not_those_of_another(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        load(warehouse, read(REAL / "gold" / "bam" / "test.txt", corpus="mas", language="bam", split="test"))
        options = Options(corpus="mas", language="bam", encoder="x", trained_on="hau")
        with pytest.raises(InputError, match=r":1: sentence 1 is not .*it has 1,633 sentences, the text set 1,274"):
            read_files(warehouse, find_files([predictions_of("hau", "xlmrbase", 1)], pattern=None).found, options)


def test_the_strict_reading_of_real_predictions_differs_from_the_lenient_one(
    scores: dict[tuple[str, str, int], dict[str, float]],
) -> None:
    assert {row["f1_conlleval"] == row["f1_iob2_strict"] for row in scores.values()} >= {False}
    assert all(row["setting"] == "native" for row in scores.values())
