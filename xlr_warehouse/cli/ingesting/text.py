"""`xlr ingest wikiann|conll|lab`: corpora of tokens with their entities."""

from pathlib import Path

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER, land, replace_option
from xlr_warehouse.cli.say import say

SCHEMES = ("iob2", "iob1", "io", "bioes", "bilou", "bmes", "types")


@click.command()
@click.argument("languages", nargs=-1, required=True, metavar="LANG...")
@click.option("--from", "folder", type=FOLDER, help="The folder the files are in; else they come from the hub.")
@click.option("--revision", default="", help="The commit, branch or tag of the hub; of a folder, what to note as it.")
@click.option("--jobs", type=click.IntRange(1, 32), default=4, show_default=True, help="Languages fetched at a time.")
@replace_option
@click.pass_obj
def wikiann(
    warehouse: Path, languages: tuple[str, ...], folder: Path | None, revision: str, jobs: int, *, replace: bool
) -> None:
    """WikiANN from the hub, or from a local folder.

    From the hub ('all' is every language it has) each language lands as it arrives, and repeating fetches only what
    lacks; HF_HUB_OFFLINE=1 uses what is here. From a folder it reads
    DIR/<lang>/{train,dev|val|validation,test}.{tsv,txt,conllu,bio,parquet}, DIR/<lang>.<split> in the raw form
    'lang:token<TAB>tag', either in gzip or in DIR/<lang>.tar.gz, and DIR/wikiann-<lang>.bio, the original release.
    """
    if folder is None:
        from xlr_warehouse.cli.ingesting.hub import land_wikiann

        land_wikiann(warehouse, languages, revision=revision or "main", jobs=jobs, replace=replace)
        say(f"Next: xlr overlap{_pair(languages)}")
        return
    from ingest.corpora import wikiann as reader

    land(warehouse, reader.read(languages, folder=folder, revision=revision), replace=replace)
    say(f"Next: xlr overlap{_pair(languages)}")


@click.command()
@click.argument("file", type=FOLDER)
@click.option("--corpus", required=True, help="What to call the corpus.")
@click.option("--language", required=True, help="Its language, an ISO 639 code.")
@click.option("--split", required=True, type=click.Choice(["train", "validation", "test"]), help="Which split it is.")
@click.option("--token-column", type=int, help="Column of the token, from 1; from the end if negative.")
@click.option("--tag-column", type=int, help="Column of the tag, likewise.")
@click.option("--separator", help="tab, space, comma, semicolon, bar, or one character.")
@click.option("--comment", default="#", show_default=True, help="What a line starts with that is no token.")
@click.option("--scheme", type=click.Choice(SCHEMES), help="The scheme of the tags; else told from all of them.")
@click.option("--tag-map", "renamed", multiple=True, metavar="FROM=TO", help="Rename an entity type; O drops it.")
@click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the text.")
@click.option("--revision", default="", help="What to note as the revision of the file.")
@click.option("--licence", default="unknown", show_default=True, help="Its licence, to be noted.")
@replace_option
@click.pass_obj
def conll(
    warehouse: Path,
    file: Path,
    corpus: str,
    language: str,
    split: str,
    token_column: int | None,
    tag_column: int | None,
    separator: str | None,
    comment: str,
    scheme: str | None,
    renamed: tuple[str, ...],
    encoding: str,
    revision: str,
    licence: str,
    *,
    replace: bool,
) -> None:
    """One split from a CoNLL file, plain or in gzip.

    A token a line with its tag, a blank line between sentences. Columns, separator, comments and the tag scheme are
    found out unless they are given; a file whose tags all fit another scheme (IOB1, IO, BIOES, BILOU, BMES) becomes
    IOB2, and is said to have. A stray I- tag in IOB2 is kept as it is.
    """
    from ingest.corpora import conll as reader
    from ingest.tokens.form import SEPARATORS, TokenForm

    form = TokenForm(
        separator=None if separator is None else SEPARATORS.get(separator, separator),
        token_column=_from_zero(token_column),
        tag_column=_from_zero(tag_column),
        comment=comment,
        scheme=scheme,
        tag_map=tag_map(renamed),
        encoding=encoding,
    )
    read = reader.read(
        file, corpus=corpus, language=language, split=split, form=form, revision=revision, licence=licence
    )
    land(warehouse, read, replace=replace)
    say(f"Next: xlr audit {language} --corpus {corpus}")


@click.command()
@click.option("--seed", default=1, show_default=True, help="Seed of everything generated.")
@replace_option
@click.pass_obj
def lab(warehouse: Path, seed: int, *, replace: bool) -> None:
    """Sixteen invented languages with planted overlaps, in eight pairs."""
    from ingest.corpora import lab as reader

    land(warehouse, reader.read(seed=seed), replace=replace)
    say("Next: xlr overlap --corpus lab")


def _pair(languages: tuple[str, ...]) -> str:
    return f" --pair {languages[0]}-{languages[1]}" if len(languages) == 2 else ""  # noqa: PLR2004 (a pair has two)


def _from_zero(column: int | None) -> int | None:
    """A column counted from 1, or from the end, as Python counts it."""
    if column == 0:
        raise click.UsageError("Columns count from 1, or from the end as -1, -2 ...")
    return column - 1 if column is not None and column > 0 else column


def tag_map(renamed: tuple[str, ...]) -> dict[str, str]:
    """What `--tag-map FROM=TO` says."""
    pairs = [one.partition("=") for one in renamed]
    for theirs, sign, ours in pairs:
        if not (theirs and sign and ours):
            raise click.UsageError(f"--tag-map wants FROM=TO, such as PERSON=PER, not {theirs + sign + ours!r}.")
    return {theirs: ours for theirs, _, ours in pairs}
