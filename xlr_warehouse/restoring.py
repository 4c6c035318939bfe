"""A warehouse made of what `xlr export` wrote."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from xlr_warehouse.errors import InputError
from xlr_warehouse.exporting import COLUMNS, PACKAGE, Told, Written, quoted
from xlr_warehouse.publishing import publish
from xlr_warehouse.schema import SHIPPED_DATA
from xlr_warehouse.warehouse import Warehouse

OWN = {"schema_file", *SHIPPED_DATA} - {"language"}
"""Tables that a new warehouse fills by itself; languages that corpora brought are not among them."""


def restore(folder: Path, path: Path, *, tell: Told) -> Written:
    """Make a warehouse at `path` from an export.

    Raises `InputError` when something is there already, or when the folder is no export, is damaged, or has other
    tables or columns than this program's.
    """
    if path.exists():
        raise InputError("there is something already; name a new warehouse with -w.", path=path)
    resources = _resources(folder)
    draft = path.absolute().with_name(f".{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        with Warehouse.writing(draft) as warehouse, warehouse.transaction():
            known = _columns_by_table(warehouse)
            for done, resource in enumerate(resources, 1):
                _read_table(warehouse, resource, folder=folder, known=known)
                tell(done, len(resources))
        publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
    return Written(
        n_tables=len(resources),
        n_rows=sum(resource["rows"] for resource in resources),
        n_bytes=sum(resource["bytes"] for resource in resources),
    )


def _resources(folder: Path) -> list[dict[str, Any]]:
    """The tables of an export, each file of which is what it was when it was written."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        resources: list[dict[str, Any]] = package["resources"]
        for resource in resources:
            with (folder / resource["path"]).open("rb") as file:
                found = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
            if found != resource["hash"]:
                raise InputError("it is not as it was exported; export it again.", path=folder / resource["path"])
    except FileNotFoundError as error:
        raise InputError(
            "it is missing; name a folder that 'xlr export' wrote.", path=Path(error.filename or folder)
        ) from error
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise InputError("it does not say what an export holds; export it again.", path=folder / PACKAGE) from error
    return resources


def _columns_by_table(warehouse: Warehouse) -> dict[str, set[str]]:
    columns = warehouse.frame(COLUMNS)
    return {str(table): set(part.get_column("column_name")) for (table,), part in columns.group_by("table_name")}


def _read_table(warehouse: Warehouse, resource: dict[str, Any], *, folder: Path, known: dict[str, set[str]]) -> None:
    table = resource["name"]
    names = {field["name"] for field in resource["schema"]["fields"]}
    if known.get(table) != names:
        raise InputError(
            f"its table {table} is not that of this xlr; use the version that exported it.", path=folder / PACKAGE
        )
    if table in OWN:
        return
    if table == "language":
        warehouse.execute("delete from language")
    warehouse.execute(f"insert into {table} by name from '{quoted(folder / resource['path'])}'")
