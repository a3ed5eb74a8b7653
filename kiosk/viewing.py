"""Makes the view: the one value a page is built from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kiosk import flow
from kiosk.errors import Remark
from kiosk.forms.answers import Answers
from kiosk.forms.filled import Filled, Finding, fill, parts
from kiosk.forms.form import Form
from kiosk.forms.placed import PlacedField, flat
from kiosk.policy import Policy
from kiosk.receipt.receipt import Application, Confirmation, KeptUntil
from kiosk.reuse import Reusable, reusable
from kiosk.session import Session
from kiosk.shelf import Shelf
from kiosk.texts import Texts
from kiosk.view import Terminal, View
from kiosk.words import OFFICE_LANGUAGE

NOTHING = Reusable()


class Viewing:
    """Builds views; keeps the last filled form so that a page turn does not fill it again."""

    def __init__(
        self,
        policy: Policy,
        terminal: Terminal,
        languages: tuple[str, ...],
        today: Callable[[], date],
        office: str = OFFICE_LANGUAGE,
    ) -> None:
        self._today = today
        self._policy = policy
        self._terminal = terminal
        self._languages = languages
        self._office = office
        self._texts: dict[str, Texts] = {}
        self._last: tuple[Form, Answers, Filled] | None = None

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self._last = None

    def view(self, state: flow.State, session: Session, shelf: Shelf) -> View:
        """Return the view of `state`, as far as it is of the visit."""
        filled = self._filled(session, shelf)
        spoken = self._office if self._policy.office_language else session.language
        return View(
            state=state,
            session=session,
            texts=self._texts_in(spoken),
            policy=self._policy,
            terminal=self._terminal,
            languages=self._languages,
            municipality=shelf.municipality(session.bfs),
            municipalities=shelf.municipalities,
            catalogue=shelf.catalogue,
            service=shelf.service,
            form=shelf.form,
            filled=filled,
            email=email_in(filled) if shelf.receipt and filled else "",
            receipt=shelf.receipt,
            confirmation=shelf.confirmation,
            document=shelf.document,
            official=shelf.official,
            printer=shelf.printer,
            files=shelf.files,
            code=shelf.code,
            handover=shelf.handover,
            report=shelf.report,
            stored_until=shelf.stored_until,
            reusable=reusable(session, filled) if self._policy.goes_on else NOTHING,
        )

    def _texts_in(self, language: str) -> Texts:
        """Return the texts in `language`; they are read once."""
        if language not in self._texts:
            self._texts[language] = Texts(language, said_to=self._policy.said_to)
        return self._texts[language]

    def _filled(self, session: Session, shelf: Shelf) -> Filled | None:
        if shelf.form is None:
            return None
        form, answers = shelf.form, session.answers_to(shelf.form.id)
        if self._last is None or self._last[0] is not form or self._last[1] is not answers:
            before = self._last[2] if self._last else None
            audience, today = self._policy.audience, self._today()
            self._last = form, answers, fill(form, answers, audience, today, before)
        return _objected(self._last[2], shelf.remarks)


def _objected(filled: Filled, remarks: tuple[Remark, ...]) -> Filled:
    """Add what the portal objected to, on the page where it can be changed."""
    if not remarks:
        return filled
    pages = {found.pointer: page for page, found in filled.form.fields()}
    found = tuple(
        Finding(remark.pointer, pages[remark.pointer], "invalid-declined")
        for remark in remarks
        if remark.pointer in pages
    )
    return replace(filled, findings=filled.findings + found)


def email_in(filled: Filled) -> str:
    """Return the first e-mail address among the answers that is valid, else ''."""
    fields = (
        item
        for page in filled.placed.values()
        for item in flat(page)
        if isinstance(item, PlacedField) and item.field.kind == "email"
    )
    wrong = {finding.pointer for finding in filled.findings}
    return next((str(one.entry) for one in fields if one.entry and one.pointer not in wrong), "")


def masked(email: str) -> str:
    """Return `email` so that a shoulder reads only what its owner needs to know it again."""
    name, at, place = email.partition("@")
    return f"{name[:1]}{'•' * 3}{at}{place}"


def application(view: View, today: date) -> Application:
    """Return what the paper application says, as the confirmation would, but unmasked."""
    service, form, municipality = view.service, view.form, view.municipality
    if service is None or form is None or municipality is None:
        raise RuntimeError("an application was asked for without a service")
    languages = _languages_of(view)
    answers, audience = view.session.answers_to(form.id), view.policy.audience
    return Application(
        service=service,
        municipality=municipality,
        languages=languages,
        parts={
            language: parts(form, answers, audience, language, today, unmasked=True)
            for language in languages
        },
        terminal=view.terminal.id,
        place=view.terminal.place,
        later=fill(form, answers, audience, today).later,
        kept=_kept(view),
    )


def _kept(view: View) -> KeptUntil | None:
    """Return what is said of answers that lie in the outbox; None where they do not."""
    state, until = flow.uncovered(view.state), view.stored_until
    if not isinstance(state, flow.Stored) or until is None:
        return None
    return KeptUntil(reference_of(state.key), until)


def reference_of(key: str) -> str:
    """Return the beginning of `key`, as people read it out; the log holds the whole of it."""
    return key[:8].upper()


def _languages_of(view: View) -> tuple[str, ...]:
    """Return the office's language and, where it differs, the visitor's."""
    return tuple(dict.fromkeys((OFFICE_LANGUAGE, view.session.language.split("-")[0])))


def confirmation(view: View, today: date) -> Confirmation:
    """Return what the paper says: in German, and in the visitor's language where it differs."""
    receipt, service, form = view.receipt, view.service, view.form
    municipality = view.municipality
    if receipt is None or service is None or form is None or municipality is None:
        raise RuntimeError("a confirmation was asked for without a receipt")
    languages = _languages_of(view)
    answers = view.session.answers_to(form.id)
    audience = view.policy.audience
    return Confirmation(
        receipt=receipt,
        service=service,
        municipality=municipality,
        languages=languages,
        parts={language: parts(form, answers, audience, language, today) for language in languages},
        terminal=view.terminal.id,
        place=view.terminal.place,
        later=fill(form, answers, audience, today).later,
    )
