"""What a visitor may always choose: a language, larger text, other colours."""

from PySide6.QtCore import Signal

from kiosk import flow
from kiosk.facing import Facing
from kiosk.session import Contrast, TextSize
from ui.languages import in_order, own_name, texts_in
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.header import Band
from ui.widgets.stack import column, row

SIZES = tuple(TextSize)


class Bar(Band):
    """The languages by their own names, and how the screen looks.

    Where there is no room for all names, one button leads to them, and looks are icons only.

    Args:
        width: the room there is, in pixels.
        back: whether staff may take the screen back without an answer.

    Signals:
        happened: an event of the flow.
        look_wanted: a text size and a contrast.
        languages_wanted: the visitor wants to see all languages, or not any more.
    """

    happened = Signal(object)
    look_wanted = Signal(object, object)
    languages_wanted = Signal()

    def __init__(self, facing: Facing, theme: Theme, width: int, *, back: bool = False) -> None:
        super().__init__(theme, line_on_top=True)
        self._facing, self._theme = facing, theme
        self._texts = texts_in(facing.language)
        side, edge = theme.space(3), theme.space(1)
        looks = self._looks(worded=True)
        ways = [self._way_back()] if back else []
        spoken = self._spoken()
        taken = spoken if theme.portrait else [*ways, *spoken, *looks]
        if _width(taken) + theme.space(len(taken)) > width - 2 * side:
            spoken = [self._way_to_languages()]
            looks = looks if theme.portrait else self._looks(worded=False)
        names = row(theme, units=1)
        for button in spoken:
            names.addWidget(button, button.sizeHint().width())
        rest = row(theme, *ways, *looks, units=1)
        if theme.portrait:
            rest.addStretch()
        lines = column(theme, units=1) if theme.portrait else row(theme, units=2)
        lines.addLayout(names, 1)
        lines.addLayout(rest)
        lines.setContentsMargins(side, edge, side, edge)
        self.setLayout(lines)

    def _spoken(self) -> list[Button]:
        found = []
        for language in in_order(self._facing.languages):
            look = Look.SECONDARY if language == self._facing.language else Look.QUIET
            found.append(language_button(language, self._theme, look))
            found[-1].clicked.connect(
                lambda _=False, language=language: self.happened.emit(
                    flow.VisitorLanguageChosen(language)
                )
            )
        return found

    def _way_to_languages(self) -> Button:
        button = self._button("languages", own_name(self._facing.language))
        button.setAccessibleDescription(self._texts("facing-language"))
        button.clicked.connect(self.languages_wanted)
        return button

    def _way_back(self) -> Button:
        button = self._button("arrow-left", self._texts("facing-back"))
        button.clicked.connect(lambda: self.happened.emit(flow.Back()))
        return button

    def _looks(self, *, worded: bool) -> list[Button]:
        size, contrast = self._theme.text_size, self._theme.contrast
        larger = SIZES[(SIZES.index(size) + 1) % len(SIZES)]
        high = contrast is Contrast.HIGH
        other = Contrast.NORMAL if high else Contrast.HIGH
        size_word = "frame-normal-size" if larger is SIZES[0] else "frame-larger"
        contrast_word = "frame-contrast-off" if high else "frame-contrast"
        looks = (("type", size_word, larger, contrast), ("contrast", contrast_word, size, other))
        return [self._look(icon, word, to, how, worded) for icon, word, to, how in looks]

    def _look(
        self, icon_name: str, word: str, size: TextSize, contrast: Contrast, worded: bool  # noqa: FBT001 - as Qt's own
    ) -> Button:  # fmt: skip
        words = self._texts(word)
        button = self._button(icon_name, words if worded else "")
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.look_wanted.emit(size, contrast))
        return button

    def _button(self, icon_name: str, words: str) -> Button:
        return Button(words, self._theme, Look.QUIET, icon_name=icon_name, role=Role.SMALL)


def language_button(language: str, theme: Theme, look: Look, role: Role = Role.SMALL) -> Button:
    """Return a button with a language's own name."""
    return Button(own_name(language), theme, look, role=role, fills=True)


def _width(buttons: list[Button]) -> int:
    return sum(button.sizeHint().width() for button in buttons)
