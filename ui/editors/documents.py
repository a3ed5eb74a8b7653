"""Documents: handed in where there is a way to read them, promised for later where allowed."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import LATER
from kiosk.forms.attachment import Attachment
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.editor import Editor
from ui.editors.option import TickOption
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.stack import column, row

Sources: TypeAlias = Callable[[], Sequence[Attachment]]
"""Asks the visitor for documents, and returns those that were read."""

MEGABYTE = 1_000_000


class DocumentsEditor(Editor):
    """The list of what was handed in, and the promise to bring it later.

    Args:
        sources: reads documents in; None where this device has no way to, which is then said.
    """

    def __init__(
        self, placed: PlacedField, texts: Texts, theme: Theme, sources: Sources | None = None
    ) -> None:
        super().__init__(placed, texts, theme)
        self._sources = sources
        self.add = Button(texts("editors-documents-add"), theme, icon_name="plus")
        self.add.setVisible(sources is not None)
        self.add.clicked.connect(self._add)
        self.later = TickOption(texts("editors-documents-later"), theme)
        self.later.setVisible(placed.field.may_come_later)
        self.later.setChecked(self.entry == LATER)
        self.later.clicked.connect(self._promise)
        self._listed = QWidget()
        self._files = column(theme, within=self._listed)
        self._lines: list[QWidget] = []
        self._honest = Label(self._what_is_possible(), theme, colour=theme.colours.muted)
        self._honest.setVisible(sources is None)
        self._note = Label(texts("editors-documents-later-note"), theme, Role.SMALL)
        for widget in self.inputs():
            self.describe(widget, f"{self.label}: {widget.accessibleName()}")
        whole = column(
            theme, self._listed, self._honest, self.add, self.later, self._note, within=self
        )
        whole.setAlignment(self.add, Qt.AlignmentFlag.AlignLeft)
        self._show_files()
        self.setFocusProxy(self.focus_target())

    @property
    def files(self) -> tuple[Attachment, ...]:
        """What was handed in so far."""
        return tuple(one for one in self.entry if isinstance(one, Attachment))

    def focus_target(self) -> QWidget:
        """Return the way to hand something in, or the promise."""
        return self.later if self._sources is None and self.later.isVisibleTo(self) else self.add

    def inputs(self) -> tuple[QWidget, ...]:
        """Return what can be touched."""
        return self.add, self.later

    def _what_is_possible(self) -> str:
        sentences = ["editors-documents-here"]
        if not self.placed.field.may_come_later:
            sentences.append("editors-documents-counter")
        return " ".join(map(self.texts, sentences))

    def _add(self) -> None:
        if self._sources is not None and (found := tuple(self._sources())):
            self._have((*self.files, *found))

    def _promise(self) -> None:
        self.tell(LATER if self.later.isChecked() else ())
        self._show_files()

    def _have(self, files: tuple[Attachment, ...]) -> None:
        self.later.setChecked(False)
        self.tell(files)
        self._show_files()

    def _show_files(self) -> None:
        for line in self._lines:
            self._files.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(file) for file in self.files]
        for line in self._lines:
            self._files.addWidget(line)
        self._listed.setVisible(bool(self.files))
        self._note.setVisible(self.entry == LATER)

    def _line(self, file: Attachment) -> QWidget:
        line = QWidget()
        layout = row(self.theme, within=line)
        size = self.texts("editors-documents-size", size=f"{len(file.content) / MEGABYTE:.1f}")
        layout.addWidget(Label(file.name, self.theme), 1)
        layout.addWidget(Label(size, self.theme, Role.SMALL, colour=self.theme.colours.muted))
        remove = Button(self.texts("editors-documents-remove"), self.theme, icon_name="trash-2")
        remove.setAccessibleName(self.texts("editors-documents-remove-file", name=file.name))
        remove.clicked.connect(lambda: self._have(tuple(f for f in self.files if f is not file)))
        layout.addWidget(remove)
        return line
