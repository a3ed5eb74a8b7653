"""Which keys the keyboard on the screen shows, as data: by language and by what is typed.

Streets and names here are German, so every language has ä, ö and ü in sight beside its own
accents. A row is twelve units wide.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import Qt


class Act(Enum):
    """What a key does; the value is the id of its name, `keyboard-<value>`."""

    TYPE = "type"
    SHIFT = "shift"
    BACKSPACE = "backspace"
    SPACE = "space"
    LETTERS = "letters"
    SIGNS = "signs"
    ACCENTS = "accents"
    NEXT = "next"


class Layer(Enum):
    """What the keyboard is for at the moment."""

    LETTERS = "letters"
    SIGNS = "signs"
    ACCENTS = "accents"
    EMAIL = "email"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    PHONE = "phone"


PADS = frozenset({Layer.NUMBER, Layer.AMOUNT, Layer.DATE, Layer.PHONE})
"""Layers with few, large keys."""


@dataclass(frozen=True)
class Cap:
    """One key: what it types or does, and its width in units. Without either it is a gap."""

    text: str = ""
    act: Act = Act.TYPE
    units: float = 1.0


Row = tuple[Cap, ...]
Rows = tuple[Row, ...]

LETTERS = {
    "de": ("qwertzuiopüè", "asdfghjklöäé", "yxcvbnmàç", ""),
    "fr": ("qwertzuiopèü", "asdfghjkléàö", "yxcvbnmçä", "ê"),
    "it": ("qwertzuiopèü", "asdfghjklòàö", "yxcvbnmùä", "éì"),
    "en": ("qwertyuiopüè", "asdfghjklöäé", "zxcvbnmàç", ""),
}
"""Three rows of letters, and what stands beside the space bar: QWERTZ as on Swiss keyboards."""

DIGITS = "1234567890/&"
SIGNS = ("1234567890", "@#&%+=/*()§°", "-_.,:;!?'\"€")
ACCENTS_TALL = ("áâãåăæąćčçďđ", "éèêëěęėğíìîï", "ıłñńňóòôõøőœ", "řśšşșťțúù", "ûůűýÿźžżß")
ACCENTS_WIDE = ("áâãåăæąćčçďđéèêë", "ěęėğíìîïıłñńňóòô", "õøőœřśšşșťțú", "ùûůűýÿźžżß")
"""Further letters of Europe's Latin alphabets, by the letter they look like."""


def layer_for(hints: Qt.InputMethodHint) -> Layer:
    """Return the layer for a field with Qt's input method `hints`."""
    wanted = (
        (Qt.InputMethodHint.ImhDate, Layer.DATE),
        (Qt.InputMethodHint.ImhDialableCharactersOnly, Layer.PHONE),
        (Qt.InputMethodHint.ImhDigitsOnly, Layer.NUMBER),
        (Qt.InputMethodHint.ImhFormattedNumbersOnly, Layer.AMOUNT),
        (Qt.InputMethodHint.ImhEmailCharactersOnly, Layer.EMAIL),
    )
    return next((layer for hint, layer in wanted if hints & hint), Layer.LETTERS)


@cache
def rows(language: str, layer: Layer, *, tall: bool) -> Rows:
    """Return the keys of `layer`; where it is `tall` there is room for a row more: the digits."""
    spoken, _, _ = language.partition("-")
    letters = LETTERS.get(spoken, LETTERS["de"])
    match layer:
        case Layer.LETTERS:
            return ((_typed(DIGITS),) if tall else ()) + _letters(*letters)
        case Layer.EMAIL:
            return ((_typed(DIGITS),) if tall else ()) + _email(*letters[:3])
        case Layer.SIGNS:
            return _signs()
        case Layer.ACCENTS:
            return _accents(*(ACCENTS_TALL if tall else ACCENTS_WIDE))
        case _:
            return _pad({Layer.AMOUNT: ".", Layer.DATE: ".", Layer.PHONE: "+"}.get(layer, ""))


def _typed(characters: str) -> Row:
    return tuple(Cap(character) for character in characters)


def _letters(first: str, second: str, third: str, beside: str) -> Rows:
    return (
        _typed(first),
        _typed(second),
        (Cap(act=Act.SHIFT, units=1.5), *_typed(third), Cap(act=Act.BACKSPACE, units=1.5)),
        (
            Cap(act=Act.SIGNS, units=1.5),
            Cap(act=Act.ACCENTS, units=1.5),
            *_typed(beside),
            Cap(act=Act.SPACE, units=4 - len(beside)),
            *_typed("-'."),
            Cap(act=Act.NEXT, units=2),
        ),
    )


def _email(first: str, second: str, third: str) -> Rows:
    return (
        _typed(first[:10] + "-_"),
        (*_typed(second[:9]), Cap(act=Act.BACKSPACE, units=3)),
        (*_typed(third[:7]), Cap("."), Cap("@", units=4)),
        (
            Cap(act=Act.SIGNS, units=2),
            Cap(".ch", units=3),
            Cap(".com", units=3),
            Cap(act=Act.NEXT, units=4),
        ),
    )


def _signs() -> Rows:
    first, second, third = SIGNS
    return (
        (*_typed(first), Cap(act=Act.BACKSPACE, units=2)),
        _typed(second),
        _typed(third),
        (Cap(act=Act.LETTERS, units=3), Cap(act=Act.SPACE, units=6), Cap(act=Act.NEXT, units=3)),
    )


def _accents(*lines: str) -> Rows:
    """Return the accents; shift stands in the last row but one, the way back in the last."""
    *whole, shifted, last = lines
    side = (len(whole[0]) - len(shifted)) / 2
    return (
        *(_typed(line) for line in whole),
        (Cap(act=Act.SHIFT, units=side), *_typed(shifted), Cap(act=Act.BACKSPACE, units=side)),
        (Cap(act=Act.LETTERS, units=len(whole[0]) - len(last)), *_typed(last)),
    )


def _pad(sign: str) -> Rows:
    """Return a pad of digits; a cap without text is a gap."""
    gap = Cap(units=3)
    return (
        (*_wide("123"), Cap(act=Act.BACKSPACE, units=3)),
        (*_wide("456"), gap),
        (*_wide("789"), gap),
        (Cap(units=2), *_wide("0"), Cap(sign, units=2), Cap(act=Act.NEXT, units=3)),
    )


def _wide(characters: str) -> Row:
    return tuple(Cap(character, units=2) for character in characters)
