from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.session import Session, TextSize
from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.key import Key
from ui.widgets.keyboard import DOUBLE_STRIKE_SECONDS, Keyboard
from ui.widgets.layouts import Act, Layer, rows

LANGUAGES = ("de", "fr", "it", "en", "de-simple")
SHAPES = ((1080, True), (1920, False))
Hint = Qt.InputMethodHint


class Time:
    """A clock in which every look is a second later."""

    def __init__(self) -> None:
        self.seconds, self.step = 0.0, 1.0

    def __call__(self) -> float:
        self.seconds += self.step
        return self.seconds


class Desk(QWidget):
    """A line and a keyboard below it."""

    def __init__(self, language: str = "de", *, width: int = 1080, portrait: bool = True) -> None:
        super().__init__()
        theme = Theme.of(Session(), 4.0, portrait)
        self.time = Time()
        self.line = QLineEdit()
        self.keyboard = Keyboard(Texts(language), theme, self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.keyboard)
        self.resize(width, 700)

    def open(self, qtbot: QtBot, hints: Qt.InputMethodHint = Hint.ImhNoAutoUppercase) -> None:
        qtbot.addWidget(self)
        self.line.setInputMethodHints(hints)
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)
        self.keyboard.serve(self.line)

    def touch(self, key: Key) -> None:
        key.click()

    def key(self, act: Act, text: str = "") -> Key:
        return next(
            key
            for key in self.keyboard.shown()
            if key.cap.act is act and (act is not Act.TYPE or key.types == text)
        )

    def type(self, characters: str) -> None:
        for character in characters:
            self.touch(self.key(Act.TYPE, character))


def typed_keys(desk: Desk) -> Iterator[Key]:
    return (key for key in desk.keyboard.shown() if key.cap.act is Act.TYPE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "portrait"), SHAPES)
def test_every_letter_in_sight_reaches_the_line(
    qtbot: QtBot, language: str, width: int, *, portrait: bool
) -> None:
    desk = Desk(language, width=width, portrait=portrait)
    desk.open(qtbot)
    shown = [key.types for key in typed_keys(desk)]
    desk.type("".join(shown))
    assert desk.line.text() == "".join(shown)
    assert set("abcdefghijklmnopqrstuvwxyzäöüéèà") <= set(shown)


@pytest.mark.parametrize("tall", [True, False])
def test_italian_and_french_letters_are_in_sight(*, tall: bool) -> None:
    for language, letters in (("it", "àèéìòù"), ("fr", "éèàçê")):
        shown = {cap.text for row in rows(language, Layer.LETTERS, tall=tall) for cap in row}
        assert set(letters) <= shown


@pytest.mark.parametrize(("width", "portrait"), SHAPES)
def test_every_accent_can_be_typed_small_and_large(
    qtbot: QtBot, width: int, *, portrait: bool
) -> None:
    desk = Desk(width=width, portrait=portrait)
    desk.open(qtbot)
    for letter in "łšğñøåčžőșț":
        desk.touch(desk.key(Act.ACCENTS))
        desk.type(letter)
        assert desk.keyboard.layer is Layer.LETTERS
        desk.touch(desk.key(Act.ACCENTS))
        desk.touch(desk.key(Act.SHIFT))
        desk.type(letter.upper())
    assert desk.line.text() == "łŁšŠğĞñÑøØåÅčČžŽőŐșȘțȚ"


