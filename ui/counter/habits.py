"""How staff set up their screen; nothing of a visitor. Kept as long as the program."""

from dataclasses import dataclass
from functools import cache


@dataclass
class Habits:
    """`context`: whether the right pane is wanted; None for where there is room."""

    context: bool | None = None


@cache
def habits() -> Habits:
    """Return those of this counter."""
    return Habits()
