"""`xlr ingest predictions`: what other systems predicted."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER, SHOWN
from xlr_warehouse.cli.say import counted, progress_bar, say

if TYPE_CHECKING:
    from ingest.predictions.aligned_files import AlignedFile
    from ingest.predictions.landing import Imported

ALLOWED = click.Choice(["truncated", "missing-sentences", "other-tokens"])
FEW = 10
"""How many files that do not fit a pattern are named; of more, only the number is told."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER, metavar="PATH...")
@click.option("--corpus", default="", help="The corpus predicted.")
@click.option("--language", default="", help="The language predicted.")
@click.option("--split", default="test", show_default=True, help="The split predicted.")
@click.option("--encoder", default="", help="What to call the system's encoder.")
@click.option(
    "--trained-on",
    default="",
    metavar="LANG",
    help="The language the system was trained on; '{language}': that predicted.",
)
@click.option("--seed", default=1, show_default=True, help="The seed of its training.")
@click.option(
    "--pattern",
    metavar="PATTERN",
    help="How files below the folders PATH are named, such as '{encoder}_{language}/predictions{seed}.txt'; further "
    "placeholders are {trained_on}, {corpus}, {split} and {perturbation_id}, and * is anything within a name. What "
    "the pattern does not say comes from the options.",
)
@click.option(
    "--train-corpus",
    metavar="NAME",
    help="The system was trained on this corpus, which is here: on its split train, or train_leak_free where "
    "test_leak_free is predicted.",
)
@click.option("--train-split", metavar="NAME", help="The split it was trained on, where it is another one.")
@click.option(
    "--perturbation-id",
    default="none",
    metavar="ID",
    help="The predictions are for the text that this perturbation made.",
)
@click.option(
    "--language-map", multiple=True, metavar="THEIRS=OURS", help="Another code for a language, such as bam=bm."
)
@click.option(
    "--allow",
    multiple=True,
    type=ALLOWED,
    help="Permit a difference from the text: sentences cut short or missing (their tokens count as O), or as many "
    "tokens but other ones.",
)
@click.option("--replace", is_flag=True, help="Let these predictions take the place of other ones of the same run.")
@click.pass_obj
def predictions(
    warehouse: Path,
    paths: tuple[Path, ...],
    corpus: str,
    language: str,
    split: str,
    encoder: str,
    trained_on: str,
    seed: int,
    pattern: str | None,
    train_corpus: str | None,
    train_split: str | None,
    perturbation_id: str,
    language_map: tuple[str, ...],
    allow: tuple[str, ...],
    *,
    replace: bool,
) -> None:
    """Predictions of other systems.

    For text sets that are in the warehouse; a file, or whole folders of them with --pattern. The form is told by the
    content: a token and its predicted tag a line; tags alone, a line a sentence (the predictions.txt of run_ner) or a
    tag a line; Parquet or JSON, a row a sentence with the lists 'predictions' and perhaps 'tokens' and
    'probabilities', or a row a token with 'sentence', 'position', 'tag' and perhaps 'form' and 'probability'.

    The tokens must be those of the text set; of tags alone only the numbers can be checked.

    To predict a perturbed text, write it out first:

    \b
      xlr sql --out text.parquet "select sentence, list(form order by position) as tokens
        from token join perturbation on text_set = perturbed_set
        where perturbation_id = 'ID' group by sentence order by sentence"

    add the column 'predictions' to it, and bring it in with --perturbation-id ID. With --train-corpus such runs join
    degradation and overlap_and_degradation like those trained here.
    """  # noqa: D301 (click takes the character itself for the sign of a paragraph to leave as it is)
    from ingest.predictions.landing import import_predictions
    from ingest.predictions.patterns import find_files
    from ingest.predictions.systems import Options

    options = Options(
        corpus=corpus,
        language=language,
        split=split,
        encoder=encoder,
        trained_on=trained_on,
        seed=seed,
        train_corpus=train_corpus,
        train_split=train_split,
        perturbation_id=perturbation_id,
        languages=_languages(language_map),
    )
    _check_usage(pattern, corpus=corpus, language=language, encoder=encoder, trained_on=trained_on)
    search = find_files(paths, pattern=pattern)
    with progress_bar("Predictions") as tell:
        imported = import_predictions(warehouse, search.found, options, allow=allow, replace=replace, tell=tell)
    if search.others:
        names = f" ({', '.join(search.others)})" if len(search.others) <= FEW else ""
        say(f"Left {counted(len(search.others), 'file')} that the pattern does not fit{names}.")
    for sentence in _account(imported):
        say(sentence)
    say('Next: xlr sql "from score"')


