"""Makes typed or pasted text plain: one spelling for one meaning, nothing invisible.

`plain` keeps what is read; `code` is for numbers and codes, where only letters and digits count.
"""

import re
import unicodedata

from kiosk.forms import limits

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
"""Controls, format marks (direction, zero width, soft hyphen, BOM), lone surrogates."""
_LAST_TWO = 0xFFFE
"""U+xxFFFE and U+xxFFFF are noncharacters on every plane."""
_JOINERS = "\u200c\u200d"
_JOINED = "[\u0590-\u1fff\u2070-\U0010ffff]"
_IDLE_JOINER = re.compile(f"(?<!{_JOINED})[{_JOINERS}]|[{_JOINERS}](?!{_JOINED})")
"""A zero-width (non-)joiner that shapes neither letters nor emoji: it only hides."""
_BLANKS = re.compile(r"[^\S\n]+")
_STACKED = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    f"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\ufe20-\ufe2f]{{{limits.MARKS + 1}}}"
)


def plain(text: str) -> str:
    """Return `text` on one line: NFC, single blanks, no controls, no direction overrides."""
    return _BLANKS.sub(" ", _visible(_breaks(text).replace("\n", " "))).strip()


def plain_lines(text: str) -> str:
    """Return `text` like `plain`, with its line breaks (at most one empty line in a row)."""
    lines = [_BLANKS.sub(" ", line).strip() for line in _visible(_breaks(text)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def code(text: str) -> str:
    """Return the letters and digits of `text`, upper case, digits of any script as 0-9."""
    return "".join(_digit(mark) for mark in plain(text) if mark.isalnum()).upper()


def ascii_digits(text: str) -> str:
    """Return `text` with the digits of every script as 0-9."""
    return "".join(map(_digit, text))


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of `text`."""
    return all(mark.isspace() or not _is_visible(mark) for mark in text)


def stacked(text: str) -> bool:
    """Whether more combining marks stand on one letter than any script needs."""
    return _STACKED.search(text) is not None


def _digit(mark: str) -> str:
    value = unicodedata.decimal(mark, None)
    return mark if value is None else str(value)


def _breaks(text: str) -> str:
    return "\n".join(text.splitlines())


def _visible(text: str) -> str:
    if text.replace("\n", "").isprintable():
        return unicodedata.normalize("NFC", text)
    kept = "".join(mark for mark in text if mark in _JOINERS or _is_visible(mark))
    return unicodedata.normalize("NFC", _IDLE_JOINER.sub("", kept))


def _is_visible(mark: str) -> bool:
    if mark in "\n\t":
        return True
    nothing = ord(mark) & _LAST_TWO == _LAST_TWO or "\ufdd0" <= mark <= "\ufdef"
    return not nothing and unicodedata.category(mark) not in _INVISIBLE
