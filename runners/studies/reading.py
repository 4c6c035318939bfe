"""Reading a study: a TOML file becomes a `Study`, or one sentence on what is wrong with it."""

import re
import tomllib
from pathlib import Path

from runners.config import PROFILES
from runners.embedding.recipe import CASINGS, POOLINGS
from runners.studies.encoders import read_encoders, read_pretrained
from runners.studies.study import SETTINGS, NamesAsked, OverlapAsked, Pair, Study, TaskAsked, VectorsAsked
from runners.studies.tables import Table
from runners.studies.tasks import read_pairs, read_task
from runners.tasks import TASKS
from xlr_warehouse.catalog import canonical, plugin
from xlr_warehouse.errors import InputError, UnknownNameError

SHIPPED = Path(__file__).parent
GENERATED = ("lab",)
"""Corpora that need no file and no network."""
NAME_KINDS = ("given_name", "surname", "place")
KEYS = (
    "name",
    "summary",
    "pairs",
    "settings",
    "encoders",
    "pretrain",
    "seeds",
    "profile",
    "ingest",
    "names",
    "overlap",
    "vectors",
    "alignment",
    "leak_free",
    "keep_model",
    "task",
)


def shipped_studies() -> list[str]:
    """The names of the studies that come with xlr."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def find_study(name: str) -> Study:
    """The study in a file, or the shipped one of that name; raises `XlrError` where there is none or it is wrong."""
    path = Path(name).expanduser()
    if path.suffix == ".toml" or path.is_file():
        return read_study(path)
    if name not in shipped_studies():
        raise UnknownNameError("study (nor file)", name, shipped_studies())
    return read_study(SHIPPED / f"{name}.toml")


def read_study(file: Path) -> Study:
    """The study that a file declares; raises `InputError` that names the file, and the line or key."""
    if not file.is_file():
        raise InputError("There is no such file; a study is a TOML file, see docs/studies.md.", path=file)
    try:
        text = file.read_bytes().decode("utf-8")
        values = tomllib.loads(text)
    except UnicodeDecodeError as failure:
        raise InputError("This file is not UTF-8.", path=file) from failure
    except tomllib.TOMLDecodeError as failure:
        raise _syntax(failure, file) from failure
    return study_in(Table(values, file=file), text=text)


def _syntax(failure: tomllib.TOMLDecodeError, file: Path) -> InputError:
    what, _, place = str(failure).partition(" (at ")
    line = re.search(r"line (\d+)", place)
    return InputError(f"This is no TOML: {what}.", path=file, line=int(line[1]) if line else None)


def study_in(top: Table, *, text: str) -> Study:
    """The study that the table of a whole file declares; raises `InputError` that names the key."""
    top.only(*KEYS)
    file = top.file
    name = top.text("name", file.stem)
    if not re.fullmatch(r"\w[\w.-]*", name):
        top.refuse("name", f"{name!r} cannot name a study: letters, digits, '.', '_' and '-' make a name.")
    seeds = top.seeds()
    pairs = read_pairs(top)
    pretrained = read_pretrained(top)
    profile = top.known("profile", top.text("profile", "paper"), list(PROFILES), kind="profile")
    asked = _choices(top, "settings", SETTINGS, kind="setting")
    tasks = _tasks(top, pairs=pairs, seeds=seeds, profile=profile)
    for task in tasks:
        if task.crossed and set(asked) != set(SETTINGS):
            top.refuse(
                f"task.{task.task}.crossed", "the two models of a pair are compared, so settings must have both."
            )
    return Study(
        name=name,
        summary=top.text("summary", ""),
        file=file,
        text=text,
        pairs=pairs,
        settings=asked,
        encoders=read_encoders(top, pretrained),
        pretrained=pretrained,
        tasks=tasks,
        profile=profile,
        ingest=tuple(
            top.known("ingest", one, GENERATED, kind="corpus that can be made")
            for one in top.several("ingest", str, ())
        ),
        names=tuple(_names(one) for one in top.tables("names")),
        overlap=_overlap(top),
        vectors=_vectors(top),
        alignment=top.flag("alignment", default=False),
        leak_free=top.flag("leak_free", default=False),
        keep_model=top.flag("keep_model", default=True),
    )


def _choices(table: Table, key: str, known: tuple[str, ...], *, kind: str) -> tuple[str, ...]:
    return tuple(table.known(key, one, known, kind=kind) for one in table.several(key, str, known))


def _tasks(top: Table, *, pairs: tuple[Pair, ...], seeds: tuple[int, ...], profile: str) -> tuple[TaskAsked, ...]:
    table = top.table("task")
    if table is None or not table.present:
        top.refuse("task", f"it is lacking: a study has a table [task.ner] or [task.title], of {', '.join(TASKS)}.")
    found: list[TaskAsked] = []
    for name in table.present:
        table.known(name, name, TASKS, kind="task")
        one = table.table(name)
        if one is not None:
            found.append(read_task(one, name, pairs=pairs, seeds=seeds, profile=profile))
    return tuple(found)


def _names(table: Table) -> NamesAsked:
    table.only("language", "kind", "file", "countries", "column", "form")
    return NamesAsked(
        language=table.text("language"),
        kind=table.known("kind", table.text("kind"), NAME_KINDS, kind="kind of name"),
        file=table.file.parent / Path(table.text("file")).expanduser(),
        countries=table.several("countries", str, ()),
        column=table.text("column", ""),
        form=table.one("form", str),
    )


def _overlap(top: Table) -> OverlapAsked:
    from ingest.overlap import MEASURES, Measure

    table = top.table("overlap")
    if table is None:
        return OverlapAsked()
    table.only("measures", "tokenizers", "between", "rarefied")
    measures = tuple(map(canonical, table.several("measures", str, ())))
    for name in measures:
        table.checked("measures", lambda name=name: plugin(MEASURES, name, "MEASURE", Measure))
    between = table.known("between", table.text("between", "pairs"), ("pairs", "all"), kind="choice")
    return OverlapAsked(
        measures=measures or None,
        tokenizers=table.several("tokenizers", str, ()),
        between_all=between == "all",
        rarefied=table.flag("rarefied", default=False),
    )


def _vectors(top: Table) -> VectorsAsked:
    table = top.table("vectors")
    if table is None:
        return VectorsAsked()
    table.only("pooling", "layer", "casing", "top")
    pooling = table.known("pooling", table.text("pooling", "mean_middle"), POOLINGS, kind="pooling")
    layer = table.one("layer", int)
    if layer is not None and (layer < 0 or pooling == "mean_middle"):
        table.refuse("layer", 'it counts from 0, and pooling = "mean_middle" takes the middle third: name another.')
    top_words = table.one("top", int, 10) or 0
    if top_words < 1:
        table.refuse("top", f"it must be at least 1, not {top_words}.")
    casing = table.known("casing", table.text("casing", "kept"), CASINGS, kind="casing")
    return VectorsAsked(pooling=pooling, layer=layer, casing=casing, top=top_words)
