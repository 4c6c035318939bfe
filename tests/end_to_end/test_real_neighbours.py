"""The nearest words on real WikiANN, Norwegian to Danish, against a plain sort of all candidates for a sample."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ingest.choices import draw
from ingest.corpora.conll import read
from ingest.forms.function_words import land_word_frequency
from ingest.load import load
from ingest.perturb import perturb
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.warehouse import Warehouse

DATA = Path(__file__).parents[3] / "shared" / "data" / "wikiann"
N_SENTENCES = {"train": 2000, "test": 800}
N_SAMPLED = 60

pytestmark = pytest.mark.skipif(
    not (DATA / "da").is_dir() or not (DATA / "no").is_dir(),
    reason="skipped nearest words of real WikiANN: ../shared/data is not here",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a pair, and the vectors of a small random encoder."""
    from runners.embedding.embed import embed

    folder = tmp_path_factory.mktemp("real")
    path = folder / "xlr.duckdb"
    with Warehouse.writing(path) as opened:
        for language, split in (("no", "train"), ("da", "train"), ("da", "test")):
            text = (DATA / language / f"{split}.tsv").read_text(encoding="utf-8")
            part = folder / f"{language}.{split}"
            part.write_text("\n\n".join(text.split("\n\n")[: N_SENTENCES[split]]) + "\n", encoding="utf-8")
            load(opened, read(part, corpus="wikiann", language=language, split=split))
    embed(warehouse=path, encoder=str(tiny_encoder(folder / "small")))
    return path


def test_the_nearest_word_is_that_of_a_plain_sort_of_all_candidates(path: Path) -> None:
    with Warehouse.writing(path) as opened:
        perturb(opened, ["context_cosine"], pairs=["no-da"])
        edits = opened.frame(
            """
            select lower(nfc_normalize(original)) as word, lower(nfc_normalize(replacement)) as nearest,
                any_value(similarity) as similarity, count(*) as n
            from edit where perturbation_id like '%no.da%' group by all order by all
            """
        )
        counts = opened.frame("select n_eligible, n_changed from perturbation where perturbation_id like '%no.da%'")
        land_word_frequency(opened, corpus="wikiann", task="ner", languages=["da"])
        words = opened.frame(WORDS)
        vectors = dict(opened.frame("select form, vector from word_vector").iter_rows())
    candidates = words.filter(~pl.col("is_trained")).get_column("word").to_list()
    seen = words.filter("is_seen")
    assert sorted(edits.get_column("word").to_list()) == sorted(seen.get_column("word").to_list())
    assert counts.row(0) == (seen.get_column("n").sum(), seen.get_column("n").sum())
    assert min(len(candidates), edits.height) > 200
    matrix = np.array([vectors[word] for word in candidates], dtype=np.float64)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    rows = sorted(edits.iter_rows(), key=lambda row: draw("sample", row[0]))[:N_SAMPLED]
    for word, nearest, similarity, _ in rows:
        own = np.array(vectors[word], dtype=np.float64)
        cosines = matrix @ (own / np.linalg.norm(own))
        best = candidates[int(np.argsort(-cosines, kind="stable")[0])]
        assert nearest == best or abs(cosines[candidates.index(nearest)] - cosines.max()) < 1e-6
        assert similarity == pytest.approx(cosines.max(), abs=1e-5)


WORDS = """
with test_word as (
    select word_of(form) as word, count(*) as n from token inner join text_set using (text_set)
    where language = 'da' and split = 'test' and perturbation = 'none' and tag = 'O' and word_of(form) is not null
    group by all
),
train_word as (
    select word_of(form) as word, bool_or(tag = 'O') as is_context from token inner join text_set using (text_set)
    where language = 'no' and split = 'train' group by all
)
select word, n, is_context is not null as is_trained, coalesce(is_context, false) as is_seen
from test_word left join train_word using (word)
where word not in (select word from word_frequency where language = 'da' and is_function)
order by word
"""
