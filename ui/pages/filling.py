"""One page of a form: one question or one idea, and what helps to answer it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk import flow
from kiosk.forms.placed import Placed, PlacedField, PlacedNote, PlacedRepeat
from kiosk.municipalities import municipalities_at, towns_of
from kiosk.view import View
from ui.editors.capped import CappedLine
from ui.editors.documents import FileWanted
from ui.editors.option import RadioOption, TickOption
from ui.editors.text_area import CappedArea
from ui.pages.page import Action, Actions, Page
from ui.theme import Role, Theme
from ui.widgets.address import Places
from ui.widgets.arrived import arrived_note
from ui.widgets.context import Card, where_people_are
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.focus import order_focus
from ui.widgets.hand_over import hand_over_action
from ui.widgets.label import Label, heading
from ui.widgets.panel import Panel
from ui.widgets.questions import Asking, Questions
from ui.widgets.sentences import sentences
from ui.widgets.stack import column
from ui.widgets.trust import name_of

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

NAMED_BY_LABEL = frozenset({"confirmation", "document", "documents"})
"""Kinds whose label says more than a question can: which paper, which oath."""


class FillingPage(Page):
    """Asks what the form asks now. Nothing is judged before *Continue*.

    While its state stands it is refreshed at every answer: what is asked comes and goes, and what
    stays keeps its focus.
    """

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Filling)
        assert view.filled is not None
        self.state, self.filled = view.state, view.filled
        refused = self.state.refused > 0
        self.problems = sentences(self.filled, view.texts, self.state.page) if refused else {}
        self.summary = self._summary() if self.problems else None
        self.question = self._question()
        asked_above = self.question.pointer if self.question else ""
        known = view.municipalities
        asking = Asking(
            view.texts,
            theme,
            self.problems,
            Places(partial(towns_of, known), partial(municipalities_at, known)),
            asked_above,
            takes_files=view.takes_documents,
        )
        self.questions = Questions(asking)
        self.questions.answered.connect(self._tell)
        self.stop = self._way_to_the_counter()
        self._lay_out()
        self._show()

    # --- What the frame asks -------------------------------------------------------------------

    def title(self) -> str:
        """Return the question, after the word for an error where there is one."""
        title = self._words("title")
        return self.view.texts("filling-error-title", title=title) if self.problems else title

    def context(self) -> QWidget:
        """Return how far it is, what it is about, and who will receive it."""
        theme, texts, service = self.theme, self.view.texts, self.view.service
        words: list[QWidget] = [Label(self._progress(), theme, Role.TITLE)]
        if service is not None:
            muted = theme.colours.muted
            words += [
                Label(service.title.to(texts.language), theme),
                Label(texts("reviewing-sender"), theme, Role.SMALL, colour=muted),
                Label(name_of(service.sender, texts.language), theme),
            ]
        return Card(theme, *words)

    def above(self) -> QWidget | None:
        """Return the summary of what is wrong."""
        return self.summary

    def offers(self) -> Actions:
        """Return *Back* and *Continue*; where a note ends the journey, the way to the counter."""
        texts = self.view.texts
        back = Action(texts("filling-back"), flow.Back())
        if self._stopped():
            return Actions(back, hand_over_action(self.view))
        return Actions(back, Action(texts("filling-continue"), flow.Continued(), primary=True))

    def first_focus(self) -> QWidget | None:
        """Return the summary, else a first line to type into; no option is marked by the focus."""
        if self.summary is not None:
            self.summary.announce()
            return self.summary
        first = next(self.questions.rows(), None)
        folded = first is None or not first.isVisibleTo(self)
        target = None if folded or first is None else first.editor.focus_target()
        return target if isinstance(target, CappedLine | CappedArea) else None

    def refresh(self, view: View) -> None:
        """Show what is asked now that something was answered."""
        super().refresh(view)
        assert isinstance(view.state, flow.Filling)
        assert view.filled is not None
        self.state, self.filled = view.state, view.filled
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let *Enter* press the button that has the focus, or continue."""
        if event.key() not in ENTER or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        answers = isinstance(focused, RadioOption | TickOption)
        if isinstance(focused, QAbstractButton) and not answers:
            focused.click()
        elif not self._stopped():
            self.happened.emit(flow.Continued())

    # --- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = self.theme
        whole = column(theme, units=3, within=self)
        if self.summary is not None:
            whole.addWidget(self.summary)
        if (note := arrived_note(self.view, theme)) is not None:
            whole.addWidget(note)
        head = column(theme, units=1)
        if theme.portrait:
            head.addWidget(Label(self._progress(), theme, Role.SMALL, colour=theme.colours.muted))
        head.addWidget(heading(self._heading(), theme))
        whole.addLayout(head)
        if intro := self._words("intro"):
            whole.addWidget(Label(intro, theme))
        whole.addWidget(self.questions)
        whole.addWidget(self.stop)

    def _summary(self) -> ErrorSummary:
        title = self.view.texts("filling-problem-title")
        intro = self.view.texts("filling-problem-intro")
        summary = ErrorSummary(title, intro, self.problems, self.theme)
        summary.chosen.connect(self._go_to)
        return summary

    def _way_to_the_counter(self) -> Panel:
        texts, theme = self.view.texts, self.theme
        title = Label(texts("filling-stop-title"), theme, Role.TITLE)
        where = (Label(words, theme) for words in where_people_are(self.view))
        return Panel(theme, title, *where, fill=theme.colours.accent_soft)

    def _words(self, which: str) -> str:
        page = self.filled.form.pages[self.state.page]
        words = page.title if which == "title" else page.intro
        return words.to(self.view.texts.language)

    def _heading(self) -> str:
        """Return the title, with the mark of a question that need not be answered."""
        title, optional = self._words("title"), self.view.texts("filling-optional")
        may_be_empty = self.question is not None and not self.question.field.required
        return f"{title} ({optional})" if may_be_empty else title

    def _progress(self) -> str:
        pages = self.filled.pages
        step = sum(number <= self.state.page for number in pages)
        return self.view.texts("filling-progress", step=step, steps=len(pages))

    def _tell(self, pointer: str, entry: object) -> None:
        if isinstance(entry, FileWanted):
            self.happened.emit(flow.DocumentsWanted(pointer))
        else:
            self.answered.emit(pointer, entry)

    # --- What is asked now ---------------------------------------------------------------------

    def _show(self) -> None:
        """Show the questions; all at once, so that nothing flickers."""
        self.setUpdatesEnabled(False)
        if self.questions.take(self._placed()):
            order_focus(self)
        self.stop.setVisible(self._stopped())
        self.setUpdatesEnabled(True)

    def _placed(self) -> tuple[Placed, ...]:
        return self.filled.placed.get(self.state.page, ())

    def _question(self) -> PlacedField | None:
        """Return what is asked by the heading: the one field that the page always asks."""
        match [item for item in self._placed() if _always_there(item)]:
            case [PlacedField() as one] if one.field.kind not in NAMED_BY_LABEL:
                return one
            case _:
                return None

    def _stopped(self) -> bool:
        return self.state.page in self.filled.stops

    def _go_to(self, pointer: str) -> None:
        place = self.questions.place(pointer)
        if place is not None:
            place.focus()


def _always_there(item: Placed) -> bool:
    """Whether `item` asks something, whatever is answered."""
    match item:
        case PlacedNote():
            return False
        case PlacedField():
            return item.field.shown_when is None
        case PlacedRepeat():
            return item.repeat.shown_when is None
        case _:
            return item.section.shown_when is None
