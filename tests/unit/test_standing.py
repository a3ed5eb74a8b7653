"""Whether the terminal may send: asked while nobody is here, and said before anybody begins."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.errors import KioskError, NotAllowed, SecretsUnavailable, Unreachable
from kiosk.idle import REFRESH_SECONDS
from kiosk.policy import SELF_SERVICE
from kiosk.standing import AGAIN_SECONDS
from tests.fakes.at_work import STRANGER, Counter
from tests.fakes.worker import HeldTask

LOCKED = SecretsUnavailable("the keyring is locked", "keyring-locked")


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def refuse(counter: Counter, error: KioskError) -> None:
    """Let the next question end with `error`."""
    counter.portal.fail("ready", error)  # type: ignore[arg-type] # the keyring's is none of a portal


def asked(counter: Counter) -> list[HeldTask]:
    return [task for task in counter.worker.held if not task.cancelled]


@pytest.mark.parametrize(
    "error", [LOCKED, NotAllowed(code="terminal-revoked"), NotAllowed(code="clock-wrong")]
)
def test_a_terminal_that_may_not_send_is_out_of_service_from_the_start(
    counter: Counter, error: SecretsUnavailable | NotAllowed
) -> None:
    refuse(counter, error)
    counter.open()
    assert counter.at() == flow.OutOfService(error.code)
    assert f'"event": "OUT_OF_SERVICE", "code": "{error.code}"' in counter.log()
    assert counter.shown[-1].municipality is not None  # the page can say whose counter it is


def test_a_network_that_is_away_turns_nobody_away_and_is_asked_again(counter: Counter) -> None:
    refuse(counter, Unreachable())
    refuse(counter, LOCKED)
    counter.open()
    assert counter.at() == flow.Attract()
    counter.clock.advance(AGAIN_SECONDS)
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("keyring-locked")


def test_it_asks_again_until_it_may_send_and_comes_back_through_a_wipe(counter: Counter) -> None:
    for _ in range(2):
        refuse(counter, LOCKED)
    counter.open()
    counter.clock.advance(AGAIN_SECONDS)
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("keyring-locked")
    wiped = counter.portal.renewed
    counter.clock.advance(AGAIN_SECONDS)
    counter.worker.finish()
    assert counter.at() == flow.Wiping()
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert counter.portal.renewed == wiped + 1
    assert counter.log().count('"event": "OUT_OF_SERVICE"') == 1
    assert '"event": "IN_SERVICE_AGAIN", "code": "keyring-locked"' in counter.log()


def test_another_reason_is_shown_and_written_down_in_place_of_the_first(counter: Counter) -> None:
    refuse(counter, LOCKED)
    refuse(counter, NotAllowed(code="not-enrolled"))
    counter.open()
    counter.clock.advance(AGAIN_SECONDS)
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("not-enrolled")
    assert counter.log().count('"event": "OUT_OF_SERVICE"') == 2


def test_the_start_screen_asks_whenever_it_is_refreshed(counter: Counter) -> None:
    counter.open()
    refuse(counter, LOCKED)
    counter.clock.advance(REFRESH_SECONDS)
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("keyring-locked")


def test_nobody_is_asked_about_in_the_middle_of_a_visit(counter: Counter) -> None:
    counter.open()
    counter.clock.advance(REFRESH_SECONDS)
    (_, question) = asked(counter)
    counter.tell(flow.Touched())
    assert question.cancelled
    question.fail(LOCKED)  # it was already on its way back
    counter.worker.finish_all()
    assert counter.at() == flow.Home()
    counter.clock.advance(AGAIN_SECONDS)
    assert asked(counter) == []


def test_nothing_on_the_page_begins_a_visit_and_a_language_goes_with_whoever_chose_it(
    counter: Counter,
) -> None:
    for _ in range(10):
        refuse(counter, LOCKED)
    counter.open()
    counter.tell(flow.Touched(), flow.LanguageChosen("fr"))
    assert counter.at() == flow.OutOfService("keyring-locked")
    assert counter.shown[-1].texts.language == "fr"
    counter.clock.advance(SELF_SERVICE.idle_seconds)
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("keyring-locked")
    assert counter.controller.session == STRANGER


def test_a_refusal_in_the_middle_of_a_visit_keeps_the_answers(counter: Counter) -> None:
    counter.review()
    counter.portal.fail("submit", LOCKED)  # type: ignore[arg-type] # as above
    counter.tell(flow.Continued())
    counter.worker.finish()
    assert counter.problem() == "secrets-unavailable"
    counter.tell(flow.Back())
    assert isinstance(counter.at(), flow.Reviewing)
    filled = counter.controller.view().filled
    assert filled is not None
    assert filled.findings == ()


def test_after_a_visit_that_was_refused_the_next_is_not_begun(counter: Counter) -> None:
    counter.review()
    counter.send(NotAllowed(code="terminal-revoked"))
    assert counter.problem() == "not-allowed"
    refuse(counter, NotAllowed(code="terminal-revoked"))
    counter.tell(flow.LeaveWanted(), flow.Left())
    counter.worker.finish_all()
    assert counter.at() == flow.OutOfService("terminal-revoked")


def test_a_fault_while_out_of_service_closes_the_kiosk(counter: Counter) -> None:
    refuse(counter, LOCKED)

    def spoil(view: object) -> None:
        if isinstance(counter.at(), flow.OutOfService):
            raise OverflowError(view)

    counter.spoil = spoil
    counter.open()
    assert counter.at() == flow.Closed("fault")
