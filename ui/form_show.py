"""Walks one form offscreen, without a portal, and photographs each page with made-up answers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk import flow
from kiosk.forms.answers import Answers
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form
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
    """How many pictures there are, and the titles of the pages that no made-up answer showed."""

    pictures: int
    left_out: tuple[str, ...] = ()


def show(form: Form, look: Look, policy: str, out: Path) -> Shown:
    """Leave one picture a page of `form` in `out`, as a terminal of `policy` shows it.

    Raises:
        NotShownError: see there.
    """
    chosen, today = POLICIES[policy], datetime.now(UTC).astimezone().date()
    try:
        answers = answered(form, Answers(), chosen.audience, today)
    except NoSampleError as error:
        raise NotShownError(f"no made-up answers: {error}") from error
    filled = fill(form, answers, chosen.audience, today)
    out.mkdir(parents=True, exist_ok=True)
    _photograph(filled, _session(form, answers, look), chosen, look, out)
    left_out = [page for at, page in enumerate(form.pages) if at not in filled.pages]
    titles = tuple(page.title.to(OFFICE_LANGUAGE) for page in left_out)
    return Shown(len(filled.pages), titles)


def _photograph(filled: Filled, session: Session, policy: Policy, look: Look, out: Path) -> None:
    application(["schalter"])
    register_fonts()
    shell = Shell(PX_PER_MM)
    try:
        shell.resize(look.size)
        shell.open()
        for step, number in enumerate(filled.pages, start=1):
            state = flow.Filling(filled.form.id, number)
            shell.show_view(_view(state, filled, session, policy))
            QApplication.processEvents()
            file = out / f"page-{step:02}.png"
            if not shell.grab().save(str(file)):
                raise NotShownError(f"{file}: cannot be written")
    finally:
        shell.shut()
        shell.bury_pages()


def _view(state: flow.State, filled: Filled, session: Session, policy: Policy) -> View:
    return View(
        state=state,
        session=session,
        texts=Texts(session.language),
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
