"""The municipality of an address: said where it is clear, asked where a place has several."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kiosk.catalogue import Municipality
from kiosk.texts import Texts
from ui.editors.option import RadioOption
from ui.editors.options import grid
from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.stack import column


class WhichMunicipality(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        chosen: the number (BFS) of the municipality that was touched, as a text.
    """

    chosen = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._known: tuple[Municipality, ...] = ()
        self._content = QWidget()
        self._column = column(theme, self._content, within=self)
        self.options: dict[str, RadioOption] = {}
        self.setVisible(False)

    def say(self, place: str, known: tuple[Municipality, ...], chosen: str) -> bool:
        """Say that `place` lies in `known`, or ask which; return whether that is something new."""
        if known == self._known:
            return False
        self._known, self.options = known, {}
        fresh = QWidget()
        match known:
            case []:
                heard = ""
            case [one]:
                heard = self._texts("filling-municipality", name=one.name)
                column(self._theme, Label(heard, self._theme), within=fresh)
            case _:
                heard = self._asked(fresh, place, known, chosen)
        self._column.replaceWidget(self._content, fresh)
        self._content.deleteLater()
        self._content = fresh
        self.setVisible(bool(known))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heard))
        return True

    def focus(self) -> None:
        """Bring the visitor to the options."""
        if self.options:
            next(iter(self.options.values())).setFocus()

    def _asked(
        self, within: QWidget, place: str, known: Sequence[Municipality], chosen: str
    ) -> str:
        """Put the question and its options into `within`; return the question."""
        texts, theme = self._texts, self._theme
        why = texts("filling-several-municipalities", place=place)
        question = texts("filling-which-municipality")
        buttons = QWidget()
        group = QButtonGroup(buttons)
        for one in known:
            button = RadioOption(one.name, theme)
            button.setChecked(str(one.bfs) == chosen)
            button.setAccessibleDescription(f"{question} {why}")
            button.clicked.connect(lambda _=False, number=str(one.bfs): self.chosen.emit(number))
            group.addButton(button)
            self.options[str(one.bfs)] = button
        grid(theme, tuple(self.options.values()), buttons)
        asked = f"{question} ({texts('filling-optional')})"
        title = Label(asked, theme, Role.BUTTON)
        reason = Label(why, theme, colour=theme.colours.muted)
        whole = column(theme, title, reason, buttons, within=within)
        whole.setContentsMargins(0, theme.space(1), 0, 0)
        return question
