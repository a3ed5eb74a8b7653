"""Somebody before the visitor's screen: reads it, touches it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.facing import Facing
from tests.ui.screen import settle
from ui.facing.face import Face
from ui.facing.part_card import AnswerLine
from ui.widgets.label import Label

UPRIGHT, LYING, SMALL = QSize(1080, 1920), QSize(1920, 1080), QSize(1280, 800)
SIZES = (UPRIGHT, LYING, SMALL)


class Visitor:
    """Stands before `face`, and knows what happened there."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.events: list[object] = []
        face.happened.connect(self.events.append)

    def sees(self, facing: Facing) -> None:
        """Show `facing`, and wait until it is followed."""
        self.face.show_facing(facing)
        self.face.follow()
        settle()

    def reads(self) -> str:
        """Return everything that is said, to eyes and to a screen reader."""
        found = [self.face, *self.face.findChildren(QWidget)]
        shown = [widget for widget in found if widget.isVisible()]
        said = [widget.text() for widget in shown if isinstance(widget, Label)]
        told = [(one.accessibleName(), one.accessibleDescription()) for one in shown]
        return "\n".join([*said, *(word for pair in told for word in pair if word)])

    def button(self, words: str) -> QAbstractButton:
        buttons = self.face.findChildren(QAbstractButton)
        return next(one for one in buttons if one.accessibleName() == words and one.isVisible())

    def may_touch(self, words: str) -> bool:
        buttons = self.face.findChildren(QAbstractButton)
        return any(one.accessibleName() == words and one.isVisible() for one in buttons)

    def touches(self, words: str) -> None:
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        settle()


def visitor(qtbot: QtBot, size: QSize = UPRIGHT, face: Face | None = None) -> Visitor:
    """Return somebody before a screen of `size` that shows nothing yet."""
    face = face or Face(4.0, settle_seconds=0.0, now=lambda: 0.0)
    qtbot.addWidget(face)
    with qtbot.waitExposed(face):
        face.resize(size)
        face.show()
    return Visitor(face)


def lines(face: Face) -> dict[str, AnswerLine]:
    """Return the answers that are shown, by pointer, in their order."""
    return {line.pointer: line for line in face.findChildren(AnswerLine) if line.isVisible()}
