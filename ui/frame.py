"""What stands around a page: head, actions, tools, trust, keyboard; always in the same places.

Portrait: everything to touch is in the lower part, within reach from a wheelchair. Landscape: the
question on the left, calm context on the right.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk import flow
from kiosk.view import View
from ui.pages.page import Page
from ui.surround import Surround
from ui.theme import Theme
from ui.widgets.actions import ActionBar
from ui.widgets.button import Place
from ui.widgets.context import help_card
from ui.widgets.dock import Dock
from ui.widgets.header import Band, UprightHead, header
from ui.widgets.lock_button import lock_button
from ui.widgets.pane import Pane
from ui.widgets.stack import column, row
from ui.widgets.tools import Tools
from ui.widgets.trust import trust_strip
from ui.widgets.upright import Upright

QUESTION, CONTEXT = 62, 38
"""How landscape divides its width, in percent."""


class Frame(Surround):
    """`page` in its frame. Built with the page, and deleted with it."""

    def __init__(self, page: Page, view: View, theme: Theme) -> None:
        super().__init__(page, view, theme)
        self._pane = Pane(page, view.texts, theme)
        self._upright: Upright | None = None
        self._dock = Dock(view.texts, theme)
        self._actions = ActionBar(theme, view, finish=not theme.portrait)
        self._actions.show_actions(page.offers())
        self._actions.happened.connect(self.happened)
        tools = Tools(view, theme)
        tools.happened.connect(self.happened)
        self._lay_out(view, tools)
        self._dock.opened.connect(self._reveal_focus)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr] # there is one, a widget is being built

    def refresh(self, view: View) -> None:
        """Take a newer value of the same state."""
        super().refresh(view)
        self._actions.show_actions(self.page.offers())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Compose the page for the new size."""
        if self._upright is not None:
            self._upright.begin_anew()

    # --- Where things are ----------------------------------------------------------------------

    def _lay_out(self, view: View, tools: Tools) -> None:
        corner = self._with_staff(view, tools) if view.staff.name else tools
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        if self._theme.portrait:
            tools.add_finish()
            head = UprightHead(view, self._theme)
            self._upright = Upright(head, self._pane, self.page, self._theme)
            whole.addWidget(self._upright, 1)
            whole.addWidget(self._dock)
            whole.addWidget(self._actions)
            whole.addWidget(_banded(corner, self._theme))
        else:
            whole.addWidget(header(view, self._theme, corner))
            whole.addLayout(self._side_by_side(view), 1)
            whole.addWidget(self._dock)
            whole.addWidget(self._actions)
        whole.addWidget(trust_strip(view, self._theme))

    def _with_staff(self, view: View, tools: Tools) -> QWidget:
        """Return `tools` with who of staff is here: a touch there locks the counter."""
        theme, upright = self._theme, self._theme.portrait
        lock = lock_button(view, theme, Place.LEFT if upright else Place.ABOVE)
        lock.clicked.connect(lambda: self.happened.emit(flow.LockWanted()))
        both = QWidget()
        layout = column(theme, within=both) if upright else row(theme, units=1, within=both)
        layout.addWidget(lock, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(tools, 1)
        return both

    def _side_by_side(self, view: View) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._pane, QUESTION)
        if self._theme.beside and not self.page.wide:
            context = self.page.context() or help_card(view, self._theme)
            side = Pane(context, view.texts, self._theme)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            line.addWidget(side, CONTEXT)
        return line

    # --- The keyboard --------------------------------------------------------------------------

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus, but for a moment nobody has it: a touch is still going on."""
        if now is not None and self.isAncestorOf(now):
            self._dock.follow(now, self.page)
            self._reveal_focus()

    def _reveal_focus(self) -> None:
        QTimer.singleShot(0, self, self._reveal_now)

    def _reveal_now(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            self._pane.reveal(focused)


def _banded(tools: QWidget, theme: Theme) -> Band:
    band = Band(theme, line_on_top=True)
    line = QHBoxLayout(band)
    line.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), theme.space(0.5))
    line.addWidget(tools)
    return band
