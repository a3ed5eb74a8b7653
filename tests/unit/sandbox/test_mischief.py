import gzip
import json
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.portals import strict_json
from kiosk.sandbox import Sandbox
from kiosk.sandbox.mischief import TRICKS
from kiosk.sandbox.tricks import BOMB_BYTES
from kiosk.signatures import SignatureError, digest
from tests.fakes.visitor import OFFER, Visitor, new_key

SUBMISSIONS = "/v1/submissions"
KEYS = "/v1/keys"
FORM = "/v1/forms/demo.permit/1"


def permit(visitor: Visitor) -> dict[str, Any]:
    return visitor.body("demo.permit", {"duration": "month"}, actor="staff-7")


def test_it_only_happens_as_often_as_planned_and_where(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, status=503, times=2)
    assert visitor.get("/v1/municipalities").is_success
    assert [visitor.get(KEYS).status_code for _ in range(3)] == [503, 503, 200]


def test_it_can_be_called_off(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, status=503, times=9)
    sandbox.calm()
    assert visitor.get(KEYS).is_success


def test_a_method_may_be_spared(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(SUBMISSIONS, method="POST", status=500)
    assert visitor.get(f"{SUBMISSIONS}?key={new_key()}").status_code == 404
    assert visitor.send({}).status_code == 500


@pytest.mark.parametrize(
    ("plan", "status", "word"),
    [
        ({"status": 503}, 503, "unavailable"),
        ({"status": 429}, 429, "too-many-requests"),
        ({"status": 502}, 502, "about:blank"),
        ({"problem": "in-progress"}, 409, "in-progress"),
        ({"problem": "withdrawn"}, 410, "withdrawn"),
        ({"trick": "changed_form"}, 409, "form-changed"),
    ],
    ids=str,
)
def test_a_planned_status_is_a_problem(
    sandbox: Sandbox, visitor: Visitor, plan: dict[str, Any], status: int, word: str
) -> None:
    sandbox.mischief(KEYS, retry_after="rubbish" if "trick" not in plan else "", **plan)
    answer = visitor.get(KEYS)
    assert answer.status_code == status
    assert answer.json()["type"].endswith(word)
    assert answer.headers.get("retry-after") == (None if "trick" in plan else "rubbish")


def test_dropped_before_it_was_stored_nothing_arrived(sandbox: Sandbox, visitor: Visitor) -> None:
    key, body = new_key(), permit(visitor)
    sandbox.mischief(SUBMISSIONS, method="POST", trick="drop_before")
    with pytest.raises(httpx.TransportError):
        visitor.send(body, key)
    assert visitor.get(f"{SUBMISSIONS}?key={key}").status_code == 404
    assert not sandbox.submissions


def test_dropped_after_it_was_stored_the_same_key_finds_it(
    sandbox: Sandbox, visitor: Visitor
) -> None:
    key, body = new_key(), permit(visitor)
    sandbox.mischief(SUBMISSIONS, method="POST", trick="drop_after")
    with pytest.raises(httpx.TransportError):
        visitor.send(body, key)
    assert visitor.send(body, key).status_code == 200
    assert len(sandbox.submissions) == 1


def test_a_receipt_signed_by_another_proves_nothing(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(SUBMISSIONS, trick="wrong_signature")
    answer = visitor.send(permit(visitor))
    with pytest.raises(SignatureError, match="signature"):
        visitor.claims(answer)


def test_a_receipt_about_something_else_is_signed_well(sandbox: Sandbox, visitor: Visitor) -> None:
    key, body = new_key(), permit(visitor)
    sandbox.mischief(SUBMISSIONS, trick="wrong_digest")
    assert visitor.claims(visitor.send(body, key))["payload_digest"] != digest(body)
    sandbox.mischief(SUBMISSIONS, trick="wrong_key")
    assert visitor.claims(visitor.send(body, key))["key"] != key
    assert visitor.claims(visitor.send(body, key))["key"] == key


def test_a_form_may_be_another_than_was_announced(sandbox: Sandbox, visitor: Visitor) -> None:
    honest = visitor.get(FORM).json()
    sandbox.mischief(FORM, trick="wrong_digest")
    assert digest(visitor.get(FORM).json()) != digest(honest)


@pytest.mark.parametrize(
    "trick", ["big_int", "bom", "deep", "duplicate_keys", "nan", "not_utf8", "truncate"]
)
def test_what_is_no_strict_json_is_refused_by_a_strict_reader(
    sandbox: Sandbox, visitor: Visitor, trick: str
) -> None:
    sandbox.mischief(FORM, trick=trick)
    answer = visitor.get(FORM)
    assert answer.is_success
    with pytest.raises(strict_json.NotStrictJsonError):
        strict_json.read(answer.content)
    assert strict_json.read(visitor.get(FORM).content)


def test_a_log_in_page_comes_instead(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="html")
    answer = visitor.get(KEYS)
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/html; charset=utf-8",
    )


def test_the_type_may_be_wrong(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="content_type")
    answer = visitor.get(KEYS)
    assert answer.headers["content-type"] == "text/html"
    assert json.loads(answer.content)["keys"]


def test_a_bomb_is_small_until_it_is_unpacked(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="gzip_bomb")
    with visitor.http.stream("GET", KEYS) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        packed = b"".join(answer.iter_raw())
    assert len(packed) < 100_000
    assert len(gzip.decompress(packed)) > BOMB_BYTES


def test_it_may_send_elsewhere(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, redirect="http://127.0.0.2/")
    assert visitor.get(KEYS).headers["location"] == "http://127.0.0.2/"


def test_headers_may_never_end(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="endless_headers")
    with pytest.raises(httpx.TransportError):
        visitor.get(KEYS)


def test_an_answer_may_be_cut_off(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="cut")
    with pytest.raises(httpx.RemoteProtocolError):
        visitor.get(KEYS)


def test_an_answer_may_drip(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, trick="slow_drip")
    with visitor.http.stream("GET", KEYS) as answer:
        parts = answer.iter_raw()
        assert b"".join(next(parts) for _ in range(5)).startswith(b'{"')


@pytest.mark.parametrize("how", [{"delay_s": 600}, {"hold_s": 600}, {"trick": "slow_drip"}])
def test_closing_ends_whatever_is_going_on(own_sandbox: Sandbox, how: dict[str, Any]) -> None:
    own_sandbox.mischief("/v1/municipalities", **how)
    with Visitor(own_sandbox.url) as visitor, visitor.http as http:
        asked = threading.Thread(target=lambda: _ask(http), name="asking")
        asked.start()
        while own_sandbox._allowed()._planned:
            assert asked.is_alive()
        began = time.perf_counter()
        own_sandbox.close()
        asked.join(5)
        assert not asked.is_alive()
    assert time.perf_counter() - began < 3


def _ask(http: httpx.Client) -> None:
    try:
        http.get("/v1/municipalities")
    except httpx.TransportError:
        return


def token(visitor: Visitor, sandbox: Sandbox) -> httpx.Response:
    who = ("t-1", sandbox.client_secret(id="t-1"))
    return visitor.http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=who)


