"""What holds for the pages of a form and of its end, in every shape, size and language."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import LATER, Answers
from kiosk.forms.form import Field, Form, Limits, Note, Repeat, Section
from kiosk.receipt.printer import PrinterStatus
from kiosk.session import Contrast, TextSize
from kiosk.texts import Texts
from kiosk.view import View
from kiosk.words import Words
from tests.fakes.forms import form, options, page
from tests.fakes.views import RECEIPT, view
from tests.ui.screen import PX_PER_MM, SHAPES, button, settle, shown, visible, windows_that_come
from ui.shell import Shell
from ui.widgets.button import Button
from ui.widgets.calendar import Calendar
from ui.widgets.day import Day
from ui.widgets.label import Label
from ui.widgets.link import Link
from ui.widgets.pane import Pane

SOON = Limits(earliest="today", latest="today+6m")
COMPOUND = "Niederlassungsbewilligungsverlängerungsgesuch"
MARKUP = "<b>Fett</b> & <img src='file:///etc/passwd'> {0.__class__}"


def asking(text: str) -> Form:
    """Return a form that asks in every way there is, each time with `text`."""
    words = Words({"de": text, "fr": text})
    details: dict[str, Any] = {"hint": words, "why": words, "required": True}
    some = options("eins", "zwei", "drei", "vier", text)
    address = tuple(
        Field(f"/home/{name}", "postcode" if name == "swissZipCode" else "text", words)
        for name in ("street", "houseNumber", "swissZipCode", "town")
    )
    mover = (Field("/movers/*/name", "text", words), Field("/movers/*/born", "date", words))
    return form(
        page(Field("/line", "text", words, **details), Field("/born", "date", words, **details)),
        page(Field("/long", "multiline", words, **details), Field("/count", "integer", words)),
        page(Field("/one", "choice", words, options=some, **details)),
        page(Field("/some", "choices", words, options=some, **details)),
        page(Field("/yes", "yes_no", words, **details), Field("/oath", "confirmation", words)),
        page(Field("/country", "country", words, **details)),
        page(Field("/lease", "document", words, may_come_later=True, **details)),
        page(Section(words, address, "address"), Note(words), Note(words, "warning")),
        page(Repeat("/movers", words, words, mover, min_items=2), Note(words, "stop")),
        page(Field("/soon", "date", words, limits=SOON, **details)),
    )


ASKED = asking(COMPOUND)
PAGES = range(len(ASKED.pages))
ANSWERS = (
    Answers()
    .having("/line", "Zoë")
    .having("/some", ("eins",))
    .having("/long", "Wort")
    .having("/country", "CH")
    .having("/lease", LATER)
)
DONE = flow.Done("test", RECEIPT.case, flow.Paper.READY)
STATES: tuple[flow.State, ...] = (
    *(flow.Filling("test", number) for number in PAGES),
    *(flow.Filling("test", number, refused=1) for number in PAGES),
    flow.Reviewing("test"),
    flow.Submitting("test", "k"),
    DONE,
    flow.Previewing(DONE),
    flow.Failed("outcome-unknown", "E-1", flow.Submitting("test", "k")),
)


def name(state: flow.State) -> str:
    details = (str(getattr(state, part)) for part in ("page", "refused") if hasattr(state, part))
    return "-".join([type(state).__name__, *details])


STATE = pytest.mark.parametrize("state", STATES, ids=name)
SHAPE = pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
TEXT = pytest.mark.parametrize("text_size", TextSize)


def looked_at(state: flow.State, asked: Form = ASKED, **look: Any) -> View:
    found = view(state, asked, ANSWERS, receipt=RECEIPT)
    return replace(found, session=replace(found.session, **look))


@STATE
@SHAPE
@TEXT
def test_everything_fits_and_can_be_hit(
    qtbot: QtBot, state: flow.State, size: QSize, text_size: TextSize
) -> None:
    shell = shown(qtbot, looked_at(state, text_size=text_size), size)
    for found in visible(shell, QAbstractButton):
        assert min(found.width(), found.height()) >= 15 * PX_PER_MM, found.accessibleName()
    for part in (*visible(shell, Label), *visible(shell, Button), *visible(shell, Link)):
        assert part.height() >= part.heightForWidth(part.width()) - 1, part.accessibleName()
    for part in visible(shell, QWidget):
        assert across(shell, part), part


@SHAPE
@TEXT
def test_a_calendar_fits_and_keeps_its_days_apart(
    qtbot: QtBot, size: QSize, text_size: TextSize
) -> None:
    shell = shown(qtbot, looked_at(flow.Filling("test", PAGES[-1]), text_size=text_size), size)
    button(shell, "Kalender öffnen").click()
    settle()
    (calendar,) = visible(shell, Calendar)
    assert across(shell, calendar)
    days = list(visible(shell, Day))
    assert len(days) == 30
    assert all(min(day.width(), day.height()) >= 15 * PX_PER_MM for day in days)
    assert days[1].x() - days[0].geometry().right() > 3 * PX_PER_MM or days[1].y() > days[0].y()


def across(shell: Shell, part: QWidget) -> bool:
    """Whether `part` begins and ends inside the window's width."""
    left = part.mapTo(shell, QPoint(0, 0)).x()
    return left >= 0 and left + part.width() <= shell.width()


@STATE
@SHAPE
def test_no_two_targets_touch_each_other(qtbot: QtBot, state: flow.State, size: QSize) -> None:
    shell = shown(qtbot, looked_at(state), size)
    for pane in visible(shell, Pane):
        targets = [
            found
            for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
            for found in visible(shell, kind)
            if pane.isAncestorOf(found)
        ]
        places = [found.rect().translated(found.mapTo(shell, QPoint(0, 0))) for found in targets]
        for number, place in enumerate(places):
            for other in places[number + 1 :]:
                assert not place.intersects(other)


@STATE
@pytest.mark.parametrize("contrast", Contrast)
def test_everything_that_can_be_used_has_a_name(
    qtbot: QtBot, state: flow.State, contrast: Contrast
) -> None:
    shell = shown(qtbot, looked_at(state, contrast=contrast))
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for found in visible(shell, kind):
            assert found.accessibleName()


@STATE
def test_markup_from_a_portal_is_read_as_it_is_written(qtbot: QtBot, state: flow.State) -> None:
    shell = shown(qtbot, looked_at(state, asking(MARKUP)))
    for label in visible(shell, QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or label.text() == ""
        assert not label.toolTip()


@STATE
@SHAPE
def test_a_label_of_five_thousand_letters_breaks_no_page(
    qtbot: QtBot, state: flow.State, size: QSize
) -> None:
    shell = shown(qtbot, looked_at(state, asking("Gesuch" * 800)), size)
    for part in visible(shell, QWidget):
        assert across(shell, part), part
    assert shell.size() == size


def test_a_note_that_no_paper_comes_is_no_window_either(qtbot: QtBot) -> None:
    shell = shown(qtbot, looked_at(flow.Filling("test", 0)))
    trouble = replace(looked_at(flow.Reviewing("test")), printer=PrinterStatus(("paused",)))
    with windows_that_come() as windows:
        shell.show_view(trouble)
        settle()
    assert windows == []
    assert Texts("de")("reviewing-no-paper") in {one.text() for one in visible(shell, Label)}


@STATE
def test_no_part_of_a_page_is_ever_a_window_of_its_own(qtbot: QtBot, state: flow.State) -> None:
    """A widget that is shown before it has its place takes the focus from the page."""
    shell = shown(qtbot, looked_at(state))
    assert shell.isActiveWindow()
