"""Every key of the settings by its name, as `portal.url`: read from the types, written nowhere."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct, structs

from kiosk.settings.settings import Settings

SECRET_WORDS = frozenset(
    {"secret", "password", "passwd", "pwd", "passphrase", "pin", "token", "credential", "key"}
)


@dataclass(frozen=True)
class Key:
    """One setting. `kind` is the type it must have; `meaning` is for whoever sets it."""

    name: str
    kind: Any
    default: Any
    meaning: str

    @property
    def section(self) -> str:
        """The table it stands in; '' for the top of the file."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Section:
    """A table of the file; '' is the top of it."""

    name: str
    meaning: str
    keys: tuple[Key, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Return the top of the file, then every table of it."""
    tables = [field for field in structs.fields(Settings) if _is_table(field.type)]
    return (_section("", Settings), *(_section(table.name, table.type) for table in tables))


@cache
def keys() -> Mapping[str, Key]:
    """Return every key by its full name."""
    return MappingProxyType({key.name: key for section in sections() for key in section.keys})


def looks_secret(name: str) -> bool:
    """Whether a key of this name would hold what belongs into the keyring."""
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    return bool(words & SECRET_WORDS)


def summary(kind: type[Struct]) -> str:
    """Return what a section is, without its list of keys."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n\nAttributes:\n")[0]


def meanings(kind: type[Struct]) -> dict[str, str]:
    """Return what each key of a section means, from the `Attributes` of its docstring."""
    listed = inspect.cleandoc(kind.__doc__ or "").partition("\n\nAttributes:\n")[2]
    found = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", listed, re.MULTILINE)
    return {name: " ".join(meaning.split()) for name, meaning in found}


def _section(name: str, kind: type[Struct]) -> Section:
    meaning_of = meanings(kind)
    prefix = f"{name}." if name else ""
    found = (
        Key(f"{prefix}{field.name}", field.type, field.default, meaning_of.get(field.name, ""))
        for field in structs.fields(kind)
        if not _is_table(field.type)
    )
    return Section(name, summary(kind), tuple(found))


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
