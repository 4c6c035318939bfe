"""`xlr ingest hub`, and `xlr ingest wikiann` without a folder: data sets of the hub."""

from collections.abc import Sequence
from dataclasses import replace as replaced
from pathlib import Path

import click

from xlr_warehouse.cli.ingesting.landing import account, land, replace_option
from xlr_warehouse.cli.ingesting.text import SCHEMES, tag_map
from xlr_warehouse.cli.say import counted, progress_bar, say


@click.command()
@click.argument("dataset", metavar="DATASET")
@click.option("--language", required=True, help="The language of the text, an ISO 639 code.")
@click.option("--config", help="Which configuration, where it has several.")
@click.option("--revision", default="main", show_default=True, help="A branch, tag or commit of it.")
@click.option("--corpus", help="What to call the corpus; else the last part of the data set's name.")
@click.option("--tokens", metavar="COLUMN", help="The column of the tokens, where its name does not say.")
@click.option("--tags", metavar="COLUMN", help="The column of the tags, likewise.")
@click.option("--labels", metavar="O,B-X,...", help="The names of the classes in order, where it does not name them.")
@click.option("--split", "splits", multiple=True, metavar="OURS=THEIRS", help="What a split of ours is called there.")
@click.option("--scheme", type=click.Choice(SCHEMES), help="The scheme of the tags; else told from all of them.")
@click.option("--tag-map", "renamed", multiple=True, metavar="FROM=TO", help="Rename an entity type; O drops it.")
@click.option("--jobs", type=click.IntRange(1, 32), default=4, show_default=True, help="Files fetched at a time.")
@replace_option
@click.pass_obj
def hub(
    warehouse: Path,
    dataset: str,
    language: str,
    config: str | None,
    revision: str,
    corpus: str | None,
    tokens: str | None,
    tags: str | None,
    labels: str | None,
    splits: tuple[str, ...],
    scheme: str | None,
    renamed: tuple[str, ...],
    jobs: int,
    *,
    replace: bool,
) -> None:
    """A token-classification data set of the hub.

    DATASET is its name (owner/name). A row is a sentence, with a list of tokens and a list of tags, named or as class
    numbers. The revision is resolved to a commit, which is noted; give that commit to read the same again. A data set
    that is made by a program is read from the hub's copy in Parquet. Files are kept in the hub's cache (HF_HOME), and
    with HF_HUB_OFFLINE=1 only that is used.
    """
    from ingest.corpora import hub as reader
    from ingest.hub.splits import parse_splits

    ask = reader.HubAsk(
        language=language,
        config=config,
        revision=revision,
        corpus=corpus,
        tokens=tokens,
        tags=tags,
        labels=None if labels is None else tuple(label.strip() for label in labels.split(",")),
        scheme=scheme,
        tag_map=tag_map(renamed),
        splits=parse_splits(splits),
    )
    with progress_bar(f"Fetching {dataset}") as tell:
        brought = reader.read(dataset, ask, jobs=jobs, tell=tell)
    for sentence in brought.said:
        say(sentence)
    land(warehouse, brought.corpus, replace=replace)
    say(f"Next: xlr audit {language} --corpus {brought.corpus.name}")


def land_wikiann(warehouse: Path, languages: Sequence[str], *, revision: str, jobs: int, replace: bool) -> None:
    """Land each language of WikiANN as it arrives from the hub.

    Raises `XlrError` at the end, naming the languages that did not arrive, and why the first of them did not.
    """
    from ingest.hub.wikiann import find_wikiann, read_hub
    from ingest.load import load
    from xlr_warehouse.errors import XlrError
    from xlr_warehouse.warehouse import Warehouse

    repository, wanted = find_wikiann(languages, revision=revision)
    say(f"WikiANN is at the commit {repository.sha}: {counted(len(wanted), 'language')}, {jobs} at a time.")
    failed: list[tuple[str, XlrError]] = []
    for n, arrived in enumerate(read_hub(repository, wanted, jobs=jobs), start=1):
        place = f"{arrived.language} ({n} of {len(wanted)})"
        try:
            if arrived.failure is not None or arrived.corpus is None:
                raise arrived.failure or XlrError("nothing came.")
            with Warehouse.writing(warehouse) as opened:
                landed = load(opened, arrived.corpus, replace=replace)
        except XlrError as failure:
            failed.append((arrived.language, failure))
            say(f"WikiANN {place} did not come in.")
        else:
            account(replaced(arrived.corpus, name=f"{arrived.corpus.name} {place}"), landed)
    if failed:
        names = ", ".join(language for language, _ in failed)
        which = f"{len(failed)} of {counted(len(wanted), 'language')} of WikiANN did not come in ({names})"
        raise XlrError(f"{which}; {failed[0][0]}: {failed[0][1]} Repeating this fetches only what lacks.")
