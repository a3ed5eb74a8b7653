from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.sandbox import Sandbox
from tests.fakes.bare_terminal import BareTerminal
from tests.fakes.clock import FakeClock
from tests.fakes.visitor import OFFER, Visitor


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One portal for a file of tests: closing one takes a tenth of a second."""
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, mischief=True, remember=True, sources=OFFER) as portal:
        yield portal


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The portal, well-behaved and without anything that was sent to it before."""
    running.calm()
    running.submissions.clear()
    return running


@pytest.fixture
def own_sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A portal for one test, which may close it."""
    with Sandbox.start(tmp_path, mischief=True, sources=OFFER) as portal:
        yield portal


@pytest.fixture
def visitor(sandbox: Sandbox) -> Iterator[Visitor]:
    with Visitor(sandbox.url) as somebody:
        yield somebody


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def portal(tmp_path: Path, clock: FakeClock) -> Iterator[Sandbox]:
    """A portal that asks who is there, and whose time the test holds in its hands."""
    with Sandbox.start(tmp_path, sign_in=True, sources=OFFER, clock=clock.now) as running:
        yield running


@pytest.fixture
def counter(portal: Sandbox, clock: FakeClock) -> Iterator[BareTerminal]:
    made = BareTerminal(portal, clock)
    yield made
    made.http.close()
