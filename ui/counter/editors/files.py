"""Documents in one row: hand one in, or promise it; below, what was handed in."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.documents.handing_in import documents, most_documents
from kiosk.forms.answers import LATER, Entry
from kiosk.forms.attachment import Attachment
from kiosk.forms.placed import PlacedField
from kiosk.texts import Texts
from ui.counter.editors.dense import Dense
from ui.editors.documents import FileWanted
from ui.editors.option import TickOption
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.documents import extent_of


class FilesBox(Dense):
    """The entry is the documents, or `LATER`.

    Args:
        takes_files: whether documents can be taken here; where not, it says so.
    """

    def __init__(
        self, placed: PlacedField, texts: Texts, theme: Theme, *, takes_files: bool
    ) -> None:
        super().__init__(placed, texts, theme)
        self._takes_files = takes_files
        self._most = most_documents(placed.field)
        self.add = Button("", theme, icon_name="plus", role=Role.SMALL)
        self.add.setParent(self)
        self.add.clicked.connect(lambda: self.edited.emit(FileWanted()))
        self.later = TickOption(texts("counter-filling-later"), theme)
        self.later.setParent(self)
        self.later.setChecked(self.entry == LATER)
        self.later.clicked.connect(self._promise)
        self._removers: list[Button] = []
        self._show()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """What was handed in so far."""
        return documents(self.entry)

    def focus_target(self) -> QWidget:
        """Return the first that can be reached, or itself where nothing can."""
        return next(iter(self.stops()), self)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the button and the promise."""
        return self.add, self.later

    def stops(self) -> tuple[QWidget, ...]:
        """Return what can be done now."""
        every = (self.add, self.later, *self._removers)
        return tuple(one for one in every if not one.isHidden())

    def hold(self, entry: Entry) -> None:
        """See `Dense`."""
        self.entry = entry
        self.later.setChecked(entry == LATER)
        self._show()

    # --- What is done --------------------------------------------------------------------------

    def _promise(self) -> None:
        self.tell(LATER if self.later.isChecked() else ())
        self._show()

    def _have(self, files: tuple[Attachment, ...]) -> None:
        self.later.setChecked(False)
        self.entry = files
        self._show()
        self.tell(files)

    def _show(self) -> None:
        texts, files = self.texts, self.files
        replaces = self._most == 1 and bool(files)
        self.add.set_label(texts("documents-replace" if replaces else "editors-documents-add"))
        room = len(files) < self._most or self._most == 1
        self.add.setVisible(self._takes_files and room)
        self.later.setVisible(self.placed.field.may_come_later)
        for widget, name in ((self.add, self.add.label), (self.later, self.later.label)):
            self.describe(widget, f"{self.label}: {name}")
        for old in self._removers:
            old.hide()
            old.deleteLater()
        self._removers = [self._remover(file) for file in files]
        self._place()
        self.update()

    def _remover(self, file: Attachment) -> Button:
        button = Button("", self.theme, Look.QUIET, icon_name="trash-2", role=Role.SMALL)
        button.setAccessibleName(self.texts("editors-documents-remove-file", name=file.name))
        button.setParent(self)
        kept = tuple(one for one in self.files if one is not file)
        button.clicked.connect(lambda: self._have(kept))
        button.show()
        return button

    # --- Its places ----------------------------------------------------------------------------

    def wanted_width(self) -> int:
        """Return the width of the row."""
        return self.add.sizeHint().width() + self.theme.gap + self.later.sizeHint().width()

    def height_at(self, width: int) -> int:  # noqa: ARG002 - see `Dense`
        """Return the height of the row, and a line a document."""
        return self.theme.target + len(self.files) * self._line

    @property
    def _line(self) -> int:
        return self.theme.smallest_target

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Put everything in its place."""
        self._place()

    def _place(self) -> None:
        theme, x = self.theme, 0
        for widget in (self.add, self.later):
            if not widget.isHidden():
                width = widget.sizeHint().width()
                widget.setGeometry(x, 0, width, theme.target)
                x += width + theme.gap
        for at, button in enumerate(self._removers):
            button.setGeometry(0, theme.target + at * self._line, self._line, self._line)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the names of the documents, or that none can be taken here."""
        theme, colours, painter = self.theme, self.theme.colours, QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(colours.muted))
        if self.add.isHidden() and self.later.isHidden() and not self.files:
            painter.drawText(self.rect(), middle, self.texts("editors-documents-here"))
        metrics = QFontMetrics(theme.font(Role.SMALL))
        for at, file in enumerate(self.files):
            top = theme.target + at * self._line
            room = QRect(self._line + theme.space(1), top, self.width(), self._line)
            room.setRight(self.width())
            words = f"{file.name} · {extent_of(file, self.texts)}"
            painter.setPen(QColor(colours.ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, middle, shown)
