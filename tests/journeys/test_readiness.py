"""Staff look at the report on the real kiosk, on a real portal; nothing of it stays."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk import flow
from kiosk.readiness.report import GROUPS, Outcome
from kiosk.receipt.refill import remedy
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


class TestWithoutItsPrinter:
    """The folder that stands for the printer cannot be there."""

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        (tmp_path / "file").touch()
        return replace(settings, paper=PaperSettings(printer=f"folder:{tmp_path}/file/printed"))

    def test_staff_read_in_their_language_what_to_do_about_the_printer(
        self, person: Person
    ) -> None:
        person.touches(person.says("readiness-title"))
        person.waits_until(lambda: person.state == flow.Readiness(flow.Examined.KNOWN))
        assert person.says("refill-missing") in person.reads()
        assert remedy("missing") in person.reads()
