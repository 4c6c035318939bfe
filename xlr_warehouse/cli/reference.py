"""The references that are written by the program: `docs/cli.md` from the command, `docs/schema.md` from the comments.

`python -m xlr_warehouse.cli.reference docs` writes them; a test compares them with what stands there.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from xlr_warehouse.cli import xlr


def cli_reference() -> str:
    """The help of every command, as Markdown."""
    parts = ["# The command", "", "Written by the program (`make docs`); every command also answers `--help`.", ""]
    for path, command in _commands(xlr, ()):
        context = click.Context(command, info_name=" ".join(("xlr", *path)), terminal_width=100, **xlr.context_settings)
        parts += [f"## {context.info_name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def schema_reference() -> str:
    """Every table, view and macro with its columns and comments, as Markdown."""
    from xlr_warehouse.warehouse import Warehouse

    with TemporaryDirectory() as folder, Warehouse.writing(Path(folder) / "schema.duckdb") as warehouse:
        objects = warehouse.frame(
            """
            select 1 as place, 'table' as kind, table_name as name, comment from duckdb_tables() where not internal
            union all
            select 2, 'view', view_name, comment from duckdb_views() where not internal
            order by place, name
            """
        )
        columns = warehouse.frame(
            """
            select table_name, column_name, data_type, comment from duckdb_columns() where not internal
            order by table_name, column_index
            """
        )
        macros = warehouse.frame(
            """
            select function_name, array_to_string(parameters, ', ') as parameters, comment from duckdb_functions()
            where not internal and function_type like '%macro' order by function_name
            """
        )
    parts = ["# The schema", "", "Written by the program (`make docs`) from the comments in `sql/`.", ""]
    for kind, title in (("table", "Tables"), ("view", "Views")):
        parts += [f"## {title}", ""]
        for _, _, name, comment in objects.filter(kind=kind).iter_rows():
            parts += [f"### {name}", "", comment, "", "| column | type | what it says |", "|---|---|---|"]
            of_object = columns.filter(table_name=name)
            parts += [
                f"| {column} | {_type(kind)} | {_cell(said)} |" for _, column, kind, said in of_object.iter_rows()
            ]
            parts.append("")
    parts += ["## Macros", "", "| macro | what it answers |", "|---|---|"]
    parts += [f"| `{name}({parameters})` | {_cell(said)} |" for name, parameters, said in macros.iter_rows()]
    return "\n".join([*parts, ""])


def main() -> None:
    """Write both references into the folder named on the command line."""
    folder = Path(sys.argv[1])
    (folder / "cli.md").write_text(cli_reference(), encoding="utf-8")
    (folder / "schema.md").write_text(schema_reference(), encoding="utf-8")


def _commands(group: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(group, click.Group):
        return [(path, group)]
    own = [(path, group)]
    return own + [found for name in sorted(group.commands) for found in _commands(group.commands[name], (*path, name))]


def _type(name: str) -> str:
    return name.lower()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
