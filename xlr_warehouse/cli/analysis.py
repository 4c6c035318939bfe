"""`xlr overlap` and `xlr perturb`: what languages share, and test sets that lack it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.outcome import say_measured, say_perturbed
from xlr_warehouse.cli.say import counted, progress_bar, say

if TYPE_CHECKING:
    from ingest.overlap import Measure
    from ingest.perturbing.perturbation import Perturbation

PAIRS = click.option(
    "--pair", "pairs", multiple=True, metavar="L1-L2", help="A pair: L1->L2 and L2->L2. May be repeated."
)
CORPUS = click.option("--corpus", help="Only this corpus.")
LEAK_FREE = click.option(
    "--leak-free", "leak_free", is_flag=True, help="Use the leak-free splits that 'xlr audit --resplit' made."
)


@click.command()
@CORPUS
@PAIRS
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="A measure; if none is named, all but those of the reference. May be repeated.",
)
@click.option(
    "--tokenizer",
    "tokenizers",
    multiple=True,
    metavar="FOLDER|NAME",
    help="Count word pieces of this tokenizer: a folder with a tokenizer.json, or a name of the hub. May be repeated.",
)
@click.option("--rarefied", is_flag=True, help="Expected counts at equal sample sizes too: that of the smallest text.")
@click.option(
    "--sample-size",
    "sample_sizes",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Expected counts at this sample size too. May be repeated.",
)
@LEAK_FREE
@click.option("--list", "only_list", is_flag=True, help="List the measures and stop.")
@click.pass_obj
def overlap(
    warehouse: Path,
    corpus: str | None,
    pairs: tuple[str, ...],
    measures: tuple[str, ...],
    tokenizers: tuple[str, ...],
    sample_sizes: tuple[int, ...],
    *,
    rarefied: bool,
    leak_free: bool,
    only_list: bool,
) -> None:
    """Count what training sets and test sets share.

    Without pairs, every training set against every test set of its corpus.
    """
    from ingest.forms.tokenizers import find_tokenizer
    from ingest.overlap import MEASURES, Measure, measure_overlap
    from ingest.pairs import tasks_here
    from xlr_warehouse.warehouse import Warehouse

    if only_list:
        _list(MEASURES, "MEASURE", Measure)
        return
    found = [find_tokenizer(name) for name in dict.fromkeys(tokenizers)]
    with Warehouse.writing(warehouse, create=False) as opened:
        measured = measure_overlap(
            opened,
            corpus=corpus,
            pairs=pairs or None,
            measures=measures or None,
            tokenizers=found,
            sample_sizes=((0,) if rarefied else ()) + sample_sizes,
            leak_free=leak_free,
        )
        has_ner = "ner" in tasks_here(opened, corpus)
    say_measured(measured)
    if rarefied or sample_sizes:
        small = f"; {measured.n_too_small:,} left out, as a side is too small" if measured.n_too_small else ""
        say(f"At equal sample sizes: {counted(measured.n_rarefied, 'new count')}{small}.")
    names = "entity_unshared entity_placebo" if has_ner else "title_random title_placebo"
    say(f"Next: xlr perturb {names}{_narrowed(corpus, pairs, leak_free=leak_free)}")


def _narrowed(corpus: str | None, pairs: tuple[str, ...], *, leak_free: bool) -> str:
    """The options that say again which text sets are meant."""
    named = f" --corpus {corpus}" if corpus else ""
    return named + "".join(f" --pair {pair}" for pair in pairs) + (" --leak-free" if leak_free else "")


@click.command()
@click.argument("names", nargs=-1, metavar="NAME...")
@CORPUS
@PAIRS
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), show_default=True, help="May be repeated.")
@click.option(
    "--dose",
    "doses",
    type=float,
    multiple=True,
    default=(1.0,),
    show_default=True,
    help="Share of the eligible places to change; smaller doses are parts of larger ones. May be repeated.",
)
@click.option(
    "--embedding",
    "embeddings",
    multiple=True,
    metavar="NAME",
    help="Use these word vectors (or those of this encoder); all there are if none is named. May be repeated.",
)
@click.option("--parameter", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter of a perturbation.")
@click.option("--tokenizer", metavar="FOLDER|NAME", help="Note for each edit how many word pieces it adds.")
@click.option("--training", "training_too", is_flag=True, help="Perturb the training sets too, to be trained on.")
@LEAK_FREE
@click.option("--list", "only_list", is_flag=True, help="List the perturbations and stop.")
@click.pass_obj
def perturb(
    warehouse: Path,
    names: tuple[str, ...],
    corpus: str | None,
    pairs: tuple[str, ...],
    seeds: tuple[int, ...],
    doses: tuple[float, ...],
    embeddings: tuple[str, ...],
    settings: tuple[str, ...],
    tokenizer: str | None,
    *,
    training_too: bool,
    leak_free: bool,
    only_list: bool,
) -> None:
    """Make perturbed test sets: NAME is a perturbation, such as entity_unshared; --list lists them.

    Without pairs, every test set against every training set of its corpus.
    """
    from ingest.forms.tokenizers import find_tokenizer
    from ingest.pairs import tasks_here
    from ingest.perturb import PERTURBATIONS, How
    from ingest.perturb import perturb as make
    from ingest.perturbing.perturbation import Perturbation
    from xlr_warehouse.catalog import canonical, plugin
    from xlr_warehouse.warehouse import Warehouse

    if only_list:
        _list(PERTURBATIONS, "PERTURBATION", Perturbation)
        return
    if not names:
        raise click.UsageError("Name a perturbation, or see --list.")
    how = How(
        seeds=seeds,
        doses=doses,
        embeddings=embeddings,
        parameters=dict(map(_parameter, settings)),
        tokenizer=find_tokenizer(tokenizer) if tokenizer else None,
        leak_free=leak_free,
        training_too=training_too,
    )
    with Warehouse.writing(warehouse, create=False) as opened, progress_bar("Perturbing") as tell:
        summary = make(opened, names, corpus=corpus, pairs=pairs or None, how=how, progress=tell)
        here = tasks_here(opened, corpus)
    say_perturbed(summary)
    chosen = {name: plugin(PERTURBATIONS, name, "PERTURBATION", Perturbation) for name in map(canonical, names)}
    own = [name for name, one in chosen.items() if {"vectors", "proposals"} & set(one.needs)]
    if own:
        say(f"Only the encoder whose vectors or proposals have a part is tested on {', '.join(own)}.")
    if not any(task == "ner" for one in chosen.values() for task in one.tasks if task in here):
        say('Next: xlr sql "from perturbation_validity"')
        return
    options = f" --form {next(iter(chosen))}" if training_too else ""
    options += " --leak-free" if leak_free else ""
    say(f"Next: xlr train --encoder ENCODER {_languages(pairs)}{f' --corpus {corpus}' if corpus else ''}{options}")


def _languages(pairs: tuple[str, ...]) -> str:
    """The languages to train and test on for one pair; placeholders for none or several."""
    match pairs:
        case (pair,):
            source, target = pair.split("-", 1) if pair.count("-") == 1 else ("L1", "L2")
            return " ".join(f"--on {language}" for language in dict.fromkeys((source, target))) + f" --test {target}"
        case _:
            return "--on L1 --on L2 --test L2"


def _parameter(setting: str) -> tuple[str, float]:
    name, _, value = setting.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError as failure:
        raise click.UsageError(f"{setting!r} sets no parameter; write NAME=VALUE, such as rate=0.1.") from failure


def _list(package: str, constant: str, kind: type["Measure"] | type["Perturbation"]) -> None:
    """Write the names of a catalogue and what each is, a line each."""
    from xlr_warehouse.catalog import names, plugin

    for name in names(package):
        click.echo(f"{name:<26} {plugin(package, name, constant, kind).summary}")
