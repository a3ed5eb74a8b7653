"""The registry of a Windows that is not there: the part of `winreg` that we use, as documented.

Names do not tell upper from lower case. Nothing found is `FileNotFoundError`; the end of an
enumeration is an `OSError` whose `winerror` is ERROR_NO_MORE_ITEMS.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

KEY_READ = 0x20019
KEY_WOW64_64KEY = 0x100
HKEY_LOCAL_MACHINE = 0x80000002

REG_SZ = 1
REG_EXPAND_SZ = 2
REG_DWORD = 4
REG_MULTI_SZ = 7

Item = TypeVar("Item")
Values: TypeAlias = dict[str, tuple[Any, int]]


def failed(winerror: int, text: str, kind: type[OSError] = OSError) -> OSError:
    """Return an error as Windows raises it; elsewhere Python gives it no `winerror`."""
    error = kind(0, text)
    vars(error)["winerror"] = winerror
    return error


@dataclass
class Handle:
    """An open key: its values, and the names of the keys below it."""

    values: list[tuple[str, Any, int]]
    below: list[str]
    open: bool = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.open = False


@dataclass
class FakeWinreg:
    r"""Stands in for the module. `keys` are those of the machine, by path: `Software\Policies`.

    Attributes:
        handles: every key that was opened, to see that all were closed.
        denied: the path of a key that this user may not read.
    """

    keys: dict[str, Values]
    handles: list[Handle] = field(default_factory=list)
    denied: str = ""

    KEY_READ = KEY_READ
    KEY_WOW64_64KEY = KEY_WOW64_64KEY
    HKEY_LOCAL_MACHINE = HKEY_LOCAL_MACHINE

    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int) -> Handle:
        assert (key, reserved, access) == (HKEY_LOCAL_MACHINE, 0, KEY_READ | KEY_WOW64_64KEY)
        wanted = sub_key.lower()
        if wanted == self.denied.lower():
            raise failed(5, "Access is denied", PermissionError)
        inside = [path for path in self.keys if f"{path.lower()}\\".startswith(f"{wanted}\\")]
        if not inside:
            raise failed(2, "The system cannot find the file specified", FileNotFoundError)
        below = {path[len(sub_key) + 1 :].partition("\\")[0]: None for path in inside}
        values = next((self.keys[path] for path in inside if path.lower() == wanted), {})
        handle = Handle(
            [(name, *value) for name, value in values.items()], [name for name in below if name]
        )
        self.handles.append(handle)
        return handle

    def EnumValue(self, key: Handle, index: int) -> tuple[str, Any, int]:
        return self._item(key, key.values, index)

    def EnumKey(self, key: Handle, index: int) -> str:
        return self._item(key, key.below, index)

    def QueryValueEx(self, key: Handle, name: str) -> tuple[Any, int]:
        assert key.open
        for known, data, kind in key.values:
            if known.lower() == name.lower():
                return data, kind
        raise failed(2, "The system cannot find the file specified", FileNotFoundError)

    def _item(self, key: Handle, items: Sequence[Item], index: int) -> Item:
        assert key.open
        if index >= len(items):
            raise failed(259, "No more data is available")
        return items[index]
