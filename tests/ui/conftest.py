"""What every test of the screen needs: the fonts, and a look."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.session import Session
from ui.fonts import register_fonts
from ui.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


@pytest.fixture
def theme() -> Theme:
    return Theme.of(Session(), px_per_mm=4.0, portrait=True)
