"""When something is asked: data, evaluated by libraries, never code from a portal.

Each condition knows which answers it reads, so that a form can be checked for cycles and a page
for what it must show again.
"""

from collections.abc import Mapping
from typing import Any, Protocol


class Condition(Protocol):
    """Holds or does not hold for the answers given so far."""

    @property
    def reads(self) -> frozenset[str]:
        """The JSON Pointers of the answers that decide."""

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether it is met by `data`, the values of what is asked. What is absent meets nothing."""
