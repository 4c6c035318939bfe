"""The script of an array: what sbatch is given, readable, and of use to who wants to run it by hand."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from runners.launching.options import SlurmOptions

LOGS, DONE = "logs", "done"
"""Folders in that of the array: what each task said, and an empty file for each that ended well."""


def script(
    folder: Path,
    n_jobs: int,
    *,
    name: str,
    command: Sequence[str],
    arguments: Sequence[str] = (),
    options: SlurmOptions,
) -> str:
    """The script that makes job N of `folder` in task N of an array called `name`.

    `command` is how xlr is called, `arguments` is what `xlr work` gets besides folder and number.
    """
    folder = folder.resolve()
    further = f" {shlex.join(arguments)}" if arguments else ""
    limit = f"%{options.max_at_once}" if options.max_at_once else ""
    directives = [
        ("job-name", name),
        ("array", f"0-{n_jobs - 1}{limit}"),
        ("output", f"{_without_patterns(folder / LOGS)}/%a.out"),
        ("open-mode", "append"),
        ("requeue", None),
        *options.settings,
    ]
    lines = [
        "#!/bin/bash",
        "# Written by xlr: each task of this array makes one of the runs that lie ready in a folder, and its bundle.",
        "# A task may be started again at any time; it goes on from the last checkpoint of its run.",
        *(_directive(key, value) for key, value in directives),
        "",
        "set -eo pipefail",
        *(["", "# As --slurm-setup says."] if options.setup else []),
        *options.setup,
        "",
        "set -u  # not before: what prepares an environment seldom bears it",
        f"folder={shlex.quote(str(folder))}",
        'echo "run $SLURM_ARRAY_TASK_ID on $(hostname), attempt $((${SLURM_RESTART_COUNT:-0} + 1)), $(date)"',
        'threads="${SLURM_CPUS_PER_TASK:-${SLURM_CPUS_ON_NODE:-1}}"',
        f'{shlex.join(command)} work "$folder" "$SLURM_ARRAY_TASK_ID" --threads "$threads"{further}',
        f'touch "$folder/{DONE}/$SLURM_ARRAY_TASK_ID"  # Slurm forgets how tasks ended, this does not',
    ]
    return "\n".join(lines) + "\n"


def _directive(key: str, value: str | None) -> str:
    return f"#SBATCH --{key}" if value is None else f"#SBATCH --{key}={_quoted(value)}"


def _quoted(value: str) -> str:
    """A value as sbatch reads it: between quotes when it has a blank, a quote or the beginning of a comment."""
    if re.fullmatch(r"[^\s\"'\\#]+", value):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _without_patterns(path: Path) -> str:
    """A path in which sbatch replaces nothing."""
    return str(path).replace("%", "%%")
