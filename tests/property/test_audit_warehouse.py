"""What the audit says of any text and predictions, against seqeval and against comparing every pair of sentences."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seqeval.metrics import f1_score

from ingest.appending import TextSetKey, append_ner
from ingest.audit.auditing import audit, chosen_sets
from ingest.audit.resplitting import resplit
from ingest.audit.wording import bare
from ingest.predicted import append_predictions
from ingest.text_sets import TOKEN_SCHEMA
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
Token = tuple[str, str, str]

FORMS = ["Anna", "anna", "Brest", "e", "o", "bet", "ganet", "(", ")", "Vari", "Yann", "kêr"]
TAGS = ["O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
tokens = st.tuples(st.sampled_from(FORMS), st.sampled_from(TAGS), st.sampled_from(TAGS))
texts = st.lists(st.lists(tokens, min_size=1, max_size=6), min_size=1, max_size=15)
SHARED = (
    "run, text_set, n_gold, n_predicted, n_correct, precision, recall, f1_conlleval, n_gold_strict, "
    "n_predicted_strict, n_correct_strict, f1_iob2_strict, configuration"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("audit") / "xlr.duckdb"


def land(warehouse: Warehouse, split: str, text: list[list[Token]], *, language: str = "br") -> int:
    rows = [
        (i, position, form, tag) for i, sentence in enumerate(text) for position, (form, tag, _) in enumerate(sentence)
    ]
    frame = pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")
    return append_ner(warehouse, TextSetKey(corpus="c", task="ner", language=language, split=split), frame)


def run_on(warehouse: Warehouse, train: int, test: int, text: list[list[Token]]) -> None:
    warehouse.execute(
        "insert into run by name select 'r' as run, 'ner' as task, 'e' as encoder, 'br' as train_language, "
        "$train::integer as train_set, 1 as seed, 'last' as selection, '{}' as config",
        train=train,
    )
    warehouse.execute("insert into evaluation values ('r', $test, 1, 0, null)", test=test)
    rows = [
        ("r", test, i, position, tag, False)
        for i, sentence in enumerate(text)
        for position, (_, _, tag) in enumerate(sentence)
    ]
    columns = ["run", "text_set", "sentence", "position", "tag", "is_truncated"]
    kinds = {"text_set": pl.Int32, "sentence": pl.Int32, "position": pl.Int32}
    append_predictions(warehouse, pl.DataFrame(rows, schema=columns, orient="row", schema_overrides=kinds))


def forms(sentence: list[Token]) -> list[str]:
    return [form for form, _, _ in sentence]


def near(left: list[str], right: list[str]) -> bool:
    one, other = ([word for word in bare(pl.Series(form, dtype=pl.String)) if word] for form in (left, right))
    if not one or not other:
        return left == right
    shared = set(one) & set(other)
    return "".join(one) == "".join(other) or 5 * len(shared) >= 4 * len(set(one) | set(other))


@settings(max_examples=12)
@given(train=texts, test=texts)
def test_scores_of_subsets_are_those_of_seqeval_on_their_sentences(
    fresh: Fresh, path: Path, train: list[list[Token]], test: list[list[Token]]
) -> None:
    with fresh(path) as warehouse:
        trained, tested = land(warehouse, "train", train), land(warehouse, "test", test)
        run_on(warehouse, trained, tested, test)
        audit(warehouse)
        assert warehouse.frame(f"select {SHARED} from score").rows() == (
            warehouse.frame(f"select {SHARED} from score_by_subset where subset = 'all'").rows()
        )
        ours = dict(warehouse.frame("select subset, f1_conlleval from score_by_subset").iter_rows())
    free = {i for i, one in enumerate(test) if not any(near(forms(one), forms(other)) for other in train)}
    told = {i for i, one in enumerate(test) if any(tag == "O" for _, tag, _ in one)}
    subsets = {"leak_free": free, "with_context": told, "leak_free_with_context": free & told}
    for subset, numbers in subsets.items():
        gold = [[tag for _, tag, _ in test[i]] for i in sorted(numbers)]
        predicted = [[tag for _, _, tag in test[i]] for i in sorted(numbers)]
        theirs = f1_score(gold, predicted, zero_division=0) if gold else None
        assert ours[subset] == (theirs if theirs is None else pytest.approx(theirs, rel=1e-12, abs=1e-12))


@settings(max_examples=12)
@given(splits=st.tuples(texts, texts, texts), seed=st.integers(0, 3))
def test_leak_free_splits_share_no_near_duplicates(
    fresh: Fresh, path: Path, splits: tuple[list[list[Token]], list[list[Token]], list[list[Token]]], seed: int
) -> None:
    with fresh(path) as warehouse:
        for name, text in zip(("train", "validation", "test"), splits, strict=True):
            land(warehouse, name, text)
        audit(warehouse)
        try:
            resplit(warehouse, chosen_sets(warehouse, (), corpus=None), seed=seed)
        except InputError as refused:
            assert "too few different sentences" in str(refused)  # noqa: PT017 (the other way out is checked below)
            assert warehouse.one("select count(*) from sentence_origin") == 0
            return
        dealt = warehouse.frame(
            "select split, list(form order by position) from token inner join text_set using (text_set) "
            "where split like '%leak_free' group by split, text_set, sentence"
        ).rows()
        moved = warehouse.one(
            """
            select count(*) from sentence_origin as o
            inner join token as new using (text_set, sentence)
            full join token as old
            on old.text_set = o.source_text_set and old.sentence = o.source_sentence
            and old.position = new.position and old.form = new.form and old.tag = new.tag
            where old.text_set is null and new.text_set is not null
            """
        )
    assert moved == 0
    kept = [one for _, one in dealt]
    everything = {tuple(forms(sentence)) for text in splits for sentence in text}
    assert everything == {tuple(one) for one in kept}
    assert len(everything) == len(kept)
    assert not [
        (left, right) for (one, left), (other, right) in combinations(dealt, 2) if one != other and near(left, right)
    ]
