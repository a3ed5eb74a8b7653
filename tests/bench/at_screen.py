"""A counter with a real screen and one form on it, to be timed: touch, key and paint are real."""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.catalogue import FormReference
from kiosk.forms.answers import Answers
from kiosk.forms.form import Form
from tests.fakes.at_work import Counter
from tests.fakes.portal import FakePortal
from ui.editors.editor import Editor
from ui.fonts import register_fonts
from ui.pages.filling import FillingPage
from ui.shell import Shell
from ui.widgets.actions import ActionBar
from ui.widgets.field_row import FieldRow

PX_PER_MM = 4.0
_alive: list[QApplication] = []
"""Qt goes when its application does."""


@dataclass(frozen=True)
class Spans:
    """Milliseconds of one thing that was done many times."""

    milliseconds: tuple[float, ...]

    @property
    def least(self) -> float:
        """The quickest: what the work itself takes where nobody else uses the processor."""
        return min(self.milliseconds)

    @property
    def median(self) -> float:
        """Half are quicker."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty are quicker."""
        return statistics.quantiles(self.milliseconds, n=20)[-1]


class Painted(QObject):
    """Counts the paintings of what it watches."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.times = 0
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a painting, and let it happen."""
        self.times += event.type() is QEvent.Type.Paint
        return False


def window() -> Shell:
    """Return the window of a counter, in portrait; the fonts are there."""
    if QApplication.instance() is None:
        _alive.append(QApplication(sys.argv[:1]))
    gc.disable()  # as in the kiosk, which collects when nobody waits (ui/garbage.py)
    register_fonts()
    shell = Shell(PX_PER_MM)
    shell.resize(1080, 1920)
    shell.open()
    return shell


def settle() -> None:
    """Let layouts, paintings and deletions come to their end, and collect the garbage."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def timed(act: Callable[[], object], *watched: QWidget) -> float:
    """Return the ms from `act` until all is painted.

    Raises:
        RuntimeError: nothing of `watched` was painted, so nothing was measured.
    """
    painted = Painted(*watched)
    begin = time.perf_counter()
    act()
    QApplication.processEvents()
    span = 1000 * (time.perf_counter() - begin)
    if watched and not painted.times:
        raise RuntimeError("nothing was painted")
    return span


class OneForm(FakePortal):
    """Whichever service is asked for, its form is `asked`."""

    def __init__(self, asked: Form) -> None:
        super().__init__()
        self._asked = asked

    async def form(self, reference: FormReference) -> Form:
        """Return the form."""
        return self._asked


class Screen:
    """A counter at the first page of `asked`, in portrait."""

    def __init__(self, asked: Form) -> None:
        self.shell = window()
        self.counter = Counter(Path(tempfile.mkdtemp()), portal=OneForm(asked))
        self.counter.spoil = self.shell.show_view
        self.controller = self.counter.controller
        self.shell.happened.connect(self.controller.dispatch)
        self.shell.answered.connect(self.controller.answer)
        self.counter.enter()
        self.shell.activateWindow()
        settle()

    def close(self) -> None:
        """Take the screen down."""
        self.shell.shut()
        self.shell.bury_pages()
        self.controller.close()
        settle()

    @property
    def page(self) -> FillingPage:
        """The page of the form that is on the screen."""
        assert isinstance(self.shell.page, FillingPage)
        return self.shell.page

    def editor(self, pointer: str) -> Editor:
        """Return what is typed into at `pointer`."""
        place = self.page.questions.place(pointer)
        assert isinstance(place, FieldRow)
        return place.editor

    def answers(self) -> Answers:
        """Return what the controller knows now."""
        view = self.controller.view()
        assert view.form is not None
        return view.session.answers_to(view.form.id)

    def forward(self) -> QAbstractButton:
        """Return the button that leads on."""
        bar = self.shell.findChild(ActionBar)
        assert bar is not None
        buttons = [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]
        return next(one for one in buttons if one.accessibleName() == "Weiter")

    def touch(self, widget: QWidget) -> None:
        """Press and release on `widget`."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
