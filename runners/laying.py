"""Laying ready: the files that workers read, so that none of them opens the warehouse.

Each text set is a file in which a text is a number, one file holds the pieces of every text, and each job is a file.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from runners.job import Job, TextFile
from runners.needs import TextSet
from runners.plan import Plan
from xlr_warehouse.warehouse import Warehouse

FORMS = "forms.arrow"


def lay_ready(warehouse: Warehouse, plan: Plan, *, folder: Path, runs: Path, keep_model: bool) -> list[Job]:
    """The jobs of the runs of a plan that lack something, with what they read written into `folder`."""
    wanted = [run for run in plan.runs if run.missing]
    if not wanted:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    sets = {
        text_set.number: text_set
        for run in wanted
        for text_set in (run.train, *run.missing, *((run.development,) if run.development else ()))
    }
    files = _text_files(warehouse, plan, sets, folder=folder)
    return [
        Job(
            run=run.run,
            task=plan.task,
            runs=runs.resolve(),
            encoder=plan.encoder,
            weights=None if plan.weights is None else plan.weights.resolve(),
            tokenizer=plan.tokenizer.facts,
            tokenizer_folder=plan.tokenizer.folder.resolve(),
            specials=plan.tokenizer.cutter.specials,
            forms=(folder / FORMS).resolve(),
            train=files[run.train.number],
            tests=tuple(files[text_set.number] for text_set in run.missing),
            development=None if run.development is None else files[run.development.number],
            seed=run.seed,
            config=plan.config,
            keep_model=keep_model,
        )
        for run in wanted
    ]


def _text_files(warehouse: Warehouse, plan: Plan, sets: Mapping[int, TextSet], *, folder: Path) -> dict[int, TextFile]:
    """Write the text sets, and the pieces of their texts, each distinct one cut once."""
    from runners.tasks.task import task_named  # torch, which is not needed to say that it is lacking

    task = task_named(plan.task)
    frames = {number: task.content(warehouse, number) for number in sets}
    columns = [frame.get_column(name) for frame in frames.values() for name in task.texts]
    texts = pl.concat([pl.Series("text", [], dtype=pl.String), *(column.alias("text") for column in columns)])
    distinct = texts.unique(maintain_order=True)
    cut = task.cut(plan.tokenizer.cutter, distinct.to_list(), plan.config)
    pl.DataFrame({"pieces": cut}, schema={"pieces": pl.List(pl.Int32)}).write_ipc(folder / FORMS)
    number_of = distinct.to_frame("text").with_row_index("number")
    files: dict[int, TextFile] = {}
    for number, frame in frames.items():
        numbered = frame
        for name in task.texts:
            numbered = numbered.join(
                number_of.rename({"text": name, "number": f"{name}.number"}), on=name, how="left", maintain_order="left"
            )
            numbered = numbered.drop(name).rename({f"{name}.number": name})
        files[number] = TextFile(name=sets[number].name, path=(folder / f"{number}.arrow").resolve())
        numbered.write_ipc(files[number].path)
    return files
