"""The whole kiosk on a real portal over real HTTP, and somebody who uses its screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.sandbox import Sandbox
from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings, TerminalSettings
from tests.fakes.clock import FakeClock
from tests.journeys.person import Person, before_a_kiosk


@pytest.fixture(scope="session")
def running_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("portal")
    with Sandbox.start(folder, mischief=True, remember=True) as sandbox:
        yield sandbox


@pytest.fixture
def portal(running_portal: Sandbox) -> Iterator[Sandbox]:
    running_portal.submissions.clear()
    yield running_portal
    running_portal.calm()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def settings(portal: Sandbox, tmp_path: Path) -> Settings:
    return Settings(
        portal=PortalSettings(url=portal.url, sign_in="none"),
        terminal=TerminalSettings(id="t-1", counter="Schalter 1"),
        screen=ScreenSettings(full_screen=False),
        paper=PaperSettings(printer=f"folder:{tmp_path / 'printed'}"),
        state_folder=str(tmp_path / "state"),
    )


@pytest.fixture
def person(
    qtbot: QtBot,
    settings: Settings,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    """Somebody before a kiosk that has just been switched on."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with before_a_kiosk(settings, clock, qtbot) as person:
        yield person
