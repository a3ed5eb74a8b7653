"""Walks one form offscreen, without a portal, and photographs each page with made-up answers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form
from kiosk.forms.reach import Reach
from kiosk.forms.sample import NoSampleError, answered
from kiosk.policy import POLICIES, Policy
from kiosk.session import Contrast, Session, TextSize
from kiosk.texts import Texts, languages
from kiosk.view import Terminal, View
from kiosk.words import OFFICE_LANGUAGE
from ui.bootstrap import application
from ui.fonts import register_fonts
from ui.shell import Shell
from ui.tour import Look

PX_PER_MM = 4.0


class NotShownError(Exception):
    """The form cannot be walked or its pictures cannot be written; says why."""


@dataclass(frozen=True)
class Shown:
    """How many pictures there are, and the titles of the pages that no made-up answers showed."""

    pictures: int
    left_out: tuple[str, ...] = ()


def show(form: Form, look: Look, policy: str, out: Path) -> Shown:
    """Leave one picture a page of `form` in `out`, as a terminal of `policy` shows it.

    Raises:
        NotShownError: see there.
    """
    chosen = POLICIES[policy]
    takes = _takes(form, chosen.audience, datetime.now(UTC).astimezone().date())
    out.mkdir(parents=True, exist_ok=True)
    _photograph(takes, chosen, look, out)
    left_out = (page for number, page in enumerate(form.pages) if number not in takes)
    return Shown(len(takes), tuple(page.title.to(OFFICE_LANGUAGE) for page in left_out))


@dataclass(frozen=True)
class Take:
    """The form with the answers that one page is photographed with."""

    filled: Filled
    answers: Answers


def _takes(form: Form, audience: Audience, today: date) -> dict[int, Take]:
    """Return a take for each page: those of one way through, then each way that shows another."""

    def take(answers: Answers) -> Take:
        return Take(fill(form, answers, audience, today), answers)

    try:
        way = take(answered(form, Answers(), audience, today))
    except NoSampleError as error:
        raise NotShownError(f"no made-up answers: {error}") from error
    takes, reach = dict.fromkeys(way.filled.pages, way), Reach(form, today)
    for number, page in enumerate(form.pages):
        entries = reach.meeting((page.shown_when,)) if page.shown_when else None
        if number not in takes and entries is not None:
            other = take(Answers({**way.answers.entries, **entries}, way.answers.counts))
            if number in other.filled.pages:
                takes[number] = other
    return dict(sorted(takes.items()))


def _photograph(takes: dict[int, Take], policy: Policy, look: Look, out: Path) -> None:
    application(["schalter"])
    register_fonts()
    shell = Shell(PX_PER_MM)
    try:
        shell.resize(look.size)
        shell.open()
        for number, take in takes.items():
            form = take.filled.form
            session = _session(form, take.answers, look)
            shell.show_view(_view(flow.Filling(form.id, number), take.filled, session, policy))
            QApplication.processEvents()
            file = out / f"page-{number + 1:02}.png"
            if not shell.grab().save(str(file)):
                raise NotShownError(f"{file}: cannot be written")
    finally:
        shell.shut()
        shell.bury_pages()


def _view(state: flow.State, filled: Filled, session: Session, policy: Policy) -> View:
    return View(
        state=state,
        session=session,
        texts=Texts(session.language, said_to=policy.said_to),
        policy=policy,
        terminal=Terminal("form"),
        languages=languages(),
        form=filled.form,
        filled=filled,
    )


def _session(form: Form, answers: Answers, look: Look) -> Session:
    return Session(
        language=look.language,
        text_size=TextSize[look.text_size.upper()],
        contrast=Contrast(look.contrast),
        answers={form.id: answers},
    )
