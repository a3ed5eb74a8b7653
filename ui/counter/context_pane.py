"""The right pane: who is here, what the service is, and the answers so far as they are read."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import flow
from kiosk.catalogue import Service
from kiosk.forms.filled import parts
from kiosk.receipt.receipt import Part
from kiosk.view import View
from ui.counter.case_list import service_of
from ui.counter.fact_list import Facts, section_title
from ui.fees import price
from ui.languages import own_name
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.stack import column
from ui.widgets.trust import name_of

PREVIEW_MS = 120
"""So long after the last key the preview follows: a key is never waited for."""


class ContextPane(QWidget):
    """What staff want to see beside what they do.

    Signals:
        happened: an event of the flow.
        identity_wanted: which document was seen is to be chosen.
    """

    happened = Signal(object)
    identity_wanted = Signal()

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__()
        self._view, self._theme = view, theme
        self._person = QWidget()
        self._answers = QWidget()
        self._whole = column(theme, units=4, within=self)
        self._place_of_person = column(theme)
        self._whole.addLayout(self._place_of_person)
        if (service := service_of(view)) is not None:
            self._whole.addWidget(self._about(service))
        self._place_of_answers = column(theme)
        self._whole.addLayout(self._place_of_answers)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_answers)
        self._show_person()
        self._show_answers()

    def refresh(self, view: View) -> None:
        """Show a newer value: the person at once, the answers a moment after the last key."""
        before, self._view = self._view, view
        if _of_person(before) != _of_person(view):
            self._show_person()
        if before.filled is not view.filled:
            self._later.start(PREVIEW_MS)

    @property
    def is_up_to_date(self) -> bool:
        """Whether it shows every answer, also that of the last key."""
        return not self._later.isActive()

    # --- The person ----------------------------------------------------------------------------

    def _show_person(self) -> None:
        self._person = _instead(self._person, QWidget(), self._place_of_person)
        theme, view, texts = self._theme, self._view, self._view.texts
        layout = column(theme, section_title(texts("counter-person"), theme), units=2)
        self._person.setLayout(layout)
        facts = Facts(theme)
        change = self._button(texts("counter-change"), flow.LanguageWanted(), look=Look.QUIET)
        change.setAccessibleName(texts("frame-language-choose"))
        facts.say(texts("counter-language"), [own_name(view.session.language)], change)
        if view.policy.sees_identity:
            note = Button(texts("counter-identity-note"), theme, Look.QUIET, role=Role.SMALL)
            note.clicked.connect(self.identity_wanted)
            facts.say(texts("counter-identity"), self._identity(), note)
        layout.addWidget(facts)
        for button in self._reuse():
            layout.addWidget(button)

    def _identity(self) -> list[str]:
        seen, texts = self._view.session.identity, self._view.texts
        if seen is None:
            return [texts("counter-identity-none")]
        document = texts(f"counter-identity-{seen.document.value}")
        return [f"{document}, {seen.seen_on:%d.%m.%Y}"]

    def _reuse(self) -> Iterable[Button]:
        """Yield what may be taken over from an earlier form of this visit."""
        texts, reusable = self._view.texts, self._view.reusable
        if not isinstance(self._view.state, flow.Filling):
            return
        if reusable.person:
            words = texts("counter-reuse-person", count=len(reusable.person))
            yield self._wide(words, flow.ReuseWanted(person=True))
        if reusable.family and len(reusable.family) < len(reusable.person):
            words = texts("counter-reuse-family", count=len(reusable.family))
            yield self._wide(words, flow.ReuseWanted(person=False))

    # --- The service ---------------------------------------------------------------------------

    def _about(self, service: Service) -> QWidget:
        theme, texts, language = self._theme, self._view.texts, self._view.texts.language
        needs = [f"– {need.to(language)}" for need in service.needs]
        laws = [f"{law.title.to(language)} {law.reference}" for law in service.legal_basis]
        note = service.fee.note.to(language)
        small = [texts("introducing-fee-demo")] if service.fee.demo else []
        facts = Facts(theme)
        facts.say(texts("counter-sender"), [name_of(service.sender, language)])
        facts.say(texts("counter-fee"), [price(service.fee, texts), note], small=small)
        facts.say(texts("counter-needs"), needs)
        facts.say(texts("counter-processing"), [service.processing.to(language)])
        facts.say(texts("counter-law"), (), small=laws)
        whole = QWidget()
        column(
            theme, section_title(service.title.to(language), theme), facts, units=2, within=whole
        )
        return whole

    # --- The answers ---------------------------------------------------------------------------

    def _show_answers(self) -> None:
        self._answers = _instead(self._answers, QWidget(), self._place_of_answers)
        layout = column(self._theme, units=2, within=self._answers)
        found = self._parts()
        if found is None:
            return
        texts, theme = self._view.texts, self._theme
        layout.addWidget(section_title(texts("counter-preview"), theme))
        facts = Facts(theme, beside=True)
        layout.addWidget(facts)
        if not any(line.answered for part in found for line in part.lines):
            muted = theme.colours.muted
            nothing = texts("counter-preview-nothing")
            layout.addWidget(Label(nothing, theme, Role.SMALL, colour=muted))
        for part in found:
            for line in part.lines:
                if line.answered:
                    facts.say(line.label, [line.value])

    def _parts(self) -> tuple[Part, ...] | None:
        """Return the answers so far; None where another place shows them, or there are none."""
        view = self._view
        asked = view.state.inside if isinstance(view.state, flow.Overlay) else view.state
        if not isinstance(asked, flow.Filling) or view.filled is None:
            return None
        form, language = view.filled.form, view.texts.language
        return parts(form, view.session.answers_to(form.id), view.policy.audience, language)

    # --- How it is set -------------------------------------------------------------------------

    def _wide(self, words: str, event: flow.Event) -> Button:
        return self._button(words, event, icon_name="layers", fills=True)

    def _button(self, words: str, event: flow.Event, **look: Any) -> Button:
        button = Button(words, self._theme, role=Role.SMALL, **look)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button


def _of_person(view: View) -> tuple[object, ...]:
    reusable = len(view.reusable.person), len(view.reusable.family)
    return view.session.language, view.session.identity, reusable


def _instead(old: QWidget, new: QWidget, place: QVBoxLayout) -> QWidget:
    """Put `new` where `old` stood, which goes with the pane at the latest: its buttons know it."""
    old.hide()
    place.removeWidget(old)
    old.deleteLater()
    place.addWidget(new)
    return new
