"""The encoders of a study: those it names, and those it pre-trains."""

from dataclasses import fields
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from runners import hub
from runners.config import PRETRAINED as TRAINING
from runners.encoder import Encoder, check_folder, find_encoder, known_encoders, made_folder
from runners.pretraining.request import Request as Pretraining
from runners.studies.study import EncoderAsked
from runners.studies.tables import Table
from xlr_warehouse.errors import InputError

PRETRAIN = {"name", "size", "corpus", "task", "form", "steps", "epochs", "seed", "vocabulary"}
"""What a table [[pretrain]] may say, beside `languages` and `splits`."""
NEAR = 0.8
"""How alike two names are when one is taken for the other misspelt."""


def read_encoders(top: Table, pretrained: tuple[Pretraining, ...]) -> tuple[EncoderAsked, ...]:
    """The encoders by name or folder; those that are pre-trained here where none is named."""
    found: list[EncoderAsked] = []
    own = [one.name for one in pretrained]
    asked: list[Any] = top.items("encoders", is_needed=not own) or list(own)
    for number, one in enumerate(asked, 1):
        match one:
            case str():
                encoder = EncoderAsked(name=one)
            case dict():
                encoder = _described(Table(one, file=top.file, place=f"encoders[{number}]"))
            case _:
                top.refuse("encoders", f"{one!r} is no encoder: write a name, or {{ name = ..., revision = ... }}.")
        if not encoder.is_folder:
            _check(top, encoder.name, [*known_encoders(), *own])
        if encoder in found:
            top.refuse("encoders", f"{encoder.name!r} stands there twice.")
        found.append(encoder)
    return tuple(found)


def _described(table: Table) -> EncoderAsked:
    table.only("name", "revision", "folder")
    if "folder" in table:
        if "name" in table or "revision" in table:
            table.refuse("folder", "a folder has neither name nor revision: leave them out.")
        folder = table.file.parent / Path(table.text("folder")).expanduser()
        return EncoderAsked(name=str(folder), is_folder=True)
    return EncoderAsked(name=table.text("name"), revision=table.one("revision", str))


def _check(top: Table, name: str, own: list[str]) -> None:
    """Refuse a name that is one of ours misspelt: else it would be asked of the hub."""
    plain = name.replace("_", "-")
    if name in own or plain in own or "/" in name:
        return
    if get_close_matches(name, own, n=1, cutoff=NEAR):
        top.known("encoders", name, own, kind="encoder")


def read_pretrained(top: Table) -> tuple[Pretraining, ...]:
    """The encoders that are to be pre-trained here."""
    found: list[Pretraining] = []
    for table in top.tables("pretrain"):
        table.only(*sorted(PRETRAIN), "languages", "splits")
        kinds: dict[str, Any] = {"steps": int, "epochs": int, "seed": int, "vocabulary": int}
        values: dict[str, Any] = {key: table.one(key, kinds.get(key, str)) for key in sorted(PRETRAIN)}
        values["name"] = table.text("name")
        values["sources"] = table.several("languages", str, ()) or None
        values["splits"] = table.several("splits", str, ()) or None
        known = {field.name for field in fields(Pretraining)}
        given = {key: value for key, value in values.items() if value is not None and key in known}
        request = table.checked("name", lambda given=given: Pretraining(**given))
        if request.name in [one.name for one in found]:
            table.refuse("name", f"{request.name!r} stands there twice.")
        found.append(request)
    return tuple(found)


def label(encoder: EncoderAsked) -> str:
    """What the warehouse calls an encoder."""
    if encoder.is_folder:
        return Path(encoder.name).resolve().name.removesuffix(".encoder")
    plain = encoder.name.replace("_", "-")
    if plain in known_encoders():
        return plain
    return encoder.name if encoder.revision is None else f"{encoder.name}@{encoder.revision}"


def encoder_here(encoder: EncoderAsked, *, made_in: Path) -> Encoder | None:
    """The encoder, where it is on this machine; nothing is fetched for it. Raises `XlrError` for a wrong folder."""
    plain = encoder.name.replace("_", "-")
    if encoder.is_folder and not Path(encoder.name).is_dir():
        raise InputError("There is no such folder with an encoder.", path=Path(encoder.name))
    is_made = "/" not in encoder.name and made_folder(made_in, encoder.name).is_dir()
    if encoder.is_folder or plain in known_encoders() or is_made or Path(encoder.name).is_dir():
        return find_encoder(encoder.name, made_in=made_in)
    folder = _cached(encoder)
    if folder is None:
        return None
    return Encoder(name=label(encoder), source="hub", revision=folder.name, training=TRAINING, folder=folder)


def _cached(encoder: EncoderAsked) -> Path | None:
    """The folder into which a repository of the hub was fetched before; None where it was not, or not wholly."""
    if find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import snapshot_download

    try:
        folder = Path(
            snapshot_download(
                encoder.name,
                revision=encoder.revision,
                allow_patterns=list(hub.WANTED),
                ignore_patterns=list(hub.UNWANTED),
                local_files_only=True,
            )
        )
        check_folder(folder)
    except (OSError, ValueError, InputError):  # not here, not whole, or no name of the hub: running it will tell
        return None
    return folder
