"""What paper a document is for, as a queue calls it: read from the document itself."""

import re

_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]")
_MM = 72 / 25.4
_NAMED = {(210, 297): "A4", (148, 210): "A5"}
_OTHERWISE = "A4"
_WIDEST_ROLL = 120
"""Millimetres. What is narrower comes from a roll, which has any length."""


def media_of(document: bytes) -> str:
    """Return the paper of the first page of `document` (PDF); A4 where it cannot be told."""
    found = _BOX.search(document)
    if found is None:
        return _OTHERWISE
    wide, high = (round(float(points) / _MM) for points in found.groups())
    if wide <= _WIDEST_ROLL:
        return f"Custom.{wide}x{high}mm"
    return _NAMED.get((wide, high), _OTHERWISE)
