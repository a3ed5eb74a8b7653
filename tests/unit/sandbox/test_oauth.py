from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from kiosk.sandbox import Sandbox
from kiosk.sandbox.oauth import DEVICE_CODE, ENROLMENT_CODE
from kiosk.signatures import SigningKey, new_key, sign
from tests.fakes.visitor import OFFER, Visitor, word

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = new_key()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Counter:
    """A terminal, with a bare HTTP client."""

    def __init__(self, sandbox: Sandbox, clock: Clock) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.http = httpx.Client(base_url=sandbox.url, timeout=20)

    def token(self, **fields: str) -> httpx.Response:
        return self.http.post("/oauth/token", data=fields)

    def device(self, **fields: str) -> httpx.Response:
        return self.http.post("/oauth/device_authorization", data=fields)

    def assertion(self, key: SigningKey = KEY, terminal: str = "t-1", **claims: Any) -> str:
        now = int(self.clock().timestamp())
        told = {
            "iss": terminal,
            "sub": terminal,
            "aud": f"{self.sandbox.url}/oauth/token",
            "iat": now,
            "exp": now + 60,
            "jti": str(uuid4()),
            **claims,
        }
        return sign(told, key)

    def proof(self, key: SigningKey = KEY, **claims: Any) -> dict[str, str]:
        return {
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self.assertion(key, **claims),
        }

    def sign_in(self, **proof: str) -> httpx.Response:
        return self.token(grant_type="client_credentials", **(proof or self.proof()))

    def enrol(self, key: SigningKey = KEY, terminal: str = "t-1") -> httpx.Response:
        code = self.sandbox.enrolment_code(id=terminal, place="Gemeindehaus")
        told = self.token(grant_type=ENROLMENT_CODE, code=code, client_id="schalter").json()
        return self.register(told["access_token"], key)

    def register(self, token: str, key: SigningKey) -> httpx.Response:
        return self.http.post("/v1/terminals", json={"jwk": key.public}, headers=bearer(token))

    def ask_for_staff(self) -> dict[str, Any]:
        told: dict[str, Any] = self.device(scope="staff", **self.proof()).json()
        return told

    def poll(self, codes: dict[str, Any], **more: str) -> httpx.Response:
        asked = more or {"client_id": "schalter"}
        return self.token(grant_type=DEVICE_CODE, device_code=codes["device_code"], **asked)

    def staff(self) -> dict[str, Any]:
        codes = self.ask_for_staff()
        self.sandbox.approve_staff(codes["user_code"], "A. Muster")
        told: dict[str, Any] = self.poll(codes, **self.proof()).json()
        return told


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    told = answer.json()
    return answer.status_code, told["error"], told.get("error_description", "")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal(tmp_path: Path, clock: Clock) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path, sign_in=True, sources=OFFER, clock=clock) as running:
        yield running


@pytest.fixture
def counter(portal: Sandbox, clock: Clock) -> Iterator[Counter]:
    made = Counter(portal, clock)
    yield made
    made.http.close()


# --- Enrolling -----------------------------------------------------------------------------------


def test_a_terminal_is_enrolled_by_device_flow_and_signs_in(counter: Counter) -> None:
    codes = counter.device(client_id="schalter", scope="enrol", terminal="t-1").json()
    assert (codes["expires_in"], codes["interval"]) == (900, 5)
    assert codes["verification_uri_complete"].endswith(f"/device?user_code={codes['user_code']}")
    assert refusal(counter.poll(codes))[1] == "authorization_pending"
    counter.sandbox.approve(codes["user_code"].lower().replace("-", " "), id="t-1")
    told = counter.poll(codes).json()
    assert told["scope"] == "enrol"
    enrolled = counter.register(told["access_token"], KEY)
    assert (enrolled.status_code, enrolled.json()["id"]) == (201, "t-1")
    assert enrolled.json()["portal"] == counter.sandbox.url
    token = counter.sign_in().json()
    assert (token["scope"], token["expires_in"]) == ("terminal", 300)
    config = counter.http.get("/v1/terminal/config", headers=bearer(token["access_token"]))
    assert config.json()["id"] == "t-1"


def test_enrolling_again_revokes_the_key_before_and_its_tokens(counter: Counter) -> None:
    counter.enrol()
    token = counter.sign_in().json()["access_token"]
    other = new_key()
    assert counter.enrol(other).json()["revoked"] == [KEY.kid]
    assert refusal(counter.sign_in())[2] == "revoked"
    assert counter.http.get("/v1/terminal/config", headers=bearer(token)).status_code == 401
    assert counter.sign_in(**counter.proof(other)).is_success


