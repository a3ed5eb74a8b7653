"""A code that somebody made up opens at a counter what somebody made up: it harms nobody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from kiosk import flow
from kiosk.catalogue import FormReference
from kiosk.encryption import encrypted_with
from kiosk.forms.answers import Answers
from kiosk.forms.attachment import Attachment
from kiosk.handover import code as codes
from kiosk.handover.draft import Draft, written
from kiosk.portals.portal import Handover
from kiosk.session import Contrast, TextSize
from tests.fakes.at_work import OTHER, SERVICE
from tests.fakes.files import PDF
from tests.fakes.handovers import ELSEWHERE
from tests.fakes.portal import NOW
from tests.fakes.staffed import StaffedCounter

CODE = "7KQM2P"
OURS = Draft(
    service=SERVICE,
    bfs=1061,
    form=FormReference(SERVICE, "1", "a" * 64),
    language="fr",
    text_size=TextSize.NORMAL,
    contrast=Contrast.NORMAL,
    answers=Answers(),
)
DEEP = "/" + "/".join(["a"] * 100)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", 2**4)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[StaffedCounter]:
    counter = StaffedCounter(tmp_path)
    counter.open()
    yield counter
    counter.controller.close()


def typed(**entries: Any) -> Answers:
    answers = Answers()
    for pointer, entry in entries.items():
        answers = answers.having(pointer, entry)
    return answers


def takes(counter: StaffedCounter, content: bytes) -> None:
    """Lay `content` under a code, as another terminal of this portal could, and type the code."""
    day = counter.clock.now().astimezone(UTC).date()
    derived = codes.derived(CODE, "", day)
    made = Handover(derived.id, encrypted_with(derived.key, content))
    counter.portal.handovers.lay(made, NOW, ELSEWHERE)
    counter.tell(flow.TakeOverWanted(), flow.CodeEntered(CODE))
    counter.worker.finish_all()


NAME = "/person/firstName"
ABSURD = {
    "no such service": replace(OURS, service="lu.nichts"),
    "another municipality": replace(OURS, bfs=9999),
    "answers to another form": replace(OURS, form=FormReference(OTHER, "1", "a" * 64)),
    "a language that nobody speaks": replace(OURS, language="tlh-Latn"),
    "pointers that lead nowhere": replace(OURS, answers=typed(**{DEEP: "x", "/person": "x"})),
    "a document for a name": replace(
        OURS, answers=typed(**{NAME: (Attachment("a.pdf", "application/pdf", PDF),)})
    ),
    "choices for a name": replace(OURS, answers=typed(**{NAME: ("a", "b")})),
    "a name for everything": replace(
        OURS, answers=typed(**{"/person/dateOfBirth": "\u202e" * 9, "/lease": "x", "/purpose": "x"})
    ),
    "controls": replace(OURS, answers=typed(**{NAME: "\0\x1b[2J\u2028"})),
    "groups that are none": replace(OURS, answers=Answers().adding(NAME, 0).adding("/x/0/y", 0)),
    "padding": OURS,
}


@pytest.mark.parametrize("draft", ABSURD.values(), ids=ABSURD)
def test_an_absurd_case_can_be_looked_at_and_left(
    counter: StaffedCounter, draft: Draft, caplog: pytest.LogCaptureFixture
) -> None:
    padding = bytes(8 * 1024 * 1024) if draft is OURS else b""
    takes(counter, written(draft) + padding)
    assert isinstance(counter.at(), flow.Filling | flow.Failed | flow.Introducing)
    counter.tell(flow.Continued())
    counter.worker.finish_all()
    assert not isinstance(counter.at(), flow.Submitting | flow.Done)
    counter.tell(flow.Back(), flow.LeaveWanted(), flow.LeaveWanted())
    counter.worker.finish_all()
    assert counter.at() == flow.Attract()
    assert not counter.controller.session.answers
    assert counter.controller.session.bfs == 1061
    assert "fault" not in caplog.text
    assert "unexpected" not in caplog.text


def test_a_service_is_no_sentence_for_the_log(counter: StaffedCounter) -> None:
    takes(counter, written(replace(OURS, service="Meier war hier")))
    assert isinstance(counter.at(), flow.TakingOver)
    assert "Meier" not in counter.log()
