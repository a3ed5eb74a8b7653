"""Every kind of field, found in this folder: one file a kind, with the name of its file."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from kiosk.forms.kind import FieldKind


@cache
def kinds() -> Mapping[str, FieldKind]:
    """Return the kinds by name, sorted.

    Raises:
        ValueError: a file holds no kind or several, or a name or format is taken twice.
    """
    found: dict[str, FieldKind] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        found[module] = _kind_in(module)
    _refuse_duplicates(found)
    return MappingProxyType(found)


def kind_of(name: str) -> FieldKind:
    """Return the kind called `name`.

    Raises:
        KeyError: there is none.
    """
    return kinds()[name]


@cache
def formats() -> Mapping[str, FieldKind]:
    """Return the kinds by the `format` of a JSON Schema."""
    return MappingProxyType({name: kind for kind in kinds().values() for name in kind.formats})


def _kind_in(name: str) -> FieldKind:
    module = import_module(f"{__name__}.{name}")
    here = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, FieldKind)
        and thing.__module__ == module.__name__
    ]
    if [kind.name for kind in here] != [name]:
        raise ValueError(f"{name}.py must hold one kind called '{name}'")
    return here[0]()


def _refuse_duplicates(found: Mapping[str, FieldKind]) -> None:
    names = [name for kind in found.values() for name in kind.formats]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two kinds serve the formats {twice}")
