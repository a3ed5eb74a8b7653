"""A terminal becomes one of the portal's: by a code it shows, or by one of a list."""

import pytest

from kiosk.sandbox.oauth import ENROLMENT_CODE
from kiosk.signatures import new_key
from tests.fakes.bare_terminal import KEY, BareTerminal, bearer, refusal


def test_a_terminal_is_enrolled_by_device_flow_and_signs_in(counter: BareTerminal) -> None:
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


def test_enrolling_again_revokes_the_key_before_and_its_tokens(counter: BareTerminal) -> None:
    counter.enrol()
    token = counter.sign_in().json()["access_token"]
    other = new_key()
    assert counter.enrol(other).json()["revoked"] == [KEY.kid]
    assert refusal(counter.sign_in())[2] == "revoked"
    assert counter.http.get("/v1/terminal/config", headers=bearer(token)).status_code == 401
    assert counter.sign_in(**counter.proof(other)).is_success


def test_a_code_of_a_list_enrols_once_and_wrong_ones_are_slowed(counter: BareTerminal) -> None:
    code = counter.sandbox.enrolment_code(id="t-1")
    ask = {"grant_type": ENROLMENT_CODE, "client_id": "schalter"}
    assert counter.token(code=code, **ask).is_success
    answers = [counter.token(code=code, **ask) for _ in range(7)]
    assert {refusal(each)[1] for each in answers[:6]} == {"invalid_grant"}
    assert answers[6].status_code == 429
    counter.clock.advance(int(answers[6].headers["retry-after"]))
    assert counter.token(code=counter.sandbox.enrolment_code(id="t-1"), **ask).is_success


def test_a_code_of_a_list_ends_after_fourteen_days(counter: BareTerminal) -> None:
    code = counter.sandbox.enrolment_code(id="t-1")
    counter.clock.advance(14 * 24 * 3600)
    answer = counter.token(grant_type=ENROLMENT_CODE, code=code, client_id="schalter")
    assert refusal(answer)[1] == "invalid_grant"


def test_asking_too_soon_is_slowed_and_codes_end(counter: BareTerminal) -> None:
    codes = counter.device(client_id="schalter", scope="enrol").json()
    polls = [refusal(counter.poll(codes))[1] for _ in range(2)]
    assert polls == ["authorization_pending", "slow_down"]
    counter.clock.advance(9)
    assert refusal(counter.poll(codes))[1] == "slow_down"
    counter.clock.advance(900)
    assert refusal(counter.poll(codes))[1] == "expired_token"
    with pytest.raises(LookupError):
        counter.sandbox.approve(codes["user_code"])


def test_what_was_denied_is_denied(counter: BareTerminal) -> None:
    codes = counter.device(client_id="schalter", scope="enrol").json()
    counter.sandbox.deny(codes["user_code"])
    assert refusal(counter.poll(codes))[1] == "access_denied"


# --- The pages -----------------------------------------------------------------------------------


def test_an_administrator_approves_on_the_page_and_no_other_site_can(counter: BareTerminal) -> None:
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


def test_codes_are_downloaded_as_csv_and_each_enrols_its_terminal(counter: BareTerminal) -> None:
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
