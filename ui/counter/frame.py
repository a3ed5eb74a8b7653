"""The staff's frame: desk on the left, the page in the middle, context on the right, keys below."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.session import IdentityDocument
from kiosk.view import View
from ui.counter.acting import event_of
from ui.counter.context_pane import ContextPane
from ui.counter.desk_pane import DeskPane
from ui.counter.entry import Entry, cases, said, services
from ui.counter.key_bar import KeyBar
from ui.counter.key_sheet import KeySheet
from ui.counter.keys import BY_NAME, COMMANDS, Command
from ui.counter.overlay import Overlay
from ui.counter.page import Changeable, Guided, Searched
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
        self._over: Overlay | None = None
        searched = isinstance(page, Searched)
        self._desk = DeskPane(view, theme, None if searched else self._open_service)
        self._context = None if page.wide else ContextPane(view, theme)
        self._actions = ActionBar(theme, view, finish=False)
        self._scroll = None if page.fills else Scroll(page, theme, side=6, edge=5)
        self._bar = KeyBar(view.texts, theme)
        self._panes = self._lay_out()
        self._shortcuts = Shortcuts(self, self._do, self._typed())
        self._desk.happened.connect(self.happened)
        self._actions.happened.connect(self.happened)
        self._bar.wanted.connect(self._do)
        if self._context is not None:
            self._context.happened.connect(self.happened)
            self._context.identity_wanted.connect(lambda: self._do(BY_NAME["identity"]))
        self._show_ways()
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr] # there is one, a widget is being built

    def refresh(self, view: View) -> None:
        """Take a newer value of the same state."""
        super().refresh(view)
        self._desk.refresh(view)
        if self._context is not None:
            self._context.refresh(view)
        self._show_ways()

    # --- Where things are ----------------------------------------------------------------------

    def _lay_out(self) -> Panes:
        theme = self._theme
        left = Ground(theme, line_on_left=False)
        column(theme, self._desk, within=left)
        middle = QWidget()
        centre = column(theme, units=0, within=middle)
        centre.addWidget(self._scroll or self.page, 1)
        centre.addWidget(self._actions)
        right = None
        if self._context is not None:
            right = Ground(theme, line_on_left=True)
            column(theme, Scroll(self._context, theme, side=4, edge=4), within=right)
        panes = Panes(left, middle, right, theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(panes, 1)
        whole.addWidget(self._bar)
        return panes

    def _show_ways(self) -> None:
        """Offer what the page offers now, and name the keys that do something."""
        offers = self.page.offers()
        self._actions.setHidden(offers.back is None and offers.forward is None)
        self._actions.show_actions(offers)
        self._bar.offer([one for one in COMMANDS if one.in_bar and not self._why_not(one)])

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

    def _typed(self) -> frozenset[str]:
        """Return which commands of plain letters and digits mean something on this page."""
        names = {"change"} if isinstance(self.page, Changeable) else set()
        if isinstance(self.page, Guided):
            names |= {"next-problem", "previous-problem"}
        return frozenset(names)

    @property
    def _ours(self) -> Mapping[str, Callable[[], None]]:
        """What the frame does itself, by the command's name."""
        return {
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

    def _do(self, command: Command, number: int = 0) -> None:
        """Do what `command` means now, or say why it means nothing."""
        self._bar.hush()
        if command.name == "back" and self._steps_back_here():
            return
        act, event = self._ours.get(command.name), self._event(command, number)
        if self._why_not(command, number):
            self._bar.tell(self._why_not(command, number))
        elif act is not None:
            act()
        elif event is not None:
            self.happened.emit(event)

    def _event(self, command: Command, number: int = 0) -> flow.Event | None:
        return event_of(command, self.page, self._view, number)

    def _why_not(self, command: Command, number: int = 0) -> str:
        """Return why `command` does nothing now; '' where it does something."""
        match command.name:
            case "identity":
                acts = self._may_see_identity()
            case "context":
                acts = self._panes.foldable
            case "next-problem" | "previous-problem":
                acts = isinstance(self.page, Guided)
            case name if name in self._ours:
                acts = True
            case "case" | "change" if not number:
                return self._view.texts(f"counter-not-{command.name}")
            case _:
                acts = self._event(command, number) is not None
        return "" if acts else self._view.texts(f"counter-not-{command.name}")

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
            self._bar.tell(self._view.texts("counter-not-next-problem"))

    def _open_keys(self) -> None:
        self._lay_over(KeySheet(self, self._view.texts, self._theme))

    def _open_palette(self) -> None:
        self._open_choice(self._view.texts("counter-do-palette"), list(self._everything()))

    def _choose_identity(self) -> None:
        self._open_choice(self._view.texts("counter-do-identity"), list(self._documents()))

    def _open_choice(self, title: str, entries: list[Entry]) -> None:
        palette = Palette(self, title, entries, self._view.texts, self._theme)
        palette.chosen.connect(self._choose)
        self._lay_over(palette)

    def _lay_over(self, overlay: Overlay) -> None:
        self._over = overlay
        self._shortcuts.listen(False)
        overlay.closed.connect(lambda: self._shortcuts.listen(True))

    def _choose(self, entry: Entry) -> None:
        if entry.act is not None:
            entry.act()

    # --- What there is to choose ---------------------------------------------------------------

    def _everything(self) -> Iterator[Entry]:
        texts, view = self._view.texts, self._view
        language = texts.language
        yield Entry(said(texts("counter-commands"), language))
        yield from sorted(self._commands(), key=lambda entry: entry.idle)
        if view.cases:
            yield Entry(said(texts("counter-cases"), language))
            yield from cases(view, self.happened.emit)
        if view.catalogue is not None:
            yield Entry(said(texts("counter-services"), language))
            yield from services(view, view.catalogue.listings, self._open_service)

    def _commands(self) -> Iterator[Entry]:
        texts = self._view.texts
        for command in COMMANDS:
            if command.name not in {"palette", "case", "change"}:
                why_not = self._why_not(command)
                yield Entry(
                    title=said(texts(f"counter-do-{command.name}"), texts.language),
                    detail=why_not,
                    note=command.shown if command.keys else "",
                    act=self._doing(command),
                    idle=bool(why_not),
                )

    def _doing(self, command: Command) -> Callable[[], None]:
        return lambda: self._do(command)

    def _documents(self) -> Iterator[Entry]:
        texts, language = self._view.texts, self._view.texts.language
        for document in IdentityDocument:
            name = said(texts(f"counter-identity-{document.value}"), language)
            yield Entry(name, act=self._noting(document))
        if self._view.session.identity is not None:
            nothing = said(texts("counter-identity-take-back"), language)
            yield Entry(nothing, act=self._noting(None))

    def _noting(self, document: IdentityDocument | None) -> Callable[[], None]:
        return lambda: self.happened.emit(flow.IdentitySeen(document))

    def _may_see_identity(self) -> bool:
        view, seen = self._view, flow.IdentitySeen(IdentityDocument.PASSPORT)
        return flow.step(view.state, seen, view.policy) != (view.state, ())

    def _open_service(self, event: flow.Event) -> None:
        view = self._view
        if flow.step(view.state, event, view.policy) == (view.state, ()):
            self._bar.tell(view.texts("counter-not-service"))
        else:
            self.happened.emit(event)
