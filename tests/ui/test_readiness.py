"""The report on the screen: what staff do about the printer stands above what is for IT."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from kiosk.readiness import program
from kiosk.readiness.report import Report
from kiosk.receipt.printer import PrinterStatus
from kiosk.receipt.refill import instruction, remedy
from kiosk.texts import Texts, languages
from tests.fakes import counter
from tests.fakes.printer import FakePrinter
from tests.ui.screen import LANDSCAPE, button, settle, shown, visible
from ui.widgets.label import Label


def report(status: PrinterStatus) -> Report:
    printer = FakePrinter(trouble=(*status.troubles, "")[0], warnings=status.warnings)
    verdict = program.printer("cups:kiosk", printer)
    return counter.report_of(
        {"printer": verdict}, datetime(2026, 11, 24, 10, 30, tzinfo=UTC), "t-1"
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("media-jam", PrinterStatus(("media-jam",))),
        ("toner-low", PrinterStatus((), ("toner-low",))),
    ],
)
def test_staff_read_in_their_language_what_to_do_about_the_printer(
    qtbot: QtBot, language: str, word: str, status: PrinterStatus
) -> None:
    state = flow.Readiness(flow.Examined.KNOWN)
    view = counter.view(state, language, policy=ASSISTED, report=report(status))
    shell = shown(qtbot, view, LANDSCAPE)
    said = [label.text() for label in visible(shell, Label)]
    own, for_it = instruction(word, Texts(language)), remedy(word)
    beside = next(place for place, words in enumerate(said) if for_it in words and words != own)
    assert said.index(own) < beside


def test_the_day_ends_here_with_its_numbers_and_a_way_out(qtbot: QtBot) -> None:
    state = flow.Readiness(flow.Examined.KNOWN)
    view = counter.view(state, policy=ASSISTED, day={"visits": 34, "received": 29, "stored": 0})
    shell = shown(qtbot, view, LANDSCAPE)
    said = "\n".join(label.text() for label in visible(shell, Label))
    assert "Besuche\n34\nAnträge angekommen\n29" in said
    told: list[object] = []
    shell.happened.connect(told.append)
    for name in ("Schalter sperren", "Abmelden", "Schliessen"):
        button(shell, name).click()
        shell.show_view(view)
    assert told == [flow.LockWanted(), flow.SignOutWanted(), flow.Back()]


def test_numbers_that_change_are_told_at_once(qtbot: QtBot) -> None:
    state = flow.Readiness()
    shell = shown(qtbot, counter.view(state, policy=ASSISTED, day={"visits": 1}), LANDSCAPE)
    page = shell.page
    shell.show_view(counter.view(state, policy=ASSISTED, day={"visits": 2}))
    settle()
    assert shell.page is page
    assert "2" in [label.text() for label in visible(shell, Label)]
