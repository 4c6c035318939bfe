"""What measuring and perturbing came to, in sentences."""

from typing import TYPE_CHECKING

from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.overlap import Measured
    from ingest.perturb import PerturbationCount, PerturbSummary

SEEN_ARMS = ("entity_unshared", "entity_placebo")
UNSEEN_ARM = "entity_unseen_placebo"


def say_measured(measured: "Measured") -> None:
    """Say how many pairs each measure counted, and which measures had nothing to count."""
    for name, n_new in measured.n_new.items():
        known = measured.n_known[name]
        if n_new:
            say(f"{name}: counted {counted(n_new, 'pair')} of text sets{f', {known:,} were known' if known else ''}.")
    known = [name for name, n_new in measured.n_new.items() if not n_new]
    if known:
        say(f"Nothing new to count: {', '.join(known)}.")
    if measured.without_tokenizer:
        say(f"Not counted without --tokenizer: {', '.join(measured.without_tokenizer)}.")
    if measured.without_text:
        say(f"Not counted, as their task has no text for this: {', '.join(measured.without_text)}.")


def say_perturbed(summary: "PerturbSummary") -> None:
    """Say, for each perturbation, how many places were eligible, changed and without candidate."""
    for name in dict.fromkeys(count.perturbation for count in summary.made):
        say(f"{name}: {_made([count for count in summary.made if count.perturbation == name])}")
    if any(not count.n_eligible and count.perturbation in SEEN_ARMS for count in summary.made):
        say(f"Where training and test share no entity, {UNSEEN_ARM} is the arm that has places.")
    if summary.n_known:
        say(f"{counted(summary.n_known, 'perturbed text set was', 'perturbed text sets were')} there already.")


def _made(counts: "Sequence[PerturbationCount]") -> str:
    """What became of the places of one perturbation, over its seeds, doses and text sets."""
    n_eligible = sum(count.n_eligible for count in counts)
    n_changed = sum(count.n_changed for count in counts)
    n_none = sum(count.n_no_candidate for count in counts)
    n_spared = n_eligible - n_changed - n_none
    n_idle = sum(not count.n_eligible for count in counts)
    made = counted(len(counts), "perturbed text set")
    if n_idle == len(counts):
        return f"made {made}, and nothing was eligible: no estimate."
    none = f", {n_none:,} without a candidate" if n_none else ""
    spared = f", {n_spared:,} spared by the dose" if n_spared else ""
    idle = f"; nothing was eligible in {n_idle:,} of them: no estimate" if n_idle else ""
    return f"made {made}; {n_changed:,} of {n_eligible:,} eligible places changed{none}{spared}{idle}."
