"""The staff's frame: everything fits, everything has a key, and it says what is true now."""

import subprocess
import sys
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.receipt.receipt import SealedDocument
from kiosk.reuse import Reusable
from kiosk.session import Contrast, IdentityDocument, SeenIdentity, Session, TextSize
from kiosk.view import OutboxLine
from kiosk.words import Words
from tests.fakes import counter
from tests.fakes.views import RECEIPT, SERVICE
from tests.ui.counter.desk import (
    ANSWERED,
    ASKED,
    FILLING,
    NARROW,
    REVIEWING,
    SIZES,
    STATES,
    TODAY,
    WIDE,
    Clerk,
    held,
    view,
)
from tests.ui.screen import PX_PER_MM, button, settle, visible, windows_that_come
from ui.counter.case_row import CaseRow
from ui.counter.context_pane import ContextPane
from ui.counter.desk_pane import DeskPane
from ui.frames import KINDS, frame_for, page_for
from ui.pages.page import Page
from ui.shell import Shell
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.pane import Pane
from ui.widgets.search_field import SearchField

STATE = pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
SIZE = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
CASES = (held(1, "Umzug melden"), held(2, "Hund anmelden", minutes=3))
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def words_in(part: QWidget) -> str:
    return "\n".join(found.text() for found in part.findChildren(Label) if found.isVisible())


# --- Shape ---------------------------------------------------------------------------------------


@STATE
@SIZE
@pytest.mark.parametrize("text_size", TextSize)
def test_everything_fits_and_can_be_hit(
    qtbot: QtBot, state: flow.State, size: QSize, text_size: TextSize
) -> None:
    clerk = Clerk(qtbot, view(state, text_size=text_size, cases=CASES), size)
    shrunk = min(1.0, size.width() / 330 / PX_PER_MM, size.height() / 190 / PX_PER_MM)
    for found in visible(clerk.shell, QAbstractButton):
        assert found.height() >= round(8 * PX_PER_MM * shrunk) - 1, found.accessibleName()
    for part in (*visible(clerk.shell, Label), *visible(clerk.shell, Button)):
        assert part.height() >= part.heightForWidth(part.width()) - 1, part.accessibleName()
        assert within(clerk.shell, part), part.accessibleName()
    assert clerk.shell.size() == size


def within(shell: Shell, part: QWidget) -> bool:
    """Whether `part` is inside the window, or in something that can be moved to it."""
    left = part.mapTo(shell, QPoint(0, 0))
    across = left.x() >= 0 and left.x() + part.width() <= shell.width()
    moved = (*visible(shell, Pane), *visible(shell, QAbstractScrollArea))
    if any(area.isAncestorOf(part) for area in moved):
        return across
    return across and left.y() >= 0 and left.y() + part.height() <= shell.height()


@STATE
@pytest.mark.parametrize("contrast", Contrast)
def test_everything_that_acts_has_a_name_and_a_role(
    qtbot: QtBot, state: flow.State, contrast: Contrast
) -> None:
    clerk = Clerk(qtbot, view(state, contrast=contrast, cases=CASES))
    for found in visible(clerk.shell, QAbstractButton):
        told = QAccessible.queryAccessibleInterface(found)
        assert told.text(QAccessible.Text.Name) == found.accessibleName() != ""
        assert told.role() == QAccessible.Role.Button


def test_an_upright_window_is_not_broken(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING, cases=CASES), QSize(1080, 1920))
    for part in (*visible(clerk.shell, Label), *visible(clerk.shell, Button)):
        assert within(clerk.shell, part), part.accessibleName()


def test_a_name_of_a_thousand_letters_breaks_nothing(qtbot: QtBot) -> None:
    words = Words({"de": "Betreibungsregisterauszugsbestellung" * 30})
    service = replace(SERVICE, title=words, needs=(words,), processing=words)
    listings = tuple(replace(one, title=words, sender_name=words) for one in counter.LISTINGS)
    catalogue = replace(counter.CATALOGUE, listings=listings)
    lines = (replace(held(1, ""), title=words, owner=words.to("de")),)
    clerk = Clerk(qtbot, view(REVIEWING, service=service, catalogue=catalogue, cases=lines))
    assert clerk.shell.size() == WIDE
    for part in (*visible(clerk.shell, Label), *visible(clerk.shell, QAbstractButton)):
        left = part.mapTo(clerk.shell, QPoint(0, 0)).x()
        assert left >= 0
        assert left + part.width() <= WIDE.width()


