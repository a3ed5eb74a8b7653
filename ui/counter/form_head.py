"""What stands above the form: its title, and the switch for the visitor's language."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.words import Words
from ui.counter.caps import KeyHint
from ui.counter.form_asking import Asking
from ui.languages import own_name
from ui.theme import Role
from ui.widgets.lines import Lines

KEY = "Ctrl+T"
"""Shows the visitor's words, or hides them."""


class FormHead(QWidget):
    """Says the title in both languages.

    Args:
        tongue: the visitor's language, also while it is not shown; '' where it is the office's.

    Signals:
        turned: the visitor's words are to come or go.
    """

    turned = Signal()

    def __init__(self, title: Words, tongue: str, asking: Asking) -> None:
        super().__init__()
        theme, texts = asking.theme, asking.texts
        self._theme = theme
        self._title, self._beside = title.to(texts.language), asking.beside(title)
        self.setAccessibleName(self._title)
        self._turn: KeyHint | None = None
        if tongue:
            shown = bool(asking.listing.tongue)
            text = "counter-filling-hide" if shown else "counter-filling-show"
            self._turn = KeyHint(KEY, texts(text, language=own_name(tongue)), theme)
            self._turn.setParent(self)
            self._turn.clicked.connect(self.turned)

    def _lines(self, width: int) -> tuple[Lines, Lines | None]:
        room = max(1, width - (self._turn.sizeHint().width() if self._turn else 0))
        title = Lines(self._title, self._theme.font(Role.HEADING), room)
        if not self._beside:
            return title, None
        return title, Lines(self._beside, self._theme.font(Role.BODY), room)

    def heightForWidth(self, width: int) -> int:
        """Return its height at `width`, in pixels."""
        title, beside = self._lines(width)
        text = round(title.height + (beside.height if beside else 0) + 0.5)
        return max(text, self._turn.sizeHint().height() if self._turn else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Put the switch at the right end."""
        if self._turn is not None:
            size = self._turn.sizeHint()
            self._turn.setGeometry(self.width() - size.width(), 0, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the title."""
        painter, colours = QPainter(self), self._theme.colours
        title, beside = self._lines(self.width())
        painter.setPen(QColor(colours.ink))
        title.draw(painter, QRectF(0, 0, self.width(), title.height))
        if beside:
            painter.setPen(QColor(colours.muted))
            beside.draw(painter, QRectF(0, title.height, self.width(), beside.height))
