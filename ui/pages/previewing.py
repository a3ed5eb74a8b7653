"""The confirmation as it will be printed, one sheet at a time."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.session import TextSize
from kiosk.view import View
from ui.pages.page import Action, Actions, Page
from ui.preview import UnreadableError, page_images
from ui.theme import Role, Theme
from ui.widgets.button import Button, Place
from ui.widgets.label import Label, heading
from ui.widgets.sheet import Sheet
from ui.widgets.stack import column, row

WIDTH_MM, WIDTH_BESIDE_MM = 230.0, 200.0
"""Of the sheet, in portrait and in landscape: about life size."""


class PreviewingPage(Page):
    """Lies over the receipt and gives it back."""

    wide: ClassVar[bool] = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Previewing)
        self.state = view.state
        self.sheets = self._images()
        layout = column(theme, heading(self.title(), theme), units=3, within=self)
        if self.sheets:
            layout.addWidget(self._turning())
            layout.addWidget(self._sheet(), 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            layout.addWidget(Label(view.texts("previewing-nothing"), theme))

    def title(self) -> str:
        """Return what the page is called."""
        number = self.state.document
        receipt = self.view.receipt
        official = [one for one in receipt.documents if one.number == number] if receipt else []
        return (
            official[0].title.to(self.view.texts.language)
            if official
            else self.view.texts("previewing-title")
        )

    def offers(self) -> Actions:
        """Return the way back, and printing while that is possible."""
        texts = self.view.texts
        back = Action(texts("previewing-back"), flow.Back())
        if not flow.may_print(self.state.inside, self.view.policy):
            return Actions(back)
        wanted = flow.PrintWanted(self.state.document)
        return Actions(back, Action(texts("previewing-print"), wanted, "printer", primary=True))

    @property
    def number(self) -> int:
        """The sheet that is shown, from 0."""
        return min(self.state.sheet, len(self.sheets) - 1)

    def _images(self) -> list[QImage]:
        width = self.theme.px(WIDTH_MM if self.theme.portrait else WIDTH_BESIDE_MM)
        try:
            return page_images(self._document(), width)
        except UnreadableError:
            return []

    def _document(self) -> bytes:
        number = self.state.document
        return self.view.official.get(number, b"") if number else self.view.document or b""

    def _sheet(self) -> Sheet:
        return Sheet(self.sheets[self.number], self._where(), self.theme)

    def _where(self) -> str:
        numbers = {"sheet": self.number + 1, "sheets": len(self.sheets)}
        return self.view.texts("previewing-sheet", **numbers)

    def _turning(self) -> QWidget:
        """Return the number of the sheet between two buttons; one sheet needs neither."""
        line = QWidget()
        where = Label(self._where(), self.theme, Role.TITLE, centred=True)
        before = self._turn("previewing-before", "arrow-left", Place.LEFT, -1)
        after = self._turn("previewing-after", "arrow-right", Place.RIGHT, 1)
        if self.theme.portrait and self.theme.text_size is not TextSize.NORMAL:
            layout = column(self.theme, where, units=2, within=line)
            layout.addLayout(row(self.theme, before, after, units=2))
        else:
            between = row(self.theme, before, units=2, within=line)
            between.addWidget(where, 1, Qt.AlignmentFlag.AlignVCenter)
            between.addWidget(after)
        several = len(self.sheets) > 1
        before.setVisible(several)
        after.setVisible(several)
        return line

    def _turn(self, text: str, icon_name: str, place: Place, by: int) -> Button:
        button = Button(self.view.texts(text), self.theme, icon_name=icon_name, place=place)
        to, document = self.number + by, self.state.document
        button.setEnabled(0 <= to < len(self.sheets))
        button.clicked.connect(lambda: self.happened.emit(flow.PreviewWanted(to, document)))
        return button
