"""Perturbing: the named perturbations of the test sets of pairs, landed as text sets with every edit."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from ingest.load import TextSetKey, append_ner
from ingest.pairs import SetPair, set_pairs
from ingest.perturbing import Perturbation, PerturbationInput, Perturbed
from xlr_warehouse.catalog import canonical, plugin
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

PERTURBATIONS = "ingest.perturbations"
LARGEST_SEED = 2**31 - 1
"""Seeds are stored as 32-bit integers."""


@dataclass(frozen=True, kw_only=True)
class PerturbationCount:
    """What became of one perturbation: how many places it had, changed, and had no candidate for."""

    perturbation: str
    train_language: str
    test_language: str
    seed: int
    n_eligible: int
    n_changed: int
    n_no_candidate: int


@dataclass(frozen=True, kw_only=True)
class PerturbSummary:
    """What perturbing did: a count for each perturbation made, and how many were there already."""

    made: tuple[PerturbationCount, ...]
    n_known: int


def perturb(
    warehouse: Warehouse,
    perturbations: Sequence[str],
    *,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    seeds: Sequence[int] = (1,),
    dose: float = 1.0,
    leak_free: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> PerturbSummary:
    """Make every perturbation asked for that is not there yet, a transaction for each test set and training set.

    With `leak_free` the splits that were dealt anew are perturbed, against one another. `progress` is told how many
    pairs of text sets are done, of how many.
    """
    if not 0 < dose <= 1:
        raise InputError(f"The dose is a share above 0 and up to 1, not {dose:g}.")
    seeds = _checked(seeds)
    wanted = {name: plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation) for name in map(canonical, perturbations)}
    made: list[PerturbationCount] = []
    n_known = 0
    asked = set_pairs(warehouse, task="ner", corpus=corpus, pairs=pairs, leak_free=leak_free)
    for done, pair in enumerate(asked):
        if progress is not None:
            progress(done, len(asked))
        todo = [
            (name, perturbation, seed)
            for name, perturbation in wanted.items()
            for seed in seeds
            if not _is_known(warehouse, _perturbation_id(name, pair, seed, dose))
        ]
        n_known += len(wanted) * len(seeds) - len(todo)
        made += _perturb_pair(warehouse, pair, todo, dose)
    if progress is not None:
        progress(len(asked), len(asked))
    return PerturbSummary(made=tuple(made), n_known=n_known)


def _checked(seeds: Sequence[int]) -> tuple[int, ...]:
    for seed in seeds:
        if not 0 <= seed <= LARGEST_SEED:
            raise InputError(f"A seed must lie between 0 and {LARGEST_SEED}, not {seed}.")
    return tuple(dict.fromkeys(seeds))


def _perturb_pair(
    warehouse: Warehouse, pair: SetPair, todo: Sequence[tuple[str, Perturbation, int]], dose: float
) -> list[PerturbationCount]:
    if not todo:
        return []
    tokens = warehouse.frame(
        "select sentence, position, form, tag from token where text_set = $number order by sentence, position",
        number=pair.test_set,
    )
    mentions = warehouse.frame(
        "select * exclude (text_set) from mention where text_set = $number order by sentence, mention",
        number=pair.test_set,
    )
    training_counts = warehouse.frame(
        "select text, count(*) as n from mention where text_set = $number group by text", number=pair.train_set
    )
    counts: list[PerturbationCount] = []
    with warehouse.transaction():
        for name, perturbation, seed in todo:
            given = PerturbationInput(
                tokens=tokens,
                mentions=mentions,
                training_counts=training_counts,
                names=(seed, name, pair.train_sha256, pair.test_sha256),
                dose=dose,
            )
            perturbed = perturbation.build(given)
            _land(warehouse, pair, name, perturbed, seed=seed, dose=dose)
            counts.append(
                PerturbationCount(
                    perturbation=name,
                    train_language=pair.train_language,
                    test_language=pair.test_language,
                    seed=seed,
                    n_eligible=perturbed.n_eligible,
                    n_changed=perturbed.n_changed,
                    n_no_candidate=perturbed.n_no_candidate,
                )
            )
    return counts


def _land(warehouse: Warehouse, pair: SetPair, name: str, perturbed: Perturbed, *, seed: int, dose: float) -> None:
    key = TextSetKey(
        corpus=pair.corpus, task="ner", language=pair.test_language, split=pair.test_split, perturbation=name
    )
    number = append_ner(warehouse, key, perturbed.tokens, original=pair.test_set)
    perturbation_id = _perturbation_id(name, pair, seed, dose)
    row = {
        "perturbation_id": perturbation_id,
        "perturbation": name,
        "train_set": pair.train_set,
        "test_set": pair.test_set,
        "perturbed_set": number,
        "seed": seed,
        "dose": dose,
        "parameters": json.dumps({}),
        "n_eligible": perturbed.n_eligible,
        "n_changed": perturbed.n_changed,
        "n_no_candidate": perturbed.n_no_candidate,
    }
    warehouse.append("perturbation", pl.DataFrame([row]))
    identified = pl.lit(perturbation_id).alias("perturbation_id")
    warehouse.append("replacement", perturbed.replacements.with_columns(identified))
    warehouse.append("edit", perturbed.edits.with_columns(identified, text_set=pl.lit(number)))


def _is_known(warehouse: Warehouse, perturbation_id: str) -> bool:
    return bool(warehouse.one("select count(*) from perturbation where perturbation_id = $id", id=perturbation_id))


def _perturbation_id(name: str, pair: SetPair, seed: int, dose: float) -> str:
    determined = json.dumps([name, pair.train_sha256, pair.test_sha256, seed, dose])
    short = hashlib.sha256(determined.encode()).hexdigest()[:8]
    return f"{name}-{pair.corpus}.{pair.train_language}.{pair.test_language}-s{seed}-d{dose:g}-{short}"
