"""Names of files as people read them: never a path, never a trick, short enough for a line."""

from kiosk.forms.plain import plain

LONGEST = 60
"""Characters of a name; a longer one loses its middle."""
UNKNOWN = "_"
"""Stands for a letter that the printed confirmation has no glyph for."""

_DRAWN = (range(0x20, 0x0530), range(0x1E00, 0x2000), range(0x2010, 0x2028))
"""Latin, Greek and Cyrillic with their signs: what the bundled fonts draw."""


def readable(name: str) -> str:
    """Return `name` for people. It is shown, and never opened."""
    text = "".join(mark if _is_drawn(mark) else UNKNOWN for mark in plain(name))
    text = text.replace("/", UNKNOWN).replace("\\", UNKNOWN) or UNKNOWN
    if len(text) <= LONGEST:
        return text
    half = (LONGEST - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def _is_drawn(mark: str) -> bool:
    return any(ord(mark) in marks for marks in _DRAWN)
