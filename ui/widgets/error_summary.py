"""What stops a page, said once at its top; each sentence leads to its place."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from ui.theme import Role, Theme
from ui.widgets.label import Label
from ui.widgets.link import Link
from ui.widgets.panel import Panel
from ui.widgets.stack import row
from ui.widgets.trust import picture


class ErrorSummary(Panel):
    """The focus goes here when *Continue* found something.

    Args:
        sentences: by what is told when one is touched (a JSON Pointer, a page number); each is
            worded exactly as at its place.

    Signals:
        chosen: the key of the sentence that was touched.
    """

    chosen = Signal(object)

    def __init__(self, title: str, intro: str, sentences: Mapping[Any, str], theme: Theme) -> None:
        colours = theme.colours
        super().__init__(theme, fill=colours.paper, border=colours.error, focusable=True)
        self.title, self.sentences = title, tuple(sentences.values())
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(self.sentences))
        head = row(theme, picture("triangle-alert", theme, colours.error, Role.TITLE), units=1)
        head.addWidget(Label(title, theme, Role.TITLE, colour=colours.error), 1)
        self.column.addLayout(head)
        self.column.addWidget(Label(intro, theme))
        self.links: list[Link] = []
        for key, sentence in sentences.items():
            link = Link(sentence, theme, colours.error)
            link.clicked.connect(lambda _=False, told=key: self.chosen.emit(told))
            self.links.append(link)
            self.column.addWidget(link)

    def announce(self) -> None:
        """Have a screen reader say it at once, whatever it is reading."""
        message = f"{self.title}. {' '.join(self.sentences)}"
        event = QAccessibleAnnouncementEvent(self, message)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
