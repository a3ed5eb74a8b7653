"""The way from a phone into an answer: asked about, received, judged, and closed in every case."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from kiosk.documents.from_phone import ASKING_SECONDS, LONGEST_SECONDS, Code, FromPhone
from kiosk.documents.handing_in import Blocking, Outcome
from kiosk.documents.refusal import Refusal
from kiosk.errands import Errands
from kiosk.errors import Busy, NotAllowed, Unreachable, Withdrawn
from kiosk.flow import Phone
from kiosk.forms import limits
from kiosk.forms.attachment import Attachment
from kiosk.forms.form import Field, Limits
from kiosk.forms.placed import PlacedField
from kiosk.words import Words
from tests.fakes.clock import FakeClock
from tests.fakes.files import JPEG, PDF, PNG
from tests.fakes.portal import FakePortal
from tests.fakes.worker import HeldWorker


def asked(kind: str = "document", *entry: Attachment, **caps: object) -> PlacedField:
    """Return a question for documents, with what was handed in before."""
    about = Field("/lease", kind, Words({"de": "Mietvertrag"}), limits=Limits(**caps))  # type: ignore[arg-type] # its own fields
    return PlacedField(about, "/lease", entry=entry)


async def on_a_thread(work: Callable[[], Outcome]) -> Outcome:
    return work()


async def for_ever(_work: Callable[[], Outcome]) -> Outcome:
    raise TimeoutError


@dataclass
class Desk:
    """Everything around the way, in the test's hands."""

    clock: FakeClock = field(default_factory=FakeClock)
    worker: HeldWorker = field(default_factory=HeldWorker)
    portal: FakePortal = field(default_factory=FakePortal)
    codes: list[Code | None] = field(default_factory=list)
    told: list[Phone] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    blocking: Blocking = on_a_thread

    def __post_init__(self) -> None:
        self.errands = Errands(self.worker, lambda act: act())
        self.way = FromPhone(
            lambda: self.portal,
            self.clock,
            self.errands,
            self.judge,
            self.codes.append,
            self.told.append,
        )

    async def judge(self, work: Callable[[], Outcome]) -> Outcome:
        return await self.blocking(work)

    def open(self, question: PlacedField | None = None) -> None:
        self.way.open(question or asked(), "fr", self.outcomes.append)
        self.worker.finish_all()

    def ask(self, times: int = 1) -> None:
        """Let the portal be asked, and answer."""
        for _ in range(times):
            self.clock.advance(ASKING_SECONDS)
            self.worker.finish_all()

    def send(self, content: bytes, name: str = "Pass.jpg", sha256: str = "") -> None:
        self.portal.uploads.phone_sends(name, content, sha256)
        self.ask()


@pytest.fixture
def desk() -> Desk:
    return Desk()


# --- Opening and waiting -------------------------------------------------------------------------


def test_the_portal_is_told_what_the_question_takes_and_the_language_of_the_visitor(
    desk: Desk,
) -> None:
    desk.open(asked(accept=("image/png",), max_bytes=5_000))
    (slot,) = desk.portal.uploads.open.values()
    assert (slot.accept, slot.max_bytes, slot.language) == (("image/png",), 5_000, "fr")


def test_a_question_that_takes_everything_says_so_and_the_cap_is_the_kiosks(desk: Desk) -> None:
    desk.open(asked(max_bytes=10**12))
    (slot,) = desk.portal.uploads.open.values()
    assert set(slot.accept) == {"application/pdf", "image/jpeg", "image/png"}
    assert slot.max_bytes == limits.DOCUMENT_BYTES


def test_a_code_is_shown_with_the_minutes_it_is_good(desk: Desk) -> None:
    desk.open()
    assert desk.told == [Phone.WAITING]
    (code,) = desk.codes
    assert code == Code("https://portal.example/u/upload-1", 10)
    assert "upload-1" not in repr(code)


def test_the_minutes_grow_fewer_and_the_address_stays(desk: Desk) -> None:
    desk.open()
    desk.ask(times=31)
    shown = [code for code in desk.codes if code is not None]
    assert {code.url for code in shown} == {"https://portal.example/u/upload-1"}
    assert [shown[0].minutes, shown[-1].minutes] == [10, 9]


