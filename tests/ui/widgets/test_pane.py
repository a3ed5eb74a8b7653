"""Where a page stands."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.texts import Texts
from ui.theme import Theme
from ui.widgets.pane import Pane

HEIGHT = 400


def paned(qtbot: QtBot, theme: Theme, *parts: QWidget) -> Pane:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    pane = Pane(page, Texts("de"), theme)
    qtbot.addWidget(pane)
    pane.resize(800, HEIGHT)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def blank(height: int) -> QWidget:
    widget = QWidget()
    widget.setFixedHeight(height)
    return widget


def place(widget: QWidget, pane: Pane) -> QRect:
    return QRect(widget.mapTo(pane, QPoint()), widget.size())


def test_a_line_whose_edge_is_hidden_comes_wholly_into_sight(qtbot: QtBot, theme: Theme) -> None:
    """Its cursor can be seen already; the frame around it must be, too."""
    line = QLineEdit("Pilatusstrasse")
    line.setFixedHeight(80)
    pane = paned(qtbot, theme, blank(HEIGHT - 100), line, blank(HEIGHT))
    assert not pane.rect().contains(place(line, pane))
    pane.reveal(line)
    assert pane.rect().contains(place(line, pane))


def test_what_is_in_sight_stays_where_it_is(qtbot: QtBot, theme: Theme) -> None:
    line = QLineEdit()
    pane = paned(qtbot, theme, line, blank(2 * HEIGHT))
    before = place(line, pane)
    pane.reveal(line)
    assert place(line, pane) == before


def test_of_what_is_taller_than_the_room_the_cursor_comes_into_sight(
    qtbot: QtBot, theme: Theme
) -> None:
    area = QPlainTextEdit("\n" * 60)
    area.setFixedHeight(3 * HEIGHT)
    pane = paned(qtbot, theme, blank(HEIGHT), area)
    pane.reveal(area)
    assert place(area, pane).top() < HEIGHT
    assert place(area, pane).bottom() > HEIGHT
