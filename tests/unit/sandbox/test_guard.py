"""Only who has a token gets in, and only to what it is for."""

from collections.abc import Callable

import pytest

from kiosk.sandbox.oauth import ENROLMENT_CODE
from tests.fakes.bare_terminal import KEY, BareTerminal, bearer
from tests.fakes.visitor import Visitor, word


def test_without_a_token_nothing_is_handed_in(counter: BareTerminal) -> None:
    with Visitor(counter.sandbox.url) as visitor:
        body = visitor.body("demo.permit", {"duration": "month"})
        asked = [visitor.get(f"/v1/submissions{more}") for more in ("?key=1", "/LU-1/events")]
        for answer in (visitor.send(body), visitor.attach(), *asked):
            assert (answer.status_code, word(answer)) == (401, "unauthorized")
            assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_submission_names_the_terminal_and_the_actor_of_its_token(counter: BareTerminal) -> None:
    counter.enrol()
    staff = counter.staff()
    with Visitor(counter.sandbox.url) as visitor:
        visitor.http.headers.update(bearer(staff["access_token"]))
        mine = {"terminal": "t-1", "actor": staff["actor"]}
        answer = {"duration": "month"}
        assert visitor.send(visitor.body("demo.permit", answer, **mine)).status_code == 201
        for wrong in ({"terminal": "t-2"}, {"actor": "s-other"}, {"actor": "citizen"}):
            refused = visitor.send(visitor.body("demo.permit", answer, **(mine | wrong)))
            assert (refused.status_code, word(refused)) == (403, "forbidden")
        visitor.http.headers.update(bearer(counter.sign_in().json()["access_token"]))
        refused = visitor.send(visitor.body("demo.permit", answer, **mine))
        assert word(refused) == "forbidden"


def test_tokens_end_after_five_minutes_or_when_told(counter: BareTerminal) -> None:
    counter.enrol()
    ends: list[Callable[[], None]] = [
        lambda: counter.clock.advance(300),
        counter.sandbox.expire_tokens,
    ]
    for end in ends:
        headers = bearer(counter.sign_in().json()["access_token"])
        assert counter.http.get("/v1/terminal/config", headers=headers).is_success
        end()
        assert counter.http.get("/v1/terminal/config", headers=headers).status_code == 401


def test_no_secret_stands_in_the_file(counter: BareTerminal) -> None:
    counter.enrol()
    staff = counter.staff()
    codes = counter.device(client_id="schalter", scope="enrol").json()
    plain = [
        counter.sign_in().json()["access_token"],
        staff["access_token"],
        staff["refresh_token"],
        counter.sandbox.enrolment_code(id="t-3"),
        counter.sandbox.client_secret(id="t-4"),
        codes["device_code"],
        codes["user_code"],
    ]
    kept = b"".join(file.read_bytes() for file in counter.sandbox.folder.glob("portal.sqlite*"))
    assert b"t-4" in kept
    assert not [secret for secret in plain if secret.encode() in kept]


def test_a_token_is_good_only_for_what_it_was_given_out_for(counter: BareTerminal) -> None:
    code = counter.sandbox.enrolment_code(id="t-9")
    ask = {"grant_type": ENROLMENT_CODE, "code": code, "client_id": "schalter"}
    newcomer = bearer(counter.token(**ask).json()["access_token"])
    counter.enrol()
    terminal = bearer(counter.sign_in().json()["access_token"])
    staff = bearer(counter.staff()["access_token"])
    key = {"jwk": KEY.public}
    for headers, method, path, body in (
        (newcomer, "GET", "/v1/terminal/config", None),
        (newcomer, "GET", "/v1/submissions?key=1", None),
        (newcomer, "DELETE", "/v1/terminals/t-9", None),
        (terminal, "POST", "/v1/terminals", key),
        (staff, "POST", "/v1/terminals", key),
        (staff, "DELETE", "/v1/terminals/t-1", None),
    ):
        refused = counter.http.request(method, path, headers=headers, json=body)
        assert (refused.status_code, word(refused)) == (403, "forbidden"), (method, path)
        assert refused.headers["www-authenticate"] == 'Bearer error="insufficient_scope"'


@pytest.mark.parametrize("kind", ["Basic", "bearer ", "Bearer", "DPoP"])
def test_another_kind_of_credential_is_none(counter: BareTerminal, kind: str) -> None:
    counter.enrol()
    token = "" if kind == "Bearer" else counter.sign_in().json()["access_token"]
    answer = counter.http.get(
        "/v1/terminal/config", headers={"Authorization": f"{kind} {token}".strip()}
    )
    assert answer.status_code == (200 if kind == "bearer " else 401)


def test_a_terminal_that_lives_is_heard_of(counter: BareTerminal) -> None:
    counter.enrol()
    headers = bearer(counter.sign_in().json()["access_token"])
    beat = {"version": "0.3.0"}
    counter.clock.advance(60)
    answer = counter.http.post("/v1/terminal/heartbeat", json=beat, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    (known,) = counter.sandbox.terminals
    assert (known.version, known.heard_at) == ("0.3.0", counter.clock.now())
    odd = counter.http.post("/v1/terminal/heartbeat", json={"version": ""}, headers=headers)
    assert word(odd) == "invalid-request"
