"""One line: what is typed, what does not fit, and what nobody may have left behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.forms.answers import Entry
from kiosk.forms.form import Limits
from tests.ui.editors.placed import editor
from tests.ui.stage import staged
from ui.editors.line import LineEditor
from ui.editors.number_pad import NumberPadEditor
from ui.theme import Role, Theme

FIVE_MEGABYTES = "x" * 5_000_000


@pytest.fixture
def line(theme: Theme, qtbot: QtBot) -> LineEditor:
    built = editor("text", theme, limits=Limits(max_length=30))
    assert isinstance(built, LineEditor)
    staged(built, qtbot)
    return built


@pytest.fixture
def clipboard() -> Iterator[None]:
    yield
    QApplication.clipboard().clear()


def test_what_is_typed_is_told_letter_by_letter(line: LineEditor, qtbot: QtBot) -> None:
    told: list[Entry] = []
    line.edited.connect(told.append)
    QTest.keyClicks(line.line, "Zoe")
    assert told == ["Z", "Zo", "Zoe"]


@pytest.mark.usefixtures("clipboard")
def test_five_pasted_megabytes_are_capped_and_the_visitor_is_told(line: LineEditor) -> None:
    QApplication.clipboard().setText(FIVE_MEGABYTES)
    line.line.paste()
    assert len(line.line.text()) == line.line.maxLength() == 50
    assert line.entry == line.line.text()
    assert line.counter.isVisible()
    assert "höchstens 30 Zeichen" in line.counter.text()


def test_a_scanner_that_types_too_much_does_not_press_continue(
    line: LineEditor, qtbot: QtBot
) -> None:
    heard: list[int] = []
    parent = _Listening(line, heard)
    qtbot.addWidget(parent)
    QTest.keyClicks(line.line, "7" * 2_000)
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert heard == []
    QTest.keyClick(line.line, Qt.Key.Key_Backspace)
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert heard == [Qt.Key.Key_Return]


def test_the_counter_speaks_up_near_the_limit_and_counts_beyond(
    line: LineEditor, qtbot: QtBot
) -> None:
    QTest.keyClicks(line.line, "x" * 19)
    assert not line.counter.isVisible()
    QTest.keyClicks(line.line, "x")
    assert line.counter.text() == "Noch 10 Zeichen"
    QTest.keyClicks(line.line, "x" * 12)
    assert line.counter.text() == "2 Zeichen zu viel"


def test_what_is_filled_in_is_told_like_typing(line: LineEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.edited) as told:
        line.fill("Luzern")
    assert told.args == ["Luzern"]
    assert line.line.text() == "Luzern"


def test_a_unit_stands_beside_the_number(theme: Theme, qtbot: QtBot) -> None:
    built = editor("money", theme, unit="CHF")
    qtbot.addWidget(built)
    texts = [widget.text() for widget in built.findChildren(QWidget) if hasattr(widget, "text")]
    assert "CHF" in texts


def test_digits_are_set_evenly_and_call_for_digits(theme: Theme, qtbot: QtBot) -> None:
    built = editor("postcode", theme)
    qtbot.addWidget(built)
    assert isinstance(built, NumberPadEditor)
    assert built.line.font() == theme.font(Role.DIGITS)
    assert built.line.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("email", Qt.InputMethodHint.ImhEmailCharactersOnly),
        ("phone", Qt.InputMethodHint.ImhDialableCharactersOnly),
        ("money", Qt.InputMethodHint.ImhFormattedNumbersOnly),
        ("date", Qt.InputMethodHint.ImhDate),
    ],
)
def test_each_kind_calls_for_its_keys(
    kind: str, hint: Qt.InputMethodHint, theme: Theme, qtbot: QtBot
) -> None:
    built = editor(kind, theme)
    qtbot.addWidget(built)
    assert built.focus_target().inputMethodQuery(Qt.InputMethodQuery.ImHints) & hint.value


def test_no_input_method_may_learn(line: LineEditor) -> None:
    hints = line.line.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


class _Listening(QWidget):
    """Stands where the page stands, and writes down the keys that reach it."""

    def __init__(self, inside: QWidget, heard: list[int]) -> None:
        super().__init__()
        self._heard = heard
        QVBoxLayout(self).addWidget(inside)

    def keyPressEvent(self, event: object) -> None:
        self._heard.append(event.key())  # type: ignore[attr-defined] # a QKeyEvent
