"""Recall by familiarity on real predictions is what counting the files by hand gives; odds ratios are statsmodels'."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities
from statsmodels.stats.contingency_tables import Table2x2

from ingest.corpora.conll import read
from ingest.load import load
from ingest.predictions.aligned_files import read_files
from ingest.predictions.landing import land
from ingest.predictions.patterns import find_files
from ingest.predictions.systems import Options
from xlr_warehouse.warehouse import Warehouse

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "predictions"
SYSTEMS = [("hau", "xlmrbase", 1), ("hau", "afroxlmr", 2), ("bam", "mbert", 1), ("bam", "xlmrbase", 3)]
BINS = [(1, "0"), (2, "1"), (5, "2-4"), (20, "5-19"), (10**9, "20+")]
Undone = Callable[[], AbstractContextManager[Warehouse]]
Sentences = list[list[tuple[str, str]]]


def sentences_of(path: Path) -> Sentences:
    """The sentences of a file of tokens and tags, read as plainly as can be."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    lines = [[line.split() for line in block.splitlines() if line.strip()] for block in blocks]
    return [[(unicodedata.normalize("NFC", line[0]), line[-1]) for line in block] for block in lines if block]


def entities_of(sentence: list[tuple[str, str]]) -> set[tuple[str, int, int]]:
    return set(get_entities([tag for _, tag in sentence]))


def counted(train: Sentences, gold: Sentences, predicted: Sentences) -> dict[tuple[str, str], tuple[int, int]]:
    """By familiarity and bin, how many gold mentions there are and how many were found."""
    seen: Counter[tuple[str, str]] = Counter()
    tokens: set[str] = set()
    for sentence in train:
        forms = [form for form, _ in sentence]
        tokens |= {form for form, tag in sentence if tag != "O"}
        seen.update((kind, " ".join(forms[first : last + 1])) for kind, first, last in entities_of(sentence))
    texts = {text for _, text in seen}
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for sentence, answer in zip(gold, predicted, strict=True):
        forms = [form for form, _ in sentence]
        right = entities_of(answer)
        for kind, first, last in entities_of(sentence):
            text = " ".join(forms[first : last + 1])
            if seen[kind, text]:
                familiarity = "seen"
            elif text in texts:
                familiarity = "other_type"
            else:
                familiarity = "in_part" if tokens & set(forms[first : last + 1]) else "unseen"
            frequency = next(name for bound, name in BINS if seen[kind, text] < bound)
            found[familiarity, frequency][0] += 1
            found[familiarity, frequency][1] += (kind, first, last) in right
    return {kind: (n, n_found) for kind, (n, n_found) in found.items()}


