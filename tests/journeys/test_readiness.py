"""Staff look at the report on the real kiosk, on a real portal; nothing of it stays."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.readiness.report import GROUPS, Outcome
from kiosk.sandbox import Sandbox
from kiosk.settings import PaperSettings, PortalSettings, ScreenSettings, Settings, TerminalSettings
from tests.journeys.person import Person


@pytest.fixture
def settings(portal: Sandbox, tmp_path: Path) -> Settings:
    """Those of a counter at which staff work and nobody has to sign in."""
    return Settings(
        portal=PortalSettings(url=portal.url, sign_in="none"),
        terminal=TerminalSettings(id="t-1", policy="assisted", counter="Schalter 1"),
        screen=ScreenSettings(full_screen=False),
        paper=PaperSettings(printer=f"folder:{tmp_path / 'printed'}"),
        state_folder=str(tmp_path / "state"),
    )


def test_staff_see_the_report_and_close_it_again(person: Person) -> None:
    person.touches(person.says("readiness-title"))
    person.waits_until(lambda: person.state == flow.Readiness(flow.Examined.KNOWN))
    report = person.kiosk.controller.view().report
    assert report is not None
    found = {check.name: check for check in report.checks}
    assert set(found) == {name for names in GROUPS.values() for name in names}
    assert found["contract"].outcome is Outcome.OK
    assert "800 x 800 pixels" in found["screen"].found
    assert "check-crashed" not in {check.code for check in report.checks}
    person.touches(person.says("readiness-close"))
    person.waits_for_the_start_screen()
    assert person.kiosk.controller.view().report is None
