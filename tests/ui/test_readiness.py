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
from tests.ui.screen import LANDSCAPE, shown, visible
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
