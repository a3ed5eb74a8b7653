"""Every answer once more, dense, with the key that changes it; and whether the visitor agreed."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QLayout, QWidget

from kiosk import flow
from kiosk.flow.states import Agreement
from kiosk.forms.filled import parts
from kiosk.receipt.receipt import Part
from kiosk.session import TextSize
from kiosk.view import View
from ui.counter.agreement import AgreementNote
from ui.counter.keys import MOST_NUMBERED
from ui.counter.part_list import PartList
from ui.pages.page import Action, Actions, Page
from ui.pages.reviewing import prints, what_to_do
from ui.theme import Theme
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.facts import Fact
from ui.widgets.label import heading
from ui.widgets.sentences import sentences
from ui.widgets.stack import column, row
from ui.widgets.trust import name_of


class CounterReviewingPage(Page):
    """What is sent, who receives it, and the one thing to do next."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Reviewing)
        assert view.filled is not None
        assert view.service is not None
        self._agreement = view.state.agreement
        self._filled, self._service = view.filled, view.service
        self._problem: int | None = None
        self.parts: list[PartList] = []
        self.missing = self._missing() if self._filled.findings else None
        self._told: list[str] = []
        ways = [view.texts("reviewing-no-paper-screen")]
        self._no_paper = Fact("printer", view.texts("reviewing-no-paper"), ways, theme)
        layout = column(theme, heading(self.title(), theme), units=4, within=self)
        layout.addWidget(self.missing or self._agrees())
        layout.addLayout(row(theme, self._receiver(), self._no_paper, units=8))
        self._tell_printer()
        layout.addLayout(self._columns(list(self._answers())))

    def title(self) -> str:
        """Return what the page is called, with the word for an error where something is missing."""
        texts, title = self.view.texts, self.view.texts("counter-reviewing-title")
        return texts("filling-error-title", title=title) if self._filled.findings else title

    def offers(self) -> Actions:
        """Return *Back*, and what comes next: ask, wait for the answer, or send."""
        texts = self.view.texts
        return Actions(Action(texts("counter-do-back"), flow.Back()), self._next())

    def _next(self) -> Action:
        texts = self.view.texts
        if self._filled.findings or self._filled.stops:
            return Action(texts("counter-reviewing-mend"), flow.Continued(), primary=True)
        match self._agreement:
            case Agreement.ON_SCREEN | Agreement.IN_WORDS:
                sender = self._service.sender
                name = sender.legal_entity or name_of(sender, texts.language)
                words = texts("reviewing-send", sender=name)
                return Action(words, flow.Continued(), "send", primary=True)
            case Agreement.ASKED:
                words = texts("counter-do-agreed-in-words")
                return Action(words, flow.AgreementGiven(in_words=True), "check", primary=True)
            case _:
                words = texts("counter-do-show-visitor")
                return Action(words, flow.AgreementWanted(), "eye", primary=True)

    def first_focus(self) -> QWidget | None:
        """Return what is missing, where something is."""
        if self.missing is not None:
            self.missing.announce()
        return self.missing

    # --- What the keys of the frame do -----------------------------------------------------------

    def change_of(self, number: int) -> flow.Event | None:
        """See `ui.counter.page.Changeable`."""
        pages = list(dict.fromkeys(part.page for part in self._parts()))
        return flow.ChangeWanted(pages[number - 1]) if number <= len(pages) else None

    def go_to_problem(self, step: int) -> bool:
        """See `ui.counter.page.Guided`: put the focus on the next sentence of the summary."""
        links = self.missing.links if self.missing else ()
        if not links:
            return False
        first = 0 if step > 0 else -1
        self._problem = first if self._problem is None else self._problem + step
        links[self._problem % len(links)].setFocus()
        return True

    # --- Its parts -------------------------------------------------------------------------------

    def _agrees(self) -> QWidget:
        note = AgreementNote(self._agreement, self.view, self.theme)
        note.happened.connect(self.happened)
        return note

    def _parts(self) -> Sequence[Part]:
        view, form = self.view, self._filled.form
        answers = view.session.answers_to(form.id)
        return parts(form, answers, view.policy.audience, view.texts.language)

    def _answers(self) -> Iterator[PartList]:
        """Yield each part, with the digit of its page where the page begins."""
        digits: dict[int, str] = {}
        for part in self._parts():
            begins = part.page not in digits
            digits.setdefault(
                part.page, str(len(digits) + 1) if len(digits) < MOST_NUMBERED else ""
            )
            made = PartList(part, digits[part.page] if begins else "", self.view.texts, self.theme)
            made.change.setVisible(begins)
            made.change_wanted.connect(self._change)
            self.parts.append(made)
            yield made

    def _columns(self, found: Sequence[PartList]) -> QLayout:
        """Return two columns of about the same height; one for text that has no room in two."""
        theme = self.theme
        if theme.text_size is TextSize.LARGEST:
            return column(theme, *found, units=4)
        lines = [len(part.part.lines) + 2 for part in found]
        half, first = sum(lines) / 2, 0
        while first < len(found) and sum(lines[: first + 1]) <= half + lines[first] / 2:
            first += 1
        left, right = column(theme, *found[:first], units=4), column(theme, *found[first:], units=4)
        left.addStretch()
        right.addStretch()
        both = row(theme, units=8)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        return both

    def _receiver(self) -> Fact:
        texts, sender = self.view.texts, self._service.sender
        name = (name_of(sender, texts.language),)
        return Fact("landmark", texts("reviewing-sender"), name, self.theme)

    def refresh(self, view: View) -> None:
        """Say that no paper will come, once that is known."""
        super().refresh(view)
        self._tell_printer()

    def _tell_printer(self) -> None:
        self._no_paper.setHidden(prints(self.view))
        for line in what_to_do(self.view):
            if line not in self._told:
                self._told.append(line)
                self._no_paper.add(line)

    def _missing(self) -> ErrorSummary:
        texts = self.view.texts
        pages: Mapping[str, int] = {
            finding.pointer: finding.page for finding in reversed(self._filled.findings)
        }
        summary = ErrorSummary(
            texts("reviewing-missing-title"),
            texts("reviewing-missing-intro"),
            sentences(self._filled, texts),
            self.theme,
        )
        summary.chosen.connect(lambda pointer: self._change(pages[pointer]))
        return summary

    def _change(self, page: int) -> None:
        self.happened.emit(flow.ChangeWanted(page))
