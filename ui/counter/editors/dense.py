"""The base of the counter's editors: flat, one stop of *Tab*, and quick."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from ui.editors.editor import Editor


class Dense(Editor):
    """An editor of a form that staff fill in by keys.

    Signals:
        noticed: a sentence to stand below it, '' for none: something did not fit.
    """

    noticed = Signal(str)

    def height_at(self, width: int) -> int:  # noqa: ARG002 - a list of ticks needs it
        """Return the height that it wants at `width`, in pixels."""
        return self.theme.target

    def wanted_width(self) -> int:
        """Return the width in which its usual entry is seen, in pixels."""
        raise NotImplementedError

    def stops(self) -> tuple[QWidget, ...]:
        """Return what *Tab* reaches, in order."""
        return (self.focus_target(),)

    def hold(self, entry: Entry) -> None:
        """Show `entry`, which did not come from here: taken over from another form."""
        raise NotImplementedError

    def characters(self, count: int) -> int:
        """Return the width of so many characters with the margins of a line, in pixels."""
        metrics = self.fontMetrics()
        return round(count * metrics.averageCharWidth() * 1.08) + 2 * self.theme.space(2.5)