@STATE
def test_nothing_is_a_window_of_its_own_for_a_moment(qtbot: QtBot, state: flow.State) -> None:
    """It would take the keyboard away from the one window there is."""
    sealed = SealedDocument(1, Words({"de": "Wohnsitzbestätigung"}), 9, "0" * 64)
    clerk = Clerk(qtbot, view(flow.Opening(flow.Home())))
    with windows_that_come() as windows:
        clerk.sees(view(state, cases=CASES, receipt=replace(RECEIPT, documents=(sealed,))))
        clerk.presses(Qt.Key.Key_K, Control)
    assert windows == []


# --- Panes ---------------------------------------------------------------------------------------


def pane_of_focus(clerk: Clerk) -> type[QWidget] | None:
    now = QApplication.focusWidget()
    for kind in (DeskPane, ContextPane):
        if any(pane.isAncestorOf(now) for pane in clerk.frame.findChildren(kind) if now):
            return kind
    return None


def test_a_key_leads_from_pane_to_pane_and_round(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    assert clerk.shell.page is not None
    clerk.shell.page.findChildren(Button)[0].setFocus()
    seen = [pane_of_focus(clerk)]
    for _ in range(3):
        clerk.presses(Qt.Key.Key_F6)
        seen.append(pane_of_focus(clerk))
    assert seen == [None, ContextPane, DeskPane, None]
    clerk.presses(Qt.Key.Key_F6, Shift)
    assert pane_of_focus(clerk) is DeskPane


def test_tab_goes_through_the_page_first_then_its_actions_then_the_other_panes(
    qtbot: QtBot,
) -> None:
    clerk = Clerk(qtbot, view(REVIEWING, cases=CASES))
    assert clerk.shell.page is not None
    seen = []
    button(clerk.shell, "Ändern: Wer sind Sie?").setFocus()
    for _ in range(9):
        clerk.presses(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now.accessibleName())
    assert seen == [
        "Ändern: Wo wohnen Sie?",
        "Zurück",
        "Der Person zeigen",
        "Sprache wechseln",
        "Notieren",
        "Leistung suchen",
        "Leistung suchen",
        "1 Umzug melden",
        "2 Hund anmelden",
    ]


def test_where_there_is_no_room_the_right_pane_folds_until_it_is_wanted(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING), NARROW)
    assert not list(visible(clerk.shell, ContextPane))
    clerk.presses(Qt.Key.Key_F11)
    assert list(visible(clerk.shell, ContextPane))
    clerk.sees(view(flow.Home()))
    assert list(visible(clerk.shell, ContextPane))
    clerk.presses(Qt.Key.Key_F11)
    clerk.sees(view(REVIEWING))
    assert not list(visible(clerk.shell, ContextPane))


def test_what_is_held_and_what_waits_is_told_without_building_anew(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    page = clerk.shell.page
    cases = held(1, "Umzug melden"), held(2, "Hund anmelden", minutes=3)
    clerk.sees(view(REVIEWING, cases=cases, outbox=OutboxLine(2, 7_200, 1, 0)))
    assert clerk.shell.page is page
    rows = {row.accessibleName(): row for row in visible(clerk.shell, CaseRow)}
    assert {"Wohnsitzbestätigung", "1 Umzug melden", "2 Hund anmelden"} == set(rows)
    assert rows["1 Umzug melden"].accessibleDescription() == "wartet 12 Min. · B. Bühlmann, Alt+1"
    assert "jetzt offen" in rows["Wohnsitzbestätigung"].accessibleDescription()
    told = words_in(clerk.shell)
    assert "2 Anträge warten. Der älteste seit 2 Stunden." in told
    assert "1 läuft bald ab." in told


def test_a_click_on_a_held_case_goes_on_with_it(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Attract(), cases=CASES))
    button(clerk.shell, "2 Hund anmelden").click()
    assert clerk.events == [flow.CaseWanted(2)]


# --- Context -------------------------------------------------------------------------------------


