"""Whether the visitor's words stand beside the office's: remembered for a visit, no longer."""

from dataclasses import dataclass
from functools import cache


@dataclass
class Beside:
    """`shown`: whether staff see both languages. The wipe of a visit calls `forget`."""

    shown: bool = True

    def forget(self) -> None:
        """Be as for a new visit."""
        self.shown = True


@cache
def beside() -> Beside:
    """Return what holds for the visit at this counter."""
    return Beside()
