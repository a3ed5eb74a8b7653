"""After it was sent, or was not: what staff do next."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.policy import ASSISTED
from tests.fakes.views import SENDER, SERVICE
from tests.ui.counter.desk import DONE, FAILED, Clerk, view
from tests.ui.counter.test_frame import words_in
from tests.ui.screen import button, visible
from ui.widgets.button import Button

KEYED = replace(SERVICE, sender=replace(SENDER, encryption_key={"kty": "EC"}))
STORE = "Im Postausgang ablegen"


def names(clerk: Clerk) -> set[str]:
    return {found.accessibleName() for found in visible(clerk.shell, Button)}


def test_after_sending_either_this_visitor_goes_on_or_the_next_one_comes(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(DONE))
    assert "LU-2026-0K7F-3Q9" in words_in(clerk.shell)
    button(clerk.shell, "Weiteres Anliegen dieser Person").click()
    clerk.sees(view(DONE))
    button(clerk.shell, "Nächste Person").click()
    clerk.sees(view(DONE))
    told = clerk.presses(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert [*clerk.events, *told] == [
        flow.AnotherWanted(),
        flow.LeaveWanted(),
        flow.AnotherWanted(),
        flow.AnotherWanted(),
    ]


def test_where_no_visit_goes_on_only_the_next_visitor_is_offered(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(DONE, policy=replace(ASSISTED, goes_on=False)))
    assert "Weiteres Anliegen dieser Person" not in names(clerk)


def test_what_could_not_be_sent_may_be_stored(qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, view(FAILED, service=KEYED))
    button(clerk.shell, STORE).click()
    assert clerk.events == [flow.StoreWanted()]


@pytest.mark.parametrize(
    "changes",
    [
        {"service": SERVICE},
        {"service": KEYED, "policy": replace(ASSISTED, keeps_outbox=False)},
        {"service": KEYED, "state": replace(FAILED, problem="declined")},
    ],
    ids=["no-key", "no-outbox", "declined"],
)
def test_it_is_not_stored_where_nobody_could_read_it_or_time_mends_nothing(
    qtbot: QtBot, changes: dict[str, object]
) -> None:
    clerk = Clerk(qtbot, replace(view(FAILED), **changes))  # type: ignore[arg-type] # names of fields
    assert STORE not in names(clerk)


def test_why_it_could_not_be_stored_is_said_with_the_code_for_it(qtbot: QtBot) -> None:
    state = replace(FAILED, unstored="disk-full")
    clerk = Clerk(qtbot, view(state, service=KEYED))
    assert "disk-full" in words_in(clerk.shell)
