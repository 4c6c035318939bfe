"""`xlr pretrain`: a small encoder of one's own."""

from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, progress_bar, say


@click.command()
@click.argument("name")
@click.argument("languages", nargs=-1, metavar="[LANG[:FORM]...]")
@click.option(
    "--size",
    type=click.Choice(["tiny", "small"]),
    default="tiny",
    show_default=True,
    help="tiny (the shape of lab-tiny: minutes on two cores) or small (2.7 times as wide, twice as deep: for a GPU, "
    "or a night).",
)
@click.option("--corpus", help="Only this corpus.")
@click.option("--task", type=click.Choice(["ner", "title"]), default="ner", show_default=True, help="Whose text.")
@click.option(
    "--split",
    "splits",
    multiple=True,
    default=("train",),
    show_default=True,
    help="Splits whose text is read. No test set is, unless it is named here.",
)
@click.option(
    "--form",
    default="none",
    show_default=True,
    metavar="NAME",
    help="Form of the languages that name none: a perturbation, such as disguise, made with 'xlr perturb --training'.",
)
@click.option("--steps", type=int, help="Batches to learn from; as the size has it if not given.")
@click.option("--epochs", type=int, help="Passes over the text, instead of --steps.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of first weights, order and masks.")
@click.option("--vocabulary", type=int, help="Word pieces of the tokenizer, at most; as the size has it if not given.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda or mps.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write it into, as OUT/NAME; else it lies beside the warehouse, where --encoder NAME finds it.",
)
@click.option("--replace", is_flag=True, help="Take the place of an encoder of this name with other settings.")
@click.pass_obj
def pretrain(
    warehouse: Path,
    name: str,
    languages: tuple[str, ...],
    size: str,
    corpus: str | None,
    task: str,
    splits: tuple[str, ...],
    form: str,
    steps: int | None,
    epochs: int | None,
    seed: int,
    vocabulary: int | None,
    device: str,
    out: Path | None,
    *,
    replace: bool,
) -> None:
    """Pre-train a small encoder on your own text.

    For experiments without a network that change one thing alone: two encoders of one shape and seed, one of which has
    seen a language and one has not, or has seen it in letters that share no word piece with the other ('da
    no:disguise', after 'xlr perturb disguise --training'). What then differs is what that difference causes. It learns
    from thousands of sentences, not from billions: it takes the place of no published encoder, and its scores are not
    theirs.

    A byte-level BPE tokenizer and a BERT are fitted to the training sets of these languages, or of all, by masked
    language modelling, and saved as transformers has them, with pretraining.json, which says all that is needed to do
    it again. Interrupted, the same command goes on to the same weights.
    """
    from runners.pretraining.pretrain import pretrain as make
    from runners.pretraining.pretrain import seconds_of
    from runners.pretraining.request import Request

    request = Request(
        name=name,
        sources=languages,
        size=size,
        corpus=corpus,
        task=task,
        splits=splits,
        form=form,
        steps=steps,
        epochs=epochs,
        seed=seed,
        vocabulary=vocabulary,
        device=device,
        out=out,
        replace=replace,
    )
    with progress_bar("Pre-training") as tell:
        made = make(warehouse, request, progress=tell)
    record, curve = made.record, made.record["loss_curve"]["rows"]
    sets = record["settings"]["text_sets"]
    sentences = counted(sum(one["n_sentences"] for one in sets), "sentence")
    done = "was there already" if made.was_there else f"took {seconds_of(record):,.0f} seconds"
    say(
        f"{name}: {counted(record['n_steps'], 'step')} on {sentences} of {counted(len(sets), 'text set')} "
        f"({record['n_pieces']:,} pieces) {done}; loss {curve[0][2]:.2f} at first, {curve[-1][2]:.2f} at last."
    )
    tested = sorted({one["split"] for one in sets if one["split"].startswith("test")})
    if tested:
        say(f"It has seen {', '.join(tested)}: what it is tested on there says nothing of new text.")
    say(f"It lies in {made.folder}.")
    found = name if out is None else made.folder
    say(f"Next: xlr train --encoder {found} --on LANG --test LANG, or xlr embed --encoder {found}")
