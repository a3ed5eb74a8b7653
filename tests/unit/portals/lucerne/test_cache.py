"""K31: a broken portal does not take the last good catalogue away."""

import asyncio
from dataclasses import dataclass, field

import pytest

from kiosk.errors import Busy, NotAllowed, PortalError, Unintelligible, Unreachable, Withdrawn
from kiosk.portals.budget import (
    ASKING,
    ASKING_ONCE,
    MAX_FRESH,
    MAX_KEPT_ANSWERS,
    MAX_STALE,
    REST,
    Patience,
)
from kiosk.portals.http import Answer
from kiosk.portals.lucerne.cache import Cache

MINUTE = "max-age=60, stale-if-error=600"


def fresh(value: str, control: str = MINUTE, etag: str = '"1"') -> Answer:
    return Answer(200, {"etag": etag, "cache-control": control}, value.encode())


@dataclass
class Origin:
    """What the portal says next, what it was asked, and the time."""

    says: Answer | PortalError
    asked: list[str] = field(default_factory=list)
    time: float = 1000.0

    def __post_init__(self) -> None:
        self.cache = Cache(lambda: self.time)

    async def _ask(self, etag: str, patience: Patience) -> Answer:
        self.asked.append(etag)
        self.patience = patience
        if isinstance(self.says, PortalError):
            raise self.says
        return self.says

    def fetch(self, address: str = "/v1/catalogue") -> str:
        def read(answer: Answer) -> str:
            if answer.body == b"broken":
                raise Unintelligible("broken")
            return answer.body.decode()

        return asyncio.run(self.cache.fetch(address, self._ask, read))


def test_what_is_fresh_is_not_asked_for_again() -> None:
    origin = Origin(fresh("a"))
    assert [origin.fetch(), origin.fetch()] == ["a", "a"]
    assert origin.asked == [""]


def test_what_is_old_is_confirmed_by_its_tag() -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 60
    origin.says = Answer(304, {"cache-control": MINUTE})
    assert origin.fetch() == "a"
    origin.time += 59
    assert origin.fetch() == "a"
    assert origin.asked == ["", '"1"']


def test_what_has_changed_replaces_what_was_kept() -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 60
    origin.says = fresh("b")
    assert origin.fetch() == "b"


@pytest.mark.parametrize(
    "failure", [Unreachable(), Busy(), Unintelligible(), fresh("broken")], ids=str
)
def test_a_failing_portal_is_covered_for_by_the_last_good_answer(
    failure: Answer | PortalError,
) -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 61
    origin.says = failure
    assert origin.fetch() == "a"


def test_a_portal_that_failed_is_left_alone_for_a_while() -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 61
    origin.says = Unreachable()
    origin.fetch()
    origin.fetch()
    assert len(origin.asked) == 2
    origin.time += REST
    origin.says = fresh("b")
    assert origin.fetch() == "b"


def test_nobody_waits_long_for_a_portal_that_is_covered_for() -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    assert origin.patience == ASKING
    origin.time += 61
    origin.fetch()
    assert origin.patience == ASKING_ONCE
    origin.time += 661
    origin.fetch()
    assert origin.patience == ASKING


def test_the_last_good_answer_ends_when_the_portal_said_so() -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 660
    origin.says = Unreachable()
    with pytest.raises(Unreachable):
        origin.fetch()


@pytest.mark.parametrize("failure", [NotAllowed(), Withdrawn()], ids=repr)
def test_a_definite_refusal_is_not_covered_for(failure: PortalError) -> None:
    origin = Origin(fresh("a"))
    origin.fetch()
    origin.time += 61
    origin.says = failure
    with pytest.raises(type(failure)):
        origin.fetch()


def test_without_anything_kept_the_error_is_told() -> None:
    with pytest.raises(Unreachable):
        Origin(Unreachable()).fetch()


def test_a_portal_cannot_make_an_answer_stand_for_ever() -> None:
    origin = Origin(fresh("a", "max-age=9999999999, stale-if-error=9999999999"))
    origin.fetch()
    origin.time += MAX_FRESH
    origin.says = Unreachable()
    assert origin.fetch() == "a"
    origin.time += MAX_STALE
    with pytest.raises(Unreachable):
        origin.fetch()


@pytest.mark.parametrize("control", ["", "max-age=x", "max-age=-5", "no-cache", "s-max-age=60"])
def test_without_a_lifetime_everything_is_asked_for(control: str) -> None:
    origin = Origin(fresh("a", control))
    origin.fetch()
    origin.fetch()
    assert len(origin.asked) == 2


def test_what_may_not_be_stored_is_not_stored() -> None:
    origin = Origin(fresh("a", "no-store, max-age=60"))
    origin.fetch()
    origin.fetch()
    assert origin.asked == ["", ""]


def test_the_cache_has_an_end() -> None:
    origin = Origin(fresh("a"))
    for number in range(MAX_KEPT_ANSWERS + 1):
        origin.fetch(f"/{number}")
    origin.fetch("/1")
    assert len(origin.asked) == MAX_KEPT_ANSWERS + 1
    origin.fetch("/0")
    assert len(origin.asked) == MAX_KEPT_ANSWERS + 2
