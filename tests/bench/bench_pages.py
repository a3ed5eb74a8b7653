"""How long a page takes from its view to its painted frame, and how long a key takes.

`python -m tests.bench.bench_pages`. Targets: the attract screen 200 ms, others 100 ms, a key 16 ms.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kiosk import flow
from tests.fakes import counter
from ui.fonts import register_fonts
from ui.shell import Shell
from ui.widgets.keyboard import Keyboard

ROUNDS = 20
ATTRACT_MS, PAGE_MS, KEY_MS = 200.0, 100.0, 16.0


def median_ms(work: Callable[[], object]) -> float:
    """Return the median of `ROUNDS` runs of `work`, in ms."""
    spans = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        spans.append(1000 * (time.perf_counter() - begin))
    return statistics.median(spans)


def page_ms(shell: Shell, state: flow.State) -> float:
    """Return how long it takes to build and paint the page of `state`."""
    view, before = counter.view(state), counter.view(flow.Warned(flow.Done("test", "case")))

    def build() -> None:
        shell.show_view(view)
        QApplication.processEvents()
        shell.grab()

    def measured() -> float:
        shell.show_view(before)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        begin = time.perf_counter()
        build()
        return 1000 * (time.perf_counter() - begin)

    return statistics.median(measured() for _ in range(ROUNDS))


def key_ms(shell: Shell) -> float:
    """Return how long a key takes to its painted letter."""
    shell.show_view(counter.view(flow.ChoosingMunicipality()))
    QApplication.processEvents()
    keyboard = shell.findChild(Keyboard)
    assert isinstance(keyboard, Keyboard)
    keys = [key for key in keyboard.shown() if key.types in {"a", "e"}]

    def touch() -> None:
        keys.append(keys.pop(0))
        keys[0].click()
        QApplication.processEvents()

    return median_ms(touch)


def main() -> int:
    """Print the medians; return 1 if one misses its target."""
    app = QApplication(sys.argv[:1])
    register_fonts()
    shell = Shell(4.0)
    shell.resize(1080, 1920)
    shell.open()
    found = []
    for state in counter.STATES:
        name = type(state).__name__
        target = ATTRACT_MS if isinstance(state, flow.Attract) else PAGE_MS
        found.append((name, page_ms(shell, state), target))
    found.append(("a key", key_ms(shell), KEY_MS))
    for name, milliseconds, target in found:
        print(f"{name:24} {milliseconds:7.1f} ms   target {target:5.0f} ms")
    shell.shut()
    app.quit()
    return int(any(milliseconds > target for _, milliseconds, target in found))


if __name__ == "__main__":
    sys.exit(main())