def _check_usage(pattern: str | None, **given: str) -> None:
    """What the pattern does not say must be given."""
    from ingest.predictions.patterns import named_in

    said = named_in(pattern) if pattern is not None else []
    for name, value in given.items():
        if not value and name not in said:
            option = f"--{name.replace('_', '-')}"
            hint = f" (or a pattern with '{{{name}}}')" if pattern is not None else ""
            raise click.UsageError(f"Missing option '{option}'{hint}.")


def _languages(mappings: tuple[str, ...]) -> dict[str, str]:
    languages: dict[str, str] = {}
    for mapping in mappings:
        theirs, _, ours = mapping.partition("=")
        if not theirs or not ours:
            raise click.BadParameter(f"{mapping!r} is not of the form THEIRS=OURS.", param_hint="--language-map")
        languages[theirs] = ours
    return languages


def _account(imported: "Imported") -> list[str]:
    """What landed, what was there already, and what was permitted or could not be checked."""
    new = imported.new
    n_known = len(imported.files) - len(new)
    unchanged = "they stay as they are" if imported.n_trained else "nothing changed"
    if len(imported.files) == 1:
        run, n_tokens = imported.files[0].target.system.run, imported.files[0].n_tokens
        said = [f"Landed {n_tokens:,} predicted tags as the run {run}."]
        if not new:
            said = [f"The run {run} has these predictions already; {unchanged}."]
    else:
        n_tokens = sum(file.n_tokens for file in new)
        runs = counted(len({file.target.system.run for file in imported.files}), "run")
        known = f" ({n_known:,} were there already)" if n_known else ""
        said = [f"Landed {counted(len(new), 'file')} of predictions{known} of {runs}: {n_tokens:,} predicted tags."]
        if not new:
            said = [f"The {runs} have these predictions already; {unchanged}."]
    if imported.n_shared:
        said.append(
            f"{counted(imported.n_shared, 'more file')} had the same tags for a text that two perturbations share."
        )
    if imported.n_trained:
        said.append(f"Noted the training set of {counted(imported.n_trained, 'run')}.")
    without = [file.target.name for file in new if not file.has_tokens]
    if without:
        said.append(
            f"Only the numbers of sentences and tags could be checked, as there are no tokens: {_named(without)}."
        )
    gold = [file.target.name for file in new if file.is_gold]
    if gold:
        said.append(f"Every tag is the gold one; are these predictions? ({_named(gold)})")
    return [*said, *_permitted(new)]


def _permitted(files: Sequence["AlignedFile"]) -> list[str]:
    aligned = [file.aligned for file in files]
    counts = [
        (sum(one.n_truncated_sentences for one in aligned), "cut short"),
        (sum(one.n_missing_sentences for one in aligned), "missing"),
        (sum(one.n_other_sentences for one in aligned), "with other tokens"),
    ]
    told = [f"{counted(n, 'sentence')} {what}" for n, what in counts if n]
    filled = sum(one.n_filled for one in aligned)
    tail = f"; {counted(filled, 'token')} without a prediction count as O" if filled else ""
    return [f"Permitted: {', '.join(told)}{tail}."] if told else []


def _named(names: list[str]) -> str:
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{rest}"
