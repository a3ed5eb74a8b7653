"""What every test of the screen needs: the fonts, and a look."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.forms.form import Field, Note, Repeat, Section
from kiosk.session import Session
from tests.fakes.forms import form, page
from tests.ui.asking import Begin, Visit
from ui.fonts import register_fonts
from ui.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


@pytest.fixture
def theme() -> Theme:
    return Theme.of(Session(), px_per_mm=4.0, portrait=True)


@pytest.fixture
def begin(theme: Theme, qtbot: QtBot) -> Begin:
    def built(*items: Field | Note | Section | Repeat, refused: int = 0) -> Visit:
        return Visit(form(page(*items, title="Wer sind Sie?")), theme, qtbot, refused)

    return built
