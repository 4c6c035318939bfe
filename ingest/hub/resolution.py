"""Which files of a data set are which split of which configuration: asked of the library `datasets`, once a commit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from logging import CRITICAL
from typing import Any

from ingest.hub.fetching import fetch_one
from ingest.hub.records import recall, remember
from ingest.hub.refusals import is_offline, short, told
from ingest.hub.repository import Repository
from xlr_warehouse.errors import XlrError

CONVERTED_PATH = re.compile(r"(?P<config>[^/]+)/(?P<split>[^/]+)/\d+\.parquet")
"""Where a file stands in the hub's own copy in Parquet."""

ENDINGS = {
    "parquet": (".parquet",),
    "json": (
        ".json",
        ".jsonl",
        ".ndjson",
        ".json.gz",
        ".jsonl.gz",
        ".json.zst",
        ".jsonl.zst",
        ".jsonl.bz2",
        ".jsonl.xz",
    ),
    "arrow": (".arrow",),
}
"""What reads files, and how their names end then."""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """A configuration of a data set: the files of each split, what reads them, and the classes that are declared.

    `options` are what the reader of `datasets` named `module` is to be told besides the files.
    """

    config: str
    module: str
    splits: dict[str, list[str]]
    labels: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


def resolve(repository: Repository, *, config: str | None) -> Resolution:
    """The configuration that was named, or the only one.

    Raises `XlrError` naming all configurations when there is none of that name, or several and none named.
    """
    converted = _converted(repository)
    if converted is not None:
        return converted[_chosen(repository.name, list(converted), config)]
    key = f"{repository.sha} {config or ''}"
    known = recall(repository.name, key)
    if known is not None:
        return Resolution(**known)
    if is_offline():
        raise XlrError(
            f"HF_HUB_OFFLINE is set, and the files of {repository.name} were not asked for before"
            f"{f' with --config {config}' if config else ' without --config'}; unset it and repeat this with a network."
        )
    found = _ask(repository, config)
    with told(repository.name, repository.sha):
        remember(repository.name, key, asdict(found))
    return found


def _converted(repository: Repository) -> dict[str, Resolution] | None:
    """The configurations of the hub's own copy in Parquet; None if the repository is none."""
    data = [path for path in repository.paths if path.endswith(".parquet")]
    matches = [CONVERTED_PATH.fullmatch(path) for path in sorted(data)]
    if not matches or not all(matches) or "README.md" in repository.paths:
        return None
    found: dict[str, Resolution] = {}
    for match in matches:
        if match is not None:
            one = found.setdefault(match["config"], Resolution(config=match["config"], module="parquet", splits={}))
            one.splits.setdefault(match["split"], []).append(match[0])
    return found


def _ask(repository: Repository, config: str | None) -> Resolution:
    import datasets
    from datasets.exceptions import DatasetsError
    from huggingface_hub.errors import EntryNotFoundError

    name, sha = repository.name, repository.sha
    datasets.utils.logging.set_verbosity(CRITICAL)
    for file in repository.files:
        if file.path == "README.md":
            fetch_one(repository, file)  # tells a gated data set better than 'datasets' does
    with told(name, sha):
        try:
            names = datasets.get_dataset_config_names(name, revision=sha)
            chosen = _chosen(name, names, config)
            builder = datasets.load_dataset_builder(name, chosen, revision=sha)
        except EntryNotFoundError:
            raise
        except (DatasetsError, FileNotFoundError, ValueError, RuntimeError, KeyError, TypeError) as failure:
            raise XlrError(f"In {name} there is nothing that 'datasets' can read ({short(failure)}).") from failure
    prefix = f"hf://datasets/{name}@{sha}/"
    data_files: Mapping[str, Sequence[Any]] = builder.config.data_files or {}
    splits = {str(split): [str(file) for file in files] for split, files in data_files.items()}
    outside = [file for files in splits.values() for file in files if not file.startswith(prefix)]
    if not splits:
        raise XlrError(f"'datasets' names no files of {name} at the commit {sha}; repeat this with a network.")
    if outside:
        raise XlrError(
            f"Files of {name} are not in its repository (such as {outside[0]}); fetch them, then give them to "
            "xlr ingest conll."
        )
    return Resolution(
        config=chosen,
        module=_module([path for files in splits.values() for path in files], builder),
        splits={split: [file.removeprefix(prefix) for file in files] for split, files in splits.items()},
        labels=_labels(builder.info.features),
        options=_options(builder.config),
    )


def _module(paths: Sequence[str], builder: object) -> str:
    """What reads the files: by their endings, for `datasets` goes by the first configuration of a data set alone."""
    for module, endings in ENDINGS.items():
        if all(path.endswith(endings) for path in paths):
            return module
    return type(builder).__mro__[1].__module__.rpartition(".")[2]


def _chosen(name: str, names: Sequence[str], config: str | None) -> str:
    listed = f"{', '.join(sorted(names)[:40])}{', ...' if len(names) > 40 else ''}"  # noqa: PLR2004 (a screenful)
    if config is None and len(names) == 1:
        return names[0]
    if config is None:
        raise XlrError(f"{name} has {len(names)} configurations; name one with --config: {listed}.")
    if config not in names:
        raise XlrError(f"{name} has no configuration {config!r}; it has {listed}.")
    return config


def _labels(features: Any) -> dict[str, list[str]]:  # noqa: ANN401 (of the library, which has no types)
    """The names of the classes of each list column that declares them."""
    found: dict[str, list[str]] = {}
    for column, feature in (features or {}).items():
        inner = feature[0] if isinstance(feature, list) else getattr(feature, "feature", None)
        names = getattr(inner, "names", None)
        if names:
            found[column] = list(names)
    return found


def _options(config: Any) -> dict[str, Any]:  # noqa: ANN401 (of the library, which has no types)
    """What the configuration sets besides names and files, such as the separator of a CSV file."""
    own = {"name", "version", "data_dir", "data_files", "description", "features"}
    usual = type(config)()
    said = {one.name: getattr(config, one.name) for one in fields(config) if one.name not in own}
    return {
        name: value
        for name, value in said.items()
        if value != getattr(usual, name) and isinstance(value, (str, int, float, bool, list))
    }
