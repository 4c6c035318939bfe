"""Tokenizers by name, and the pieces of forms in the warehouse: each distinct form is cut once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.forms.landing import lacking
from ingest.forms.pieces import Cutter, cutter
from ingest.hub.fetching import be_quiet
from ingest.hub.refusals import LOGIN, short
from xlr_warehouse.errors import InputError, MissingExtraError, XlrError
from xlr_warehouse.warehouse import Warehouse

FILE = "tokenizer.json"
AT_ONCE = 50_000
"""How many forms are cut at a time: what the library answers takes a kilobyte a form."""


@dataclass(frozen=True, kw_only=True)
class NamedTokenizer:
    """A tokenizer as the table `tokenizer` names it, with what cuts forms."""

    name: str
    source: str
    revision: str
    n_pieces: int
    cutter: Cutter


def find_tokenizer(name: str) -> NamedTokenizer:
    """The tokenizer of a folder, of a tokenizer.json, or of that name on the hub (`name@revision` for a revision).

    A folder (or the folder of the file) gives it its name, as in training. What was fetched from the hub before is not
    fetched twice, and is used where the hub cannot be reached. Raises `InputError` for a folder without a tokenizer or
    a file that is none, and `XlrError` when the hub has none or cannot be reached.
    """
    place = Path(name).expanduser()
    if place.is_dir():
        file = place / FILE
        if not file.is_file():
            raise InputError(f"There is no {FILE} here.", path=place)
    elif place.is_file():
        file = place
    elif place.is_absolute() or name.startswith(".") or name.endswith(".json"):
        raise InputError(f"There is no such folder or {FILE}.", path=place)
    else:
        return _opened(_fetched(name), name=name)
    return _opened(file, name=file.resolve().parent.name)


def land_pieces(warehouse: Warehouse, tokenizer: NamedTokenizer, forms: pl.Series) -> int:
    """Land the tokenizer, and the pieces of the forms that were not cut by it before; say how many those were.

    Forms are cut exactly as training cuts them; one that yields no piece has the unknown piece. Raises `InputError`
    when the warehouse knows another tokenizer by this name. Call it within a transaction.
    """
    _land_tokenizer(warehouse, tokenizer)
    new = lacking(warehouse, forms, table="word_piece", key="tokenizer", value=tokenizer.name)
    for start in range(0, len(new), AT_ONCE):
        warehouse.append("word_piece", _piece_rows(tokenizer, new[start : start + AT_ONCE]))
    return len(new)


def _piece_rows(tokenizer: NamedTokenizer, forms: pl.Series) -> pl.DataFrame:
    """The rows of `word_piece` for distinct forms."""
    cut = tokenizer.cutter.frame(forms).with_columns(
        piece_position=pl.int_ranges(0, pl.col("pieces").list.len(), dtype=pl.Int32)
    )
    rows = cut.explode("pieces", "piece_position")
    ids = rows["pieces"].unique()
    names = [tokenizer.cutter.backend.id_to_token(number) for number in ids]
    return rows.select(
        pl.lit(tokenizer.name).alias("tokenizer"),
        "form",
        "piece_position",
        pl.col("pieces").replace_strict(ids, pl.Series(names, dtype=pl.String), return_dtype=pl.String).alias("piece"),
    )


def _land_tokenizer(warehouse: Warehouse, tokenizer: NamedTokenizer) -> None:
    known = warehouse.frame("select revision from tokenizer where tokenizer = $name", name=tokenizer.name).to_series()
    if known.is_empty():
        row = {
            "tokenizer": [tokenizer.name],
            "source": [tokenizer.source],
            "revision": [tokenizer.revision],
            "n_pieces": [tokenizer.n_pieces],
        }
        warehouse.append("tokenizer", pl.DataFrame(row, schema_overrides={"n_pieces": pl.Int32}))
    elif known.item() != tokenizer.revision:
        raise InputError(
            f"The warehouse knows another tokenizer called {tokenizer.name!r} (its file has the sha256 "
            f"{known.item()[:8]}..., this one {tokenizer.revision[:8]}...): rename the folder of this one."
        )


def _opened(file: Path, *, name: str) -> NamedTokenizer:
    cut = cutter(file)
    revision = hashlib.sha256(file.read_bytes()).hexdigest()
    return NamedTokenizer(name=name, source=name, revision=revision, n_pieces=cut.n_pieces, cutter=cut)


def _fetched(name: str) -> Path:
    """The tokenizer.json of a repository of the hub, in the cache of the hub's own client."""
    try:
        from huggingface_hub import errors, hf_hub_download
        from huggingface_hub.utils import httpx
    except ImportError as failure:
        raise MissingExtraError("hub", f"{name!r} is no folder here, and asking the hub for a tokenizer") from failure
    be_quiet()
    try:
        repository, _, revision = name.partition("@")
        return Path(hf_hub_download(repository, FILE, revision=revision or None))
    except errors.RevisionNotFoundError as failure:
        raise XlrError(f"The hub has no such revision: {name}.") from failure
    except errors.GatedRepoError as failure:
        raise XlrError(
            f"{name} is gated: accept its terms on its page of the hub, {LOGIN} and repeat this."
        ) from failure
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as failure:
        raise XlrError(
            f"There is no tokenizer {name!r}: not as a folder, and the hub shows none of that name; if it is private, "
            f"{LOGIN}."
        ) from failure
    except errors.LocalEntryNotFoundError as failure:
        raise _unreachable(name, failure.__cause__ or failure) from failure
    except errors.EntryNotFoundError as failure:
        raise XlrError(f"{name} of the hub has no {FILE}; give a folder that has one.") from failure
    except (httpx.HTTPError, OSError, RuntimeError) as failure:
        raise _unreachable(name, failure) from failure


def _unreachable(name: str, failure: BaseException) -> XlrError:
    return XlrError(
        f"The tokenizer {name!r} is not a folder here and cannot be fetched from the hub ({short(failure)}): give the "
        f"folder its {FILE} lies in, or repeat this with a network."
    )