def test_a_code_of_a_list_enrols_once_and_wrong_ones_are_slowed(counter: Counter) -> None:
    code = counter.sandbox.enrolment_code(id="t-1")
    ask = {"grant_type": ENROLMENT_CODE, "client_id": "schalter"}
    assert counter.token(code=code, **ask).is_success
    answers = [counter.token(code=code, **ask) for _ in range(7)]
    assert {refusal(each)[1] for each in answers[:6]} == {"invalid_grant"}
    assert answers[6].status_code == 429
    counter.clock.move(int(answers[6].headers["retry-after"]))
    assert counter.token(code=counter.sandbox.enrolment_code(id="t-1"), **ask).is_success


def test_a_code_of_a_list_ends_after_fourteen_days(counter: Counter) -> None:
    code = counter.sandbox.enrolment_code(id="t-1")
    counter.clock.move(14 * 24 * 3600)
    answer = counter.token(grant_type=ENROLMENT_CODE, code=code, client_id="schalter")
    assert refusal(answer)[1] == "invalid_grant"


def test_asking_too_soon_is_slowed_and_codes_end(counter: Counter) -> None:
    codes = counter.device(client_id="schalter", scope="enrol").json()
    polls = [refusal(counter.poll(codes))[1] for _ in range(2)]
    assert polls == ["authorization_pending", "slow_down"]
    counter.clock.move(9)
    assert refusal(counter.poll(codes))[1] == "slow_down"
    counter.clock.move(900)
    assert refusal(counter.poll(codes))[1] == "expired_token"
    with pytest.raises(LookupError):
        counter.sandbox.approve(codes["user_code"])


def test_what_was_denied_is_denied(counter: Counter) -> None:
    codes = counter.device(client_id="schalter", scope="enrol").json()
    counter.sandbox.deny(codes["user_code"])
    assert refusal(counter.poll(codes))[1] == "access_denied"


# --- Proving oneself -----------------------------------------------------------------------------


def test_an_assertion_is_taken_once_also_across_a_restart(tmp_path: Path, clock: Clock) -> None:
    with Sandbox.start(tmp_path, sources=OFFER, clock=clock) as running:
        counter = Counter(running, clock)
        counter.enrol()
        proof = counter.proof()
        assert counter.sign_in(**proof).is_success
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "replayed")
        port = int(running.url.rpartition(":")[2])
        counter.http.close()
    with Sandbox.start(tmp_path, port, sources=OFFER, clock=clock) as running:
        counter = Counter(running, clock)
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "replayed")
        counter.http.close()


@pytest.mark.parametrize(
    ("shift", "said"), [(-86400, "clock"), (86400, "clock"), (-300, "clock"), (50, ""), (-100, "")]
)
def test_a_minute_of_difference_is_forgiven_and_a_day_is_the_clock(
    counter: Counter, shift: int, said: str
) -> None:
    counter.enrol()
    now = int(counter.clock().timestamp()) + shift
    answer = counter.sign_in(**counter.proof(iat=now, exp=now + 60))
    assert answer.json().get("error_description", "") == said
    assert answer.headers["date"] == "Tue, 24 Nov 2026 09:00:00 GMT"


def test_what_is_not_signed_as_it_should_be_is_told_so(counter: Counter) -> None:
    counter.enrol()
    impostor = SigningKey(KEY.kid, new_key().pem)
    for proof in (
        counter.proof(impostor),
        counter.proof(exp=int(counter.clock().timestamp()) + 600),
        counter.proof(jti=7),
        {"client_assertion_type": ASSERTION_TYPE, "client_assertion": "a.b.c"},
    ):
        assert refusal(counter.sign_in(**proof)) == (401, "invalid_client", "signature")


def test_an_assertion_for_another_portal_is_told_so(counter: Counter) -> None:
    counter.enrol()
    for audience in ("https://elsewhere.example", [], ["a", "b"]):
        answer = counter.sign_in(**counter.proof(aud=audience))
        assert refusal(answer) == (401, "invalid_client", "audience")


def test_nobody_else_is_known(counter: Counter) -> None:
    assert refusal(counter.sign_in()) == (401, "invalid_client", "unknown")


def test_a_secret_does_where_a_terminal_cannot_sign(counter: Counter) -> None:
    secret = counter.sandbox.client_secret(id="t-2")
    ask = {"grant_type": "client_credentials"}
    right = counter.http.post("/oauth/token", data=ask, auth=("t-2", secret))
    assert right.json()["scope"] == "terminal"
    wrong = counter.http.post("/oauth/token", data=ask, auth=("t-2", "guess"))
    assert refusal(wrong) == (401, "invalid_client", "unknown")


