"""Editors that are the same for everybody, held in a form of the counter."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.answers import Entry
from kiosk.forms.kinds.yes_no import YES
from ui.counter.editors.dense import Dense
from ui.editors.confirm import ConfirmEditor
from ui.editors.editor import Editor


class Held(Dense):
    """Holds `inner`; what it tells is told."""

    def __init__(self, inner: Editor) -> None:
        super().__init__(inner.placed, inner.texts, inner.theme)
        self.inner = inner
        inner.setParent(self)
        inner.edited.connect(self._pass_on)
        self.setFocusProxy(inner.focus_target())

    @property
    def shows_label(self) -> bool:
        """Whether the label is part of it."""
        return self.inner.says_label

    def focus_target(self) -> QWidget:
        """See `Editor`."""
        return self.inner.focus_target()

    def inputs(self) -> tuple[QWidget, ...]:
        """See `Editor`."""
        return self.inner.inputs()

    def show_problem(self, sentence: str) -> None:
        """See `Editor`."""
        self.problem = sentence
        self.inner.show_problem(sentence)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what is offered now."""
        return tuple(one for one in self.inputs() if not one.isHidden())

    def wanted_width(self) -> int:
        """Return the width on one line."""
        return self.inner.sizeHint().width()

    def height_at(self, width: int) -> int:
        """Return the height of what it holds at `width`."""
        layout = self.inner.layout()
        if layout is None:
            return self.theme.target
        layout.invalidate()
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return max(self.theme.target, tall if tall > 0 else layout.totalSizeHint().height())

    def hold(self, entry: Entry) -> None:
        """Show `entry` where it is a tick; documents are never taken over."""
        self.entry = entry
        if isinstance(self.inner, ConfirmEditor):
            self.inner.tick.setChecked(entry == YES)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - the new size is known
        """Let it fill this."""
        self.inner.setGeometry(self.rect())

    def _pass_on(self, told: object) -> None:
        self.entry = self.inner.entry
        self.edited.emit(told)
