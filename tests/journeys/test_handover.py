"""A case that goes on at another screen: two kiosks, one portal, and the code that people carry."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from secrets import choice

import pytest
import shiboken6
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.enrolment import Wish, enrol
from kiosk.handover import code as codes
from kiosk.handover.passing import ASKING_SECONDS
from kiosk.portals.access import Access
from kiosk.sandbox import Sandbox
from kiosk.secrets.memory import MemorySecrets
from kiosk.settings import PortalSettings, ScreenSettings, Settings, TerminalSettings, load
from tests.fakes.clock import FakeClock
from tests.fakes.events import PIN
from tests.journeys.person import Person, before_a_kiosk
from tests.journeys.shift import Clerk
from tests.journeys.telephone import address
from tests.journeys.test_wipe import occurrences
from ui.bootstrap import build
from ui.pages.taking_over import TakingOverPage
from ui.screens import SETTLE_SECONDS

SERVICE = "lu.wohnsitzbestaetigung"
DISCREET = "lu.datensperre"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is not walked here; tests/unit/handover/test_code.py holds it."""
    monkeypatch.setattr(codes, "COST", 2**10)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox.start(tmp_path / "portal", remember=True, sign_in=True, mischief=True) as sandbox:
        yield sandbox


@dataclass
class Both:
    """A visitor before a terminal, and staff before a counter."""

    visitor: Person
    clerk: Clerk
    portal: Sandbox


def enrolled(portal: Sandbox, folder: Path, policy: str) -> tuple[Settings, MemorySecrets]:
    """Return what a kiosk that was set up with a one-time code is started with."""
    secrets, file = MemorySecrets(), folder / f"{policy}.toml"
    paper = f'[paper]\nprinter = "folder:{folder / policy / "printed"}"\n'
    file.write_text(f'state_folder = "{folder / policy}"\n[screen]\nfull_screen = false\n{paper}')
    code = portal.enrolment_code(id=f"t-{policy}", bfs=1061, policy=policy, counter="Schalter 2")
    asyncio.run(enrol(Wish(Access(portal.url), file, code), secrets, lambda _: None))
    return load(file), secrets


@contextmanager
def at_the_counter(
    settings: Settings, secrets: MemorySecrets, portal: Sandbox, qtbot: QtBot
) -> Iterator[Clerk]:
    """Switch a counter on, and have somebody of staff sign in there."""
    clock = FakeClock()
    kiosk = build(settings, clock, secrets)
    kiosk.shell.resize(1920, 1080)
    kiosk.start()
    clerk = Clerk(kiosk, qtbot, clock)
    clerk.signs_in(portal)
    clerk.chooses(PIN)
    yield clerk
    kiosk.close()
    shiboken6.delete(kiosk.shell)


