"""A made-up study with what real ones have: missing seeds and perturbations, a run that finds nothing, duplicates."""

from ingest.audit.auditing import audit
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

CROSSED = """
    create temporary table crossed as
    select distinct run.run, perturbed.text_set, perturbed.n_tokens
    from run
    inner join perturbation on run.train_set <> perturbation.train_set
    inner join text_set as perturbed on perturbation.perturbed_set = perturbed.text_set
    inner join evaluation on run.run = evaluation.run and perturbed.original = evaluation.text_set
    anti join evaluation as known on run.run = known.run and perturbed.text_set = known.text_set;
    insert into evaluation select run, text_set, n_tokens, 0, null from crossed;
    insert into predicted_mention
    select
        crossed.run, mention.text_set, mention.sentence, mention.first_token, mention.end_token, mention.type,
        mention.starts_with_b, true
    from crossed inner join mention on crossed.text_set = mention.text_set
    where hash(crossed.run, mention.text, mention.sentence) % 3 <> 0
    order by all;
    drop table crossed
"""


def land_uneven(warehouse: Warehouse) -> None:
    """Land a study in which every native and cross-lingual model also met the edits made against the other.

    Its first source lacks a seed, its second misses a perturbation, the last finds nothing at all, and every third
    sentence of a test set is a duplicate of the one before it, every fourth one stands nearly in training.
    """
    land_study(warehouse, seeds=(1, 2, 3))
    for statement in CROSSED.split(";"):
        warehouse.execute(statement)
    warehouse.execute(
        """
        update sentence set duplicate_of = -(sentence + 1) + if(sentence % 3 = 1, 1, 0)
        where text_set in (select text_set from text_set where split = 'test')
        """
    )
    audit(warehouse)
    warehouse.execute(
        "update near_in_training set sentences = list_filter(range(0, 60), lambda n: (n + train_set) % 4 = 0)"
    )
    for table in ("predicted_mention", "evaluation", "run"):
        warehouse.execute(f"delete from {table} where run = 'ner-small-made.aa-s3'")
    warehouse.execute(
        """
        delete from evaluation where (run, text_set) in (
            select run, text_set from evaluation_setting
            where train_language = 'cc' and perturbation = 'entity_placebo' and perturbation_seed = 1
        )
        """
    )
    warehouse.execute("delete from predicted_mention where starts_with(run, 'ner-small-made.gg-')")
