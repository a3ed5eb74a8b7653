"""The ways a document comes in: from the visitor's phone, and from the files that lie ready.

Why the last one was not taken stands above both.
"""

from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.documents.folder import FoundFile
from kiosk.documents.handing_in import most_bytes, question_at
from kiosk.flow.documents import OPEN
from kiosk.forms import limits
from kiosk.forms.answers import LATER
from kiosk.forms.form import Field
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.button import Button
from ui.widgets.documents import kinds_of, size_of
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.phone import PhonePanel
from ui.widgets.results import Results
from ui.widgets.stack import column, row
from ui.widgets.tile import Tile
from ui.widgets.trust import picture


class ChoosingDocumentPage(Page):
    """A tile for each file; names stand as they are, and are never opened as paths here."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.ChoosingDocument)
        self.state = view.state
        asked = question_at(view.filled, self.state.pointer)
        self._field = asked.field if asked else None
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        if self._field is not None:
            layout.addWidget(self._what_is_asked(self._field))
        self.refusal = self._refusal()
        if self.refusal is not None:
            layout.addWidget(self.refusal)
        self.phone = self._from_phone()
        if self.phone is not None:
            layout.addWidget(self.phone)
        self._results = Results(theme, 1)
        layout.addWidget(self._results)
        self._results.setVisible(self._takes_files())  # not before it has a place
        if not self._takes_files():
            layout.addStretch(1)
        self._show()

    def title(self) -> str:
        """Return what the page is called."""
        return self.view.texts("documents-title")

    def offers(self) -> Actions:
        """Offer the way back, and another look at the folder."""
        texts = self.view.texts
        back = Action(texts("frame-back"), flow.Back())
        if self.state.busy:
            return Actions(back)
        again = flow.DocumentsWanted(self.state.pointer)
        if self.phone is not None and self.state.phone not in OPEN:
            return Actions(back, Action(texts("phone-again"), again, "rotate-cw", primary=True))
        if not self._takes_files():
            return Actions(back)
        return Actions(back, Action(texts("documents-again"), again, "rotate-cw"))

    def first_focus(self) -> QWidget | None:
        """Begin at the refusal, where there is one."""
        return self.refusal

    def refresh(self, view: View) -> None:
        """Show the files that were found meanwhile."""
        super().refresh(view)
        if self.phone is not None:
            self.phone.show_code(view.code)
        self._show()

    def _takes_files(self) -> bool:
        """Whether there is a folder; without a way from the phone it is the only one."""
        return self.view.terminal.takes_files or self.phone is None

    def _from_phone(self) -> PhonePanel | None:
        phone, texts = self.state.phone, self.view.texts
        if phone is flow.Phone.NONE or self.state.reading:
            return None
        panel = PhonePanel(phone, self.view.code, texts, self.theme)
        may_come_later = self._field is not None and self._field.may_come_later
        if phone is flow.Phone.UNREACHABLE and may_come_later:
            later = Button(texts("editors-documents-later"), self.theme)
            later.clicked.connect(self._promise)
            panel.column.addWidget(later)
        return panel

    def _promise(self) -> None:
        self.answered.emit(self.state.pointer, LATER)
        self.happened.emit(flow.Back())

    def _what_is_asked(self, field: Field) -> QWidget:
        texts, theme = self.view.texts, self.theme
        size = size_of(most_bytes(field), texts)
        takes = texts("documents-takes", kinds=kinds_of(field.limits.accept), size=size)
        asked = QWidget()
        column(
            theme,
            Label(field.label.to(texts.language), theme, Role.BUTTON),
            Label(takes, theme, colour=theme.colours.muted),
            within=asked,
        )
        return asked

    def _refusal(self) -> Panel | None:
        if not self.state.refusal:
            return None
        theme, error = self.theme, self.theme.colours.error
        words = self.view.texts(f"document-{self.state.refusal}", limit=limits.DOCUMENT_PAGES)
        panel = Panel(theme, border=error, focusable=True)
        panel.setAccessibleName(words)
        line = row(theme, units=1.5)
        line.addWidget(picture("triangle-alert", theme, error))
        line.addWidget(Label(words, theme, Role.BUTTON, colour=error), 1)
        panel.column.addLayout(line)
        return panel

    def _show(self) -> None:
        if not self._takes_files():
            return
        files = self.view.files
        shown = () if self.state.reading else files or ()
        tiles = [self._tile(number, file) for number, file in enumerate(shown)]
        self._results.show_found(self._sentence(files), tiles)

    def _sentence(self, files: tuple[FoundFile, ...] | None) -> str:
        texts = self.view.texts
        if self.state.reading:
            return texts("documents-reading")
        if files is None:
            return texts("documents-looking")
        if not files:
            return texts("documents-none")
        if len(files) == limits.FILES_SHOWN:
            return texts("documents-newest", limit=len(files))
        return texts("documents-intro")

    def _tile(self, number: int, file: FoundFile) -> Tile:
        size = size_of(file.size, self.view.texts)
        detail = f"{size}, {file.modified:%d.%m.%Y %H:%M}"
        tile = Tile(file.label, self.theme, detail=detail, icon_name="file-text", compact=True)
        tile.clicked.connect(lambda: self.happened.emit(flow.DocumentChosen(number)))
        return tile
