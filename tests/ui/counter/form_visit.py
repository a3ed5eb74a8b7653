"""A form at a staffed counter, in its window, with somebody who types and pastes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import flow
from kiosk.catalogue import Audience
from kiosk.forms.answers import Answers, Entry, RepeatChange, changed
from kiosk.forms.filled import Filled, fill
from kiosk.forms.form import Form
from kiosk.municipalities import located, naming
from kiosk.session import Contrast, Session, TextSize
from kiosk.texts import Texts
from kiosk.view import View
from tests.fakes.views import MUNICIPALITIES
from tests.ui.counter import desk
from tests.ui.screen import settle, shell_of
from ui.counter.editors.dense import Dense
from ui.counter.filling import CounterFillingPage
from ui.counter.form_cell import Cell
from ui.counter.form_group import Group
from ui.counter.form_piece import piece_of

E = TypeVar("E", bound=Dense)
Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class FormVisit:
    """What the controller would do with keys and answers, for one form."""

    def __init__(self, qtbot: QtBot, asked: Form, **look: Any) -> None:
        self.form = naming(asked, MUNICIPALITIES)
        self.answers: Answers = look.pop("answers", Answers())
        self.state = flow.Filling("test", look.pop("page", 0), look.pop("refused", 0))
        self.language = look.pop("language", "de")
        self._look = {
            "text_size": look.pop("text_size", TextSize.NORMAL),
            "contrast": look.pop("contrast", Contrast.NORMAL),
        }
        self.details: dict[str, Any] = {"takes_files": look.pop("takes_files", False)}
        self.filled: Filled | None = None
        self.events: list[object] = []
        self.told: list[tuple[str, object]] = []
        self.shell = shell_of(qtbot, look.pop("size", QSize(1920, 1080)))
        self.shell.happened.connect(self.events.append)
        self.shell.answered.connect(self._answer)
        self.show()

    def view(self) -> View:
        filled = fill(self.form, self.answers, Audience.ASSISTED, desk.TODAY, self.filled)
        self.filled = filled
        session = Session(
            language=self.language, bfs=1061, answers={self.form.id: self.answers}, **self._look
        )
        view = desk.view(self.state, texts=Texts("de"))
        return replace(
            view,
            session=session,
            form=self.form,
            filled=filled,
            municipalities=MUNICIPALITIES,
            terminal=replace(view.terminal, **self.details),
        )

    def show(self) -> None:
        self.shell.show_view(self.view())
        self.shell.activateWindow()
        settle()

    def refuse(self) -> None:
        """Have *Continue* refused, as the flow does where something is missing."""
        self.state = replace(self.state, refused=self.state.refused + 1)
        self.show()

    def _answer(self, pointer: str, entry: Entry | RepeatChange) -> None:
        self.told.append((pointer, entry))
        assert self.filled is not None
        answers = changed(self.answers, pointer, entry, self.filled.entries_of(pointer))
        self.answers = located(self.form, answers, pointer, MUNICIPALITIES)
        self.shell.show_view(self.view())

    # --- What is seen --------------------------------------------------------------------------

    @property
    def page(self) -> CounterFillingPage:
        page = self.shell.page
        assert isinstance(page, CounterFillingPage)
        return page

    def cell(self, pointer: str) -> Cell:
        found = self.page.cell(pointer)
        assert found is not None, pointer
        return found

    def editor(self, pointer: str, kind: type[E]) -> E:
        found = self.cell(pointer).editor
        assert isinstance(found, kind)
        return found

    def cells(self) -> Iterator[Cell]:
        return (piece for piece in self.page.sheet.pieces() if isinstance(piece, Cell))

    def asked(self) -> list[str]:
        return [cell.pointer for cell in self.cells()]

    def group(self) -> Group:
        (group,) = (piece for piece in self.page.sheet.pieces() if isinstance(piece, Group))
        return group

    def here(self) -> str:
        """Return the pointer of what has the focus."""
        piece = piece_of(QApplication.focusWidget())
        return piece.pointer if isinstance(piece, Cell | Group) else ""

    def problems(self) -> list[str]:
        return [cell.pointer for cell in self.cells() if cell.problem]

    def entry(self, pointer: str) -> Entry:
        return self.answers.entry(pointer)

    # --- What is done --------------------------------------------------------------------------

    def goes_to(self, pointer: str) -> None:
        self.cell(pointer).editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        settle()

    def presses(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.shell.windowHandle(), key, modifiers)
            settle()

    def types(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.shell, words)
        settle()

    def pastes(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.presses(Key.Key_V, modifiers=CONTROL)
