"""The whole form on one page, for people who type: every field by key, judged together."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk import flow
from kiosk.municipalities import municipalities_at, towns_of
from kiosk.view import View
from kiosk.words import Words
from ui.beside import beside
from ui.counter.editors.choice import Listing
from ui.counter.editors.matches import Matches
from ui.counter.form_address import Addresses
from ui.counter.form_asking import Asking
from ui.counter.form_cell import Cell
from ui.counter.form_group import Group
from ui.counter.form_head import FormHead
from ui.counter.form_help import HelpLine
from ui.counter.form_piece import piece_of
from ui.counter.form_problems import STOP, Place, ProblemBar, Problems
from ui.counter.form_sheet import Sheet, side_of
from ui.counter.form_travel import beside_page, to_section, to_stop
from ui.counter.form_words import NoteStrip
from ui.editors.documents import FileWanted
from ui.editors.option import TickOption
from ui.pages.page import Action, Actions, Page
from ui.theme import Theme
from ui.widgets.address import Places
from ui.widgets.arrived import arrived_note
from ui.widgets.stack import column

Key = Qt.Key
ENTER = frozenset({Key.Key_Return, Key.Key_Enter})
CONTROL = Qt.KeyboardModifier.ControlModifier


class CounterFillingPage(Page):
    """Sections below each other; nothing is judged before *Continue*.

    *Enter* and *Tab* lead on, F7 to the next problem, Ctrl+T to the visitor's words.
    """

    fills: ClassVar[bool] = True

    def __init__(self, view: View, theme: Theme) -> None:
        super().__init__(view, theme)
        assert isinstance(view.state, flow.Filling)
        assert view.filled is not None
        self.state, self.filled = view.state, view.filled
        self._problems = Problems(self.filled, judged=self.state.refused > 0)
        side = side_of(theme)
        self.bar = ProblemBar(view.texts, theme, side)
        self.bar.wanted.connect(self.next_problem)
        self.matches = Matches(self, theme)
        self._asking = self._asked()
        self.help = HelpLine(self._asking, side)
        self._column = column(theme, self.bar, units=0, within=self)
        self._addresses = Addresses(self.cell, self._asking)
        self.sheet = self._sheet()
        self._column.addWidget(self.sheet, 1)
        self._column.addWidget(self.help)
        if (note := arrived_note(view, theme)) is not None:
            self._column.insertWidget(0, note)
        self._show()
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr] # there is one, a widget is being built

    # --- Building ------------------------------------------------------------------------------

    def _tongue(self) -> str:
        """Return the visitor's language, '' where the office speaks it."""
        spoken = self.view.session.language
        return spoken if spoken != self.view.texts.language else ""

    def _asked(self) -> Asking:
        view, known = self.view, self.view.municipalities
        return Asking(
            view.texts,
            self.theme,
            Places(partial(towns_of, known), partial(municipalities_at, known)),
            Listing(self.matches, self._tongue() if beside().shown else ""),
            view.takes_documents,
        )

    def _sheet(self) -> Sheet:
        head = FormHead(self._name(), self._tongue(), self._asking)
        head.turned.connect(self.turn_language)
        sheet = Sheet(self._asking, head)
        sheet.answered.connect(self._tell)
        sheet.scrolled.connect(self.matches.follow)
        return sheet

    def _name(self) -> Words:
        """Return what the form is called: its service, or its page where none is known."""
        service = self.view.service
        return service.title if service else self.filled.form.pages[self.state.page].title

    def turn_language(self) -> None:
        """Show the visitor's words, or hide them, for the rest of the visit."""
        if not self._tongue():
            return
        beside().shown = not beside().shown
        at, old = self._here(), self.sheet
        self._asking = self._asked()
        self._addresses = Addresses(self.cell, self._asking)
        self.sheet = self._sheet()
        self._column.replaceWidget(old, self.sheet)
        old.hide()
        old.deleteLater()
        self.sheet.show()
        self._show()
        self._column.activate()
        cell = self.cell(at)
        (cell.editor.focus_target() if cell else self.first_focus() or self).setFocus()

    # --- What the frame asks -------------------------------------------------------------------

    def title(self) -> str:
        """Return what the form is called, after the word for an error where there is one."""
        texts = self.view.texts
        title = self._name().to(texts.language)
        return texts("filling-error-title", title=title) if self.bar.count else title

    def offers(self) -> Actions:
        """Return *Back* and *Continue*."""
        texts = self.view.texts
        forward = Action(texts("filling-continue"), flow.Continued(), primary=True)
        return Actions(Action(texts("filling-back"), flow.Back()), forward)

    def first_focus(self) -> QWidget | None:
        """Return the first problem, else the first field of the page that the state names."""
        places = self._problems.places(self.filled)
        if places:
            self.bar.announce()
            return self._target(places[0])
        block = self.sheet.block(self.state.page) or next(self.sheet.blocks(), None)
        return next(block.stops(), None) if block else None

    def refresh(self, view: View) -> None:
        """Show what is asked now that something was answered."""
        super().refresh(view)
        assert isinstance(view.state, flow.Filling)
        assert view.filled is not None
        self.state, self.filled = view.state, view.filled
        self._show()

    def _show(self) -> None:
        self.sheet.take(self.filled)
        if self._problems.judged:
            self.sheet.show_problems(self._problems.sentences(self.filled, self.view.texts))
            self.bar.say(len(self._problems.places(self.filled)))
        self._meet_addresses()

    def _meet_addresses(self) -> None:
        for piece in self.sheet.pieces():
            if isinstance(piece, Cell):
                self._addresses.meet(piece)

    def _tell(self, pointer: str, entry: object) -> None:
        if isinstance(entry, FileWanted):
            self.happened.emit(flow.DocumentsWanted(pointer))
            return
        self.answered.emit(pointer, entry)
        self._addresses.answered(pointer, entry)

    def cell(self, pointer: str) -> Cell | None:
        """Return the field at `pointer`, where it is built and shown."""
        cells = (piece for piece in self.sheet.pieces() if isinstance(piece, Cell))
        return next((cell for cell in cells if cell.pointer == pointer), None)

    # --- Problems ------------------------------------------------------------------------------

    def go_to_problem(self, step: int) -> bool:
        """See `ui.counter.page.Guided`."""
        place = self._problems.next_after(self.filled, self._here(), step)
        target = self._target(place) if place else None
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def next_problem(self) -> bool:
        """Put the focus on the next problem, around the end; False where there is none."""
        return self.go_to_problem(1)

    def previous_problem(self) -> bool:
        """Put the focus on the problem before, around the beginning."""
        return self.go_to_problem(-1)

    def _here(self) -> str:
        """Return the pointer of what has the focus, '' for none."""
        piece = piece_of(QApplication.focusWidget())
        if isinstance(piece, NoteStrip):
            return STOP
        return piece.pointer if isinstance(piece, Cell | Group) else ""

    def _target(self, place: Place) -> QWidget | None:
        block = self.sheet.block(place.page)
        for piece in block.pieces() if block else ():
            if isinstance(piece, Cell) and piece.pointer == place.pointer:
                return piece.editor.focus_target()
            if isinstance(piece, Group) and piece.pointer == place.pointer:
                return piece.add
            if isinstance(piece, NoteStrip) and piece.stops_here and place.pointer == STOP:
                return piece
        return next(block.stops(), None) if block else None

    # --- Keys ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close a list that one clicks beside."""
        super().mousePressEvent(event)
        self.matches.withdraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on, to a problem, to one more entry, or to the visitor's words."""
        if event.isAutoRepeat() or not self._does(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def _does(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        step = -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        control = bool(modifiers & CONTROL)
        match key:
            case Key.Key_Return | Key.Key_Enter if control:
                self.happened.emit(flow.Continued())
            case Key.Key_Return | Key.Key_Enter:
                self._enter()
            case Key.Key_F7:
                self.go_to_problem(step)
            case Key.Key_N if not control:
                self.go_to_problem(step)
            case Key.Key_PageDown | Key.Key_PageUp:
                to_section(self.sheet, 1 if key == Key.Key_PageDown else -1)
            case Key.Key_T if control:
                self.turn_language()
            case Key.Key_Plus if control:
                self.add_entry()
            case Key.Key_Minus if control:
                self.remove_entry()
            case _:
                return False
        return True

    def _enter(self) -> None:
        """Press a button, else go to the next field; after the last one continue."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not isinstance(focused, TickOption):
            focused.click()
        elif not to_stop(self.sheet, 1):
            self.happened.emit(flow.Continued())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - as Qt declares it
        """Have *Tab* follow the form, also into what is not built yet."""
        if to_stop(self.sheet, 1 if forward else -1):
            return True
        outside = beside_page(self, forward=forward)
        if outside is None:
            return super().focusNextPrevChild(forward)
        outside.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _groups(self) -> list[Group]:
        return [piece for piece in self.sheet.pieces() if isinstance(piece, Group)]

    def add_entry(self) -> None:
        """See `ui.counter.page.Entered`: add one to the group that has the focus, or the only."""
        focused = QApplication.focusWidget()
        groups = self._groups()
        own = next((one for one in groups if focused and one.isAncestorOf(focused)), None)
        if own is None and len(groups) == 1:
            own = groups[0]
        if own is not None:
            own.add_one()

    def remove_entry(self) -> None:
        """See `ui.counter.page.Entered`: take away the entry that has the focus."""
        focused = QApplication.focusWidget()
        if focused is not None:
            any(group.remove_with(focused) for group in self._groups())

    # --- The focus -----------------------------------------------------------------------------

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into sight, and say what helps there."""
        left = piece_of(before)
        if isinstance(left, Cell) and self.isAncestorOf(left):
            left.leave()
        piece = piece_of(now)
        if now is None or piece is None or not self.isAncestorOf(now):
            return
        self.sheet.reveal(now)
        self.help.explain(piece.placed.field if isinstance(piece, Cell) else None, self._asking)
