"""One question: its label, what helps to answer it, the editor, and what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors import editor_for
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column, row
from ui.widgets.trust import picture
from ui.widgets.why import Why

BAR_MM = 1.2
"""Width of the bar beside a question that has a problem."""


class FieldRow(QWidget):
    """Its label is what the editor is called, also where the page's heading asks the question.

    Args:
        asked_above: whether the heading asks it, so that the label need not be seen.
        problem: the sentence that the error summary shows too, '' for none.
        takes_files: whether this terminal takes documents from a folder.

    Signals:
        edited: the pointer of the field and its entry as it is now.
    """

    edited = Signal(str, object)

    def __init__(
        self,
        placed: PlacedField,
        texts: Texts,
        theme: Theme,
        *,
        asked_above: bool = False,
        problem: str = "",
        takes_files: bool = False,
    ) -> None:
        super().__init__()
        self.pointer = placed.pointer
        self.problem = problem
        self.editor = editor_for(placed, texts, theme, takes_files=takes_files)
        self.editor.edited.connect(lambda entry: self.edited.emit(self.pointer, entry))
        self._texts, self._theme = texts, theme
        self.setFocusProxy(self.editor)
        self._column = column(theme, units=1, within=self)
        if problem:
            self._column.setContentsMargins(theme.space(2), 0, 0, 0)
        self._lay_out(placed, says_label=not (asked_above or self.editor.says_label))

    def _lay_out(self, placed: PlacedField, *, says_label: bool) -> None:
        field, texts, theme = placed.field, self._texts, self._theme
        if says_label:
            words = self._label(self.editor.label, required=field.required)
            self._column.addWidget(Label(words, theme, Role.BUTTON))
        if self.editor.hint:
            self._column.addWidget(Label(self.editor.hint, theme, colour=theme.colours.muted))
        if why := field.why.to(texts.language):
            self._column.addWidget(Why(why, texts, theme))
        if self.problem:
            self._column.addWidget(problem_line(self.problem, theme))
            self.editor.show_problem(self.problem)
        self._column.addWidget(self.editor)

    def take(self, placed: PlacedField) -> None:
        """Take what changed about the field; what was typed stays as it is."""
        self.editor.setEnabled(placed.enabled)

    def focus(self) -> None:
        """Bring the visitor here."""
        self.editor.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, label: str, *, required: bool) -> str:
        """Return `label` with the mark of a question that need not be answered."""
        return label if required else f"{label} ({self._texts('filling-optional')})"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the bar beside a problem."""
        if self.problem:
            bar = self.rect()
            bar.setWidth(self._theme.px(BAR_MM))
            QPainter(self).fillRect(bar, QColor(self._theme.colours.error))


def problem_line(problem: str, theme: Theme) -> QWidget:
    """Return `problem` with its sign; colour alone says nothing."""
    line, error = QWidget(), theme.colours.error
    layout = row(theme, units=1, within=line)
    sign = picture("triangle-alert", theme, error)
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Label(problem, theme, Role.BUTTON, colour=error), 1)
    return line
