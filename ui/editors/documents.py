"""Documents: handed in where there is a way to read them, promised for later where allowed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.documents.handing_in import documents, most_documents
from kiosk.forms.answers import LATER
from kiosk.forms.attachment import Attachment
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.editors.editor import Editor
from ui.editors.option import TickOption
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.documents import extent_of, thumbnail
from ui.widgets.label import Label
from ui.widgets.stack import column, row

CENTRED = Qt.AlignmentFlag.AlignVCenter
THUMBNAIL_MM = 18
"""Side of the square that a picture is shown in."""


@dataclass(frozen=True)
class FileWanted:
    """Told instead of an entry: a file is to be chosen. The page makes an event of it."""


class DocumentsEditor(Editor):
    """The list of what was handed in, and the promise to bring it later.

    Args:
        takes_files: whether this terminal has a folder to take them from; where not, it says so.
    """

    def __init__(
        self, placed: PlacedField, texts: Texts, theme: Theme, *, takes_files: bool = False
    ) -> None:
        super().__init__(placed, texts, theme)
        self._takes_files = takes_files
        self._most = most_documents(placed.field)
        self.add = Button(self._what_it_adds(), theme, icon_name="plus")
        self.add.clicked.connect(lambda: self.edited.emit(FileWanted()))
        self.later = TickOption(texts("editors-documents-later"), theme)
        self.later.setChecked(self.entry == LATER)
        self.later.clicked.connect(self._promise)
        self._listed = QWidget()
        self._files = column(theme, within=self._listed)
        self._lines: list[QWidget] = []
        self._possible = Label(self._what_is_possible(), theme, colour=theme.colours.muted)
        self._note = Label(texts("editors-documents-later-note"), theme, Role.SMALL)
        for widget in self.inputs():
            self.describe(widget, f"{self.label}: {widget.accessibleName()}")
        whole = column(
            theme, self._listed, self._possible, self.add, self.later, self._note, within=self
        )
        whole.setAlignment(self.add, Qt.AlignmentFlag.AlignLeft)
        self.later.setVisible(placed.field.may_come_later)
        self._possible.setVisible(bool(self._possible.text()))
        self._show_files()
        self.setFocusProxy(self.focus_target())

    @property
    def files(self) -> tuple[Attachment, ...]:
        """What was handed in so far."""
        return documents(self.entry)

    def focus_target(self) -> QWidget:
        """Return the way to hand something in, or the promise."""
        return self.add if self._takes_files or not self.later.isVisibleTo(self) else self.later

    def inputs(self) -> tuple[QWidget, ...]:
        """Return what can be touched."""
        return self.add, self.later

    def _what_is_possible(self) -> str:
        if self._takes_files:
            return self.texts("documents-sides") if self._most > 1 else ""
        sentences = ["editors-documents-here"]
        if not self.placed.field.may_come_later:
            sentences.append("editors-documents-counter")
        return " ".join(map(self.texts, sentences))

    def _what_it_adds(self) -> str:
        replaces = self._most == 1 and bool(self.files)
        return self.texts("documents-replace" if replaces else "editors-documents-add")

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
        self.add.set_label(self._what_it_adds())
        self.add.setAccessibleName(f"{self.label}: {self.add.label}")
        self.add.setVisible(self._takes_files and (len(self.files) < self._most or self._most == 1))

    def _line(self, file: Attachment) -> QWidget:
        line = QWidget()
        layout = row(self.theme, within=line)
        layout.addWidget(thumbnail(file, self.theme, THUMBNAIL_MM), 0, CENTRED)
        extent = extent_of(file, self.texts)
        muted = self.theme.colours.muted
        about = column(
            self.theme,
            Label(file.name, self.theme),
            Label(extent, self.theme, Role.SMALL, colour=muted),
            units=0,
        )
        layout.addLayout(about, 1)
        remove = Button(self.texts("editors-documents-remove"), self.theme, icon_name="trash-2")
        remove.setAccessibleName(self.texts("editors-documents-remove-file", name=file.name))
        remove.clicked.connect(lambda: self._have(tuple(f for f in self.files if f is not file)))
        layout.addWidget(remove, 0, CENTRED)
        return line
