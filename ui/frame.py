"""What stands around a page: head, actions, tools, trust, keyboard; always in the same places.

Portrait: everything to touch is in the lower part, within reach from a wheelchair. Landscape: the
question on the left, calm context on the right.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.view import View
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.actions import ActionBar
from ui.widgets.context import help_card
from ui.widgets.dock import Dock
from ui.widgets.header import Band, UprightHead, header
from ui.widgets.pane import Pane
from ui.widgets.tools import Tools
from ui.widgets.trust import trust_strip
from ui.widgets.upright import Upright

QUESTION, CONTEXT = 62, 38
"""How landscape divides its width, in percent."""


class Frame(QWidget):
    """`page` in its frame. Built with the page, and deleted with it.

    Signals:
        happened: what was touched in the frame, as an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, page: Page, view: View, theme: Theme) -> None:
        super().__init__()
        self.page = page
        self._theme = theme
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
        self.page.refresh(view)
        self._actions.show_actions(self.page.offers())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Compose the page for the new size."""
        if self._upright is not None:
            self._upright.begin_anew()

    # --- Where things are ----------------------------------------------------------------------

    def _lay_out(self, view: View, tools: Tools) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        if self._theme.portrait:
            tools.add_finish()
            head = UprightHead(view, self._theme)
            self._upright = Upright(head, self._pane, self.page, self._theme)
            column.addWidget(self._upright, 1)
            column.addWidget(self._dock)
            column.addWidget(self._actions)
            column.addWidget(_banded(tools, self._theme))
        else:
            column.addWidget(header(view, self._theme, tools))
            column.addLayout(self._side_by_side(view), 1)
            column.addWidget(self._dock)
            column.addWidget(self._actions)
        column.addWidget(trust_strip(view, self._theme))

    def _side_by_side(self, view: View) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._pane, QUESTION)
        if self._theme.beside and not self.page.wide:
            context = self.page.context() or help_card(view, self._theme)
            side = Pane(context, view.texts, self._theme)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            row.addWidget(side, CONTEXT)
        return row

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


def _banded(tools: Tools, theme: Theme) -> Band:
    band = Band(theme, line_on_top=True)
    row = QHBoxLayout(band)
    row.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), theme.space(0.5))
    row.addWidget(tools)
    return band
