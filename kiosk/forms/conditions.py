"""When something is asked: data, evaluated by libraries, never code from a portal.

Each condition knows which answers it reads, so that a form can be checked for cycles and a page
for what it must show again.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from kiosk.forms.judge import Judge
from kiosk.forms.pointer import ABSENT, found, steps


class Condition(Protocol):
    """Holds or does not hold for the answers given so far."""

    @property
    def reads(self) -> frozenset[str]:
        """The JSON Pointers of the answers that decide; `*` means the same entry of a group."""

    def holds(self, data: Mapping[str, Any], at: int | None = None) -> bool:
        """Whether it is met by `data`, the values of what is asked. What is absent meets nothing.

        `at` is the number of the entry in whose repeating group it stands.
        """


class Fits:
    """Holds when the answer at `scope` keeps to `schema` (a rule of JSON Forms)."""

    def __init__(self, scope: str, schema: Mapping[str, Any]) -> None:
        self.scope = scope
        self.schema = schema
        self.reads = frozenset({scope})
        self._path = steps(scope)
        self._judge = Judge(schema)

    def holds(self, data: Mapping[str, Any], at: int | None = None) -> bool:
        """See `Condition`."""
        value = found(data, self._path, at)
        return value is not ABSENT and self.accepts(value)

    def accepts(self, value: Any) -> bool:
        """Whether it holds where `value` is the answer."""
        return self._judge.accepts(value)


class _Joined:
    def __init__(self, *conditions: Condition) -> None:
        self.reads = frozenset[str]().union(*(condition.reads for condition in conditions))
        self.conditions = conditions


class All(_Joined):
    """Holds when every one of its conditions does."""

    def holds(self, data: Mapping[str, Any], at: int | None = None) -> bool:
        """See `Condition`."""
        return all(condition.holds(data, at) for condition in self.conditions)


class Some(_Joined):
    """Holds when at least one of its conditions does."""

    def holds(self, data: Mapping[str, Any], at: int | None = None) -> bool:
        """See `Condition`."""
        return any(condition.holds(data, at) for condition in self.conditions)


class Unless(_Joined):
    """Holds when none of its conditions does: HIDE, seen from what is shown."""

    def holds(self, data: Mapping[str, Any], at: int | None = None) -> bool:
        """See `Condition`."""
        return not any(condition.holds(data, at) for condition in self.conditions)
