"""The staff's frame: desk on the left, the page in the middle, context on the right, keys below."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.view import View
from ui.counter.acting import Acting
from ui.counter.choices import documents, everything
from ui.counter.context_pane import ContextPane
from ui.counter.desk_pane import DeskPane
from ui.counter.entry import Entry
from ui.counter.key_bar import KeyBar
from ui.counter.key_sheet import KeySheet
from ui.counter.keys import BY_NAME, COMMANDS, OF_FORMS, Command
from ui.counter.overlay import Overlay
from ui.counter.page import Changeable, Entered, Guided, Searched
from ui.counter.palette import Palette
from ui.counter.panes import Ground, Panes
from ui.counter.scroll import Scroll
from ui.counter.shortcuts import Shortcuts
from ui.pages.page import Page
from ui.surround import Surround
from ui.theme import Theme
from ui.widgets.actions import ActionBar
from ui.widgets.stack import column


class CounterFrame(Surround):
    """`page` among all that staff need beside it; everything in it has a key."""

    own_keys: ClassVar[frozenset[Qt.Key]] = frozenset({Qt.Key.Key_F1})

    def __init__(self, page: Page, view: View, theme: Theme) -> None:
        super().__init__(page, view, theme)
        self._acting = Acting(page, view)
        searched = isinstance(page, Searched)
        self._desk = DeskPane(view, theme, None if searched else self._open_service)
        self._context = None if page.wide else ContextPane(view, theme)
        self._actions = ActionBar(theme, view, finish=False)
        self._actions.show_actions(page.offers())  # before it has a place: so Tab finds it there
        self._scroll = None if page.fills else Scroll(page, theme, side=6, edge=5)
        self.bar = KeyBar(view.texts, theme)
        self._panes = self._lay_out()
        self._shortcuts = Shortcuts(self, self.do, self._known())
        self._desk.happened.connect(self.happened)
        self._actions.happened.connect(self.happened)
        self.bar.wanted.connect(self.do)
        if self._context is not None:
            self._context.happened.connect(self.happened)
            self._context.identity_wanted.connect(lambda: self.do(BY_NAME["identity"]))
        self._show_ways()
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr] # there is one, a widget is being built

    def refresh(self, view: View) -> None:
        """Take a newer value of the same state."""
        super().refresh(view)
        self._acting = Acting(self.page, view)
        self._desk.refresh(view)
        if self._context is not None:
            self._context.refresh(view)
        self._show_ways()

    # --- Where things are ----------------------------------------------------------------------

    def _lay_out(self) -> Panes:
        theme = self._theme
        texts = self._view.texts
        left = Ground(theme, texts("counter-pane-desk"), line_on_left=False)
        column(theme, Scroll(self._desk, theme, side=4, edge=4, fills=True), within=left)
        middle = QWidget()
        middle.setAccessibleName(self.page.title())
        centre = column(theme, units=0, within=middle)
        centre.addWidget(self._scroll or self.page, 1)
        centre.addWidget(self._actions)
        right = None
        if self._context is not None:
            right = Ground(theme, texts("counter-pane-context"), line_on_left=True)
            column(theme, Scroll(self._context, theme, side=4, edge=4), within=right)
        panes = Panes(left, middle, right, theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(panes, 1)
        whole.addWidget(self.bar)
        return panes

    def _show_ways(self) -> None:
        """Offer what the page offers now, and name the keys that do something."""
        offers = self.page.offers()
        self._actions.setHidden(offers.back is None and offers.forward is None)
        self._actions.show_actions(offers)
        self.bar.offer([one for one in COMMANDS if one.in_bar and not self._acting.why_not(one)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Fold the right pane away where there is no room for it."""
        self._panes.fit(self.width())

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._scroll is not None and self.page.isAncestorOf(now):
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._scroll is not None:
            self._scroll.reveal(focused)

    # --- What is wanted ------------------------------------------------------------------------

    def _known(self) -> frozenset[str]:
        """Return which commands of some pages mean something on this one."""
        names = {"change"} if isinstance(self.page, Changeable) else set()
        if isinstance(self.page, Guided):
            names |= {"next-problem", "previous-problem"}
        if isinstance(self.page, Entered):
            names |= OF_FORMS
        return frozenset(names)

    @property
    def _ours(self) -> Mapping[str, Callable[[], None]]:
        """What the frame does itself, by the command's name."""
        form = self.page if isinstance(self.page, Entered) else None
        of_form = {
            "both-languages": form.turn_language,
            "add-entry": form.add_entry,
            "remove-entry": form.remove_entry,
        } if form else {}  # fmt: skip
        return {
            **of_form,
            "palette": self._open_palette,
            "keys": self._open_keys,
            "identity": self._choose_identity,
            "search": self._search,
            "next-pane": lambda: self._panes.go(1),
            "previous-pane": lambda: self._panes.go(-1),
            "context": self._toggle_context,
            "next-problem": lambda: self._go_to_problem(1),
            "previous-problem": lambda: self._go_to_problem(-1),
        }

    def do(self, command: Command, number: int = 0) -> None:
        """Do what `command` means now, or say why it means nothing."""
        self.bar.hush()
        if command.name == "back" and self._steps_back_here():
            return
        if why_not := self._acting.why_not(command, number):
            self.bar.tell(why_not)
        elif (act := self._ours.get(command.name)) is not None:
            act()
        elif (event := self._acting.event(command, number)) is not None:
            self.happened.emit(event)

    def _steps_back_here(self) -> bool:
        """Leave a search first: it is emptied, then the page has the focus again."""
        page_finder = self.page.finder if isinstance(self.page, Searched) else None
        for finder in filter(None, (self._desk.finder, page_finder)):
            if finder.isAncestorOf(QApplication.focusWidget() or self):
                if finder.escape():
                    return True
                if finder is self._desk.finder:
                    (self.page.first_focus() or self.page).setFocus()
                    return True
        return False

    # --- What the frame does itself ------------------------------------------------------------

    def _search(self) -> None:
        finder = self.page.finder if isinstance(self.page, Searched) else self._desk.finder
        if finder is not None:
            finder.begin()

    def _toggle_context(self) -> None:
        self._panes.toggle()

    def _go_to_problem(self, step: int) -> None:
        if isinstance(self.page, Guided) and not self.page.go_to_problem(step):
            self.bar.tell(self._view.texts("counter-not-next-problem"))

    def _open_keys(self) -> None:
        self._lay_over(KeySheet(self, self._view.texts, self._theme))

    def _open_palette(self) -> None:
        found = everything(
            self._view, self._acting, self.do, self.happened.emit, self._open_service
        )
        self._open_choice("palette", list(found))

    def _choose_identity(self) -> None:
        self._open_choice("identity", list(documents(self._view, self.happened.emit)))

    def _open_choice(self, name: str, entries: list[Entry]) -> None:
        title = self._view.texts(f"counter-do-{name}")
        palette = Palette(self, title, entries, self._view.texts, self._theme)
        palette.chosen.connect(lambda entry: entry.act())
        self._lay_over(palette)

    def _lay_over(self, overlay: Overlay) -> None:
        self._shortcuts.listen(False)
        overlay.closed.connect(lambda: self._shortcuts.listen(True))

    def _open_service(self, event: flow.Event) -> None:
        if self._acting.moves(event):
            self.happened.emit(event)
        else:
            back, new = (BY_NAME[name].shown for name in ("back", "new"))
            self.bar.tell(self._view.texts("counter-not-service", back=back, new=new))