def test_a_sharp_s_has_no_capital_of_two_letters(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.touch(desk.key(Act.ACCENTS))
    desk.touch(desk.key(Act.SHIFT))
    desk.type("ß")
    assert desk.line.text() == "ß"


def test_a_name_begins_with_a_capital_and_goes_on_small(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot, Hint.ImhNone)
    desk.type("A")
    desk.type("nna")
    desk.touch(desk.key(Act.SPACE))
    desk.touch(desk.key(Act.SHIFT))
    desk.type("Ä")
    desk.type("n")
    assert desk.line.text() == "Anna Än"


def test_signs_and_digits_have_their_layer(qtbot: QtBot) -> None:
    desk = Desk(width=1920, portrait=False)
    desk.open(qtbot)
    desk.touch(desk.key(Act.SIGNS))
    shown = [key.types for key in typed_keys(desk)]
    desk.type("".join(shown))
    desk.touch(desk.key(Act.LETTERS))
    assert desk.keyboard.layer is Layer.LETTERS
    assert desk.line.text() == "".join(shown)
    assert set("0123456789@&/()!?") <= set(shown)


@pytest.mark.parametrize(
    ("hint", "layer", "keys"),
    [
        (Hint.ImhDigitsOnly, Layer.NUMBER, "0123456789"),
        (Hint.ImhDate, Layer.DATE, "0123456789."),
        (Hint.ImhDialableCharactersOnly, Layer.PHONE, "0123456789+"),
        (Hint.ImhFormattedNumbersOnly, Layer.AMOUNT, "0123456789."),
    ],
)
def test_a_kind_of_field_brings_its_own_keys(
    qtbot: QtBot, hint: Qt.InputMethodHint, layer: Layer, keys: str
) -> None:
    desk = Desk()
    desk.open(qtbot, hint)
    assert desk.keyboard.layer is layer
    assert {key.types for key in typed_keys(desk)} == set(keys)


@pytest.mark.parametrize(("width", "portrait"), SHAPES)
def test_an_e_mail_address_needs_no_other_layer_but_for_digits(
    qtbot: QtBot, width: int, *, portrait: bool
) -> None:
    desk = Desk(width=width, portrait=portrait)
    desk.open(qtbot, Hint.ImhEmailCharactersOnly)
    desk.type("anna")
    desk.touch(desk.key(Act.TYPE, "."))
    desk.type("b-c_d@bluewin")
    desk.touch(desk.key(Act.TYPE, ".ch"))
    assert desk.line.text() == "anna.b-c_d@bluewin.ch"


def test_backspace_takes_one_character_and_repeats_while_held(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.type("abc")
    backspace = desk.key(Act.BACKSPACE)
    desk.touch(backspace)
    assert desk.line.text() == "ab"
    assert backspace.autoRepeat()
    backspace.setAutoRepeatDelay(1)
    backspace.setAutoRepeatInterval(1)
    QTest.mousePress(backspace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.line.text())
    QTest.mouseRelease(backspace, Qt.MouseButton.LeftButton)


def test_a_trembling_finger_types_a_letter_once(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.time.step = DOUBLE_STRIKE_SECONDS / 2
    desk.type("aab")
    assert desk.line.text() == "ab"


def test_a_double_letter_typed_on_purpose_stays_double(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.time.step = DOUBLE_STRIKE_SECONDS * 2
    desk.type("anna")
    assert desk.line.text() == "anna"


def test_a_finger_that_slides_off_a_key_types_nothing(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    key = desk.key(Act.TYPE, "a")
    QTest.mousePress(key, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(key, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert desk.line.text() == ""


def test_no_key_takes_the_focus(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    QTest.mouseClick(desk.key(Act.TYPE, "e"), Qt.MouseButton.LeftButton)
    assert desk.line.hasFocus()
    assert desk.line.text() == "e"


def test_the_limit_of_a_field_holds_for_the_keyboard_too(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.line.setMaxLength(2)
    desk.type("abc")
    assert desk.line.text() == "ab"


def test_typing_into_nothing_is_harmless(qtbot: QtBot) -> None:
    desk = Desk()
    desk.open(qtbot)
    desk.line.clearFocus()
    desk.type("a")
    assert desk.line.text() == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "portrait"), SHAPES)
@pytest.mark.parametrize("layer", Layer)
def test_every_key_is_named_inside_and_wide_enough_for_a_finger(
    qtbot: QtBot, language: str, width: int, layer: Layer, *, portrait: bool
) -> None:
    desk = Desk(language, width=width, portrait=portrait)
    desk.open(qtbot)
    desk.keyboard._show(layer)
    keys = desk.keyboard.shown()
    for key in keys:
        assert key.accessibleName()
        assert min(key.width(), key.height()) >= 15 * 4, key.accessibleName()
        assert desk.keyboard.rect().contains(key.geometry())
    for one in keys:
        apart = one.geometry().adjusted(-9, -9, 9, 9)
        others = [key for key in keys if key is not one]
        assert not [key for key in others if apart.intersects(key.geometry())]


def test_larger_text_does_not_make_the_keys_smaller() -> None:
    heights = {
        Keyboard(Texts("de"), Theme.of(Session(text_size=size), 4.0, portrait=True))
        .sizeHint()
        .height()
        for size in TextSize
    }
    assert len(heights) == 1