def test_it_asks_every_two_seconds_and_once_at_a_time(desk: Desk) -> None:
    desk.open()
    desk.clock.advance(10 * ASKING_SECONDS)
    assert len(desk.worker.held) == 1  # the first question has no answer yet
    desk.worker.finish_all()
    desk.portal.uploads.phone_opens()
    desk.ask()
    assert desk.told == [Phone.WAITING, Phone.WAITING, Phone.OPENED]


@pytest.mark.parametrize("error", [Unreachable(), Busy(), NotAllowed(), Withdrawn()])
def test_where_no_address_can_be_made_it_says_so_and_asks_no_more(
    desk: Desk, error: Unreachable
) -> None:
    desk.portal.fail("open_upload", error)
    desk.open()
    assert desk.told == [Phone.UNREACHABLE]
    assert desk.codes == []
    desk.ask()
    assert desk.worker.held == []


def test_a_question_that_is_no_longer_asked_opens_nothing(desk: Desk) -> None:
    desk.way.open(None, "de", desk.outcomes.append)
    assert desk.told == [Phone.UNREACHABLE]
    assert desk.worker.held == []


def test_a_portal_that_is_away_for_a_moment_is_asked_again(desk: Desk) -> None:
    desk.open()
    desk.portal.fail("upload_state", Unreachable())
    desk.ask()
    desk.portal.uploads.phone_opens()
    desk.ask()
    assert desk.told == [Phone.WAITING, Phone.UNREACHABLE, Phone.OPENED]


# --- The end of a code ---------------------------------------------------------------------------


def test_a_code_ends_by_the_clock_also_where_the_portal_is_away(desk: Desk) -> None:
    desk.open()
    desk.portal.fail("upload_state", Unreachable(), times=1_000)
    desk.ask(times=int(LONGEST_SECONDS / ASKING_SECONDS))
    assert desk.told[-1] is Phone.EXPIRED
    assert desk.codes[-1] is None
    assert desk.portal.uploads.closed == ["upload-1"]
    told = len(desk.told)
    desk.ask(times=5)
    assert len(desk.told) == told


def test_a_code_that_the_portal_ended_is_called_so(desk: Desk) -> None:
    desk.open()
    desk.portal.uploads.expire()
    desk.ask()
    assert desk.told == [Phone.WAITING, Phone.EXPIRED]
    assert desk.codes[-1] is None


@pytest.mark.parametrize("life", [timedelta(hours=-3), timedelta(days=400)])
def test_where_the_clocks_do_not_agree_a_code_lives_ten_minutes(
    desk: Desk, life: timedelta
) -> None:
    made = desk.portal.uploads.make
    desk.portal.uploads.make = (  # type: ignore[method-assign] # a portal with another clock
        lambda *told: replace(made(*told), expires_at=desk.clock.now() + life)
    )
    desk.open()
    assert desk.codes == [Code("https://portal.example/u/upload-1", 10)]


def test_a_machine_that_slept_past_the_end_shows_no_code_any_more(desk: Desk) -> None:
    desk.open()
    desk.clock.sleep(LONGEST_SECONDS)
    desk.ask()
    assert desk.told[-1] is Phone.EXPIRED


# --- Receiving -----------------------------------------------------------------------------------


def test_a_photo_is_fetched_judged_and_handed_over_once(desk: Desk) -> None:
    desk.open()
    desk.send(JPEG)
    assert desk.told == [Phone.WAITING, Phone.RECEIVING]
    ((document,),) = desk.outcomes  # type: ignore[misc] # a document, and no refusal
    assert (document.name, document.media_type, document.content) == (
        "Pass.jpg",
        "image/jpeg",
        JPEG,
    )
    desk.ask(times=3)
    assert len(desk.outcomes) == 1


def test_front_and_back_of_several_stay_together(desk: Desk) -> None:
    front = Attachment("Front.pdf", "application/pdf", PDF)
    desk.open(asked("documents", front))
    desk.send(JPEG)
    (both,) = desk.outcomes
    assert isinstance(both, tuple)
    assert [one.content for one in both] == [PDF, JPEG]


