"""Something said on a page: quietly, as a warning, or as the end of the way here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from kiosk.forms.amount import PLACEHOLDER
from kiosk.forms.placed import PlacedNote
from kiosk.texts import Texts
from ui.fees import francs
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import row
from ui.widgets.trust import picture

ICONS: Mapping[str, str] = {"info": "info", "warning": "triangle-alert", "stop": "hand"}
"""By tone; colour alone says nothing."""


class NoteBox(Panel):
    """A note with the sign of its tone."""

    def __init__(self, placed: PlacedNote, texts: Texts, theme: Theme) -> None:
        colours, tone = theme.colours, placed.note.tone
        border = colours.hairline if tone == "info" else colours.line
        super().__init__(theme, fill=colours.surface, border=border)
        self._language = texts.language
        self.words = Label(_said(placed, self._language), theme)
        line = row(theme, units=1.5)
        sign = picture(ICONS.get(tone, "info"), theme, colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.column.addLayout(line)

    def take(self, placed: PlacedNote) -> None:
        """Say the amount that the answers make now; the rest of a note stays as it is."""
        said = _said(placed, self._language)
        if said != self.words.text():
            self.words.setText(said)


def _said(placed: PlacedNote, language: str) -> str:
    said = placed.note.text.to(language)
    if placed.amount is None:
        return said
    return said.replace(PLACEHOLDER, f"CHF {francs(placed.amount)}")
