"""Every answer once more, read like a letter, before it is sent."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from kiosk import flow
from kiosk.catalogue import Service
from kiosk.forms.filled import Filled, parts
from kiosk.receipt.receipt import Part
from kiosk.receipt.refill import instructions
from kiosk.view import View
from kiosk.viewing import email_in
from ui.fees import price, small_print
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.answer_list import AnswerList
from ui.widgets.context import Card
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.sentences import sentences
from ui.widgets.stack import column
from ui.widgets.trust import name_of


class ReviewingPage(Page):
    """Shows what will be sent, to whom, and for what price; the button names the act."""

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert view.filled is not None
        assert view.service is not None
        self.filled: Filled = view.filled
        self.service: Service = view.service
        self.lists: list[AnswerList] = []
        self._no_paper: Fact | None = None
        self._refill: list[str] = []
        self.missing = self._missing() if self.filled.findings else None
        layout = column(theme, units=3, within=self)
        if self.missing is not None:
            layout.addWidget(self.missing)
        head = heading(view.texts("reviewing-title"), theme)
        intro = Label(view.texts("reviewing-intro"), theme)
        layout.addLayout(column(theme, head, intro, units=1))
        layout.addLayout(column(theme, *self._answers(), units=1))
        if theme.portrait or theme.staff:
            layout.addWidget(Card(theme, *self._facts(), units=3))

    def title(self) -> str:
        """Return what the page is called, with the word for an error where something is missing."""
        texts, title = self.view.texts, self.view.texts("reviewing-title")
        return texts("filling-error-title", title=title) if self.missing else title

    def context(self) -> QWidget:
        """Return who receives it, what it costs, and what happens next."""
        return Card(self.theme, *self._facts(), units=3)

    def above(self) -> QWidget | None:
        """Return what is missing."""
        return self.missing

    def offers(self) -> Actions:
        """Return *Back* and what sends the application."""
        texts, sender = self.view.texts, self.service.sender
        name = sender.legal_entity or name_of(sender, texts.language)
        send = Action(
            texts("reviewing-send", sender=name), flow.Continued(), icon="send", primary=True
        )
        return Actions(Action(texts("reviewing-back"), flow.Back()), send)

    def refresh(self, view: View) -> None:
        """Say that no paper will come, once that is known."""
        super().refresh(view)
        self._tell_printer()

    def first_focus(self) -> QWidget | None:
        """Return what is missing, where something is."""
        if self.missing is not None:
            self.missing.announce()
        return self.missing

    def _facts(self) -> tuple[Fact, ...]:
        texts, theme, service = self.view.texts, self.theme, self.service
        language = texts.language
        sender = (name_of(service.sender, language), service.title.to(language))
        note, small = service.fee.note.to(language), small_print(service.fee, texts)
        cost = (price(service.fee, texts), note)
        after = (service.processing.to(language),)
        return (
            self._printer(),
            Fact("landmark", texts("reviewing-sender"), sender, theme),
            Fact("coins", texts("reviewing-fee"), cost, theme, *small),
            Fact("clock", texts("reviewing-next"), after, theme),
        )

    def _printer(self) -> Fact:
        """Say before it is sent that no paper will come, and what there is instead."""
        texts = self.view.texts
        ways = [texts("reviewing-no-paper-screen")]
        if email_in(self.filled):
            ways.append(texts("reviewing-no-paper-mail"))
        self._no_paper = Fact("printer", texts("reviewing-no-paper"), ways, self.theme)
        self._refill = []
        self._tell_printer()
        return self._no_paper

    def _tell_printer(self) -> None:
        """Show the note where no paper will come; staff read what to do, once it is known."""
        if self._no_paper is None:
            return
        if prints(self.view) or self._no_paper.parentWidget() is not None:  # or it were a window
            self._no_paper.setHidden(prints(self.view))
        for line in what_to_do(self.view):
            if line not in self._refill:
                self._refill.append(line)
                self._no_paper.add(line)

    def _answers(self) -> list[AnswerList]:
        view, form = self.view, self.filled.form
        answers = view.session.answers_to(form.id)
        found = parts(form, answers, view.policy.audience, view.texts.language)
        first = [True, *(before.page != part.page for before, part in pairwise(found))]
        self.lists = [self._list(part, may) for part, may in zip(found, first, strict=False)]
        return self.lists

    def _list(self, part: Part, may_change: bool) -> AnswerList:  # noqa: FBT001 - as Qt's own
        answers = AnswerList(part, self.view.texts, self.theme, may_change=may_change)
        answers.change_wanted.connect(self._change)
        return answers

    def _missing(self) -> ErrorSummary:
        texts = self.view.texts
        pages = {finding.pointer: finding.page for finding in reversed(self.filled.findings)}
        summary = ErrorSummary(
            texts("reviewing-missing-title"),
            texts("reviewing-missing-intro"),
            sentences(self.filled, texts),
            self.theme,
        )
        summary.chosen.connect(lambda pointer: self._change(pages[pointer]))
        return summary

    def _change(self, page: int) -> None:
        self.happened.emit(flow.ChangeWanted(page))


def what_to_do(view: View) -> list[str]:
    """Return what staff do so that paper comes; nothing where the visitor reads the page."""
    if view.printer is None or not view.policy.shows_readiness:
        return []
    return instructions(view.printer.troubles, view.texts)


def prints(view: View) -> bool:
    """Whether paper may be expected: also while nobody knows better."""
    return view.printer is None or view.printer.ready
