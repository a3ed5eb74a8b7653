"""Staff look whether the terminal is ready; visitors never do, and a wipe leads back."""

from dataclasses import replace

import pytest

from kiosk import flow
from kiosk.audit import AuditEvent
from kiosk.policy import ASSISTED, SELF_SERVICE

KNOWN = flow.Readiness(flow.Examined.KNOWN)
ALL = [flow.Readiness(examined) for examined in flow.Examined]
UNATTENDED = replace(ASSISTED, staff_signs_in=False)
LEAVE = flow.Wipe("readiness")


def test_it_begins_at_the_start_screen_where_the_policy_shows_it() -> None:
    begun = (flow.Readiness(), (flow.Examine(),))
    assert flow.step(flow.Attract(), flow.ReadinessWanted(), ASSISTED) == begun


@pytest.mark.parametrize("state", [flow.Home(), flow.Wiping(), flow.OutOfService("x"), *ALL])
def test_it_begins_nowhere_else(state: flow.State) -> None:
    assert flow.step(state, flow.ReadinessWanted(), ASSISTED) == (state, ())


def test_a_visitor_alone_never_gets_there() -> None:
    stays = (flow.Attract(), ())
    assert flow.step(flow.Attract(), flow.ReadinessWanted(), SELF_SERVICE) == stays


def test_a_locked_counter_shows_nothing() -> None:
    locked = flow.Locked(flow.Attract())
    assert flow.step(locked, flow.ReadinessWanted(), ASSISTED) == (locked, ())


@pytest.mark.parametrize(
    ("event", "examined"),
    [
        (flow.ReadinessKnown(), flow.Examined.KNOWN),
        (flow.ReadinessUnknown(), flow.Examined.UNKNOWN),
    ],
)
def test_the_report_comes_or_does_not(event: flow.Event, examined: flow.Examined) -> None:
    assert flow.step(flow.Readiness(), event, ASSISTED) == (flow.Readiness(examined), ())


def test_it_is_looked_at_again_only_after_the_first_time() -> None:
    again = (flow.Readiness(), (flow.Examine(),))
    assert flow.step(KNOWN, flow.Retried(), ASSISTED) == again
    assert flow.step(flow.Readiness(), flow.Retried(), ASSISTED) == (flow.Readiness(), ())


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize("event", [flow.Back(), flow.Left(), flow.WentIdle()])
def test_every_way_out_is_a_wipe(state: flow.State, event: flow.Event) -> None:
    assert flow.step(state, event, UNATTENDED) == (flow.Wiping(), (LEAVE,))


@pytest.mark.parametrize("state", ALL)
@pytest.mark.parametrize("event", [flow.LockWanted(), flow.WentIdle()])
def test_the_lock_lies_over_the_wipe_where_staff_sign_in(
    state: flow.State, event: flow.Event
) -> None:
    after, effects = flow.step(state, event, ASSISTED)
    assert after == flow.Locked(flow.Wiping())
    assert effects == (flow.Record(AuditEvent.STAFF_LOCKED), LEAVE)


@pytest.mark.parametrize("state", ALL)
def test_staff_may_sign_out_at_the_end_of_the_day(state: flow.State) -> None:
    signed_out = flow.Record(AuditEvent.STAFF_SIGNED_OUT), flow.SignOut(), flow.Wipe("signed-out")
    assert flow.step(state, flow.SignOutWanted(), ASSISTED) == (flow.Wiping(), signed_out)
    assert flow.step(state, flow.SignOutWanted(), UNATTENDED) == (state, ())
