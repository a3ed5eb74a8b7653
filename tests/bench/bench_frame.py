"""How long the counter of staff takes: a page with its frame, the palette, a key in a search.

`python -m tests.bench.bench_frame [rounds]`, on no display (offscreen). Prints least, p50 and p95
with the target beside them, in ms. The form itself is timed with its page.
"""

import sys
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from kiosk import flow
from kiosk.catalogue import Catalogue
from kiosk.view import View
from tests.bench.at_screen import Spans, settle, timed, window
from tests.fakes.counter import CATEGORIES, listing
from tests.ui.counter.desk import DONE, REVIEWING, view
from ui.counter.palette import Palette
from ui.shell import Shell

ROUNDS = 60
SERVICES = 200
PAGE_MS, PALETTE_MS, KEY_MS, REFRESH_MS = 100.0, 30.0, 16.0, 2.0
WIDE = QSize(1920, 1080)
Measured = tuple[str, Spans, float]

CATALOGUE = Catalogue(1061, CATEGORIES, tuple(listing(f"Dienst{n}") for n in range(SERVICES)))


def page_spans(shell: Shell, shown: View, rounds: int) -> Spans:
    """Return how long a page takes with its frame, from the page before to its paint."""
    before = view(flow.Warned(flow.Home()))
    spans = []
    for _ in range(rounds):
        shell.show_view(before)
        settle()
        spans.append(timed(partial(shell.show_view, shown), shell))
    return Spans(tuple(spans[1:]))


def refresh_spans(shell: Shell, rounds: int) -> Spans:
    """Return how long the frame takes for one more answer: what every key in a form costs."""
    views = [view(REVIEWING), view(REVIEWING)]
    shell.show_view(views[0])
    settle()
    spans = [timed(partial(shell.show_view, views[number % 2])) for number in range(rounds)]
    return Spans(tuple(spans[1:]))


def palette_spans(shell: Shell, rounds: int) -> tuple[Spans, Spans]:
    """Return how long the palette takes to open, and a key in it."""
    shell.show_view(view(REVIEWING, catalogue=CATALOGUE))
    settle()
    control, keys = Qt.KeyboardModifier.ControlModifier, []
    opened = []
    for _ in range(rounds):
        press = partial(QTest.keyClick, shell.windowHandle(), Qt.Key.Key_K, control)
        opened.append(timed(press, shell))
        palette = shell.findChildren(Palette)[-1]
        line = palette.finder.line
        keys += [timed(partial(QTest.keyClick, line, letter), line) for letter in "dienst17"]
        palette.close_it()
        settle()
    return Spans(tuple(opened[1:])), Spans(tuple(keys))


def measured(rounds: int) -> Iterator[Measured]:
    """Yield every figure."""
    shell = window()
    shell.resize(WIDE)
    shell.activateWindow()
    for state in (flow.Attract(), flow.Home(), REVIEWING, DONE):
        shown = view(state, catalogue=CATALOGUE)
        yield type(state).__name__, page_spans(shell, shown, rounds), PAGE_MS
    yield "frame at a key", refresh_spans(shell, rounds), REFRESH_MS
    opened, keys = palette_spans(shell, max(8, rounds // 4))
    yield "palette opens", opened, PALETTE_MS
    yield f"key among {SERVICES} services", keys, KEY_MS
    shell.shut()


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"{'':32} {'least':>7} {'p50':>7} {'p95':>7} {'target':>7}")
    for name, spans, target in measured(rounds):
        figures = (spans.least, spans.median, spans.p95, target)
        print(f"{name:32} " + " ".join(f"{figure:7.1f}" for figure in figures))


if __name__ == "__main__":
    main()
