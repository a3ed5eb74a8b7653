"""What a visitor takes along from a whole kiosk: official paper, a mailed copy, an application."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk import flow
from kiosk.sandbox import Sandbox
from kiosk.sandbox.sources import RESOURCES
from tests.journeys.person import Person

SERVICE = "lu.wohnsitzbestaetigung"
SAMPLE = RESOURCES / "documents" / "muster-wohnsitzbestaetigung.pdf"


@pytest.fixture
def reviewing(person: Person) -> Person:
    """Somebody who answered everything."""
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    return person


@pytest.fixture
def done(reviewing: Person) -> Person:
    """Somebody whose request arrived."""
    reviewing.sends()
    reviewing.waits_for(flow.Done)
    reviewing.waits_until(lambda: reviewing.can_touch(reviewing.says("done-print")))
    return reviewing


def printed(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "printed").glob("*.pdf")]


def prints(person: Person, button: str) -> None:
    person.touches(person.says(button))
    person.waits_until(lambda: person.says("done-paper-printed") in person.reads())


def test_an_official_document_is_printed_bit_for_bit(done: Person, tmp_path: Path) -> None:
    show = f"{done.says('done-document-show')}: Wohnsitzbestätigung (Muster)"
    done.waits_until(lambda: done.can_touch(show))
    done.touches(show)
    done.waits_for(flow.Previewing)
    done.touches(done.says("previewing-print"))
    done.waits_until(lambda: done.says("done-paper-printed") in done.reads())
    assert printed(tmp_path) == [SAMPLE.read_bytes()]


def test_a_copy_goes_to_the_address_in_the_answers_which_is_masked(done: Person) -> None:
    email = done.kiosk.controller.view().email
    assert "@" in email
    assert email not in done.reads()
    done.touches(done.says("done-mail-send"))
    done.waits_until(
        lambda: isinstance(done.state, flow.Done) and done.state.mail is flow.Mail.SENT
    )
    assert not done.can_touch(done.says("done-mail-send"))


def test_a_copy_that_the_portal_does_not_take_over_is_not_called_sent(
    done: Person, portal: Sandbox
) -> None:
    portal.mischief("/v1/submissions", times=50, status=500)
    done.touches(done.says("done-mail-send"))
    done.waits_until(
        lambda: isinstance(done.state, flow.Done) and done.state.mail is flow.Mail.FAILED
    )
    assert done.can_touch(done.says("done-mail-send"))


def test_what_cannot_be_sent_goes_on_paper_and_says_that_nobody_has_it(
    reviewing: Person, portal: Sandbox, tmp_path: Path
) -> None:
    portal.mischief("/v1/submissions", times=50, problem="unavailable")
    reviewing.sends()
    reviewing.waits_for(flow.Failed)
    reviewing.touches(reviewing.says("failed-paper-print"))
    reviewing.waits_until(lambda: reviewing.says("failed-paper-printed") in reviewing.reads())
    (paper,) = printed(tmp_path)
    said = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "wurden nicht übermittelt" in said
    assert "Eingangsbestätigung" not in said
    assert not portal.submissions


def test_paper_that_nobody_took_is_told_to_whoever_comes_next(done: Person) -> None:
    prints(done, "done-print")
    done.clock.advance(done.idle_seconds)
    done.waits_for(flow.Warned)
    done.clock.advance(done.warning_seconds)
    done.waits_for_the_start_screen()
    assert done.says("attract-paper-left") in done.reads()


def test_without_a_printer_the_review_says_so_before_anything_is_sent(
    person: Person, tmp_path: Path
) -> None:
    (tmp_path / "printed").write_text("in the way of the folder")
    person.comes()
    person.opens(SERVICE)
    person.fills_in()
    person.waits_until(lambda: person.says("reviewing-no-paper") in person.reads())