@pytest.mark.parametrize(
    ("content", "question", "why"),
    [
        (JPEG, asked(accept=("application/pdf",)), Refusal.NOT_ACCEPTED),
        (b"MZ\x90", asked(), Refusal.UNKNOWN),
        (b"", asked(), Refusal.EMPTY),
        (JPEG[:-9], asked(), Refusal.BROKEN),
        (PNG, asked(max_bytes=len(PNG) - 1), Refusal.TOO_LARGE),
    ],
    ids=["of another kind", "a program", "nothing", "cut", "too large"],
)
def test_what_comes_is_judged_like_any_other_file(
    desk: Desk, content: bytes, question: PlacedField, why: Refusal
) -> None:
    desk.open(question)
    desk.send(content)
    assert desk.outcomes == [why]


def test_what_is_told_to_be_too_large_is_not_even_fetched(desk: Desk) -> None:
    desk.open(asked(max_bytes=10))
    desk.portal.fail("fetch_upload", AssertionError())  # type: ignore[arg-type] # must not happen
    desk.send(JPEG)
    assert desk.outcomes == [Refusal.TOO_LARGE]


def test_another_file_than_was_told_of_counts_as_lost(desk: Desk) -> None:
    desk.open()
    desk.send(JPEG, sha256="0" * 64)
    assert desk.outcomes == [Refusal.LOST]


@pytest.mark.parametrize("error", [Unreachable(), Withdrawn(), NotAllowed()])
def test_a_line_that_breaks_while_a_file_comes_loses_it(desk: Desk, error: Unreachable) -> None:
    desk.open()
    desk.portal.fail("fetch_upload", error)
    desk.send(JPEG)
    assert desk.outcomes == [Refusal.LOST]


def test_judging_that_takes_too_long_is_said(desk: Desk) -> None:
    desk.blocking = for_ever
    desk.open()
    desk.send(JPEG)
    assert desk.outcomes == [Refusal.TOO_SLOW]


# --- Late outcomes -------------------------------------------------------------------------------


def test_an_address_that_comes_after_the_visitor_went_back_is_not_shown(desk: Desk) -> None:
    desk.way.open(asked(), "de", desk.outcomes.append)
    (opening,) = desk.worker.held
    desk.way.close()
    assert opening.cancelled
    opening.succeed(desk.portal.uploads.make((), 1, "de", desk.clock.now()))
    assert (desk.codes, desk.told) == ([], [])


def test_an_answer_that_was_on_its_way_when_it_was_closed_is_dropped(desk: Desk) -> None:
    desk.open()
    desk.clock.advance(ASKING_SECONDS)
    (question,) = desk.worker.held
    desk.way.close()
    question.fail(Withdrawn())
    assert desk.told == [Phone.WAITING]
    desk.worker.finish_all()
    assert desk.portal.uploads.closed == ["upload-1"]


def test_a_file_that_comes_for_an_earlier_code_is_dropped(desk: Desk) -> None:
    desk.open()
    desk.portal.uploads.phone_sends("Pass.jpg", JPEG)
    desk.clock.advance(ASKING_SECONDS)
    desk.worker.finish()
    (fetching,) = desk.worker.held
    desk.open()
    fetching.succeed((Attachment("Pass.jpg", "image/jpeg", JPEG),))
    assert desk.outcomes == []
    assert desk.told == [Phone.WAITING, Phone.RECEIVING, Phone.WAITING]


def test_what_comes_for_a_visitor_who_left_is_dropped(desk: Desk) -> None:
    desk.open()
    desk.clock.advance(ASKING_SECONDS)
    desk.errands.end_visit()
    desk.worker.finish_all()
    assert desk.told == [Phone.WAITING]


def test_a_new_code_closes_the_one_before(desk: Desk) -> None:
    desk.open()
    desk.open()
    assert desk.portal.uploads.closed == ["upload-1"]
    assert [code and code.url[-1] for code in desk.codes] == ["1", None, "2"]


def test_closing_twice_and_closing_nothing_is_fine(desk: Desk) -> None:
    desk.way.close()
    desk.open()
    desk.way.close()
    desk.way.close()
    desk.worker.finish_all()
    assert desk.portal.uploads.closed == ["upload-1"]
    assert desk.codes[-1] is None


def test_at_the_end_of_a_visit_the_asking_stops_and_the_portal_is_not_told_twice(
    desk: Desk,
) -> None:
    desk.open()
    desk.way.stop()
    desk.ask()
    assert desk.codes[-1] is None
    assert desk.portal.uploads.closed == []  # `Portal.renew` closes it
