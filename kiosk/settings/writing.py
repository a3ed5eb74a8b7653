"""Writes settings into a TOML file and leaves the rest of it, comments too, as it is."""

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from kiosk.settings.settings import SettingsError

Value: TypeAlias = str | int
Tables: TypeAlias = Mapping[str, Mapping[str, Value]]

_HEADER = re.compile(r"^\s*\[\s*([A-Za-z0-9_-]+)\s*\]\s*(#.*)?$")
_COMMENT = re.compile(r"""^(?:[^#"']|"(?:[^"\\]|\\.)*"|'[^']*')*?(\s*#.*)$""")


class Draft:
    """A file that is about to be changed. Nothing is written before `write`.

    Raises:
        SettingsError: the file cannot be read, or is not TOML.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            tomllib.loads(self._text)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError((f"{path}: cannot be read as TOML: {error}",)) from error

    def said(self, table: str, key: str) -> object:
        """Return what the file says already; None where it says nothing."""
        values = tomllib.loads(self._text).get(table)
        return values.get(key) if isinstance(values, dict) else None

    def check(self) -> None:
        """See whether it could be written, before anything depends on it.

        Raises:
            SettingsError: it could not.
        """
        self._saved(self._text, keep=False)

    def write(self, tables: Tables) -> None:
        """Set the keys of each table, whole or not at all.

        Raises:
            SettingsError: the file is written in a way that cannot be changed line by line, or
                the system does not let it be written.
        """
        text = self._text
        for table, values in tables.items():
            for key, value in values.items():
                text = _with(text, table, key, value)
        if not _says(text, self._text, tables):
            lines = ", ".join(f"{table}.{key}" for table, keys in tables.items() for key in keys)
            raise SettingsError(
                (f"{self._path}: its tables are not written as [table]; write {lines} yourself",)
            )
        self._saved(text, keep=True)

    def _saved(self, text: str, *, keep: bool) -> None:
        """Write beside the file, and rename: whoever reads sees the old or the new one, whole."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).chmod(self._mode())
                if keep:
                    Path(name).replace(self._path)
            finally:
                with suppress(FileNotFoundError):
                    Path(name).unlink()
        except OSError as error:
            remedy = "name a file with --settings that the terminal's user may write"
            mistake = f"{self._path}: cannot be written ({error.strerror}); {remedy}"
            raise SettingsError((mistake,)) from error

    def _mode(self) -> int:
        """Return who may read it: as before, else everybody; there is no secret in it."""
        return self._path.stat().st_mode & 0o777 if self._path.exists() else 0o644


def _with(text: str, table: str, key: str, value: Value) -> str:
    """Return `text` with `key = value` in `[table]`."""
    lines = text.removesuffix("\n").split("\n") if text else []  # TOML knows no other line ends
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    start = next((n for n in headers if _name(lines[n]) == table), None)
    if start is None:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, f"[{table}]", f"{key} = {_toml(value)}", ""])
    stop = next((number for number in headers if number > start), len(lines))
    for number in range(start + 1, stop):
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
            comment = _COMMENT.match(lines[number])
            lines[number] = f"{key} = {_toml(value)}{comment[1] if comment else ''}"
            return "\n".join([*lines, ""])
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    return "\n".join([*lines[:stop], f"{key} = {_toml(value)}", *lines[stop:], ""])


def _name(line: str) -> str:
    found = _HEADER.match(line)
    return found[1] if found else ""


def _toml(value: Value) -> str:
    """Return `value` as TOML: a number, or a basic string with everything odd escaped."""
    if isinstance(value, int):
        return str(value)
    escaped = "".join(_escaped(letter) for letter in value)
    return f'"{escaped}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"


def _says(text: str, before: str, tables: Tables) -> bool:
    """Whether `text` says what `before` said, and what `tables` say over it."""
    wanted = tomllib.loads(before)
    for table, values in tables.items():
        if not isinstance(wanted.setdefault(table, {}), dict):
            return False
        wanted[table].update(values)
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
