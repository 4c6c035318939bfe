"""`xlr audit`: what of the text repeats, leaks from training to test, or is not what it should be."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.ingesting.landing import unmatched
from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.audit.auditing import Audited
    from ingest.audit.resplitting import Resplit


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANG...]")
@click.option("--corpus", help="Only this corpus.")
@click.option(
    "--resplit", is_flag=True, help="Also deal the sentences anew, into splits that share no near duplicates."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the re-split.")
@click.option("--replace", is_flag=True, help="Let the new splits take the place of others dealt before.")
@click.pass_obj
def audit(
    warehouse: Path, languages: tuple[str, ...], corpus: str | None, seed: int, *, resplit: bool, replace: bool
) -> None:
    """Look for duplicates, leakage, templates and wrong scripts.

    Works out what is not known yet about the text sets of these languages, or of all, and shows a row for each: shares
    of sentences that repeat, follow a template, have no word outside entities; of test sentences that stand in the
    training set, and of test mentions seen there. The views audit_* say more.

    With --resplit, makes the splits train_leak_free, validation_leak_free and test_leak_free, which overlap, perturb
    and train use with --leak-free; without LANG, of every language that has a training and a test split.
    """
    from ingest.audit import auditing, resplitting, summary
    from xlr_warehouse.output import deliver, rendered
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse, create=False) as opened:
        done = [auditing.audit(opened, languages, corpus=corpus)]
        chosen = auditing.chosen_sets(opened, languages, corpus=corpus)
        to_deal, skipped = (chosen, []) if languages or not resplit else resplitting.with_both(chosen)
        dealt, gone = resplitting.resplit(opened, to_deal, seed=seed, replace=replace) if resplit else ([], None)
        if any(one.is_new for one in dealt):
            done.append(auditing.audit(opened, languages, corpus=corpus))
            chosen = auditing.chosen_sets(opened, languages, corpus=corpus)
        numbers = chosen.get_column("text_set").to_list()
        rows, said = summary.table(opened, numbers), summary.findings(opened, numbers)
    deliver(rendered(rows, "table"), out=None)
    for sentence in said:
        say(sentence)
    _say_audited(done)
    for one in dealt:
        _say_dealt(one)
    if skipped:
        say(f"Not dealt anew, for lack of a train or a test split: {', '.join(skipped)}.")
    for sentence in unmatched(gone) if gone is not None else ():
        say(sentence)
    _say_next(languages, has_dealt=bool(dealt))


def _say_audited(done: "Sequence[Audited]") -> None:
    """Say what was looked at now, and what was known."""
    n_new = sum(one.n_new for one in done)
    n_sentences = sum(one.n_sentences for one in done)
    n_pairs = sum(one.n_pairs for one in done)
    known = f" {counted(done[0].n_known, 'text set was', 'text sets were')} known." if done[0].n_known else ""
    say(
        f"Audited {counted(n_new, 'text set')} ({counted(n_sentences, 'sentence')} looked at), compared "
        f"{counted(n_pairs, 'pair')} of training and test sets.{known}"
    )


def _say_dealt(one: "Resplit") -> None:
    """Say what the re-split kept, and how large its splits are."""
    sizes = ", ".join(f"{split} {size:,}" for split, size in one.sizes.items())
    known = "" if one.is_new else "; it was there already"
    say(
        f"Leak-free splits of {one.corpus} {one.language}: {one.n_kept:,} of {counted(one.n_sentences, 'sentence')} "
        f"kept ({sizes}){known}."
    )


def _say_next(languages: tuple[str, ...], *, has_dealt: bool) -> None:
    if has_dealt:
        say("Next: xlr overlap --leak-free")
    else:
        say(f"Next: xlr audit{''.join(f' {language}' for language in languages)} --resplit, or xlr overlap")
