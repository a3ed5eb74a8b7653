"""The numbers as Prometheus reads them: text format 0.0.4, over HTTP or in a file."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from kiosk.telemetry.instruments import Family, Instrument, Kind, Point, Spread

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FILE = "schalter.prom"
"""In the folder that the node exporter's textfile collector reads."""
READABLE = 0o644
"""The node exporter runs as another user."""


def name_of(instrument: Instrument) -> str:
    """Return the name as Prometheus spells it: with the unit, and `_total` where it only grows."""
    name = instrument.name.replace(".", "_")
    name += "_seconds" if instrument.unit == "s" else ""
    return name + ("_total" if instrument.kind is Kind.COUNTER else "")


def text(families: Iterable[Family]) -> str:
    """Return `families` as one exposition."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def write(folder: Path, exposition: str) -> None:
    """Put `exposition` into `folder`; whoever reads sees the old file or the new one, whole.

    Raises:
        OSError: the folder is not there or cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{FILE}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(exposition)
        Path(name).chmod(READABLE)
        Path(name).replace(folder / FILE)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _lines(family: Family) -> Iterator[str]:
    name = name_of(family.instrument)
    yield f"# HELP {name} {_escaped(family.instrument.meaning)}"
    yield f"# TYPE {name} {family.instrument.kind.value}"
    for point in family.points:
        yield from _samples(name, family.instrument, point)


def _samples(name: str, instrument: Instrument, point: Point) -> Iterator[str]:
    if not isinstance(point.value, Spread):
        yield f"{name}{_labels(point.labels)} {_number(point.value)}"
        return
    *_, total = counts = list(accumulate(point.value.counts))
    edges = (*map(_number, instrument.edges), "+Inf")
    for edge, count in zip(edges, counts, strict=True):
        yield f"{name}_bucket{_labels((*point.labels, ('le', edge)))} {count}"
    yield f"{name}_sum{_labels(point.labels)} {_number(point.value.total)}"
    yield f"{name}_count{_labels(point.labels)} {total}"


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(word, quote=True)}"' for name, word in labels) + "}"


def _escaped(words: str, *, quote: bool = False) -> str:
    escaped = words.replace("\\", r"\\").replace("\n", r"\n")
    return escaped.replace('"', r"\"") if quote else escaped


def _number(value: float) -> str:
    """Return `value` without a point where it is whole, as in `le="30"`."""
    if value in {float("inf"), float("-inf")}:
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) else repr(value)
