"""The colour space of the paper: sRGB (IEC 61966-2-1) as an ICC profile, made here from figures.

So no profile of somebody else has to be shipped. Format: ICC.1:2001-04 (version 2.4), big-endian.
"""

import struct
from functools import cache
from itertools import accumulate

_WHITE = (0.9642, 1.0, 0.8249)
"""The D50 of the profile connection space."""
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of sRGB, adapted from D65 to D50 (Bradford)."""
_CURVE_POINTS = 1024
_HEADER = 128
_NAME = "sRGB"


@cache
def srgb_profile() -> bytes:
    """Return the profile. It is always the same bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(colour) for name, colour in _PRIMARIES.items()},
        b"rTRC": curve,
    }
    first = _HEADER + 4 + 12 * (len(tags) + 2)
    starts = list(accumulate((len(tag) for tag in tags.values()), initial=first))
    table = [
        (name, start, len(tag))
        for (name, tag), start in zip(tags.items(), starts[:-1], strict=True)
    ]
    table += [(name, *table[-1][1:]) for name in (b"gTRC", b"bTRC")]  # one curve for all three
    listed = struct.pack(">I", len(table))
    listed += b"".join(struct.pack(">4sII", *entry) for entry in table)
    return _header(starts[-1]) + listed + b"".join(tags.values())


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3I4s44x",
        size,
        b"",  # no colour management module is preferred
        0x02400000,
        *(b"mntr", b"RGB ", b"XYZ "),
        *(2026, 1, 1, 0, 0, 0),
        b"acsp",
        b"",
        0,
        b"",
        b"",
        0,
        0,  # perceptual
        *(_fixed(value) for value in _WHITE),
        b"",
    )


def _curve() -> bytes:
    steps = range(_CURVE_POINTS)
    values = [round(65535 * _linear(step / (_CURVE_POINTS - 1))) for step in steps]
    return struct.pack(f">4s4xI{_CURVE_POINTS}H", b"curv", _CURVE_POINTS, *values)


def _linear(value: float) -> float:
    """Return the light of a value of sRGB."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's own figures


def _xyz(colour: tuple[float, ...]) -> bytes:
    return struct.pack(">4s4x3I", b"XYZ ", *(_fixed(value) for value in colour))


def _fixed(value: float) -> int:
    return round(value * 65536)


def _text(words: str) -> bytes:
    return _padded(struct.pack(">4s4x", b"text") + words.encode("ascii") + b"\0")


def _description(words: str) -> bytes:
    """Return a name in ASCII; those for other scripts stay empty."""
    ascii_ = words.encode("ascii") + b"\0"
    return _padded(struct.pack(">4s4xI", b"desc", len(ascii_)) + ascii_ + bytes(8 + 3 + 67))


def _padded(tag: bytes) -> bytes:
    return tag + bytes(-len(tag) % 4)
