"""Stored: staff read until when it is tried and what to give the visitor; nothing is claimed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import SELF_SERVICE
from kiosk.session import Contrast, TextSize
from kiosk.view import OutboxLine
from tests.fakes import counter
from tests.fakes.counter import LANGUAGES
from tests.ui.counter.desk import FAILED, NARROW, SIZES, Clerk, view
from tests.ui.counter.test_frame import words_in
from tests.ui.screen import LANDSCAPE, button, shown, visible
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.link import Link

KEY = "6b0a4c1e-3f54-4d0c-9a0e-3a7d2f8f6f11"
UNTIL = datetime(2026, 11, 27, 12, 15, tzinfo=UTC)
CLAIMS = ("Ihr Antrag ist angekommen", "Erhalten von", "received", "Eingangsbestätigung")


def stored(paper: flow.Paper = flow.Paper.PRINTED, **details: Any) -> flow.Stored:
    return flow.Stored("test", KEY, paper, prints=1, **details)


def clerk_before(qtbot: QtBot, state: flow.State, **details: Any) -> Clerk:
    return Clerk(qtbot, view(state, stored_until=UNTIL, **details))


def test_it_says_until_when_it_is_tried_and_claims_nothing(qtbot: QtBot) -> None:
    told = words_in(clerk_before(qtbot, stored()).shell)
    local = UNTIL.astimezone()
    assert f"{local:%d.%m.%Y}, {local:%H:%M} Uhr" in told
    assert "6B0A4C1E" in told
    assert "Gespeichert, noch nicht angekommen" in told
    assert not any(claim in told for claim in CLAIMS)


def test_the_sheet_is_printed_again_on_a_wish(qtbot: QtBot) -> None:
    clerk = clerk_before(qtbot, stored())
    button(clerk.shell, "Nochmals drucken").click()
    assert clerk.events == [flow.PrintWanted()]


def test_without_paper_staff_are_told_what_to_write_down(qtbot: QtBot) -> None:
    clerk = clerk_before(qtbot, stored(flow.Paper.FAILED, trouble="missing"))
    assert "Notieren Sie der Person die Referenz" in words_in(clerk.shell)
    button(clerk.shell, "Blatt drucken").click()
    assert clerk.events == [flow.PrintWanted()]


@pytest.mark.parametrize("paper", [flow.Paper.PREPARING, flow.Paper.PRINTING])
def test_while_paper_is_made_nobody_prints_it_twice(qtbot: QtBot, paper: flow.Paper) -> None:
    clerk = clerk_before(qtbot, stored(paper))
    names = {found.accessibleName() for found in visible(clerk.shell, Button)}
    assert not names & {"Blatt drucken", "Nochmals drucken"}


def test_the_same_visitor_goes_on_or_the_next_one_comes(qtbot: QtBot) -> None:
    clerk = clerk_before(qtbot, stored())
    button(clerk.shell, "Weiteres Anliegen dieser Person").click()
    clerk.sees(view(stored(), stored_until=UNTIL))
    button(clerk.shell, "Nächste Person").click()
    assert clerk.events == [flow.AnotherWanted(), flow.LeaveWanted()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize("paper", flow.Paper)
def test_every_word_fits(qtbot: QtBot, size: Any, text_size: TextSize, paper: flow.Paper) -> None:
    details: Any = {"text_size": text_size, "contrast": Contrast.HIGH}
    clerk = Clerk(qtbot, view(stored(paper), stored_until=UNTIL, **details), size)
    for label in visible(clerk.shell, Label):
        assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()


def test_while_it_is_sealed_nothing_can_be_touched(qtbot: QtBot) -> None:
    clerk = clerk_before(qtbot, flow.Storing("test", KEY))
    assert "verschlüsselt abgelegt" in words_in(clerk.shell)
    assert not clerk.shell.page.offers().forward  # type: ignore[union-attr] # there is a page


# --- In the frame --------------------------------------------------------------------------------


def test_staff_say_that_they_know_what_was_not_sent_in_time(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(), outbox=OutboxLine(0, 0, 0, 2)))
    assert "2 sind abgelaufen" in words_in(clerk.shell)
    (known,) = visible(clerk.shell, Link)
    known.click()
    assert clerk.events == [flow.ExpiredKnown()]
    clerk.sees(view(flow.Attract(), outbox=OutboxLine()))
    assert not list(visible(clerk.shell, Link))


def test_what_was_refused_is_seen_with_its_codes(qtbot: QtBot) -> None:
    refused = OutboxLine(3, 60, 0, 0, ("declined", "withdrawn", "declined"))
    told = words_in(Clerk(qtbot, view(flow.Attract(), outbox=refused), NARROW).shell)
    assert "3 wurden abgelehnt. Code: declined, withdrawn" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_without_staff_keeps_nothing_says_so_and_offers_paper(
    qtbot: QtBot, language: str
) -> None:
    seen = counter.view(FAILED, language, policy=SELF_SERVICE)
    shell = shown(qtbot, seen, LANDSCAPE)
    told = words_in(shell)
    assert seen.texts("outbox-none") in told
    assert seen.texts("failed-paper") in told
    button(shell, seen.texts("failed-paper-print"))
