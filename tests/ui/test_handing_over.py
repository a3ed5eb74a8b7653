"""The page with the code of a case that goes on elsewhere: a code, a place, and no more."""

from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.flow import HandoverStep, Paper
from kiosk.forms.form import Note
from kiosk.policy import ASSISTED
from kiosk.session import Arrived, Contrast, TextSize
from kiosk.texts import Texts
from kiosk.view import Attendance, Terminal, View
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.counter import LANGUAGES
from tests.fakes.forms import answered, equals, field, form, page, said
from tests.fakes.views import SERVICE
from tests.fakes.views import view as form_view
from tests.ui.screen import LANDSCAPE, SHAPES, button, shown, visible
from ui.shell import Shell
from ui.widgets.label import Label
from ui.widgets.panel import Panel

FILLING = flow.Filling("test", 0)
READY = flow.HandingOver(FILLING, HandoverStep.READY)
DE = Texts("de")


def reads(shell: Shell) -> str:
    words = [label.text() for label in visible(shell, Label)]
    names = [found.accessibleName() for found in visible(shell, QAbstractButton)]
    return "\n".join([*words, *names, shell.windowTitle()])


def happened(shell: Shell, name: str) -> list[flow.Event]:
    """Touch the button called `name`; return what it told."""
    told: list[flow.Event] = []
    shell.happened.connect(told.append)
    QTest.mouseClick(button(shell, name), Qt.MouseButton.LeftButton)
    return told


@pytest.mark.parametrize("size", SHAPES, ids=["portrait", "landscape"])
@pytest.mark.parametrize("contrast", Contrast)
@pytest.mark.parametrize("text_size", TextSize)
def test_a_scanner_reads_the_code_from_the_screen(
    qtbot: QtBot, size: QSize, contrast: Contrast, text_size: TextSize
) -> None:
    shell = shown(qtbot, counter.view(READY, "de", text_size, contrast), size)
    seen = shell.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(seen.constBits()).cast("B", (seen.height(), seen.bytesPerLine()))
    found = zxingcpp.read_barcode(pixels)
    assert found is not None
    assert str(found.text) == "7KQM2P"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", HandoverStep)
def test_nobody_who_stands_behind_reads_what_it_is_about(
    qtbot: QtBot, language: str, step: HandoverStep
) -> None:
    secret = replace(
        SERVICE,
        title=Words({"de": "Geheimes"}),
        sender=replace(SERVICE.sender, unit=Words({"de": "Heimliches"})),
    )
    shell = shown(qtbot, counter.view(replace(READY, step=step), language, service=secret))
    seen = reads(shell)
    assert "Geheimes" not in seen
    assert "Heimliches" not in seen


def test_it_says_where_until_when_and_what_to_show(qtbot: QtBot) -> None:
    seen = reads(shown(qtbot, counter.view(READY)))
    assert "7KQ-M2P" in seen
    assert DE("handing-over-where", counter="Stadthaus, Schalter 2") in seen
    assert DE("handing-over-until", time="10:30") in seen


def test_where_nobody_said_where_the_counter_is_it_says_so_in_words(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(READY, terminal=Terminal("t-1")))
    assert DE("handing-over-where-anyone") in reads(shell)


def test_a_screen_reader_spells_the_code(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(READY))
    names = [panel.accessibleName() for panel in visible(shell, Panel)]
    assert f"{DE('handing-over-code')}: 7 K Q, M 2 P" in names


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("handing-over-finish", flow.Left()),
        ("frame-back", flow.Back()),
        ("handing-over-print", flow.PrintWanted()),
    ],
)
def test_what_can_be_touched_says_what_it_does(qtbot: QtBot, name: str, event: flow.Event) -> None:
    assert happened(shown(qtbot, counter.view(READY)), DE(name)) == [event]


@pytest.mark.parametrize(
    ("paper", "text", "again"),
    [
        (Paper.PRINTING, "handing-over-printing", 0),
        (Paper.PRINTED, "handing-over-printed", 0),
        (Paper.FAILED, "handing-over-unprinted", 1),
    ],
)
def test_it_says_what_is_true_of_the_slip(
    qtbot: QtBot, paper: Paper, text: str, again: int
) -> None:
    seen = reads(shown(qtbot, counter.view(replace(READY, paper=paper))))
    assert DE(text) in seen
    assert seen.splitlines().count(DE("handing-over-print")) == again


