"""A document from a phone at a counter at work: patience, late files, and the end of a visit."""

from pathlib import Path

import pytest

from kiosk import flow
from kiosk.documents.from_phone import ASKING_SECONDS
from kiosk.errors import Unreachable
from kiosk.flow import Phone
from kiosk.forms.attachment import Attachment
from kiosk.forms.placed import PlacedField, flat
from kiosk.policy import SELF_SERVICE
from tests.fakes.at_work import Counter
from tests.fakes.files import JPEG, PDF

URL = "https://portal.example/u/upload-1"


def documents(counter: Counter) -> PlacedField:
    """The question for documents, wherever it stands."""
    filled = counter.controller.view().filled
    assert filled is not None
    asked = (item for page in filled.placed.values() for item in flat(page))
    return next(
        one for one in asked if isinstance(one, PlacedField) and one.field.kind == "documents"
    )


def ask(counter: Counter) -> None:
    """Let the kiosk ask how it stands, and be answered."""
    counter.clock.advance(ASKING_SECONDS)
    counter.worker.finish_all()


def at(counter: Counter) -> Phone | None:
    return getattr(counter.at(), "phone", None)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """Somebody before the code."""
    counter = Counter(tmp_path)
    counter.enter()
    counter.tell(flow.DocumentsWanted(documents(counter).pointer))
    counter.worker.finish_all()
    assert at(counter) is Phone.WAITING
    return counter


def test_a_file_becomes_part_of_the_answer_and_its_code_is_gone(counter: Counter) -> None:
    counter.portal.uploads.phone_sends("Pass.pdf", PDF)
    ask(counter)
    assert isinstance(counter.at(), flow.Filling)
    entry = documents(counter).entry
    assert isinstance(entry, tuple)
    (kept,) = entry
    assert isinstance(kept, Attachment)
    assert (kept.name, kept.content, kept.pages) == ("Pass.pdf", PDF, 1)
    assert counter.controller.view().code is None
    assert counter.portal.uploads.open == {}


def test_a_file_that_is_refused_says_why_and_a_new_code_can_be_had(counter: Counter) -> None:
    counter.portal.uploads.phone_sends("Pass.jpg", JPEG)
    ask(counter)
    state = counter.at()
    assert isinstance(state, flow.ChoosingDocument)
    assert (state.refusal, state.phone) == ("not-accepted", Phone.CLOSED)
    assert counter.controller.view().code is None
    counter.tell(flow.DocumentsWanted(state.pointer))
    counter.worker.finish_all()
    code = counter.controller.view().code
    assert code is not None
    assert code.url.endswith("upload-2")


def test_whoever_reads_the_code_has_the_whole_patience_again(counter: Counter) -> None:
    counter.clock.advance(SELF_SERVICE.idle_seconds)
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Warned)
    counter.portal.uploads.phone_opens()
    ask(counter)
    assert at(counter) is Phone.OPENED
    counter.clock.advance(SELF_SERVICE.idle_seconds - 1)
    assert isinstance(counter.at(), flow.ChoosingDocument)
    counter.clock.advance(1)
    assert isinstance(counter.at(), flow.Warned)


def test_a_line_that_comes_and_goes_holds_no_visit(counter: Counter) -> None:
    counter.portal.uploads.phone_opens()
    ask(counter)
    waited = 0.0
    while not isinstance(counter.at(), flow.Warned):
        if at(counter) is Phone.OPENED:
            counter.portal.fail("upload_state", Unreachable())
        ask(counter)
        waited += ASKING_SECONDS
    assert waited <= SELF_SERVICE.idle_seconds
    for _ in range(int(SELF_SERVICE.warning_seconds / ASKING_SECONDS)):
        counter.portal.fail("upload_state", Unreachable())
        ask(counter)
        ask(counter)
    assert isinstance(counter.at(), flow.Attract)


def test_a_file_that_comes_after_the_visitor_went_back_is_dropped(counter: Counter) -> None:
    counter.portal.uploads.phone_sends("Pass.pdf", PDF)
    counter.clock.advance(ASKING_SECONDS)
    counter.worker.finish()
    assert at(counter) is Phone.RECEIVING
    (fetching,) = counter.worker.held
    counter.tell(flow.Back())
    fetching.succeed((Attachment("Pass.pdf", "application/pdf", PDF),))
    assert isinstance(counter.at(), flow.Filling)
    assert documents(counter).entry == ""


def test_at_the_end_of_a_visit_nothing_is_asked_shown_or_open(counter: Counter) -> None:
    counter.clock.advance(SELF_SERVICE.idle_seconds + SELF_SERVICE.warning_seconds)
    counter.worker.finish_all()
    assert isinstance(counter.at(), flow.Attract)
    assert counter.portal.uploads.closed == ["upload-1"]
    assert counter.controller.view().code is None
    counter.clock.advance(10 * ASKING_SECONDS)
    assert not [task for task in counter.worker.held if not task.cancelled]


def test_whoever_knows_the_log_learns_no_address(counter: Counter) -> None:
    counter.portal.uploads.phone_sends("Meier Pass.pdf", PDF)
    ask(counter)
    for secret in (URL, "upload-1", "Meier"):
        assert secret not in counter.log()
    for view in counter.shown:
        assert URL not in repr(view.state)
        assert URL not in repr(view.code)