def test_the_context_says_who_receives_it_and_what_is_needed(qtbot: QtBot) -> None:
    service = replace(SERVICE, needs=(Words({"de": "Pass oder Identitätskarte"}),))
    seen = SeenIdentity(IdentityDocument.PASSPORT, TODAY)
    session = Session(language="fr", bfs=1061, answers={ASKED.id: ANSWERED}, identity=seen)
    clerk = Clerk(qtbot, view(REVIEWING, service=service, session=session))
    (pane,) = visible(clerk.shell, ContextPane)
    said = words_in(pane)
    for words in (
        "Einwohnerdienste, Stadt Luzern",
        "Sie erhalten eine Rechnung.",
        "Pass oder Identitätskarte",
        "Innert drei Arbeitstagen.",
        "Français",
        "Reisepass, 24.11.2026",
    ):
        assert words in said


def test_the_preview_follows_the_answers_masked_as_the_paper_is(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Leaving(FILLING), answers=Answers()))
    (pane,) = visible(clerk.shell, ContextPane)
    assert "Noch keine Antworten" in words_in(pane)
    clerk.sees(view(flow.Leaving(FILLING)))
    qtbot.waitUntil(lambda: "Anna Bühlmann" in words_in(pane))
    assert "756.9217.0769.85" not in words_in(pane)
    assert "Luzern" in words_in(pane)


def test_what_may_be_reused_is_offered_with_how_much_it_is(qtbot: QtBot) -> None:
    person = MappingProxyType({"/name": "Anna", "/town": "Luzern"})
    reusable = Reusable(person, MappingProxyType({"/town": "Luzern"}))
    clerk = Clerk(qtbot, view(FILLING, answers=Answers(), reusable=reusable))
    button(clerk.shell, "Gleiche Person: 2 Antworten übernehmen").click()
    assert clerk.events == [flow.ReuseWanted(person=True)]
    clerk.sees(view(FILLING, answers=Answers(), reusable=reusable))
    assert clerk.presses(Qt.Key.Key_R, Control | Shift) == [flow.ReuseWanted(person=False)]


# --- Searching -----------------------------------------------------------------------------------


def test_letters_are_letters_while_somebody_searches(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    clerk.presses(Qt.Key.Key_F, Control)
    clerk.types("hun1?")
    assert next(visible(clerk.shell, SearchField)).text() == "hun1?"
    assert clerk.events == []


def test_escape_empties_the_search_then_leaves_it_then_goes_back(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    clerk.presses(Qt.Key.Key_F, Control)
    clerk.types("hund")
    line = next(visible(clerk.shell, SearchField))
    assert clerk.presses(Qt.Key.Key_Escape) == []
    assert (line.text(), line.hasFocus()) == ("", True)
    assert clerk.presses(Qt.Key.Key_Escape) == []
    assert not line.hasFocus()
    assert clerk.presses(Qt.Key.Key_Escape) == [flow.Back()]


def test_a_service_that_cannot_be_opened_here_says_what_to_do(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    clerk.presses(Qt.Key.Key_F, Control)
    clerk.types("hund")
    assert clerk.presses(Qt.Key.Key_Return) == []
    assert "einen neuen Fall beginnen" in clerk.frame.bar.message


# --- Which frame ---------------------------------------------------------------------------------


def test_a_terminal_for_everybody_imports_nothing_of_the_counter() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(["x", "-platform", "offscreen"])
from kiosk import flow
from tests.fakes import counter
from ui.frames import frame_for, page_for
page_for(counter.view(flow.Attract())), frame_for(counter.view(flow.Attract()))
import ui.bootstrap
known = {"ui.counter", "ui.counter.beside"}  # the wipe of a visit forgets the latter
print([name for name in sys.modules if name.startswith("ui.counter") and name not in known])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_state_has_a_page_in_both_frames() -> None:
    states = len(get_args(flow.State))
    assert [
        len([one for one in kind.ahead() if issubclass(one, Page)]) for kind in KINDS.values()
    ] == [states, states]
    assert frame_for(view(REVIEWING)) is not frame_for(counter.view(REVIEWING))
    assert page_for(view(REVIEWING)) is not page_for(counter.view(REVIEWING))
    same = flow.ChoosingMunicipality()
    assert page_for(view(same)) is page_for(counter.view(same))


def test_a_bare_page_stands_without_the_frame(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(flow.Readiness(flow.Examined.KNOWN), day={"visits": 3}))
    settle()
    assert not list(visible(clerk.shell, DeskPane))
    assert "Besuche" in words_in(clerk.shell)
    assert clerk.presses(Qt.Key.Key_Escape) == [flow.Back()]