@pytest.fixture
def both(
    qtbot: QtBot, portal: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Both]:
    """A terminal and a counter, each enrolled, side by side."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with ExitStack() as stack:
        terminal = enrolled(portal, tmp_path, "self-service")
        visitor = stack.enter_context(before_a_kiosk(terminal[0], FakeClock(), qtbot, terminal[1]))
        counter = enrolled(portal, tmp_path, "assisted")
        clerk = stack.enter_context(at_the_counter(*counter, portal, qtbot))
        yield Both(visitor, clerk, portal)


# --- What people do --------------------------------------------------------------------------


def begins(person: Person, service: str = SERVICE) -> None:
    """Open a service and answer its first page."""
    person.kiosk.controller.dispatch(flow.ServiceChosen(service))
    person.waits_until(lambda: isinstance(person.state, flow.Introducing | flow.Filling))
    if isinstance(person.state, flow.Introducing):
        person.touches(person.says("introducing-begin"))
    person.answers_the_page()


def code_of(person: Person) -> str:
    """Wait for the code; return it as it stands on the screen."""
    ready = flow.HandoverStep.READY
    person.waits_until(lambda: getattr(person.state, "step", None) is ready)
    code = person.kiosk.controller.view().handover
    assert code is not None
    assert code.text in person.reads()
    return code.text


def hands_over(visitor: Person) -> str:
    """Ask for help, and then for a code; return it."""
    visitor.touches(visitor.says("frame-help"))
    visitor.touches(visitor.says("handing-over-counter"))
    return code_of(visitor)


def types(clerk: Clerk, code: str) -> None:
    """Type a code with the keys, as staff do."""
    clerk.kiosk.controller.dispatch(flow.TakeOverWanted())
    page = clerk.kiosk.shell.page
    assert isinstance(page, TakingOverPage)
    assert page.line is not None
    clerk.clock.advance(SETTLE_SECONDS)
    QTest.keyClicks(page.line, code.lower())
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    clerk.waits_until(lambda: not fetching(clerk))


def touches_in(visitor: Person, code: str) -> None:
    """Type a code with the fingers, as visitors do."""
    visitor.touches(visitor.says("taking-over-have"))
    for character in codes.read(code):
        visitor.touches(character)
    visitor.touches(visitor.says("taking-over-go"))
    visitor.waits_until(lambda: not fetching(visitor))


def fetching(person: Person) -> bool:
    opening = isinstance(person.state, flow.Opening)
    return opening or bool(getattr(person.state, "fetching", False))


def typed(person: Person) -> dict[str, object]:
    """What the session holds of the service."""
    return dict(person.kiosk.controller.session.answers_to(SERVICE).entries)


def looks_again(person: Person) -> None:
    """Let the screen ask the portal how its draft stands."""
    person.clock.advance(ASKING_SECONDS)


def sends(clerk: Clerk) -> None:
    """Answer what is left, have the visitor agree, and send."""
    tell = clerk.kiosk.controller.dispatch
    for _ in range(20):
        if isinstance(clerk.state, flow.Filling):
            clerk.answers_the_page()
            tell(flow.Continued())
    assert isinstance(clerk.state, flow.Reviewing), clerk.findings()
    tell(flow.AgreementGiven(in_words=True))
    tell(flow.Continued())
    clerk.waits_for(flow.Done)


def finishes(visitor: Person) -> None:
    """Answer page after page, up to the review."""
    while isinstance(visitor.state, flow.Filling):
        visitor.answers_the_page()
        visitor.touches(visitor.says("filling-continue"))


# --- The journeys ----------------------------------------------------------------------------


def test_what_a_visitor_began_is_sent_by_staff_and_the_terminal_is_free(both: Both) -> None:
    visitor, clerk, portal = both.visitor, both.clerk, both.portal
    visitor.comes("Français")
    begins(visitor)
    before = typed(visitor)
    assert before
    code = hands_over(visitor)
    assert address(visitor) == codes.read(code)
    types(clerk, code)
    assert isinstance(clerk.state, flow.Filling)
    assert typed(clerk) == before
    assert clerk.kiosk.controller.session.language == "fr"
    looks_again(visitor)
    visitor.waits_for_the_start_screen()
    assert typed(visitor) == {}
    sends(clerk)
    (body,) = portal.submissions
    assert body["actor"].startswith("s-")
    assert body["language"] == "fr"


def test_what_staff_began_is_finished_and_sent_by_the_visitor_alone(both: Both) -> None:
    visitor, clerk, portal = both.visitor, both.clerk, both.portal
    clerk.kiosk.controller.dispatch(flow.NewCaseWanted())
    clerk.waits_for(flow.Home)
    begins(clerk)
    before = typed(clerk)
    clerk.kiosk.controller.dispatch(flow.HandOverWanted())
    code = code_of(clerk)
    visitor.comes()
    touches_in(visitor, code)
    assert isinstance(visitor.state, flow.Filling)
    assert typed(visitor) == before
    looks_again(clerk)
    clerk.waits_for_the_start_screen()
    finishes(visitor)
    visitor.sends()
    visitor.waits_for(flow.Done)
    (body,) = portal.submissions
    assert body["actor"] == "citizen"
    assert "agreement" not in body


def test_a_code_is_good_once(both: Both) -> None:
    visitor, clerk = both.visitor, both.clerk
    visitor.comes()
    begins(visitor)
    code = hands_over(visitor)
    types(clerk, code)
    assert isinstance(clerk.state, flow.Filling)
    visitor.touches(visitor.says("handing-over-finish"))
    visitor.waits_for_the_start_screen()
    visitor.comes()
    touches_in(visitor, code)
    assert visitor.says("taking-over-unknown") in visitor.reads()
    assert typed(visitor) == {}


def test_whoever_guesses_gets_nothing_and_is_slowed_and_nobody_else_is(both: Both) -> None:
    visitor, clerk = both.visitor, both.clerk
    visitor.comes()
    begins(visitor)
    code = hands_over(visitor)
    guesses = [f"00000{number}" for number in range(7)]
    for guess in guesses:
        types(clerk, guess)
        assert isinstance(clerk.state, flow.TakingOver)
        said = clerk.reads()
        clerk.kiosk.controller.dispatch(flow.Back())
        clerk.waits_for(flow.Home)
    assert clerk.says("taking-over-slowed") in said
    visitor.touches(visitor.says("frame-back"))
    visitor.waits_for(flow.Filling)
    assert codes.read(code) not in guesses


def test_an_answer_that_was_lost_costs_nobody_the_case(both: Both) -> None:
    visitor, clerk, portal = both.visitor, both.clerk, both.portal
    visitor.comes()
    begins(visitor)
    before, code = typed(visitor), hands_over(visitor)
    portal.mischief("/v1/handovers/", method="GET", trick="drop_after")
    types(clerk, code)
    assert isinstance(clerk.state, flow.Filling)
    assert typed(clerk) == before


def test_whoever_leaves_with_code_and_slip_leaves_nothing_else_behind(
    both: Both, tmp_path: Path
) -> None:
    visitor, clerk = both.visitor, both.clerk
    visitor.comes()
    begins(visitor)
    before, code = typed(visitor), hands_over(visitor)
    visitor.touches(visitor.says("handing-over-print"))
    printed = visitor.says("handing-over-printed")
    visitor.waits_until(lambda: printed in visitor.reads())
    visitor.touches(visitor.says("handing-over-finish"))
    visitor.waits_for_the_start_screen()
    assert visitor.kiosk.controller.view().handover is None
    (slip,) = (tmp_path / "self-service" / "printed").glob("*.pdf")
    assert code in PdfReader(slip).pages[0].extract_text()
    types(clerk, code)
    assert typed(clerk) == before


def test_back_makes_the_code_worthless(both: Both) -> None:
    visitor, clerk = both.visitor, both.clerk
    visitor.comes()
    begins(visitor)
    before, code = typed(visitor), hands_over(visitor)
    visitor.touches(visitor.says("frame-back"))
    assert typed(visitor) == before
    types(clerk, code)
    assert clerk.says("taking-over-unknown") in clerk.reads()


def test_under_threat_the_way_to_the_counter_says_nothing_to_whoever_stands_behind(
    both: Both,
) -> None:
    visitor, clerk = both.visitor, both.clerk
    visitor.comes()
    visitor.opens(DISCREET)
    view = visitor.kiosk.controller.view()
    assert view.service is not None
    title, sender = view.service.title.to("de"), view.service.sender.unit.to("de")
    visitor.touches(visitor.says("introducing-begin"))
    visitor.kiosk.controller.answer("/threat", "true")
    visitor.touches(visitor.says("filling-continue"))
    visitor.touches(visitor.says("handing-over-counter"))
    code = code_of(visitor)
    seen = f"{visitor.reads()} {visitor.kiosk.shell.windowTitle()}"
    assert not [word for word in (title, sender, "Sperre", "bedroht") if word in seen]
    types(clerk, code)
    assert isinstance(clerk.state, flow.Filling)
    assert clerk.state.service == DISCREET
    filled = clerk.kiosk.controller.view().filled
    assert filled is not None
    assert not filled.stops, "staff go on where the visitor alone could not"
    looks_again(visitor)
    visitor.waits_for_the_start_screen()


# --- What the portal knows -------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_neither_memory_nor_files_of_the_portal_hold_what_is_on_its_way(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    canary = "".join(choice("abcdefghkmnpqrstuvwxyz") for _ in range(14))
    with alone(tmp_path / "portal") as (url, process):
        settings = Settings(
            portal=PortalSettings(url=url, sign_in="none"),
            terminal=TerminalSettings(id="t-1"),
            screen=ScreenSettings(full_screen=False),
            state_folder=str(tmp_path / "state"),
        )
        with before_a_kiosk(settings, FakeClock(), qtbot) as visitor:
            visitor.comes()
            begins(visitor)
            for pointer, entry in typed(visitor).items():
                if isinstance(entry, str):
                    visitor.kiosk.controller.answer(pointer, f"{entry} {canary}")
            code = hands_over(visitor)
            day = visitor.clock.now().astimezone(UTC).date()
            known = codes.derived(codes.read(code), url, day)
            assert canary in str(typed(visitor))
            assert occurrences(process.pid, known.id) > 0, "the search finds nothing at all"
            for secret in (canary, codes.read(code), known.key.hex()):
                assert occurrences(process.pid, secret) == 0
            log = (tmp_path / "state" / "audit.jsonl").read_text()
            assert not [word for word in (canary, code, known.id) if word in log]
        kept = [path for path in (tmp_path / "portal").rglob("*") if path.is_file()]
        assert not [path for path in kept if canary.encode() in path.read_bytes()]


@contextmanager
def alone(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A portal in a process of its own, and its address."""
    program = [sys.executable, "-m", "kiosk.sandbox", "--port", "0", "--folder", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
        process.terminate()
