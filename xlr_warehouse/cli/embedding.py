"""`xlr embed` and `xlr propose`: vectors of words, and words that a masked language model puts in their places."""

from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, progress_bar, say

LANGUAGES = click.argument("languages", nargs=-1, metavar="[LANG...]")
ENCODER = click.option(
    "--encoder", required=True, help="lab-tiny, one of 'xlr pretrain', a hub name, or a local folder."
)
REVISION = click.option("--revision", help="Revision of an encoder of the hub.")
CORPUS = click.option("--corpus", help="Only this corpus.")
DEVICE = click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda or mps.")
BATCH_SIZE = click.option("--batch-size", type=int, help="Words at a time; as many as suit the device if not given.")


@click.command()
@LANGUAGES
@ENCODER
@REVISION
@click.option(
    "--pooling",
    default="mean_middle",
    show_default=True,
    help="mean_middle (mean of the word's pieces over the middle third of the layers), mean (in one layer), first "
    "(the first piece) or cls (position 0, of the last layer).",
)
@click.option("--layer", type=int, help="Hidden layer for all but mean_middle; 0 is the output of the embeddings.")
@click.option("--casing", default="kept", show_default=True, help="kept, or lower: lower-cased before it is fed.")
@CORPUS
@DEVICE
@BATCH_SIZE
@click.pass_obj
def embed(
    warehouse: Path,
    languages: tuple[str, ...],
    encoder: str,
    revision: str | None,
    pooling: str,
    layer: int | None,
    casing: str,
    corpus: str | None,
    device: str,
    batch_size: int | None,
) -> None:
    """Make word vectors.

    Each distinct word of the test sets of these languages, or of all, is fed alone to the encoder as it was
    pre-trained, as written and lower-cased; what has a vector already is left as it is.
    """
    from runners.embedding.embed import embed as make

    with progress_bar("Embedding") as tell:
        made = make(
            warehouse=warehouse,
            encoder=encoder,
            revision=revision,
            layer=layer,
            pooling=pooling,
            casing=casing,
            corpus=corpus,
            languages=languages,
            device=device,
            batch_size=batch_size,
            progress=tell,
        )
    known = f"; {made.n_known:,} were there" if made.n_known else ""
    say(f"{made.embedding} ({made.recipe.said}): landed {counted(made.n_new, 'vector')}{known}.")
    if made.n_truncated:
        cut = counted(made.n_truncated, "word is", "words are")
        say(f"{cut} longer than the encoder can see; only the beginning was fed.")
    if not made.is_pretrained:
        say(f"{encoder} is not pre-trained: its vectors are those of random weights, and say nothing of meaning.")
    say(f"Next: xlr perturb context_cosine --embedding {made.embedding}{_narrowed(languages, corpus)}")


@click.command()
@LANGUAGES
@ENCODER
@REVISION
@click.option("--top", type=int, default=10, show_default=True, help="Proposals for a word.")
@CORPUS
@DEVICE
@BATCH_SIZE
@click.pass_obj
def propose(
    warehouse: Path,
    languages: tuple[str, ...],
    encoder: str,
    revision: str | None,
    top: int,
    corpus: str | None,
    device: str,
    batch_size: int | None,
) -> None:
    """Let a masked language model propose context words.

    Each word outside entities (of section texts, each word) in the test sets of these languages, or of all, is masked
    once, and the likeliest whole words of the same script other than itself are kept. Function words are left out
    where 'xlr overlap' has told them; words that have proposals already are left as they are.
    """
    from runners.embedding.propose import propose as make

    with progress_bar("Proposing") as tell:
        made = make(
            warehouse=warehouse,
            encoder=encoder,
            revision=revision,
            top=top,
            corpus=corpus,
            languages=languages,
            device=device,
            batch_size=batch_size,
            progress=tell,
        )
    known = f"; {made.n_known:,} had some" if made.n_known else ""
    none = f", {made.n_without:,} of them without any" if made.n_without else ""
    say(
        f"{made.embedding}: landed {counted(made.n_proposals, 'proposal')} for {counted(made.n_new, 'word')}"
        f"{none}{known}."
    )
    say(f"Next: xlr perturb context_mlm{_narrowed(languages, corpus)}")


def _narrowed(languages: tuple[str, ...], corpus: str | None) -> str:
    """The options that keep a perturbation to these languages and this corpus: others have no vectors yet."""
    return "".join(f" --pair L1-{language}" for language in languages) + (f" --corpus {corpus}" if corpus else "")
