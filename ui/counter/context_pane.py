"""The right pane: who is here, what the service is, and the answers so far as they are read."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk import flow
from kiosk.forms.filled import parts
from kiosk.receipt.receipt import Part
from kiosk.view import View
from ui.counter.rows import separator
from ui.fees import price, small_print
from ui.languages import own_name
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.label import Label
from ui.widgets.stack import column, row
from ui.widgets.trust import name_of

PREVIEW_MS = 120
"""So long after the last key the preview follows: a key is never waited for."""

WITHOUT_SERVICE = (flow.Attract, flow.Home, flow.ChoosingMunicipality)


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
        if view.service is not None and not isinstance(view.state, WITHOUT_SERVICE):
            self._whole.addWidget(self._service())
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

    # --- The person ----------------------------------------------------------------------------

    def _show_person(self) -> None:
        self._person = _instead(self._person, QWidget(), self._place_of_person)
        theme, view, texts = self._theme, self._view, self._view.texts
        layout = column(theme, units=2, within=self._person)
        layout.addWidget(self._title(texts("counter-person")))
        language = own_name(view.session.language)
        change = self._small_button(texts("counter-change"), flow.LanguageWanted())
        change.setAccessibleName(texts("frame-language-choose"))
        layout.addLayout(self._fact(texts("counter-language"), [language], change))
        if view.policy.sees_identity:
            note = Button(texts("counter-identity-note"), theme, Look.QUIET, role=Role.SMALL)
            note.clicked.connect(self.identity_wanted)
            layout.addLayout(self._fact(texts("counter-identity"), [self._identity()], note))
        for button in self._reuse():
            layout.addWidget(button)

    def _identity(self) -> str:
        seen, texts = self._view.session.identity, self._view.texts
        if seen is None:
            return texts("counter-identity-none")
        document = texts(f"counter-identity-{seen.document.value}")
        return texts("counter-identity-seen", document=document, date=f"{seen.seen_on:%d.%m.%Y}")

    def _reuse(self) -> Iterable[Button]:
        """Yield what may be taken over from an earlier form of this visit."""
        texts, reusable = self._view.texts, self._view.reusable
        if not isinstance(self._view.state, flow.Filling):
            return
        if reusable.person:
            words = texts("counter-reuse-person", count=len(reusable.person))
            yield self._wide_button(words, flow.ReuseWanted(person=True))
        if reusable.family and len(reusable.family) < len(reusable.person):
            words = texts("counter-reuse-family", count=len(reusable.family))
            yield self._wide_button(words, flow.ReuseWanted(person=False))

    # --- The service ---------------------------------------------------------------------------

    def _service(self) -> QWidget:
        theme, texts, service = self._theme, self._view.texts, self._view.service
        assert service is not None
        language = texts.language
        whole = QWidget()
        layout = column(theme, units=2, within=whole)
        layout.addWidget(self._title(service.title.to(language)))
        needs = [need.to(language) for need in service.needs]
        laws = [f"{law.title.to(language)} {law.reference}" for law in service.legal_basis]
        note, small = service.fee.note.to(language), small_print(service.fee, texts)
        facts = (
            ("counter-sender", [name_of(service.sender, language)], ()),
            ("counter-fee", [price(service.fee, texts), note], small),
            ("counter-needs", needs, ()),
            ("counter-processing", [service.processing.to(language)], ()),
            ("counter-law", laws, ()),
        )
        for word, lines, more in facts:
            if any(lines):
                layout.addLayout(self._fact(texts(word), lines, small=more))
        return whole

    # --- The answers ---------------------------------------------------------------------------

    def _show_answers(self) -> None:
        self._answers = _instead(self._answers, QWidget(), self._place_of_answers)
        layout = column(self._theme, units=2, within=self._answers)
        found = self._parts()
        if found is None:
            return
        texts, theme = self._view.texts, self._theme
        layout.addWidget(self._title(texts("counter-preview")))
        if not any(line.answered for part in found for line in part.lines):
            muted = theme.colours.muted
            nothing = texts("counter-preview-nothing")
            layout.addWidget(Label(nothing, theme, Role.SMALL, colour=muted))
        for part in found:
            for line in part.lines:
                if line.answered:
                    layout.addLayout(self._fact(line.label, [line.value]))

    def _parts(self) -> tuple[Part, ...] | None:
        """Return the answers so far; None where another place shows them, or there are none."""
        view = self._view
        asked = view.state.inside if isinstance(view.state, flow.Overlay) else view.state
        if not isinstance(asked, flow.Filling) or view.filled is None:
            return None
        form, language = view.filled.form, view.texts.language
        return parts(form, view.session.answers_to(form.id), view.policy.audience, language)

    # --- How it is set -------------------------------------------------------------------------

    def _title(self, words: str) -> QWidget:
        theme, whole = self._theme, QWidget()
        title = Label(words, theme, Role.BUTTON, colour=theme.colours.accent, limit=3)
        column(theme, title, separator(theme), units=1, within=whole)
        return whole

    def _fact(
        self, label: str, lines: Iterable[str], button: Button | None = None,
        small: Iterable[str] = (),
    ) -> QVBoxLayout:  # fmt: skip
        """Return a label, small, close above what it is about."""
        theme, muted = self._theme, self._theme.colours.muted
        name = Label(label, theme, Role.SMALL, colour=muted, limit=2)
        values = [Label(line, theme, limit=6) for line in lines if line]
        for value in values:
            value.setAccessibleDescription(label)
        values += [Label(line, theme, Role.SMALL, colour=muted) for line in small]
        words = column(theme, name, *values, units=0.25)
        if button is None:
            return words
        line = row(theme, units=2)
        line.addLayout(words, 1)
        line.addWidget(button)
        whole = column(theme)
        whole.addLayout(line)
        return whole

    def _small_button(self, words: str, event: flow.Event) -> Button:
        button = Button(words, self._theme, Look.QUIET, role=Role.SMALL)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button

    def _wide_button(self, words: str, event: flow.Event) -> Button:
        button = Button(words, self._theme, icon_name="layers", role=Role.SMALL, fills=True)
        button.clicked.connect(lambda: self.happened.emit(event))
        return button


def _of_person(view: View) -> tuple[object, ...]:
    reusable = len(view.reusable.person), len(view.reusable.family)
    return view.session.language, view.session.identity, reusable


def _instead(old: QWidget, new: QWidget, place: QVBoxLayout) -> QWidget:
    """Put `new` where `old` stood."""
    old.setParent(None)
    old.deleteLater()
    place.addWidget(new)
    return new
