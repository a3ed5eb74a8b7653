"""Terminals and staff prove who they are, at the endpoints of OAuth."""

from pathlib import Path

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.signatures import SigningKey, new_key
from tests.fakes.bare_terminal import ASSERTION_TYPE, KEY, BareTerminal, bearer, refusal
from tests.fakes.clock import FakeClock
from tests.fakes.visitor import OFFER


def test_an_assertion_is_taken_once_also_across_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    with Sandbox.start(tmp_path, sources=OFFER, clock=clock.now) as running:
        counter = BareTerminal(running, clock)
        counter.enrol()
        proof = counter.proof()
        assert counter.sign_in(**proof).is_success
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "replayed")
        port = int(running.url.rpartition(":")[2])
        counter.http.close()
    with Sandbox.start(tmp_path, port, sources=OFFER, clock=clock.now) as running:
        counter = BareTerminal(running, clock)
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "replayed")
        counter.http.close()


@pytest.mark.parametrize(
    ("shift", "said"), [(-86400, "clock"), (86400, "clock"), (-300, "clock"), (50, ""), (-100, "")]
)
def test_a_minute_of_difference_is_forgiven_and_a_day_is_the_clock(
    counter: BareTerminal, shift: int, said: str
) -> None:
    counter.enrol()
    now = int(counter.clock.now().timestamp()) + shift
    answer = counter.sign_in(**counter.proof(iat=now, exp=now + 60))
    assert answer.json().get("error_description", "") == said
    assert answer.headers["date"] == "Tue, 24 Nov 2026 09:15:00 GMT"


def test_what_is_not_signed_as_it_should_be_is_told_so(counter: BareTerminal) -> None:
    counter.enrol()
    impostor = SigningKey(KEY.kid, new_key().pem)
    for proof in (
        counter.proof(impostor),
        counter.proof(exp=int(counter.clock.now().timestamp()) + 600),
        counter.proof(jti=7),
        {"client_assertion_type": ASSERTION_TYPE, "client_assertion": "a.b.c"},
    ):
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "signature")


def test_an_assertion_for_another_portal_is_told_so(counter: BareTerminal) -> None:
    counter.enrol()
    for audience in ("https://elsewhere.example", [], ["a", "b"]):
        answer = counter.sign_in(**counter.proof(aud=audience))
        assert refusal(answer) == (401, "invalid_client", "audience")


def test_nobody_else_is_known(counter: BareTerminal) -> None:
    assert refusal(counter.sign_in()) == (401, "invalid_client", "unknown")


def test_a_secret_does_where_a_terminal_cannot_sign(counter: BareTerminal) -> None:
    secret = counter.sandbox.client_secret(id="t-2")
    ask = {"grant_type": "client_credentials"}
    right = counter.http.post("/oauth/token", data=ask, auth=("t-2", secret))
    assert right.json()["scope"] == "terminal"
    wrong = counter.http.post("/oauth/token", data=ask, auth=("t-2", "guess"))
    assert refusal(wrong) == (401, "invalid_client", "unknown")


def test_a_revoked_terminal_is_out_at_once(counter: BareTerminal) -> None:
    counter.enrol()
    token = counter.sign_in().json()["access_token"]
    counter.sandbox.revoke("t-1")
    assert counter.http.get("/v1/terminal/config", headers=bearer(token)).status_code == 401
    assert refusal(counter.sign_in()) == (401, "invalid_client", "revoked")


def test_a_terminal_can_leave_itself_and_no_other(counter: BareTerminal) -> None:
    counter.enrol()
    headers = bearer(counter.sign_in().json()["access_token"])
    assert counter.http.delete("/v1/terminals/t-9", headers=headers).status_code == 403
    assert counter.http.delete("/v1/terminals/t-1", headers=headers).status_code == 204
    assert refusal(counter.sign_in())[2] == "revoked"


# --- Staff ---------------------------------------------------------------------------------------


def test_nobody_is_staff_without_an_approval(counter: BareTerminal) -> None:
    counter.enrol()
    assert refusal(counter.device(scope="staff", client_id="schalter"))[1] == "invalid_client"
    asked = counter.token(grant_type="client_credentials", scope="staff", **counter.proof())
    assert refusal(asked)[1] == "invalid_scope"
    codes = counter.ask_for_staff()
    assert refusal(counter.poll(codes, **counter.proof()))[1] == "authorization_pending"
    with pytest.raises(LookupError):
        counter.sandbox.approve(codes["user_code"])
    counter.sandbox.approve_staff(codes["user_code"], "A. Muster")
    assert refusal(counter.poll(codes))[1] == "invalid_grant"
    told = counter.poll(codes, **counter.proof()).json()
    assert (told["scope"], told["name"], told["actor"][:2]) == ("staff", "A. Muster", "s-")
    assert refusal(counter.poll(codes, **counter.proof()))[1] == "invalid_grant"


def test_a_refresh_token_that_comes_twice_ends_its_family(counter: BareTerminal) -> None:
    counter.enrol()
    first = counter.staff()

    def again(token: str) -> httpx.Response:
        ask = {"grant_type": "refresh_token", "refresh_token": token}
        return counter.token(**ask, **counter.proof())

    second = again(first["refresh_token"]).json()
    assert second["actor"] == first["actor"]
    assert refusal(again(first["refresh_token"]))[1] == "invalid_grant"
    assert refusal(again(second["refresh_token"]))[1] == "invalid_grant"
    headers = bearer(second["access_token"])
    assert counter.http.get("/v1/terminal/config", headers=headers).status_code == 401


def test_a_refresh_token_that_was_given_back_is_over(counter: BareTerminal) -> None:
    counter.enrol()
    token = counter.staff()["refresh_token"]
    assert counter.http.post("/oauth/revoke", data={"token": token, **counter.proof()}).is_success
    answer = counter.token(grant_type="refresh_token", refresh_token=token, **counter.proof())
    assert refusal(answer)[1] == "invalid_grant"
