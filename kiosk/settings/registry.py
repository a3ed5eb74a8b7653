"""The only import of winreg: what this machine's registry says, and no user's.

Untested on a real Windows; the tests give it a stand-in for winreg.
"""

import importlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeAlias

POLICIES = r"Software\Policies\Schalter"
PATH = rf"HKLM\{POLICIES}"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
TYPES = {1: "REG_SZ", 4: "REG_DWORD", 7: "REG_MULTI_SZ"}
"""Of winnt.h: the types that a setting can have."""


@dataclass(frozen=True)
class Entry:
    """A value of the registry. `type` is the name of its type, `REG_SZ`."""

    type: str
    data: Any


Tree: TypeAlias = Mapping[str, "Entry | Mapping[str, Entry]"]
"""The values of a key, and the values of each key below it."""


def policies() -> Tree:
    """Return what the administration set for Schalter; nothing where it set nothing."""
    winreg = importlib.import_module("winreg")
    with suppress(FileNotFoundError), _opened(winreg, POLICIES) as key:
        below = {name: _values_of(winreg, rf"{POLICIES}\{name}") for name in _keys(winreg, key)}
        return {**_values(winreg, key), **below}
    return {}


def program_data() -> str:
    """Return the folder for all users' data: from the registry, as a user sets %ProgramData%.

    Raises:
        OSError: the registry does not say.
    """
    winreg = importlib.import_module("winreg")
    with _opened(winreg, SHELL_FOLDERS) as key:
        return str(winreg.QueryValueEx(key, "Common AppData")[0])


def _opened(winreg: Any, path: str) -> Any:
    """Open a key of the machine, for 64 bits whatever this program is built for."""
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access)


def _values_of(winreg: Any, path: str) -> dict[str, Entry]:
    with _opened(winreg, path) as key:
        return _values(winreg, key)


def _values(winreg: Any, key: Any) -> dict[str, Entry]:
    return {
        name: Entry(TYPES.get(kind, f"type {kind}"), data)
        for name, data, kind in _each(winreg.EnumValue, key)
    }


def _keys(winreg: Any, key: Any) -> Iterator[str]:
    return _each(winreg.EnumKey, key)


def _each(enumerate_one: Any, key: Any) -> Iterator[Any]:
    """Yield what winreg enumerates; it says with an OSError that there is no more."""
    with suppress(OSError):
        for index in count():
            yield enumerate_one(key, index)
