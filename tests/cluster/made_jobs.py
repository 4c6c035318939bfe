"""Jobs of which each runs a few lines of shell in place of xlr, to see what becomes of a task that does so."""

from collections.abc import Sequence
from pathlib import Path

from ingest.forms.pieces import Specials
from runners.config import TrainingConfig
from runners.job import Job, TextFile
from runners.launching.arrays import new_folder
from runners.record import EncoderFacts, TextSetName, TokenizerFacts

STAND_IN = 'source "$2/task-$3.sh"\n'
"""What is called as xlr would be: `work FOLDER N --threads N`."""


def made_job(runs: Path, run: str) -> Job:
    """A job of which only the name of the run and the folder of the runs matter."""
    name = TextSetName(corpus="c", task="ner", language="aa", split="train", perturbation="none", sha256="0")
    text = TextFile(name=name, path=runs / "text.arrow")
    return Job(
        run=run,
        task="ner",
        runs=runs,
        encoder=EncoderFacts(encoder="e", source="s", revision="r", n_parameters=None, config={}),
        weights=None,
        tokenizer=TokenizerFacts(tokenizer="t", source="s", revision="r", n_pieces=9),
        tokenizer_folder=runs / "t",
        specials=Specials(prefix=(1,), suffix=(2,), padding=0),
        forms=runs / "forms.arrow",
        train=text,
        tests=(text,),
        development=None,
        seed=1,
        config=TrainingConfig(),
        keep_model=False,
    )


def laid_out(runs: Path, tasks: Sequence[str]) -> tuple[Path, list[Job], list[str]]:
    """The folder of an array, its jobs `run-0` and on that do the lines given, and the command that does them."""
    folder = new_folder(runs)
    for number, lines in enumerate(tasks):
        (folder / f"task-{number}.sh").write_text(lines, encoding="utf-8")
    stand_in = folder / "xlr.sh"
    stand_in.write_text(STAND_IN, encoding="utf-8")
    return folder, [made_job(runs, f"run-{number}") for number in range(len(tasks))], ["bash", str(stand_in)]
