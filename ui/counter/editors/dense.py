"""The base of the counter's editors: flat, one stop of *Tab*, and quick."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from ui.editors.editor import Editor

LINE = 1.6
"""Height of a line with its border, in sizes of its font."""

DIGIT = "0"
"""As wide as letters are on average, or wider."""


class Dense(Editor):
    """An editor of a form that staff fill in by keys.

    Signals:
        noticed: a sentence to stand below it, '' for none: something did not fit.
    """

    noticed = Signal(str)

    def height_at(self, width: int) -> int:  # noqa: ARG002 - a list of ticks needs it
        """Return the height that it wants at `width`, in pixels: that of a line."""
        return max(self.theme.target, round(LINE * self.theme.font().pixelSize()))

    def wanted_width(self) -> int:
        """Return the width in which its usual entry is seen, in pixels."""
        raise NotImplementedError

    def stops(self) -> tuple[QWidget, ...]:
        """Return what *Tab* reaches, in order."""
        return (self.focus_target(),)

    def hold(self, entry: Entry) -> None:
        """Show `entry`, which did not come from here: taken over from another form."""
        raise NotImplementedError

    def announce(self, words: str) -> None:
        """Have a screen reader say `words`: what changed is only painted."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def characters(self, count: int) -> int:
        """Return the width of so many characters with the margins of a line, in pixels."""
        metrics = QFontMetrics(self.theme.font())
        return round(count * metrics.horizontalAdvance(DIGIT)) + 2 * self.theme.space(2.5)
