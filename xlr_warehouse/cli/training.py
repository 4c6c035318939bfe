"""`xlr train`: fine-tune encoders and test them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.launching import cluster_of, launching_options
from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from runners.fine_tune import Summary


@click.command()
@click.option(
    "--task", type=click.Choice(["ner", "title"]), default="ner", show_default=True, help="What to train for."
)
@click.option("--encoder", required=True, help="lab-tiny, one of 'xlr pretrain', a hub name, or a local folder.")
@click.option("--revision", help="Revision of an encoder of the hub.")
@click.option(
    "--tokenizer",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the tokenizer for an encoder trained from scratch; else one is fitted on the training texts.",
)
@click.option("--on", "on", multiple=True, required=True, metavar="LANG", help="Language to train on: a run each.")
@click.option("--test", "test", multiple=True, required=True, metavar="LANG", help="Language to test on.")
@click.option("--corpus", help="Only this corpus.")
@click.option(
    "--form",
    default="none",
    show_default=True,
    metavar="NAME",
    help="Train and test on the text in this form: a perturbation, such as romanise, of both sets.",
)
@click.option("--seed", "seeds", type=int, multiple=True, default=(1,), show_default=True, help="A run each.")
@click.option("--epochs", type=int, help="Passes over the training set.")
@click.option("--batch-size", type=int, help="Sentences a step.")
@click.option("--learning-rate", type=float, help="Highest learning rate.")
@click.option("--max-length", type=int, help="Longest window, in word pieces.")
@click.option(
    "--selection",
    type=click.Choice(["last", "source_dev"]),
    help="Weights to take: the last (if not given), or those of the best epoch on the validation set trained on.",
)
@click.option(
    "--precision",
    type=click.Choice(["auto", "float32", "bfloat16"]),
    help="Bits of the computation; auto if not given.",
)
@click.option("--jobs", type=int, help="Runs at a time; if not given, as suits the encoder and the machine.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, mps, or several: cuda:0,cuda:1.")
@click.option("--watch", type=click.Choice(["tensorboard", "wandb"]), help="Send each logged step to a tool you have.")
@click.option(
    "--leak-free", "leak_free", is_flag=True, help="Train and test on the splits that 'xlr audit --resplit' made."
)
@click.option("--crossed", is_flag=True, help="Test also on what was perturbed against the other languages of --on.")
@click.option(
    "--bundles",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder for a copy of each run bundle, to be landed elsewhere with 'xlr ingest runs'.",
)
@click.option("--keep-model/--drop-model", default=True, show_default=True, help="Keep weights, to test them later.")
@launching_options
@click.pass_obj
def train(
    warehouse: Path,
    task: str,
    encoder: str,
    revision: str | None,
    tokenizer: Path | None,
    on: tuple[str, ...],
    test: tuple[str, ...],
    corpus: str | None,
    form: str,
    seeds: tuple[int, ...],
    epochs: int | None,
    batch_size: int | None,
    learning_rate: float | None,
    max_length: int | None,
    selection: str | None,
    precision: str | None,
    jobs: int | None,
    device: str,
    watch: str | None,
    launcher: str,
    slurm: tuple[str, ...],
    slurm_setup: tuple[str, ...],
    bundles: Path | None,
    *,
    leak_free: bool,
    crossed: bool,
    keep_model: bool,
) -> None:
    """Fine-tune an encoder and test it.

    Each run is tested on the test sets as they came, and on every perturbed form of them that was made without a
    training set or against its own, and without word vectors and proposals or with those of its own encoder. With
    --crossed it is tested as well on what was perturbed against the training sets of the other languages of --on: a
    native and a cross-lingual model then meet the same edits. With --form a run is trained on the training set that
    'xlr perturb NAME --training' made and tested on the test sets in the same form, and on no other. What is in the
    warehouse already is neither trained nor tested again.
    """
    from runners.fine_tune import fine_tune
    from runners.request import Means

    overrides = {
        "epochs": epochs,
        "batch_size": batch_size,
        "learning_rate": learning_rate,
        "max_length": max_length,
        "selection": selection,
        "precision": precision,
    }
    summary = fine_tune(
        warehouse=warehouse,
        encoder=encoder,
        revision=revision,
        tokenizer=tokenizer,
        on=on,
        test=test,
        seeds=seeds,
        task=task,
        corpus=corpus,
        form=form,
        leak_free=leak_free,
        crossed=crossed,
        overrides=overrides,
        means=Means(
            jobs=jobs,
            device=device,
            keep_model=keep_model,
            copies=bundles,
            watch=watch,
            cluster=cluster_of(launcher, slurm, slurm_setup, jobs=jobs),
        ),
        progress=tell_runs(),
        tell=say,
    )
    say_trained(summary)
    shown = "transliteration" if form != "none" else "score" if task == "ner" else "title_score"
    say(f'Next: xlr sql "from {shown}", or xlr report')


def tell_runs() -> "Callable[..., None]":
    """A function that tells each run that is done."""

    def tell(run: str, *, done: int, total: int) -> None:
        say(f"  {done:>{len(str(total))}}/{total}  {run}")

    return tell


def say_trained(summary: "Summary") -> None:
    """Say how many runs were trained, recalled or complete, what was left out, and what landed."""
    if summary.n_elsewhere:
        say(f"{counted(summary.n_elsewhere, 'run')} left to another process that is making them: 'xlr status' tells.")
    if summary.n_failed_before:
        say(f"{counted(summary.n_failed_before, 'run')} left out, failed before: --retry-failed tries them again.")
    say(
        f"{counted(summary.n_runs, 'run')}: {summary.n_trained} trained, {summary.n_recalled} tested on more, "
        f"{summary.n_complete} complete already; landed {counted(summary.landed.n_evaluations, 'evaluation')}, "
        f"{counted(summary.landed.n_predictions, 'prediction')}."
    )
