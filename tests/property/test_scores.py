"""Scores are those of seqeval and seqscore for NER, and of scikit-learn and seqeval for titles."""

import warnings
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics import classification_report, f1_score, precision_score, recall_score
from seqeval.scheme import IOB2
from seqscore.scoring import score_label_sequences
from sklearn.metrics import accuracy_score
from sklearn.metrics import f1_score as sklearn_f1

from xlr_warehouse.warehouse import Warehouse

TAGS = ["O", "O", *(f"{prefix}-{entity_type}" for prefix in "BI" for entity_type in ("PER", "LOC", "ORG"))]
PAIRS_OF_TAGS = st.lists(
    st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(TAGS), st.booleans()), min_size=1, max_size=10),
    min_size=1,
    max_size=30,
)
AsTokens = Callable[[Sequence[Sequence[str]]], pl.DataFrame]
Undone = Callable[[], AbstractContextManager[Warehouse]]
EXACT = {"rel": 1e-12, "abs": 1e-12}


def gold_and_predicted(pairs: list[list[tuple[str, str, bool]]]) -> tuple[list[list[str]], list[list[str]]]:
    """Gold tags, and predicted ones that agree with them at about every second token."""
    gold = [[tag for tag, _, _ in sentence] for sentence in pairs]
    return gold, [[tag if agrees else other for tag, other, agrees in sentence] for sentence in pairs]


@given(pairs=PAIRS_OF_TAGS)
def test_ner_scores_are_those_of_seqeval_and_seqscore(
    undone: Undone, as_tokens: AsTokens, land_tagged: Callable[..., int], pairs: list[list[tuple[str, str, bool]]]
) -> None:
    gold, predicted = gold_and_predicted(pairs)
    with undone() as warehouse:
        land_tagged(warehouse, as_tokens(gold), as_tokens(predicted).get_column("tag"))
        ours = warehouse.frame("from score").row(0, named=True)
        by_type = warehouse.frame("from score_by_type").rows_by_key("type", named=True, unique=True)
    assert precision_score(gold, predicted, zero_division=0) == pytest.approx(ours["precision"], **EXACT)
    assert recall_score(gold, predicted, zero_division=0) == pytest.approx(ours["recall"], **EXACT)
    assert f1_score(gold, predicted, zero_division=0) == pytest.approx(ours["f1_conlleval"], **EXACT)
    strict = f1_score(gold, predicted, mode="strict", scheme=IOB2, zero_division=0) if ours["n_gold_strict"] else 0
    assert strict == pytest.approx(ours["f1_iob2_strict"], **EXACT)

    theirs, _ = score_label_sequences(predicted, gold, "BIO", repair="conlleval")
    assert (theirs.true_pos, theirs.total_pos, theirs.total_ref) == (
        ours["n_correct"],
        ours["n_predicted"],
        ours["n_gold"],
    )
    assert theirs.f1 == pytest.approx(ours["f1_conlleval"], **EXACT)

    assert set(theirs.type_scores) == set(by_type)
    for entity_type, theirs_by_type in theirs.type_scores.items():
        assert theirs_by_type.f1 == pytest.approx(by_type[entity_type]["f1_conlleval"], **EXACT)
    assert_by_type(gold, predicted, by_type)


def assert_by_type(gold: list[list[str]], predicted: list[list[str]], ours: dict[str, dict[str, float]]) -> None:
    if not ours:
        return
    report = classification_report(gold, predicted, output_dict=True, zero_division=0)
    assert {name for name in report if not name.endswith("avg")} == set(ours)
    for entity_type, row in ours.items():
        theirs = report[entity_type]
        assert theirs["precision"] == pytest.approx(row["precision"], **EXACT)
        assert theirs["recall"] == pytest.approx(row["recall"], **EXACT)
        assert theirs["f1-score"] == pytest.approx(row["f1_conlleval"], **EXACT)
        assert theirs["support"] == row["n_gold"]


UNANSWERED = "none"
ANSWERS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(["A", "B", "B", "C", "D", UNANSWERED])), min_size=1, max_size=60
)


@given(answers=ANSWERS)
def test_title_scores_are_those_of_scikit_learn_and_option_b_that_of_seqeval(
    undone: Undone, answers: list[tuple[str, str]]
) -> None:
    correct = [one for one, _ in answers]
    chosen = [other for _, other in answers]
    with undone() as warehouse:
        land_titles(warehouse, correct, chosen)
        ours = warehouse.frame("from title_score").row(0, named=True)
    assert accuracy_score(correct, chosen) == pytest.approx(ours["accuracy"], **EXACT)
    met = sorted({*correct, *chosen} - {UNANSWERED})
    macro = sklearn_f1(correct, chosen, labels=met, average="macro", zero_division=0)
    assert macro == pytest.approx(ours["macro_f1"], **EXACT)
    assert len(chosen) - chosen.count(UNANSWERED) == ours["n_answered"]
    assert option_b(correct, chosen) == pytest.approx(ours["f1_option_b"], **EXACT)


def option_b(correct: list[str], chosen: list[str]) -> float:
    """What the reference published: seqeval, each item a sequence of one tag, of which it knows only B (METHOD T1)."""
    tags = [["O" if tag == UNANSWERED else tag] for tag in chosen]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of A, C and D, as it did in the reference
        return float(f1_score([[tag] for tag in correct], tags, zero_division=0))


def land_titles(warehouse: Warehouse, correct: list[str], chosen: list[str]) -> None:
    warehouse.execute(
        """
        insert into text_set values (1, 'made', 'title', 'no', 'test', 'none', 1, $n, $n, 'x');
        """,
        n=len(correct),
    )
    warehouse.execute(
        """
        insert into run by name select
        'r' as run, 'title' as task, 'enc' as encoder, 'no' as train_language, 1 as seed, 'last' as selection,
        '{}' as config
        """
    )
    warehouse.execute("insert into evaluation values ('r', 1, $n, 0, null)", n=len(correct))
    items = pl.DataFrame({"item": range(len(correct)), "correct": correct}).with_columns(
        text_set=pl.lit(1), page=pl.lit("p"), text=pl.lit("t")
    )
    warehouse.append("title_item", items)
    answered = pl.DataFrame({"item": range(len(chosen)), "chosen": chosen}).filter(pl.col("chosen") != UNANSWERED)
    options = pl.DataFrame({"option": list("ABCD")}).join(answered, how="cross")
    warehouse.append(
        "title_prediction",
        options.select(
            "item",
            "option",
            is_chosen=pl.col("option") == pl.col("chosen"),
            probability=pl.lit(0.25),
            run=pl.lit("r"),
            text_set=pl.lit(1),
        ),
    )
