"""One entry of a repeating group: open with its questions, or folded to what was answered."""

from collections.abc import Iterator
from typing import Any, Protocol

from PySide6.QtCore import Qt

from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import Placed, PlacedField, flat
from kiosk.session import TextSize
from kiosk.texts import Texts
from ui.editors.options import options_of
from ui.theme import Role, Theme
from ui.widgets.button import Button, Look
from ui.widgets.field_row import FieldRow
from ui.widgets.label import Label
from ui.widgets.panel import Panel
from ui.widgets.stack import row

ACTS = (("move-up", "arrow-up"), ("move-down", "arrow-down"), ("remove", "trash-2"))
"""What can be done with an entry as a whole, in reading order, and its icon."""

SAID = 4
"""So many answers are said of a folded entry."""


class Inner(Protocol):
    """The questions of a card."""

    answered: Any

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Take what is asked now; return whether something came or went."""

    def rows(self) -> Iterator[FieldRow]:
        """Yield the questions."""


class EntryCard(Panel):
    """`inner` stands below the title; *Change* unfolds it."""

    def __init__(
        self,
        items: tuple[Placed, ...],
        name: str,
        number: int,
        texts: Texts,
        theme: Theme,
        inner: Any,
    ) -> None:
        super().__init__(theme, fill=theme.colours.paper, border=theme.colours.line)
        self._theme = theme
        self.inner = inner
        inner.take(items)
        self.summary = Label(summary_of(items, texts.language), theme)
        said = {"entry": name, "number": number + 1}
        title = texts("filling-entry", **said)
        self.change = Button(texts("reviewing-change"), theme, icon_name="pen-line")
        self.change.setAccessibleName(texts("reviewing-change-part", title=title))
        self.change.clicked.connect(self._unfold)
        self.up, self.down, self.remove = (
            self._button(texts(f"filling-{act}"), icon, texts(f"filling-{act}-entry", **said))
            for act, icon in ACTS
        )
        head = row(theme, units=1)
        head.addWidget(Label(title, theme, Role.TITLE), 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.inner)
        self.fold(unless=True)

    def _button(self, label: str, icon: str, name: str) -> Button:
        button = Button(label, self._theme, Look.QUIET, icon_name=icon)
        button.setAccessibleName(name)
        button.setParent(self)
        button.hide()
        return button

    def offer(self, *buttons: Button) -> None:
        """Show `buttons` below, as many side by side as there is room for."""
        theme = self._theme
        narrow = theme.portrait and theme.text_size is not TextSize.NORMAL
        across = 2 if narrow else len(ACTS)
        for at in range(0, len(buttons), across):
            line = row(theme, *buttons[at : at + across], units=1)
            line.addStretch(1)
            self.column.addLayout(line)
        for button in buttons:
            button.show()

    def take(self, items: tuple[Placed, ...]) -> bool:
        """Take what is asked now; return whether something came or went."""
        return bool(self.inner.take(items))

    def fold(self, *, unless: bool) -> None:
        """Show only what was answered, `unless` there is something to do or nothing to say."""
        shown = unless or not self.summary.text()
        self.inner.setVisible(shown)
        self.summary.setVisible(not shown)
        self.change.setVisible(not shown)

    def focus(self) -> None:
        """Bring the visitor to the first question."""
        first = next(self.inner.rows(), None)
        if first is not None:
            first.focus()

    def _unfold(self) -> None:
        self.fold(unless=True)
        self.focus()


def summary_of(items: tuple[Placed, ...], language: str) -> str:
    """Return the first answers of an entry as they were given; what is masked is left out."""
    fields = (item for item in flat(items) if isinstance(item, PlacedField))
    said = (
        _said(field, language) for field in fields if not kind_of(field.field.kind).masked_always
    )
    return ", ".join([text for text in said if text][:SAID])


def _said(placed: PlacedField, language: str) -> str:
    if not isinstance(placed.entry, str):
        return ""
    options = options_of(placed.field)
    labels = {option.value: option.label.to(language) for option in options}
    return labels.get(placed.entry, "" if options else placed.entry)
