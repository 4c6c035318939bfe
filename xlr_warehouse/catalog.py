"""The catalogue: a package is a catalogue, a module in it with one constant a plug-in named as the module is.

Listing names imports nothing. On the command line a hyphen stands for an underscore as well.
"""

import importlib
import pkgutil
from importlib.util import find_spec
from typing import TypeVar

from xlr_warehouse.errors import UnknownNameError

Plugin = TypeVar("Plugin")


def names(package: str) -> list[str]:
    """The names of the plug-ins of a package, in alphabetical order."""
    spec = find_spec(package)
    locations = [] if spec is None else list(spec.submodule_search_locations or [])
    return sorted(module.name for module in pkgutil.iter_modules(locations) if not module.name.startswith("_"))


def canonical(name: str) -> str:
    """The name a plug-in is known by: a hyphen that was typed stands for an underscore."""
    return name.replace("-", "_")


def plugin(package: str, name: str, constant: str, kind: type[Plugin]) -> Plugin:
    """The plug-in of that name: the value of `constant` in its module, which must be a `kind`.

    Raises `UnknownNameError`, naming the nearest known one.
    """
    known = names(package)
    module_name = canonical(name)
    if module_name not in known:
        raise UnknownNameError(package.rpartition(".")[2].removesuffix("s"), name, known)
    value = getattr(importlib.import_module(f"{package}.{module_name}"), constant)
    if not isinstance(value, kind):
        raise TypeError(f"{package}.{module_name}.{constant} is not a {kind.__name__}")
    return value
