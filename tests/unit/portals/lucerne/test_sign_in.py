"""What is sent to the portal's token endpoint, and what each of its refusals means."""

import asyncio
import base64
import json
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, unquote_plus

import pytest

from kiosk.errors import Busy, NotAllowed, PortalError, Unintelligible, Unreachable
from kiosk.portals.access import Credential, KeyCredential, SecretCredential
from kiosk.portals.http import Answer, Http
from kiosk.portals.lucerne import sign_in
from kiosk.portals.lucerne.sign_in import RefusedError
from kiosk.signatures import key_set, new_key, verify
from tests.fakes.lucerne import told
from tests.fakes.raw_server import Received, Script, answer, problem, serving

KEY = new_key()
TERMINAL = KeyCredential("t-1", KEY.pem)
DAY = 24 * 3600


def exchange(script: Script, credential: Credential = TERMINAL) -> tuple[Any, Received]:
    """Ask for a token, and return what came of it (an error is returned, too) and what was sent."""

    async def whole() -> tuple[Any, Received]:
        async with serving(script) as server:
            http = Http(server.url)
            proof = sign_in.proof(credential, server.url + sign_in.TOKEN, time.time())
            asked = sign_in.asked(http, sign_in.TOKEN, proof.fields, time.time(), proof.headers)
            try:
                came: Any = sign_in.granted(await asked)
            except (RefusedError, PortalError) as error:
                came = error
            finally:
                await http.close()
            return came, server.requests[0]

    return asyncio.run(whole())


def refused(reason: str, error: str = "invalid_client", *, ahead: float = 0) -> bytes:
    """Return a refusal of a portal whose clock is `ahead` seconds of this machine's."""
    date = format_datetime(datetime.fromtimestamp(time.time() + ahead, UTC), usegmt=True)
    body = {"error": error, "error_description": reason}
    return told(body, "401 Unauthorized", {"Date": date})


def meaning(script: bytes) -> NotAllowed:
    came, _ = exchange(script)
    assert isinstance(came, RefusedError)
    return sign_in.not_allowed(came)


def granted(**changes: Any) -> bytes:
    return told({"access_token": "abc.def", "token_type": "Bearer", "expires_in": 300, **changes})


# --- What is sent --------------------------------------------------------------------------------


def test_an_assertion_is_short_lived_and_for_this_endpoint_only() -> None:
    came, sent = exchange(granted())
    assert came.access_token == "abc.def"
    assert sent.headers["content-type"] == "application/x-www-form-urlencoded"
    fields = {name: values[0] for name, values in parse_qs(sent.body.decode()).items()}
    assert fields["client_assertion_type"] == sign_in.ASSERTION_TYPE
    claims = verify(fields["client_assertion"], key_set(KEY))
    assert claims["iss"] == claims["sub"] == "t-1"
    assert claims["aud"] == f"http://{sent.headers['host']}/oauth/token"
    assert claims["exp"] - claims["iat"] == sign_in.ASSERTION_SECONDS


def test_no_two_assertions_are_alike() -> None:
    now = time.time()
    made = [sign_in.proof(TERMINAL, "https://portal.example/oauth/token", now) for _ in range(2)]
    names = [verify(proof.fields["client_assertion"], key_set(KEY))["jti"] for proof in made]
    assert names[0] != names[1]


def test_a_shared_secret_goes_into_the_header_encoded_like_a_form() -> None:
    came, sent = exchange(granted(), SecretCredential("t:1", "gehe im & ü:%"))
    assert came.access_token == "abc.def"
    kind, _, packed = sent.headers["authorization"].partition(" ")
    halves = base64.b64decode(packed).decode().split(":")
    assert (kind, [unquote_plus(half) for half in halves]) == ("Basic", ["t:1", "gehe im & ü:%"])
    assert b"client_assertion" not in sent.body


