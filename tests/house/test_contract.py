"""Tables and views have the names and columns of the contract, and every one of them says what it is."""
# ruff: noqa: E501 (a line an object, as in the contract)

from collections.abc import Iterator

import pytest

from xlr_warehouse.warehouse import Warehouse

SCORE = (
    "run, encoder, seed, corpus, train_language, test_language, setting, split, perturbation, perturbation_id, dose, "
    "perturbation_seed, perturbation_train_language, text_set, n_gold, n_predicted, n_correct, precision, recall, "
    "f1_conlleval, n_gold_strict, n_predicted_strict, n_correct_strict, f1_iob2_strict, illegal_tag_rate, n_truncated"
)
COUNTS = "n_train, n_test, shared_train, shared_test, types_train, types_test, shared_types"
CONTRACT = {
    "language": "language, name, family, genus, script, iso639_3, glottocode",
    "pair": "source, target, relation, is_control",
    "language_distance": "source, target, kind, distance",
    "corpus": "corpus, task, source, revision, licence, ingested_at",
    "source_file": "corpus, path, sha256, n_bytes, reader",
    "text_set": "text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256",
    "sentence": "text_set, sentence, n_tokens, has_context, duplicate_of, page",
    "token": "text_set, sentence, position, form, tag",
    "mention": "text_set, sentence, mention, first_token, end_token, type, text, starts_with_b",
    "title_item": "text_set, item, page, text, correct",
    "title_option": "text_set, item, option, title",
    "name": "language, kind, name, source",
    "tokenizer": "tokenizer",
    "word_piece": "tokenizer, form, piece_position, piece",
    "embedding": "embedding, encoder, layer, pooling, casing",
    "word_vector": "embedding, form, vector",
    "overlap": f"measure, train_set, test_set, tokenizer, {COUNTS}",
    "overlap_by_type": f"measure, train_set, test_set, tokenizer, type, {COUNTS}",
    "overlap_rarefied": f"measure, train_set, test_set, tokenizer, {COUNTS}",
    "perturbation": "perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, "
    "parameters, n_eligible, n_changed, n_no_candidate",
    "replacement": "perturbation_id, original, replacement, type, similarity",
    "edit": "perturbation_id, text_set, sentence, mention, first_token, end_token, original_first_token, "
    "original_end_token, original, replacement, type, similarity, was_seen, is_seen",
    "planted": "source, target, quantity, value, count",
    "encoder": "encoder",
    "run": "run, task, encoder, train_language, train_set, seed, selection, config, started_at, finished_at, device",
    "training_step": "run, step, epoch, loss, learning_rate, tokens_per_second",
    "evaluation": "run, text_set, n_tokens, n_truncated, seconds",
    "prediction": "run, text_set, sentence, position, tag, probability, gold_probability, is_truncated",
    "predicted_mention": "run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct",
    "title_prediction": "run, text_set, item, option, probability, is_chosen",
    "estimate": "quantity, estimate, low, high, level, p, method, n, replicates, seed",
    "claim": "claim, statement, query, rule",
    "published_score": "task, model, l1, l2, setting, perturbation, precision, recall, f1, eval_loss, status, "
    "data_version, source, note",
    "published_overlap": "task, kind, l1, l2, setting, model, total_l1, total_l2, shared_nonunique_l1, "
    "shared_nonunique_l2, shared_unique, overlap_l1, overlap_l2, status, source, note",
    "published_type_score": "task, model, l1, l2, setting, perturbation, entity_type, f1_before, f1_after, status, source",
    "score": SCORE,
    "score_by_type": f"{SCORE}, type",
    "title_score": "run, encoder, seed, corpus, train_language, test_language, setting, split, perturbation, n, accuracy, "
    "macro_f1, f1_option_b",
    "degradation": "task, corpus, run, encoder, seed, train_language, test_language, setting, perturbation, dose, "
    "perturbation_id, perturbation_seed, perturbation_train_language, n_edited, score_before, score_after, score_change, "
    "strict_change",
    "edit_effect": "run, perturbation, perturbation_id, arm, setting, train_language, test_language, type, n_edited, "
    "recall_before, recall_after, cost_per_edit",
    "overlap_and_degradation": "task, corpus, measure, tokenizer, overlap, train_language, test_language, setting, encoder, "
    "perturbation, dose, n_seeds, n_edited, score_before, score_change, cost_per_edit",
    "correlation": "task, corpus, measure, tokenizer, outcome, perturbation, dose, encoder, setting, n, n_incomplete, "
    "pearson_r, pearson_p, spearman_rho, spearman_p",
    "published_correlation": "task, overlap_kind, outcome, perturbation, model, setting, n, pearson_r, spearman_rho",
    "mention_outcome": "run, text_set, sentence, first_token, end_token, type, text, is_recalled, is_seen_in_training, "
    "is_seen_as_other_type, training_count, n_seen_tokens, n_tokens, was_replaced",
    "replication": "task, model, l1, l2, setting, perturbation, score_name, published_f1, our_f1, our_sd, difference, "
    "is_comparable, why_not",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.writing(tmp_path_factory.mktemp("contract") / "empty.duckdb") as opened:
        yield opened


@pytest.mark.parametrize("name", CONTRACT)
def test_object_has_the_columns_of_the_contract(name: str, warehouse: Warehouse) -> None:
    columns = warehouse.frame(
        "select column_name from duckdb_columns() where table_name = $name and not internal", name=name
    )
    missing = [
        column for column in CONTRACT[name].split(", ") if column not in columns.get_column("column_name").to_list()
    ]
    assert missing == []


@pytest.mark.parametrize("name", CONTRACT)
def test_object_of_an_empty_warehouse_answers(name: str, warehouse: Warehouse) -> None:
    assert warehouse.one(f"select count(*) from {name}") >= 0


def test_every_object_and_column_has_a_comment(warehouse: Warehouse) -> None:
    silent = warehouse.frame(
        """
        select table_name || '.' || column_name as name from duckdb_columns() where not internal and comment is null
        union all select view_name from duckdb_views() where not internal and comment is null
        union all select table_name from duckdb_tables() where not internal and comment is null
        union all select function_name from duckdb_functions()
        where not internal and function_type like '%macro' and comment is null
        """
    )
    assert silent.get_column("name").to_list() == []