def test_the_endpoints_of_signing_in_may_misbehave_too(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief("/oauth/", status=503, retry_after="7")
    busy = token(visitor, sandbox)
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "7")
    sandbox.mischief("/oauth/token", trick="html")
    assert token(visitor, sandbox).headers["content-type"].startswith("text/html")
    for trick in ("truncate", "duplicate_keys", "bom", "nan"):
        sandbox.mischief("/oauth/token", trick=trick)
        with pytest.raises(strict_json.NotStrictJsonError):
            strict_json.read(token(visitor, sandbox).content)
    assert token(visitor, sandbox).json()["token_type"] == "Bearer"


def test_a_token_that_got_lost_on_the_way_can_be_asked_for_again(
    sandbox: Sandbox, visitor: Visitor
) -> None:
    sandbox.mischief("/oauth/token", trick="drop_after")
    with pytest.raises(httpx.TransportError):
        token(visitor, sandbox)
    assert token(visitor, sandbox).is_success


def test_the_calls_of_terminals_may_misbehave_too(sandbox: Sandbox, visitor: Visitor) -> None:
    headers = {"Authorization": f"Bearer {token(visitor, sandbox).json()['access_token']}"}
    sandbox.mischief("/v1/terminal/", method="GET", problem="unauthorized")
    refused, told = (visitor.get("/v1/terminal/config", **headers) for _ in range(2))
    assert (refused.status_code, told.status_code) == (401, 200)


def test_a_delay_is_a_delay(sandbox: Sandbox, visitor: Visitor) -> None:
    sandbox.mischief(KEYS, delay_s=0.1, hold_s=0.1)
    began = time.perf_counter()
    assert visitor.get(KEYS).is_success
    assert time.perf_counter() - began >= 0.2


def test_it_can_be_planned_over_the_line(sandbox: Sandbox, visitor: Visitor) -> None:
    plan = [{"path": KEYS, "status": 500}, {"path": KEYS, "trick": "html"}]
    assert visitor.http.post("/sandbox/mischief", json=plan).status_code == 204
    assert visitor.get(KEYS).status_code == 500
    assert visitor.http.delete("/sandbox/mischief").status_code == 204
    assert visitor.get(KEYS).json()["keys"]


@pytest.mark.parametrize("plan", [[{"trick": "x"}], [{"problem": "x"}], [{"x": 1}], [1], 1])
def test_a_plan_nobody_understands_is_refused(visitor: Visitor, plan: Any) -> None:
    assert visitor.http.post("/sandbox/mischief", json=plan).status_code == 400


def test_a_portal_that_was_not_allowed_to_misbehave_does_not(tmp_path: Path) -> None:
    with Sandbox.start(tmp_path, sources=OFFER) as honest, Visitor(honest.url) as visitor:
        assert visitor.http.post("/sandbox/mischief", json=[]).status_code == 404
        with pytest.raises(ValueError, match="without mischief"):
            honest.mischief(KEYS)


def test_every_trick_has_its_name_in_the_list() -> None:
    assert "drop_after" in TRICKS
    assert len(TRICKS) == 19
