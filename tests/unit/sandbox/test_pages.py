"""The pages for administrators and staff: plain, and readable for a screen reader too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from kiosk.sandbox import Sandbox
from tests.fakes.visitor import OFFER

Attributes = dict[str, str]


@dataclass
class Page(HTMLParser):
    """What stands on a page: each element's name and attributes, in order."""

    elements: list[tuple[str, Attributes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, *tags: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def read(answer: httpx.Response) -> Page:
    page = Page()
    page.feed(answer.text)
    return page


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path_factory.mktemp("portal"), sources=OFFER) as running:
        running.client_secret(id="t-1", place="Gemeindehaus")
        yield running


@pytest.fixture
def http(portal: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=portal.url, headers={"Origin": portal.url}) as client:
        yield client


def waiting(http: httpx.Client) -> str:
    asked = {"client_id": "schalter", "scope": "enrol", "terminal": "t-1"}
    code: str = http.post("/oauth/device_authorization", data=asked).json()["user_code"]
    return code


def sent(http: httpx.Client, path: str, form: Attributes) -> httpx.Response:
    """Send a form as the page there would: with its proof."""
    page = read(http.get("/sandbox/terminals"))
    (proof, *_) = (each["value"] for each in page.all("input") if each["name"] == "proof")
    return http.post(path, data={**form, "proof": proof})


def every_page(http: httpx.Client) -> Iterator[httpx.Response]:
    code = waiting(http)
    for path in ("/sandbox/", "/sandbox/terminals", "/device", f"/device?user_code={code}"):
        yield http.get(path)
    yield http.get("/device?user_code=BBBB-BBBB")
    wrong = {"user_code": code, "decision": "approve", "id": "t 1", "bfs": "1061"}
    yield sent(http, "/device", wrong)
    yield sent(http, "/sandbox/terminals/codes", wrong | {"id": "t-1", "count": "501"})
    yield sent(http, "/sandbox/terminals/secret", wrong | {"id": "t-2", "policy": "assisted"})
    yield http.post("/device", data=wrong)


def test_every_page_can_be_read_by_a_machine_that_reads_aloud(http: httpx.Client) -> None:
    for answer in every_page(http):
        page = read(answer)
        assert page.all("html") == [{"lang": "de-CH"}]
        assert len(page.all("title")) == len(page.all("main")) == len(page.all("h1")) == 1
        ids = [each["id"] for _, each in page.elements if "id" in each]
        assert len(ids) == len(set(ids))
        labels = {each["for"] for each in page.all("label")}
        for asked in page.all("input", "select"):
            assert asked.get("type") == "hidden" or asked["id"] in labels
            assert asked.get("aria-describedby", ids and ids[0]) in ids
        assert all("scope" in head for head in page.all("th"))
        assert not page.all("script", "img", "link", "iframe")


def test_the_field_that_is_wrong_is_marked_and_says_why(http: httpx.Client) -> None:
    wrong = {"user_code": waiting(http), "decision": "approve", "id": "t-1", "bfs": ""}
    answer = sent(http, "/device", wrong | {"policy": "assisted"})
    page = read(answer)
    assert answer.status_code == 422
    assert "Wählen Sie eine Gemeinde" in answer.text
    (marked,) = (each for each in page.all("input", "select") if "aria-invalid" in each)
    (said,) = (each for each in page.all("p") if each.get("role") == "alert")
    assert (marked["id"], marked["aria-describedby"]) == ("bfs", said["id"])


def test_no_municipality_is_chosen_beforehand(http: httpx.Client) -> None:
    page = http.get(f"/device?user_code={waiting(http)}").text
    choice = page.partition('id="bfs"')[2].partition("</select>")[0]
    assert choice.count("selected") == 1
    assert '<option value="" selected>Bitte wählen</option>' in choice


def test_an_administrator_is_warned_before_a_key_is_replaced(http: httpx.Client) -> None:
    page = http.get(f"/device?user_code={waiting(http)}").text
    assert "Ein Terminal mit diesem Namen gibt es schon." in page


def test_saying_no_needs_no_field(http: httpx.Client) -> None:
    page = read(http.get(f"/device?user_code={waiting(http)}"))
    approve, deny = (each for each in page.all("button"))
    assert (approve["value"], "formnovalidate" in approve) == ("approve", False)
    assert (deny["value"], "formnovalidate" in deny) == ("deny", True)


def test_a_terminal_is_revoked_in_two_steps(http: httpx.Client, portal: Sandbox) -> None:
    portal.client_secret(id="t-5")
    page = http.get("/sandbox/terminals").text
    assert page.index("<summary>Sperren …</summary>") < page.index("t-5 jetzt sperren")
    assert sent(http, "/sandbox/terminals/revoke", {"id": "t-5"}).status_code == 303
    assert not next(each for each in portal.terminals if each.terminal.id == "t-5").counts


def test_where_there_is_no_terminal_the_page_says_so(tmp_path: Path) -> None:
    with Sandbox.start(tmp_path, sources=OFFER) as empty:
        listed = httpx.get(f"{empty.url}/sandbox/terminals").text
    assert "Noch ist kein Terminal eingerichtet." in listed
    assert "<table>" not in listed
