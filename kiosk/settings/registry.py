"""The only import of winreg: what this machine's registry says, and no user's.

Never run on a real Windows: the tests give it a stand-in (tests/fakes/winreg.py).
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

POLICIES = r"Software\Policies\Schalter"
PATH = rf"HKLM\{POLICIES}"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
TYPES = {1: "REG_SZ", 4: "REG_DWORD", 7: "REG_MULTI_SZ"}
"""Of winnt.h: the types that a setting can have."""
NO_MORE_ITEMS = 259
"""ERROR_NO_MORE_ITEMS of winerror.h."""


@dataclass(frozen=True)
class Entry:
    """A value of the registry. `type` is the name of its type, `REG_SZ`."""

    type: str
    data: Any


def policies() -> Mapping[str, Entry]:
    """Return what the administration set for Schalter, as `Portal.url`; nothing if nothing is set.

    Raises:
        OSError: it cannot be read.
    """
    winreg = importlib.import_module("winreg")
    with suppress(FileNotFoundError):
        return dict(_entries(winreg, POLICIES, ""))
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


def _entries(winreg: Any, path: str, prefix: str) -> Iterator[tuple[str, Entry]]:
    """Yield the values of a key and of all keys below it: a misplaced one has to be seen too."""
    with _opened(winreg, path) as key:
        for name, data, kind in _each(winreg.EnumValue, key):
            yield f"{prefix}{name}", Entry(TYPES.get(kind, f"type {kind}"), data)
        for name in _each(winreg.EnumKey, key):
            yield from _entries(winreg, rf"{path}\{name}", f"{prefix}{name}.")


def _each(enumerate_one: Callable[[Any, int], Any], key: Any) -> Iterator[Any]:
    """Yield what winreg enumerates; it says with an error that there is no more."""
    for index in count():
        try:
            yield enumerate_one(key, index)
        except OSError as error:
            if getattr(error, "winerror", None) != NO_MORE_ITEMS:
                raise
            return
