"""A program: one visit in which a canary is typed everywhere, sent and printed; then waits.

test_wipe.py runs it and searches its memory from outside. The canary is told backwards, so that
only what the visit made of it stands in the memory forwards.
"""

import sys
from functools import reduce
from operator import or_
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk import flow
from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings
from ui.bootstrap import application, build
from ui.editors.capped import HINTS, SLIP
from ui.tour import Look, Tour

OTHER_KEYS = reduce(or_, HINTS.values())
"""The hints of every line that is for something else than letters."""


class CanaryTour(Tour):
    """Types the canary into every line that has room for it, behind the made-up answers."""

    backwards = ""
    typed = 0

    def _picture(self, name: str) -> None:
        """Take no picture; on a form page, type."""
        if "-page-" not in name:
            return
        for line in self._kiosk.shell.findChildren(QLineEdit):
            if self._takes_letters(line):
                line.selectAll()
                QTest.keyClicks(line, self.backwards[::-1])
                type(self).typed += 1
        QApplication.clipboard().setText(self.backwards[::-1])

    def _takes_letters(self, line: QLineEdit) -> bool:
        letters = not line.inputMethodHints() & OTHER_KEYS
        return line.isVisible() and letters and line.maxLength() > len(self.backwards) + SLIP


def main(url: str, folder: str) -> None:
    """Make the visit, say `wiped` and how often was typed, and wait for a line."""
    CanaryTour.backwards = sys.stdin.readline().strip()
    application(["schalter"])
    settings = Settings(
        portal=PortalSettings(url=url, sign_in="none"),
        screen=ScreenSettings(full_screen=False),
        paper=PaperSettings(printer=f"folder:{folder}/printed"),
        state_folder=f"{folder}/state",
    )
    kiosk = build(settings)
    tour = CanaryTour(kiosk, Look(), Path(folder) / "tour")
    tour.begin()
    tour.visit("lu.wohnsitzbestaetigung")
    assert isinstance(kiosk.controller.state, flow.Attract)
    sys.stdout.write(f"wiped {CanaryTour.typed}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    kiosk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
