"""What a visitor may always choose: a language, larger text, other colours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.facing import Facing
from kiosk.session import Contrast, TextSize
from ui.languages import in_order, own_name, texts_in
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.header import Band
from ui.widgets.stack import column, row

WORDS_FROM_MM = 400.0
"""From this width on the looks have words beside their icons, where they stand in one row."""


class Bar(Band):
    """The languages by their own names, and how the screen looks.

    Signals:
        happened: an event of the flow.
        look_wanted: a text size and a contrast.
    """

    happened = Signal(object)
    look_wanted = Signal(object, object)

    def __init__(self, facing: Facing, theme: Theme, width: int, *, back: bool = False) -> None:
        super().__init__(theme, line_on_top=True)
        self._facing, self._theme = facing, theme
        self._worded = theme.portrait or width / theme.px_per_mm >= WORDS_FROM_MM
        spoken = row(theme, units=1)
        for language in in_order(facing.languages):
            spoken.addWidget(self._language(language), 1)
        looks = row(theme, *self._looks(), units=1)
        if back:
            looks.insertWidget(0, self._way_back())
        self.ways = column(theme, units=1) if theme.portrait else row(theme, units=2)
        if theme.portrait:
            looks.addStretch()
        else:
            self.ways.setStretch(0, 1)
        self.ways.addLayout(spoken)
        self.ways.addLayout(looks)
        side, edge = theme.space(3), theme.space(1)
        self.ways.setContentsMargins(side, edge, side, edge)
        self.setLayout(self.ways)

    def _language(self, language: str) -> QWidget:
        chosen = language == self._facing.language
        button = Button(
            own_name(language),
            self._theme,
            Look.SECONDARY if chosen else Look.QUIET,
            icon_name="check" if chosen else "",
            role=Role.SMALL,
            fills=True,
        )
        button.clicked.connect(lambda: self.happened.emit(flow.VisitorLanguageChosen(language)))
        return button

    def _way_back(self) -> Button:
        words = texts_in(self._facing.language)("facing-back")
        button = Button(words, self._theme, Look.QUIET, icon_name="arrow-left", role=Role.SMALL)
        button.clicked.connect(lambda: self.happened.emit(flow.Back()))
        return button

    def _looks(self) -> tuple[Button, Button]:
        size, contrast = self._theme.text_size, self._theme.contrast
        sizes = tuple(TextSize)
        larger = sizes[(sizes.index(size) + 1) % len(sizes)]
        high = contrast is Contrast.HIGH
        other = Contrast.NORMAL if high else Contrast.HIGH
        size_word = "frame-normal-size" if larger is sizes[0] else "frame-larger"
        return (
            self._look("type", size_word, larger, contrast),
            self._look("contrast", "frame-contrast-off" if high else "frame-contrast", size, other),
        )

    def _look(self, icon_name: str, text: str, size: TextSize, contrast: Contrast) -> Button:
        words = texts_in(self._facing.language)(text)
        shown = words if self._worded else ""
        button = Button(shown, self._theme, Look.QUIET, icon_name=icon_name, role=Role.SMALL)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.look_wanted.emit(size, contrast))
        return button
