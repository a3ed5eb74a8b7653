"""Paper on the screen."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from kiosk import flow
from tests.fakes.forms import form
from tests.fakes.views import view
from tests.ui.stage import staged
from ui.pages.previewing import PreviewingPage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.sheet import Sheet

Build = Callable[..., PreviewingPage]


def document(sheets: int) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    for number in range(sheets):
        canvas.drawString(100, 100, str(number))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def events() -> list[flow.Event]:
    return []


@pytest.fixture
def build(theme: Theme, qtbot: QtBot, events: list[flow.Event]) -> Build:
    def built(
        content: bytes | None, sheet: int = 0, paper: flow.Paper = flow.Paper.READY
    ) -> PreviewingPage:
        state = flow.Previewing(flow.Done("test", "c", paper), sheet)
        page = PreviewingPage(view(state, form(), document=content), theme)
        page.happened.connect(events.append)
        return staged(page, qtbot)

    return built


def button(page: PreviewingPage, label: str) -> Button:
    return next(found for found in page.findChildren(Button) if found.label == label)


def test_one_sheet_is_shown_and_named(build: Build) -> None:
    sheet = build(document(3), 1).findChild(Sheet)
    assert sheet is not None
    assert sheet.accessibleName() == "Seite 2 von 3"
    assert sheet.sizeHint().height() > sheet.sizeHint().width() > 800


def test_sheets_are_turned(build: Build, events: list[flow.Event]) -> None:
    page = build(document(3), 1)
    button(page, "Seite zurück").click()
    button(page, "Nächste Seite").click()
    assert events == [flow.PreviewWanted(0), flow.PreviewWanted(2)]


def test_the_last_sheet_is_the_last(build: Build) -> None:
    page = build(document(2), 7)
    assert page.number == 1
    assert not button(page, "Nächste Seite").isEnabled()
    assert button(page, "Seite zurück").isEnabled()


def test_a_single_sheet_needs_no_turning(build: Build) -> None:
    page = build(document(1))
    assert not button(page, "Nächste Seite").isVisible()


@pytest.mark.parametrize("content", [None, b"", b"<html>no paper</html>"])
def test_what_is_no_paper_is_said_in_words(content: bytes | None, build: Build) -> None:
    page = build(content)
    assert page.sheets == []
    assert page.findChild(Sheet) is None
    assert page.offers().back is not None


def test_printing_is_offered_while_it_is_possible(build: Build) -> None:
    ready, printing = build(document(1)), build(document(1), paper=flow.Paper.PRINTING)
    assert ready.offers().forward is not None
    assert printing.offers().forward is None