@pytest.fixture(scope="module")
def landed(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    if not REAL.is_dir():
        pytest.skip("real predictions (MasakhaNER 2: hau, bam) are not beside this checkout")
    with fresh(tmp_path_factory.mktemp("familiar") / "xlr.duckdb") as warehouse:
        for language in ("hau", "bam"):
            for split in ("train", "test"):
                path = REAL / "gold" / language / f"{split}.txt"
                load(warehouse, read(path, corpus="mas", language=language, split=split))
        files = find_files([REAL], pattern="{language}_{encoder}/test_predictions{seed}.txt").found
        land(
            warehouse, read_files(warehouse, files, Options(corpus="mas", trained_on="{language}", train_corpus="mas"))
        )
        yield warehouse


@pytest.mark.parametrize(("language", "encoder", "seed"), SYSTEMS)
def test_recall_by_familiarity_is_what_counting_the_files_gives(
    landed: Warehouse, language: str, encoder: str, seed: int
) -> None:
    ours = landed.frame(
        """
        select familiarity, training_frequency, n, n_recalled from recall_by_familiarity
        where test_language = $language and encoder = $encoder and seed = $seed
        """,
        language=language,
        encoder=encoder,
        seed=seed,
    )
    theirs = counted(
        *(sentences_of(REAL / "gold" / language / f"{split}.txt") for split in ("train", "test")),
        sentences_of(REAL / f"{language}_{encoder}" / f"test_predictions{seed}.txt"),
    )
    assert {(kind, bin_): (n, found) for kind, bin_, n, found in ours.iter_rows()} == theirs
    assert {kind for kind, _ in theirs} >= {"seen", "in_part", "unseen"}


def test_every_gold_mention_is_of_one_kind_and_as_mention_outcome_has_it(landed: Warehouse) -> None:
    by_kind = landed.frame("select run, sum(n) as n, sum(n_recalled) as found from recall_by_familiarity group by run")
    assert sorted(landed.frame("select run, n_gold, n_correct from score").iter_rows()) == sorted(by_kind.iter_rows())
    by_mention = landed.frame(
        """
        select run, count(*) filter (is_seen_in_training), count(*) filter (is_seen_in_training and is_recalled)
        from mention_outcome group by run
        """
    )
    seen = landed.frame("select run, n_seen, n_seen_recalled from seen_odds_ratio")
    assert sorted(by_mention.iter_rows()) == sorted(seen.iter_rows())


def test_odds_ratios_of_real_predictions_are_those_of_statsmodels(landed: Warehouse) -> None:
    rows = landed.frame("from seen_odds_ratio").rows(named=True)
    assert len(rows) == 12
    for row in rows:
        assert_as_statsmodels(row)


COUNTS = st.integers(min_value=0, max_value=12)


@given(counts=st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_odds_ratios_are_those_of_statsmodels_with_a_half_in_every_cell_where_one_is_empty(
    undone: Undone, counts: tuple[int, int, int, int]
) -> None:
    a, b, c, d = counts
    with undone() as warehouse:
        land_counts(warehouse, n_seen=(a, b), n_unseen=(c, d))
        rows = warehouse.frame("from seen_odds_ratio").rows(named=True)
    assert len(rows) == (1 if sum(counts) else 0)
    for row in rows:
        assert (a, a + b, c, c + d) == tuple(
            row[name] for name in ("n_seen_recalled", "n_seen", "n_unseen_recalled", "n_unseen")
        )
        assert_as_statsmodels(row)


def assert_as_statsmodels(row: dict[str, float]) -> None:
    """Haldane's and Anscombe's correction; statsmodels' own raises the empty cells alone."""
    ours = [row[name] for name in ("odds_ratio", "odds_ratio_low", "odds_ratio_high")]
    if not row["n_seen"] or not row["n_unseen"]:
        assert ours == [None, None, None]
        return
    cells = np.array(
        [[row[f"n_{kind}_recalled"], row[f"n_{kind}"] - row[f"n_{kind}_recalled"]] for kind in ("seen", "unseen")],
        dtype=float,
    )
    table = Table2x2(cells + (0.5 if cells.min() == 0 else 0), shift_zeros=False)
    assert [table.oddsratio, *table.oddsratio_confint()] == pytest.approx(ours, rel=1e-9)


def land_counts(warehouse: Warehouse, *, n_seen: tuple[int, int], n_unseen: tuple[int, int]) -> None:
    """A run of which so many seen and unseen mentions are found, and missed."""
    kinds = [("Anna", True), ("Anna", False), ("Ximun", True), ("Ximun", False)]
    rows = [kind for kind, n in zip(kinds, (*n_seen, *n_unseen), strict=True) for _ in range(n)]
    warehouse.execute(
        """
        insert into text_set values
        (1, 'c', 'ner', 'fr', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 1, 'b');
        insert into token values (1, 0, 0, 'Anna', 'B-PER');
        insert into mention values (1, 0, 0, 0, 1, 'PER', 'Anna', true);
        insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
        values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}');
        insert into evaluation values ('r', 2, 1, 0, null)
        """
    )
    for number, (text, is_found) in enumerate(rows):
        values = {"sentence": number, "text": text}
        warehouse.execute("insert into token values (2, $sentence, 0, $text, 'B-PER')", **values)
        warehouse.execute("insert into mention values (2, $sentence, 0, 0, 1, 'PER', $text, true)", **values)
        if is_found:
            warehouse.execute("insert into predicted_mention values ('r', 2, $n, 0, 1, 'PER', true, true)", n=number)
