"""What is on the visitor's screen during one stage, and the leaves that only say something."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from kiosk import flow
from kiosk.facing import Facing, Stage
from kiosk.session import Contrast, TextSize
from ui.facing.bar import language_button
from ui.facing.head import drawn_crest
from ui.languages import in_order, texts_in
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.grid import grid
from ui.widgets.label import Label, heading
from ui.widgets.scenery import Scenery
from ui.widgets.stack import column
from ui.widgets.trust import picture

ICONS = {
    Stage.PAUSED: "hand",
    Stage.CHOOSING: "concierge-bell",
    Stage.AGREED: "circle-check",
    Stage.SENDING: "send",
    Stage.TROUBLE: "clock",
    Stage.SENT: "circle-check",
    Stage.STORED: "lock-keyhole",
}
CREST_MM = 36.0


class Leaf(QWidget):
    """Built for one stage, and deleted when it ends.

    Args:
        room: the size of the whole screen, in pixels.

    Signals:
        happened: what the visitor did, as an event of the flow.
    """

    happened = Signal(object)

    def __init__(self, facing: Facing, theme: Theme, room: QSize) -> None:
        super().__init__()
        self.facing, self.theme, self.room = facing, theme, room
        self.texts = texts_in(facing.language)

    def follow(self, facing: Facing) -> None:
        """Take what is true now, in the same stage and language."""
        self.facing = facing

    def attend(self, pointer: str) -> None:
        """Show where staff are."""


class Greeting(Leaf):
    """Nobody is being served: whose counter it is, in all the languages that are spoken."""

    def __init__(self, facing: Facing, theme: Theme, room: QSize) -> None:
        super().__init__(facing, theme, room)
        high = theme.contrast is Contrast.HIGH
        self._ink = theme.colours.ink if high else theme.colours.accent_ink
        scenery = Scenery(theme)
        column(theme, scenery, within=self)
        layout = column(theme, units=2, within=scenery)
        side = theme.space(8)
        layout.setContentsMargins(side, side, side, side)
        layout.addStretch(1)
        if (mark := drawn_crest(facing, theme, CREST_MM, plate=True)) is not None:
            layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._said(facing.municipality, Role.TITLE))
        layout.addWidget(self._said(self._greets(), Role.HEADING))
        if facing.stage is Stage.WELCOME:
            layout.addWidget(self._said(self.texts("facing-welcome"), Role.BODY))
        layout.addStretch(2)

    def _greets(self) -> str:
        word = "attract-title" if self.facing.stage is Stage.WELCOME else "facing-goodbye-title"
        return " · ".join(texts_in(one)(word) for one in spoken(self.facing.languages))

    def _said(self, words: str, role: Role) -> Label:
        return Label(words, self.theme, role, colour=self._ink, centred=True)


class Message(Leaf):
    """One thing to know, large."""

    def __init__(self, facing: Facing, theme: Theme, room: QSize) -> None:
        super().__init__(facing, theme, room)
        colour = theme.colours.ok if facing.stage is Stage.SENT else theme.colours.accent
        layout = column(theme, units=3, within=self)
        side = theme.space(8)
        layout.setContentsMargins(side, theme.space(3), side, theme.space(3))
        layout.addStretch(1)
        icon_name = ICONS.get(facing.stage, "info")
        layout.addWidget(picture(icon_name, theme, colour, Role.DISPLAY))
        for words in self._said():
            layout.addWidget(words)
        layout.addStretch(2)

    def _said(self) -> list[QWidget]:
        facing, theme, stage = self.facing, self.theme, self.facing.stage.value
        words = [heading(self.texts(f"facing-{stage}-title"), theme)]
        if facing.case:
            words.append(Label(facing.case, theme, Role.DISPLAY))
        lines = (self.texts(f"facing-{stage}"), *facing.next_steps)
        return [*words, *(Label(line, theme) for line in lines)]


class Notice(Message):
    """The same, for whoever may stand there: in every language that is spoken."""

    def _said(self) -> list[QWidget]:
        facing, theme, stage = self.facing, self.theme, self.facing.stage.value
        words: list[QWidget] = []
        for language in spoken(facing.languages):
            texts = texts_in(language)
            title = Label(texts(f"facing-{stage}-title"), theme, Role.TITLE)
            words.append(held(column(theme, title, Label(texts(f"facing-{stage}"), theme))))
        return words


class Languages(Leaf):
    """All languages by their own names, where the bar has no room for them."""

    def __init__(self, facing: Facing, theme: Theme, room: QSize) -> None:
        super().__init__(facing, theme, room)
        buttons = [self._language(language) for language in in_order(facing.languages)]
        layout = column(theme, units=3, within=self)
        side = theme.space(6)
        layout.setContentsMargins(side, theme.space(3), side, theme.space(3))
        layout.addWidget(heading(self.texts("facing-language"), theme))
        layout.addLayout(grid(buttons, theme, 1 if theme.portrait else 2))
        layout.addStretch()

    def _language(self, language: str) -> Button:
        look = Look.PRIMARY if language == self.facing.language else Look.SECONDARY
        button = language_button(language, self.theme, look, Role.BUTTON)
        button.clicked.connect(lambda: self.happened.emit(flow.VisitorLanguageChosen(language)))
        return button


def spoken(languages: Iterable[str]) -> tuple[str, ...]:
    """Return those of `languages` that are not another one made easy."""
    return tuple(language for language in in_order(languages) if "-" not in language)


def held(layout: QLayout) -> QWidget:
    """Return a widget for `layout`."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def in_text_mm(room: QSize, theme: Theme) -> tuple[float, float]:
    """Return width and height of `room` in mm, as if the text were of the normal size."""
    scale = theme.px_per_mm * theme.text_size.value / TextSize.NORMAL.value
    return room.width() / scale, room.height() / scale