@pytest.mark.parametrize("step", [HandoverStep.EXPIRED, HandoverStep.FAILED])
def test_where_there_is_no_code_the_answers_are_still_here_and_a_new_one_is_made(
    qtbot: QtBot, step: HandoverStep
) -> None:
    shell = shown(qtbot, counter.view(flow.HandingOver(FILLING, step, "portal-busy")))
    seen = reads(shell)
    assert DE(f"handing-over-{step.value}") in seen
    assert "7KQ-M2P" not in seen
    assert ("portal-busy" in seen) is (step is HandoverStep.FAILED)
    assert happened(shell, DE("handing-over-again")) == [flow.Retried()]


def test_no_tool_is_there_that_would_do_nothing(qtbot: QtBot) -> None:
    seen = reads(shown(qtbot, counter.view(READY)))
    for word in ("frame-help", "frame-finish"):
        assert DE(word) not in seen.splitlines()
    assert DE("frame-larger") in seen


def test_staff_read_how_it_goes_on_at_a_terminal(qtbot: QtBot) -> None:
    staff = counter.view(READY, policy=ASSISTED, staff=Attendance("A. Muster"))
    seen = reads(shown(qtbot, staff, LANDSCAPE))
    assert DE("handing-over-show-terminal") in seen
    assert DE("handing-over-secret-terminal") in seen


# --- Where the way begins --------------------------------------------------------------------


@pytest.mark.parametrize("inside", [flow.Introducing("test"), FILLING, flow.Reviewing("test")])
def test_the_page_for_help_offers_it_once_something_was_begun(
    qtbot: QtBot, inside: flow.Introducing | flow.Filling | flow.Reviewing
) -> None:
    shell = shown(qtbot, counter.view(flow.Helping(inside)))
    assert happened(shell, DE("handing-over-counter")) == [flow.HandOverWanted()]


def test_the_page_for_help_offers_nothing_where_nothing_was_begun(qtbot: QtBot) -> None:
    seen = reads(shown(qtbot, counter.view(flow.Helping(flow.Home()))))
    assert DE("handing-over-counter") not in seen


def test_a_service_for_the_counter_only_leads_there(qtbot: QtBot) -> None:
    assisted = replace(SERVICE, audience=(Audience.ASSISTED,))
    shell = shown(qtbot, counter.view(flow.Introducing("test"), service=assisted))
    assert happened(shell, DE("handing-over-counter")) == [flow.HandOverWanted()]


def test_a_service_that_is_closed_leads_nowhere(qtbot: QtBot) -> None:
    closed = replace(SERVICE, open=False)
    seen = reads(shown(qtbot, counter.view(flow.Introducing("test"), service=closed)))
    assert DE("handing-over-counter") not in seen


def stopped(**details: object) -> View:
    asked = form(
        page(
            field("/threat", "yes_no"),
            Note(said("Am Schalter"), "stop", shown_when=equals("/threat", True)),
        )
    )
    return form_view(FILLING, asked, answered(threat="true"), **details)


def test_where_a_form_stops_a_visitor_the_way_to_the_counter_is_what_is_left(
    qtbot: QtBot,
) -> None:
    shell = shown(qtbot, stopped())
    assert happened(shell, DE("handing-over-counter")) == [flow.HandOverWanted()]


# --- Where it arrives ------------------------------------------------------------------------


def test_what_did_not_come_along_is_said_on_the_page(qtbot: QtBot) -> None:
    view = stopped()
    arrived = Arrived("f" * 64, ("Mietvertrag.pdf",))
    there = replace(view, session=view.session.having(arrived=arrived))
    seen = reads(shown(qtbot, there))
    assert DE("arrived-form-changed") in seen
    assert DE("arrived-left-out", names="Mietvertrag.pdf") in seen


def test_where_all_of_it_came_along_nothing_is_said(qtbot: QtBot) -> None:
    view = stopped()
    whole = Arrived(SERVICE.form.digest)
    seen = reads(shown(qtbot, replace(view, session=view.session.having(arrived=whole))))
    assert DE("arrived-form-changed") not in seen
