"""Whoever guesses codes or passwords is slowed, and only whoever does."""

from collections.abc import Iterator

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.brake import FORGIVEN_S, FREE, LONGEST_WAIT_S, Brake
from tests.fakes.clock import FakeClock

GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def http(portal: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=portal.url, timeout=20) as client:
        yield client


def test_a_few_are_free_then_each_costs_twice_the_wait_up_to_a_limit(clock: FakeClock) -> None:
    brake = Brake(clock.now)
    waits = []
    for _ in range(FREE + 12):
        brake.wrong("somebody")
        waits.append(brake.wait_s("somebody"))
    assert waits[:FREE] == [0] * FREE
    assert waits[FREE : FREE + 4] == [2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT_S
    assert brake.wait_s("somebody else") == 0


def test_a_wait_passes_and_in_the_end_all_is_forgiven(clock: FakeClock) -> None:
    brake = Brake(clock.now)
    for _ in range(FREE + 3):
        brake.wrong("somebody")
    clock.advance(7)
    assert brake.wait_s("somebody") == 1
    clock.advance(1)
    assert brake.wait_s("somebody") == 0
    clock.advance(FORGIVEN_S)
    brake.wrong("somebody")
    assert brake.wait_s("somebody") == 0


def test_wrong_codes_on_the_page_are_slowed_and_a_right_one_has_to_wait_too(
    http: httpx.Client, clock: FakeClock
) -> None:
    ask = {"client_id": "schalter", "scope": "enrol"}
    code = http.post("/oauth/device_authorization", data=ask).json()["user_code"]
    wrong = [http.get("/device?user_code=BBBB-BBBB").status_code for _ in range(FREE + 1)]
    assert set(wrong) == {404}
    slowed = http.get(f"/device?user_code={code}")
    assert (slowed.status_code, slowed.headers["retry-after"]) == (429, "2")
    assert "in 2 Sekunden" in slowed.text
    clock.advance(2)
    assert http.get(f"/device?user_code={code}").status_code == 200


def test_looking_at_a_right_code_is_no_guess(http: httpx.Client) -> None:
    ask = {"client_id": "schalter", "scope": "enrol"}
    code = http.post("/oauth/device_authorization", data=ask).json()["user_code"]
    seen = {http.get(f"/device?user_code={code}").status_code for _ in range(FREE + 3)}
    assert seen == {200}


def test_guessing_a_terminals_password_is_slowed(
    http: httpx.Client, portal: Sandbox, clock: FakeClock
) -> None:
    right = ("t-2", portal.client_secret(id="t-2"))
    wrong = [http.post("/oauth/token", data=GRANT, auth=("t-2", "x")) for _ in range(FREE + 1)]
    assert {answer.status_code for answer in wrong} == {401}
    slowed = http.post("/oauth/token", data=GRANT, auth=right)
    assert (slowed.status_code, slowed.json()["error"]) == (429, "slow_down")
    clock.advance(int(slowed.headers["retry-after"]))
    assert http.post("/oauth/token", data=GRANT, auth=right).is_success


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !", "Basic dC0y", "Digest dC0yOng=", "Basic /w=="]
)
def test_a_header_that_is_no_password_is_a_wrong_one(http: httpx.Client, header: str) -> None:
    headers = {"Authorization": header}
    answers = [http.post("/oauth/token", data=GRANT, headers=headers) for _ in range(FREE + 2)]
    assert [answer.status_code for answer in answers] == [401] * (FREE + 1) + [429]
    assert answers[0].headers["www-authenticate"].startswith("Basic")


def test_two_ways_to_prove_who_this_is_are_one_too_many(http: httpx.Client) -> None:
    both = GRANT | {"client_assertion": "a.b.c"}
    answer = http.post("/oauth/token", data=both, auth=("t-2", "x"))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