def test_a_kept_key_that_is_none_is_not_enrolled_and_is_not_repeated() -> None:
    with pytest.raises(NotAllowed) as caught:
        sign_in.proof(KeyCredential("t-1", "MIGHAgEAMBMG"), "https://portal.example", 0)
    assert caught.value.code == "not-enrolled"
    assert "MIGHAgEAMBMG" not in str(caught.value)


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("unknown", "not-enrolled"),
        ("revoked", "terminal-revoked"),
        ("clock", "clock-wrong"),
        ("replayed", "not-allowed"),
        ("audience", "not-allowed"),
        ("signature", "not-allowed"),
        ("", "not-allowed"),
        ("anything else", "not-allowed"),
    ],
)
def test_each_word_of_the_contract_has_its_meaning(reason: str, code: str) -> None:
    error = meaning(refused(reason))
    assert error.code == code
    assert reason in error.detail or code == "clock-wrong"


@pytest.mark.parametrize("reason", ["clock", "signature", "replayed"])
@pytest.mark.parametrize("ahead", [DAY, -DAY])
def test_a_clock_that_is_a_day_off_is_the_cause_whatever_else_is_said(
    reason: str, ahead: int
) -> None:
    error = meaning(refused(reason, ahead=ahead))
    assert error.code == "clock-wrong"
    assert f"by {-ahead:+} s" in error.detail or f"by {-ahead + 1:+} s" in error.detail


@pytest.mark.parametrize("reason", ["revoked", "unknown"])
def test_a_wrong_clock_hides_no_revocation(reason: str) -> None:
    assert meaning(refused(reason, ahead=DAY)).code in {"terminal-revoked", "not-enrolled"}


def test_what_a_portal_says_at_length_is_cut() -> None:
    came, _ = exchange(refused("x" * 5000))
    assert came.reason == "x" * 80


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Nov 2026 25:00:00 GMT"])
def test_a_date_that_is_none_says_nothing_of_the_clock(date: str) -> None:
    assert sign_in.skew(Answer(200, {"date": date}), 0) is None
    assert not sign_in.apart(None)


# --- What is no grant ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"access_token": "abc\r\nX-Evil: 1"},
        {"access_token": "abc def"},
        {"access_token": ""},
        {"access_token": "x" * 4097},
        {"access_token": None},
        {"token_type": "mac"},
        {"expires_in": 0},
        {"expires_in": -1},
        {"expires_in": "300"},
        {"expires_in": 1e9},
    ],
)
def test_what_cannot_stand_in_a_header_or_never_ends_is_no_token(changes: dict[str, Any]) -> None:
    came, _ = exchange(granted(**changes))
    assert isinstance(came, Unintelligible)
    assert str(changes.get("access_token") or "?") not in str(came)


@pytest.mark.parametrize(
    ("script", "kind", "code"),
    [
        (answer(b"<html>", media_type="text/html"), Unreachable, "captive-portal"),
        (answer(b"<html>", "404 Not Found", "text/html"), Unintelligible, "unintelligible"),
        (answer(b"{}", "410 Gone"), Unintelligible, "unintelligible"),
        (answer(b"{", "401 Unauthorized"), NotAllowed, "not-allowed"),
        (answer(b"[]", "400 Bad Request"), Unintelligible, "unintelligible"),
        (problem("unavailable", 503), Busy, "portal-busy"),
        (answer(b"", "407 No", ""), Unreachable, "proxy-auth"),
        (answer(b"[]"), Unintelligible, "unintelligible"),
        (answer(b'{"access_token": "a", "access_token": "b"}'), Unintelligible, "unintelligible"),
    ],
)
def test_where_nobody_speaks_oauth_it_is_said(
    script: bytes, kind: type[PortalError], code: str
) -> None:
    came, _ = exchange(script)
    assert type(came) is kind
    assert came.code == code


def test_nothing_that_is_secret_is_shown_by_what_holds_it() -> None:
    secret = SecretCredential("t-1", "a shared secret")
    proofs = [sign_in.proof(each, "https://portal.example", 0) for each in (TERMINAL, secret)]
    shown = repr([TERMINAL, secret, *proofs, sign_in.granted(json.loads(_body(granted())))])
    for hidden in (KEY.pem[40:60], "a shared secret", "abc.def", "eyJ", "Basic"):
        assert hidden not in shown


def _body(script: bytes) -> bytes:
    return script.partition(b"\r\n\r\n")[2]
