"""Outlines of filled shapes: the simple paths of SVG, and where they stand on a page."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Step: TypeAlias = tuple[str, tuple[float, ...]]
"""A letter of M, L, C, Z, and absolute coordinates in pairs; `y` runs downwards."""

_COMMAND = re.compile(r"([MmLlHhVvCcSsZz])([^A-Za-z]*)|(\S)")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4}
_MOST_STEPS = 4000


class UnknownPathError(ValueError):
    """A path with something else in it than straight lines and cubic curves."""


def outline(path: str) -> tuple[Step, ...]:
    """Return the steps of `path`, the `d` of an SVG path (SVG 1.1, 8.3), made absolute.

    Raises:
        UnknownPathError: it holds arcs, quadratic curves or nonsense, or is endless.
    """
    pen = _Pen()
    steps: list[Step] = []
    for letter, numbers in _commands(path):
        steps += pen.draw(letter, numbers)
        if len(steps) > _MOST_STEPS:
            raise UnknownPathError
    if not steps or steps[0][0] != "M":
        raise UnknownPathError
    return tuple(steps)


def placed(
    steps: Iterable[Step], x: float, y: float, scale: float, *, turned: bool = False
) -> tuple[Step, ...]:
    """Return `steps` with their origin at `x`, `y`; `turned` by a quarter, clockwise."""
    return tuple(
        (letter, tuple(_moved(points, x, y, scale, turned=turned))) for letter, points in steps
    )


def _moved(
    points: tuple[float, ...], x: float, y: float, scale: float, *, turned: bool
) -> Iterator[float]:
    for across, down in zip(points[::2], points[1::2], strict=True):
        if turned:
            across, down = -down, across  # noqa: PLW2901 - the same point, seen from the side
        yield from (x + scale * across, y + scale * down)


def _commands(path: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each command with the numbers of one use of it."""
    for letter, text, other in _COMMAND.findall(path):
        if other or _NUMBER.sub("", text).strip(" ,\t\r\n"):
            raise UnknownPathError
        numbers = tuple(float(number) for number in _NUMBER.findall(text))
        takes = _TAKES.get(letter.upper(), 0)
        if not takes:
            yield letter, ()
            continue
        if not numbers or len(numbers) % takes:
            raise UnknownPathError
        for start in range(0, len(numbers), takes):
            further = {"M": "L", "m": "l"}.get(letter, letter) if start else letter
            yield further, numbers[start : start + takes]


class _Pen:
    """Where the path has come to, so that what is relative becomes absolute."""

    def __init__(self) -> None:
        self._x = self._y = 0.0
        self._begun = (0.0, 0.0)
        self._handle: tuple[float, float] | None = None

    def draw(self, letter: str, numbers: tuple[float, ...]) -> Iterator[Step]:
        """Yield what one command draws."""
        handle, self._handle = self._handle, None
        points = self._absolute(letter, numbers)
        match letter.upper():
            case "Z":
                self._x, self._y = self._begun
                yield "Z", ()
                return
            case "M":
                self._begun = (points[0], points[1])
                yield "M", points
            case "C" | "S":
                if letter in "Ss":  # the first handle mirrors the last one before
                    before = handle or (self._x, self._y)
                    points = (2 * self._x - before[0], 2 * self._y - before[1], *points)
                self._handle = (points[2], points[3])
                yield "C", points
            case _:
                yield "L", points
        self._x, self._y = points[-2:]

    def _absolute(self, letter: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
        x, y = (self._x, self._y) if letter.islower() else (0.0, 0.0)
        match letter.upper():
            case "H":
                return (x + numbers[0], self._y)
            case "V":
                return (self._x, y + numbers[0])
            case _:
                return tuple(
                    number + (y if place % 2 else x) for place, number in enumerate(numbers)
                )
