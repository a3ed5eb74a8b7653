"""Collects why a form is refused: a place in its document, the reason, a hint for its designer."""

from collections.abc import Mapping
from typing import Any

from kiosk.errors import FormRefused

MOST = 200
"""Refusals that are kept; a form with more is not read further by anybody."""


class Refusals:
    """What was found so far, in the order of the document."""

    def __init__(self) -> None:
        self.found: list[FormRefused] = []

    def add(self, place: str, reason: str, hint: str = "") -> None:
        """Note that the document is outside the profile at `place` (a JSON Pointer)."""
        if len(self.found) < MOST:
            self.found.append(FormRefused(place, reason, hint))

    def only(self, thing: Mapping[str, Any], allowed: frozenset[str], place: str) -> bool:
        """Whether `thing` has only `allowed` members; the others are noted."""
        unknown = sorted(str(name) for name in thing.keys() - allowed)
        for name in unknown:
            self.add(
                f"{place}/{name}",
                "outside the profile",
                f"known here: {', '.join(sorted(allowed))}",
            )
        return not unknown
