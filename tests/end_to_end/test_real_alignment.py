"""Alignment on real WikiANN, across scripts, against what scipy makes of the same vectors."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import rankdata

from ingest.alignment.measuring import measure_alignment
from ingest.corpora.conll import read
from ingest.forms.romanised import romanise
from ingest.load import load
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.warehouse import Warehouse

DATA = Path(__file__).parents[3] / "shared" / "data" / "wikiann"
LANGUAGES = ("da", "mr", "no", "ta")
N_SENTENCES = 900

pytestmark = pytest.mark.skipif(
    not all((DATA / language).is_dir() for language in LANGUAGES),
    reason="skipped alignment of real WikiANN: ../shared/data is not here",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with four test sets in three scripts, and the vectors of a small random encoder."""
    from runners.embedding.embed import embed

    folder = tmp_path_factory.mktemp("real")
    path = folder / "xlr.duckdb"
    with Warehouse.writing(path) as opened:
        for language in LANGUAGES:
            text = (DATA / language / "test.tsv").read_text(encoding="utf-8")
            part = folder / f"{language}.test"
            part.write_text("\n\n".join(text.split("\n\n")[:N_SENTENCES]) + "\n", encoding="utf-8")
            load(opened, read(part, corpus="wikiann", language=language, split="test"))
    embed(warehouse=path, encoder=str(tiny_encoder(folder / "small")))
    with Warehouse.writing(path) as opened:
        measure_alignment(opened, sample_size=500)
    return path


def vectors_of(opened: Warehouse, language: str) -> dict[str, np.ndarray]:
    """The entities of a test set with the mean of the unit vectors of their words."""
    texts = opened.frame(
        "select distinct text from mention inner join text_set using (text_set) where language = $l", l=language
    ).to_series()
    words = dict(opened.frame("select form, word_of(form) from word_vector where word_of(form) = form").iter_rows())
    vectors = dict(opened.frame("select form, vector from word_vector").iter_rows())
    units: dict[str, np.ndarray] = {}
    for text in texts:
        found = [word for form in text.split(" ") if (word := words.get(form.lower())) is not None]
        if found:
            unit = np.mean([np.array(vectors[word]) / np.linalg.norm(vectors[word]) for word in found], axis=0)
            units[" ".join(found)] = unit / np.linalg.norm(unit)
    return units


@pytest.mark.parametrize(("one", "other"), [("da", "no"), ("no", "da"), ("da", "mr")])
def test_retrieval_of_real_entities_is_that_of_all_pairs(path: Path, one: str, other: str) -> None:
    with Warehouse.reading(path) as opened:
        source, target = vectors_of(opened, one), vectors_of(opened, other)
        landed = opened.frame(
            """
            select spelling, measure, value, n_source, n_target, n_pairs from alignment
            inner join text_set as s on source_text_set = s.text_set inner join text_set as t on test_set = t.text_set
            where unit = 'entity' and lexicon = 'entity' and s.language = $one and t.language = $other
            """,
            one=one,
            other=other,
        )
    ours = {(spelling, measure): value for spelling, measure, value, *_ in landed.iter_rows()}
    assert set(landed.select("n_source", "n_target").unique().iter_rows()) <= {(len(source), len(target))}
    similar = 1 - cdist(list(source.values()), list(target.values()), "cosine")
    near = np.sort(similar, axis=0)[-10:].mean(axis=0)
    keys = [{text: " ".join(romanise(text.split(" "))).lower() for text in side} for side in (source, target)]
    sounds = {key: [text for text, own in keys[1].items() if own == key] for key in set(keys[1].values())}
    pairs = {(text, match) for text, key in keys[0].items() for match in sounds.get(key, [])}
    shared = {text for text, match in pairs if text == match}
    different = {(a, b) for a, b in pairs if a not in shared and b not in shared}
    places = [{text: place for place, text in enumerate(side)} for side in (source, target)]
    n_checked = 0
    for spelling, kept in (("identical", {(text, text) for text in shared}), ("different", different)):
        if not kept:
            assert (spelling, "precision_at_1") not in ours
            continue
        asked = sorted({a for a, _ in kept})
        for prefix, scores in (("", similar), ("csls_", 2 * similar - near)):
            ranks = rankdata(-np.round(scores[[places[0][text] for text in asked]], 6), axis=1)
            best = [min(ranks[row, places[1][b]] for a, b in kept if a == text) for row, text in enumerate(asked)]
            assert ours[spelling, f"{prefix}mean_reciprocal_rank"] == pytest.approx(
                np.mean(1 / np.array(best)), rel=0.02
            )
            if spelling == "different":
                assert ours[spelling, f"{prefix}precision_at_1"] == pytest.approx(np.mean(np.array(best) == 1))
            n_checked += 1
    assert n_checked >= 2 if one != "da" or other != "mr" else n_checked in {0, 2}


def test_names_that_are_written_identically_find_themselves(path: Path) -> None:
    with Warehouse.reading(path) as opened:
        found = opened.frame(
            "select value, n_pairs from alignment where lexicon = 'entity' and spelling = 'identical' "
            "and measure = 'precision_at_1'"
        )
    assert found.height >= 2
    assert found.get_column("value").min() > 0.98
    assert found.get_column("n_pairs").max() > 10


def test_clouds_are_equally_many_and_norwegian_is_nearer_to_danish_than_to_tamil(path: Path) -> None:
    with Warehouse.reading(path) as opened:
        rows = opened.frame(
            """
            select s.language || '-' || t.language as pair, measure, value, n_source = n_target as is_equal, n_source
            from alignment
            inner join text_set as s on source_text_set = s.text_set inner join text_set as t on test_set = t.text_set
            where lexicon = 'none' and unit = 'word' and spelling = 'different'
            """
        )
    assert rows.get_column("is_equal").all()
    assert rows.get_column("n_source").max() == 500
    value = {(pair, measure): number for pair, measure, number, *_ in rows.iter_rows()}
    for measure in ("centroid_cosine", "language_mixing"):
        assert value["no-da", measure] > value["no-ta", measure]
    for measure in ("frechet_distance", "energy_distance"):
        assert value["no-da", measure] < value["no-ta", measure]
