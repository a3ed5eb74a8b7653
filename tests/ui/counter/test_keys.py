"""One table of keys: no key means two things, and table, guide and help say the same."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.session import IdentityDocument, TextSize
from kiosk.texts import Texts, languages
from tests.fakes import counter
from tests.ui.counter.desk import DONE, FAILED, FILLING, NARROW, REVIEWING, Clerk, held, view
from tests.ui.screen import shown, visible
from ui.counter.acting import ALWAYS
from ui.counter.caps import Cap
from ui.counter.key_sheet import KeySheet
from ui.counter.keys import COMMANDS, TYPED, WINDOWS_OWN, Command
from ui.counter.palette import Palette
from ui.counter.scroll import Scroll
from ui.widgets.label import Label

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs" / "keys.md"
ROW = re.compile(r"^\| (?P<keys>`.*`) \| (?P<words>[^|]+) \|$", re.MULTILINE)

COMMAND = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
Shift, Control, Alt = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def test_no_two_commands_share_a_key() -> None:
    counted = Counter(QKeySequence(key).toString() for one in COMMANDS for key in one.keys)
    assert [key for key, times in counted.items() if times > 1] == []
    assert "" not in counted


@COMMAND
@pytest.mark.parametrize("language", languages())
def test_every_command_has_its_words_and_says_why_it_does_nothing(
    command: Command, language: str
) -> None:
    texts = Texts(language)
    assert texts(f"counter-do-{command.name}")
    if command.name not in ALWAYS:
        assert texts(f"counter-not-{command.name}")


def test_the_guide_names_exactly_the_keys_of_the_table() -> None:
    english = Texts("en")
    table = [
        (", ".join(f"`{key}`" for key in one.caps), english(f"counter-do-{one.name}"))
        for one in COMMANDS
        if one.keys
    ]
    found = ROW.finditer(GUIDE.read_text(encoding="utf-8"))
    assert [(row["keys"], row["words"]) for row in found] == table


def test_the_help_shows_every_key_and_what_it_does(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    clerk.presses(Qt.Key.Key_F1)
    (sheet,) = clerk.frame.findChildren(KeySheet)
    caps = [found.text for found in sheet.findChildren(Cap)]
    assert Counter(caps) == Counter(cap for one in COMMANDS for cap in one.caps)
    said = {found.text() for found in sheet.findChildren(Label)}
    assert {Texts("de")(f"counter-do-{one.name}") for one in COMMANDS if one.keys} <= said


def test_the_palette_names_every_command(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    clerk.presses(Qt.Key.Key_K, Control)
    (palette,) = clerk.frame.findChildren(Palette)
    rows = palette.finder.rows.model()
    named = {rows.index(row, 0).data() for row in range(rows.rowCount())}
    elsewhere = {"palette", "case", "change"}
    wanted = {one.name for one in COMMANDS} - elsewhere
    assert {Texts("de")(f"counter-do-{name}") for name in wanted} <= named


def test_the_window_itself_hears_the_key_that_locks() -> None:
    assert {key for one in COMMANDS if one.name == "lock" for key in one.keys} == WINDOWS_OWN
    assert all(f'"{key}"' in (ROOT / "ui/bootstrap.py").read_text() for key in WINDOWS_OWN)


def test_keys_without_a_modifier_that_write_something_are_known_as_such() -> None:
    plain = {key for one in COMMANDS for key in one.keys if len(key.removeprefix("Shift+")) == 1}
    assert plain == TYPED


@pytest.mark.parametrize(
    ("state", "key", "modifiers", "event"),
    [
        (flow.Attract(), Qt.Key.Key_F2, None, flow.NewCaseWanted()),
        (flow.Attract(), Qt.Key.Key_F4, None, flow.TakeOverWanted()),
        (flow.Attract(), Qt.Key.Key_F12, None, flow.ReadinessWanted()),
        (flow.Attract(), Qt.Key.Key_1, Alt, flow.CaseWanted(1)),
        (REVIEWING, Qt.Key.Key_2, Alt, flow.CaseWanted(2)),
        (REVIEWING, Qt.Key.Key_F2, None, flow.NewCaseWanted()),
        (REVIEWING, Qt.Key.Key_F3, None, flow.HoldWanted()),
        (REVIEWING, Qt.Key.Key_F8, None, flow.LeaveWanted()),
        (REVIEWING, Qt.Key.Key_F9, None, flow.AgreementWanted()),
        (REVIEWING, Qt.Key.Key_F9, Shift, flow.AgreementGiven(in_words=True)),
        (REVIEWING, Qt.Key.Key_F10, None, flow.HandOverWanted()),
        (REVIEWING, Qt.Key.Key_Escape, None, flow.Back()),
        (REVIEWING, Qt.Key.Key_Return, Control, flow.AgreementWanted()),
        (REVIEWING, Qt.Key.Key_2, None, flow.ChangeWanted(1)),
        (flow.Leaving(FILLING), Qt.Key.Key_F8, None, flow.LeaveWanted()),
        (flow.Leaving(FILLING), Qt.Key.Key_Escape, None, flow.Back()),
        (FAILED, Qt.Key.Key_Return, Control, flow.Retried()),
        (FAILED, Qt.Key.Key_Enter, Control, flow.Retried()),
    ],
)
def test_a_key_tells_what_the_table_says(
    qtbot: QtBot,
    state: flow.State,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier | None,
    event: flow.Event,
) -> None:
    cases = (held(1, "Umzug"), held(2, "Hund"))
    clerk = Clerk(qtbot, view(state, cases=cases))
    assert clerk.presses(key, modifiers or Qt.KeyboardModifier.NoModifier) == [event]


def test_a_choice_of_document_is_noted_by_key_alone(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(REVIEWING))
    assert clerk.presses(Qt.Key.Key_F5) == []
    clerk.presses(Qt.Key.Key_Down)
    told = clerk.presses(Qt.Key.Key_Return)
    assert told == [flow.IdentitySeen(IdentityDocument.IDENTITY_CARD)]


@pytest.mark.parametrize(
    ("state", "key", "name"),
    [
        (flow.Attract(), Qt.Key.Key_F3, "hold"),
        (flow.Attract(), Qt.Key.Key_F8, "next-visitor"),
        (flow.Attract(), Qt.Key.Key_F11, "context"),
        (flow.Attract(), Qt.Key.Key_F5, "identity"),
        (DONE, Qt.Key.Key_F5, "identity"),
        (flow.Home(), Qt.Key.Key_F9, "show-visitor"),
        (flow.Home(), Qt.Key.Key_Escape, "back"),
        (REVIEWING, Qt.Key.Key_F4, "take-over"),
        (REVIEWING, Qt.Key.Key_F7, "next-problem"),
        (REVIEWING, Qt.Key.Key_F12, "readiness"),
        (REVIEWING, Qt.Key.Key_9, "change"),
    ],
)
def test_a_key_that_does_nothing_says_why(
    qtbot: QtBot, state: flow.State, key: Qt.Key, name: str
) -> None:
    clerk = Clerk(qtbot, view(state))
    if state == REVIEWING:
        assert clerk.shell.page is not None
        clerk.shell.page.setFocus()
    assert clerk.presses(key) == []
    assert clerk.frame.bar.message == Texts("de")(f"counter-not-{name}")
    clerk.presses(Qt.Key.Key_F6)
    assert clerk.frame.bar.message == ""


def test_a_terminal_for_everybody_hears_none_of_these_keys(qtbot: QtBot) -> None:
    shell = shown(qtbot, counter.view(flow.Introducing("test")))
    told: list[object] = []
    shell.happened.connect(told.append)
    clerk = Clerk.__new__(Clerk)
    clerk.shell, clerk.events = shell, told
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F8, Qt.Key.Key_Escape):
        assert clerk.presses(key) == []
    assert not list(visible(shell, KeySheet))


def test_where_the_text_is_largest_the_help_moves_by_keys_and_closes_by_its_own(
    qtbot: QtBot,
) -> None:
    clerk = Clerk(qtbot, view(REVIEWING, text_size=TextSize.LARGEST), NARROW)
    clerk.presses(Qt.Key.Key_F1)
    (sheet,) = visible(clerk.shell, KeySheet)
    (scroll,) = sheet.findChildren(Scroll)
    bar = scroll.verticalScrollBar()
    assert bar.maximum() > 0
    for key, moves in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
        before = bar.value()
        clerk.presses(key)
        assert moves * (bar.value() - before) > 0
    clerk.presses(Qt.Key.Key_F1)
    assert not list(visible(clerk.shell, KeySheet))
