"""Cleans what is pasted into a line: plain, on one line, spelled as the field wants it.

Nothing is judged here. What is not understood stays as it was pasted, for *Continue* to name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.forms import limits
from kiosk.forms.form import Field
from kiosk.forms.kind import Invalid
from kiosk.forms.kinds import kind_of
from kiosk.forms.plain import ascii_digits, code, plain, plain_lines

LONGEST = limits.ENTRY_LENGTH
"""Characters that are looked at: a clipboard may hold a book, no field does."""

ADDRESS_LINES = 8
"""More lines than that are a letter, not an address."""

_EMAIL = re.compile(r"[^\s<>\",;:()]{1,80}@[^\s<>\"',;:()?]{1,120}")
_PHONE = re.compile(r"(?:\+|0)[\d ()./–-]{6,24}\d", re.ASCII)
_TRUNK = re.compile(r"^((?:\+|00)[\d ]{1,6})\(0\)")
"""The zero that is only dialled at home: `+41 (0)41 ...`."""
_SOCIAL = re.compile(r"(?<!\d)756[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{2}(?!\d)", re.ASCII)
_SWISS_IBAN = re.compile(r"(?:CH|LI)\d{2}[0-9A-Z]{17}", re.ASCII)
_DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII
)
_POSTCODE = re.compile(r"(?:CH ?- ?|CH )?([1-9]\d{3})(?!\d)", re.ASCII)
_PLACE = re.compile(r"(?:CH ?- ?|CH )?([1-9]\d{3})\s+([^\W\d].*)", re.ASCII)
_NUMBERED = re.compile(r"(.*\D)\s(\d{1,4}\s?[a-zA-Z]?(?:\s?[/-]\s?\d{1,3}[a-zA-Z]?)?)", re.ASCII)


@dataclass(frozen=True)
class Address:
    """The parts of a postal address in Switzerland; '' for what was not among the lines."""

    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""


def pasted(text: str, field: Field) -> str:
    """Return `text` as it is put into `field`: one line, without what nobody sees.

    An AHV number, an account, a telephone number, a day, a postcode and an e-mail address are
    found also among other words.
    """
    line = plain(text[:LONGEST])
    find = _FINDERS.get(field.kind)
    return spelled(find(line) if find else line, field)


def spelled(entry: str, field: Field) -> str:
    """Return `entry` in the usual groups of its kind, or as it is where it means nothing."""
    kind = kind_of(field.kind)
    try:
        known = kind.entry(kind.parse(entry, field), field)
    except Invalid:
        return entry
    return known if isinstance(known, str) else entry


def pasted_lines(text: str) -> str:
    """Return `text` as it is put into a longer text: with its line breaks."""
    return plain_lines(text[:LONGEST])


def address_in(text: str) -> Address | None:
    """Return the address in a block of lines (or parted by commas); None where there is none.

    The line with a postcode decides; the street stands right above it.
    """
    lines = [line for line in re.split(r"\n|,", plain_lines(text[:LONGEST])) if line.strip()]
    if len(lines) > ADDRESS_LINES:
        return None
    for at, line in enumerate(lines):
        if place := _PLACE.fullmatch(line.strip()):
            above = lines[at - 1].strip() if at else ""
            street, number = street_in(above)
            return Address(street, number, place[1], place[2].strip())
    return None


def street_in(line: str) -> tuple[str, str]:
    """Return street and house number of a line such as `Pilatusstrasse 12a`."""
    found = _NUMBERED.fullmatch(line.strip())
    return (found[1].strip(), found[2].replace(" ", "")) if found else (line.strip(), "")


def _email(line: str) -> str:
    found = _EMAIL.search(line.removeprefix("mailto:"))
    return found[0].rstrip(".") if found else line


def _phone(line: str) -> str:
    found = _PHONE.search(ascii_digits(line))
    return _TRUNK.sub(r"\1", found[0]) if found else line


def _social(line: str) -> str:
    found = _SOCIAL.search(ascii_digits(line))
    return found[0] if found else line


def _iban(line: str) -> str:
    found = _SWISS_IBAN.search(code(line))
    return found[0] if found else re.sub(r"^IBAN\W*", "", line, flags=re.IGNORECASE)


def _day(line: str) -> str:
    found = _DAY.search(ascii_digits(line))
    return found[0] if found else line


def _postcode(line: str) -> str:
    found = _POSTCODE.match(ascii_digits(line))
    return found[1] if found else line


_FINDERS: Mapping[str, Callable[[str], str]] = {
    "email": _email,
    "phone": _phone,
    "social_security_number": _social,
    "iban": _iban,
    "date": _day,
    "postcode": _postcode,
}
