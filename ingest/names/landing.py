"""Landing names: what a file brought, once for all files, and which names each file has."""

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from ingest.names.reading import NamesRead
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class LandedNames:
    """What landing names did: how many were new, were there from other files, or went with a replaced file.

    `is_known` says that the file was there already, and nothing changed.
    """

    n_new: int = 0
    n_known: int = 0
    n_gone: int = 0
    is_known: bool = False


def land_names(
    warehouse: Warehouse, brought: NamesRead, *, source: str, licence: str, replace: bool = False
) -> LandedNames:
    """Land the names of a file, all or none; `source` is what they are said to come from.

    A name that is there from another file stays with its first source. A file that is there with other content, or
    read in another way, gives way if `replace` is true: the names that only it had go. Else this raises `InputError`.
    """
    place = {"language": brought.choice.language, "kind": brought.choice.kind, "path": brought.file.path}
    with warehouse.transaction():
        known = warehouse.frame(
            """
            select sha256, reader, source, licence from name_source
            where language = $language and kind = $kind and path = $path
            """,
            **place,
        )
        if known.is_empty():
            replaced = None
        else:
            sha256, reader, old_source, old_licence = known.row(0)
            if (sha256, reader, old_source, old_licence) == (brought.file.sha256, brought.file.reader, source, licence):
                return LandedNames(is_known=True)
            if not replace:
                raise InputError(_changed(brought, str(sha256), str(reader)))
            replaced = str(old_source)
        with warehouse.relation("brought", pl.DataFrame({"name": brought.names}, schema={"name": pl.String})):
            n_gone = 0 if replaced is None else _withdraw(warehouse, place)
            n_new = _append(warehouse, place, brought, source=source, licence=licence)
        if replaced is not None:
            _name_first_source(warehouse, place, replaced)
    return LandedNames(n_new=n_new, n_known=len(brought.names) - n_new, n_gone=n_gone)


def counts(warehouse: Warehouse, language: str) -> pl.DataFrame:
    """How many names of each kind a language has, from how many files."""
    return warehouse.frame(
        """
        with file as (select kind, count(*) as n_files from name_source where language = $language group by kind)
        select $language as language, kind, count(*) as n_names, coalesce(any_value(n_files), 0) as n_files
        from name left join file using (kind) where language = $language
        group by kind order by kind
        """,
        language=language,
    )


def _changed(brought: NamesRead, sha256: str, reader: str) -> str:
    file = brought.file
    same = f"{file.path} is there already for the {brought.choice.kind}s of {brought.choice.language}"
    if sha256 != file.sha256:
        return (
            f"{same}, with another content (sha256 {sha256[:12]}, this one {file.sha256[:12]}); give it another name, "
            "or --replace to put it in the place of the old one."
        )
    if reader != file.reader:
        return f"{same}, but was read otherwise ({reader}; now {file.reader}); --replace reads it anew."
    return f"{same}, under another source or licence; --replace notes these."


def _withdraw(warehouse: Warehouse, place: dict[str, str]) -> int:
    """Take back what the old file had and the new one has not; names that are in no other file go.

    Names that stay are not deleted and inserted again: within a transaction the key would refuse them.
    """
    n_before = _n_names(warehouse, place)
    warehouse.execute(
        """
        delete from name
        where language = $language and kind = $kind and name not in (select name from brought)
        and name in (select name from name_in_source where language = $language and kind = $kind and path = $path)
        and name not in (select name from name_in_source where language = $language and kind = $kind and path <> $path)
        and source = (select source from name_source where language = $language and kind = $kind and path = $path)
        """,
        **place,
    )
    for table in ("name_in_source", "name_source"):
        warehouse.execute(f"delete from {table} where language = $language and kind = $kind and path = $path", **place)
    return n_before - _n_names(warehouse, place)


def _append(warehouse: Warehouse, place: dict[str, str], brought: NamesRead, *, source: str, licence: str) -> int:
    n_before = _n_names(warehouse, place)
    warehouse.execute(
        """
        insert or ignore into name by name
        select $language as language, $kind as kind, name, $source as source from brought
        """,
        language=place["language"],
        kind=place["kind"],
        source=source,
    )
    warehouse.execute(
        """
        insert into name_in_source by name
        select $language as language, $kind as kind, $path as path, name from brought
        """,
        **place,
    )
    row = {
        **place,
        "source": source,
        "sha256": brought.file.sha256,
        "n_bytes": brought.file.n_bytes,
        "licence": licence,
        "reader": brought.file.reader,
        "n_names": len(brought.names),
        "ingested_at": datetime.now(UTC).replace(tzinfo=None),
    }
    warehouse.append("name_source", pl.DataFrame([row]))
    return _n_names(warehouse, place) - n_before


def _name_first_source(warehouse: Warehouse, place: dict[str, str], old_source: str) -> None:
    """Give names that were said to come from the replaced file the first of the files that have them now."""
    warehouse.execute(
        """
        update name set source = first.source
        from (
            select name, arg_min(source, ingested_at) as source
            from name_in_source inner join name_source using (language, kind, path)
            where language = $language and kind = $kind group by name
        ) as first
        where name.language = $language and name.kind = $kind and name.name = first.name
        and name.source = $old_source and name.source <> first.source
        """,
        language=place["language"],
        kind=place["kind"],
        old_source=old_source,
    )


def _n_names(warehouse: Warehouse, place: dict[str, str]) -> int:
    return int(
        warehouse.one(
            "select count(*) from name where language = $language and kind = $kind",
            language=place["language"],
            kind=place["kind"],
        )
    )
