"""Something said on a page: quietly, as a warning, or as the end of the way here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from kiosk.forms.form import Note
from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import row
from ui.widgets.trust import picture

ICONS: Mapping[str, str] = {"info": "info", "warning": "triangle-alert", "stop": "hand"}
"""By tone; colour alone says nothing."""


class NoteBox(Panel):
    """A note with the sign of its tone."""

    def __init__(self, note: Note, texts: Texts, theme: Theme) -> None:
        colours = theme.colours
        border = colours.hairline if note.tone == "info" else colours.line
        super().__init__(theme, fill=colours.surface, border=border)
        line = row(theme, units=1.5)
        sign = picture(ICONS.get(note.tone, "info"), theme, colours.accent)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(note.text.to(texts.language), theme), 1)
        self.column.addLayout(line)