def test_a_revoked_terminal_is_out_at_once(counter: Counter) -> None:
    counter.enrol()
    token = counter.sign_in().json()["access_token"]
    counter.sandbox.revoke("t-1")
    assert counter.http.get("/v1/terminal/config", headers=bearer(token)).status_code == 401
    assert refusal(counter.sign_in()) == (401, "invalid_client", "revoked")


def test_a_terminal_can_leave_itself_and_no_other(counter: Counter) -> None:
    counter.enrol()
    headers = bearer(counter.sign_in().json()["access_token"])
    assert counter.http.delete("/v1/terminals/t-9", headers=headers).status_code == 403
    assert counter.http.delete("/v1/terminals/t-1", headers=headers).status_code == 204
    assert refusal(counter.sign_in())[2] == "revoked"


# --- Staff ---------------------------------------------------------------------------------------


def test_nobody_is_staff_without_an_approval(counter: Counter) -> None:
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


def test_a_refresh_token_that_comes_twice_ends_its_family(counter: Counter) -> None:
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


def test_a_refresh_token_that_was_given_back_is_over(counter: Counter) -> None:
    counter.enrol()
    token = counter.staff()["refresh_token"]
    assert counter.http.post("/oauth/revoke", data={"token": token, **counter.proof()}).is_success
    answer = counter.token(grant_type="refresh_token", refresh_token=token, **counter.proof())
    assert refusal(answer)[1] == "invalid_grant"


# --- The guard -----------------------------------------------------------------------------------


def test_without_a_token_nothing_is_handed_in(counter: Counter) -> None:
    with Visitor(counter.sandbox.url) as visitor:
        body = visitor.body("demo.permit", {"duration": "month"})
        asked = [visitor.get(f"/v1/submissions{more}") for more in ("?key=1", "/LU-1/events")]
        for answer in (visitor.send(body), visitor.attach(), *asked):
            assert (answer.status_code, word(answer)) == (401, "unauthorized")
            assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_submission_names_the_terminal_and_the_actor_of_its_token(counter: Counter) -> None:
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


def test_tokens_end_after_five_minutes_or_when_told(counter: Counter) -> None:
    counter.enrol()
    ends: list[Callable[[], None]] = [
        lambda: counter.clock.move(300),
        counter.sandbox.expire_tokens,
    ]
    for end in ends:
        headers = bearer(counter.sign_in().json()["access_token"])
        assert counter.http.get("/v1/terminal/config", headers=headers).is_success
        end()
        assert counter.http.get("/v1/terminal/config", headers=headers).status_code == 401


def test_no_secret_stands_in_the_file(counter: Counter) -> None:
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


# --- The pages -----------------------------------------------------------------------------------


def test_an_administrator_approves_on_the_page_and_no_other_site_can(counter: Counter) -> None:
    codes = counter.device(client_id="schalter", scope="enrol").json()
    page = counter.http.get(f"/device?user_code={codes['user_code']}")
    assert "script" not in page.text
    assert page.headers["cache-control"] == "no-store"
    proof = page.text.partition('name="proof" value="')[2].partition('"')[0]
    form = {"user_code": codes["user_code"], "decision": "approve", "id": "t-1", "bfs": "1061"}
    form |= {"policy": "self-service", "place": "<b>Haus</b>"}
    ours = {"Origin": counter.sandbox.url}
    for sent, headers in ((form, ours), (form | {"proof": proof}, {"Origin": "http://evil"})):
        assert counter.http.post("/device", data=sent, headers=headers).status_code == 403
    assert refusal(counter.poll(codes))[1] == "authorization_pending"
    assert counter.http.post("/device", data=form | {"proof": proof}, headers=ours).is_success
    counter.register(counter.poll(codes).json()["access_token"], KEY)
    listed = counter.http.get("/sandbox/terminals").text
    assert "&lt;b&gt;Haus&lt;/b&gt;" in listed


def test_codes_are_downloaded_as_csv_and_each_enrols_its_terminal(counter: Counter) -> None:
    page = counter.http.get("/sandbox/terminals")
    proof = page.text.partition('name="proof" value="')[2].partition('"')[0]
    form = {"proof": proof, "id": "t-0009", "bfs": "1061", "policy": "assisted", "count": "2"}
    headers = {"Origin": counter.sandbox.url}
    told = counter.http.post("/sandbox/terminals/codes", data=form, headers=headers)
    head, *rows = told.text.splitlines()
    assert head == "code,id,bfs,place,counter,phone,policy"
    assert [row.split(",")[1] for row in rows] == ["t-0009", "t-0010"]
    ask = {"grant_type": ENROLMENT_CODE, "client_id": "schalter"}
    assert counter.token(code=rows[1].split(",")[0], **ask).json()["scope"] == "enrol"
