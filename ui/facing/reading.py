"""The answers as they are typed, and the question whether they may be sent."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kiosk import flow
from kiosk.facing import Facing, Stage
from ui.facing.leaf import Leaf, in_text_mm
from ui.facing.part_card import AnswerLine, PartCard
from ui.fees import price, small_print
from ui.theme import Theme
from ui.widgets.button import Button, Look
from ui.widgets.facts import Fact
from ui.widgets.label import Label, heading
from ui.widgets.pane import Pane
from ui.widgets.stack import column, row

LIST, BESIDE = 62, 38
"""How a screen that lies divides its width, in percent."""
BESIDE_MM, ABOVE_MM = 270.0, 200.0
"""From this width on the question stands beside the answers, from this height on above them."""
NOT_YET = "–"


class Reading(Leaf):
    """Every answer, with the one in sight that staff are at; below or beside it what to do."""

    def __init__(self, facing: Facing, theme: Theme, room: QSize) -> None:
        super().__init__(facing, theme, room)
        self.cards: list[PartCard] = []
        self._at = ""
        self._list = QWidget()
        self._below = column(theme, units=3, within=self._list)
        if facing.sender:
            self._below.addWidget(self._receiver(facing))
        self._pane = Pane(self._list, self.texts, theme)
        self._lay_out()
        self._show_parts()

    # --- Where things are ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Put the question beside the answers, above them, or among them, as there is room."""
        wide, high = in_text_mm(self.room, self.theme)
        if not self.theme.portrait and wide >= BESIDE_MM:
            return self._lay_side_by_side()
        whole = column(self.theme, units=0, within=self)
        if high >= ABOVE_MM:
            whole.addWidget(self._set_in(column(self.theme, *self._words(), units=2)))
        else:
            self._below.insertLayout(0, column(self.theme, *self._words(), units=1))
        whole.addWidget(self._pane, 1)
        if buttons := self._buttons():
            build = column if self.theme.portrait else row
            whole.addWidget(self._set_in(build(self.theme, *buttons, units=2)))
        return None

    def _lay_side_by_side(self) -> None:
        theme, side = self.theme, QWidget()
        layout = column(theme, units=2, within=side)
        layout.addWidget(self._set_in(column(theme, *self._words(), units=2), side=4))
        layout.addStretch()
        if buttons := self._buttons():
            layout.addWidget(self._set_in(column(theme, *buttons, units=2), side=4))
        whole = row(theme, units=0, within=self)
        whole.addWidget(self._pane, LIST)
        whole.addWidget(side, BESIDE)

    def _words(self) -> tuple[QWidget, ...]:
        stage = self.facing.stage.value
        title = heading(self.texts(f"facing-{stage}-title"), self.theme)
        return title, Label(self.texts(f"facing-{stage}"), self.theme)

    def _set_in(self, layout: QLayout, *, side: float = 6) -> QWidget:
        """Return `layout` with the margins of the screen."""
        theme, held = self.theme, QWidget()
        held.setLayout(layout)
        edge = theme.space(2)
        layout.setContentsMargins(theme.space(side), edge, theme.space(side), edge)
        return held

    def _receiver(self, facing: Facing) -> QWidget:
        texts, theme = self.texts, self.theme
        facts: list[QWidget] = [
            Fact("landmark", texts("reviewing-sender"), (facing.sender,), theme),
        ]
        if fee := facing.fee:
            cost = (price(fee, texts), fee.note.to(facing.language))
            small = small_print(fee, texts)
            facts.append(Fact("coins", texts("reviewing-fee"), cost, theme, *small))
        held = QWidget()
        column(theme, *facts, units=2, within=held)
        return held

    def _buttons(self) -> list[QWidget]:
        if self.facing.stage is not Stage.ASKED:
            return []
        theme, texts = self.theme, self.texts
        yes = Button(texts("facing-yes"), theme, Look.PRIMARY, icon_name="check", fills=True)
        no = Button(texts("facing-no"), theme, Look.SECONDARY, icon_name="x", fills=True)
        yes.clicked.connect(lambda: self.happened.emit(flow.AgreementGiven()))
        no.clicked.connect(lambda: self.happened.emit(flow.AgreementRefused()))
        return [yes, no]

    # --- Following -----------------------------------------------------------------------------

    def follow(self, facing: Facing) -> None:
        """Show the answers there are now; what did not change stays as it is."""
        super().follow(facing)
        self._show_parts()
        self.attend(self._at)

    def attend(self, pointer: str) -> None:
        """Mark the answer at `pointer`, and bring it into sight; who is asked reads undisturbed."""
        self._at = "" if self.facing.stage is Stage.ASKED else pointer
        for line in self._lines():
            line.mark(here=line.pointer == self._at)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Move the list once its layout knows where everything stands."""
        for line in self._lines():
            if line.pointer == self._at:
                self._pane.reveal(line)

    def _lines(self) -> list[AnswerLine]:
        return [line for card in self.cards for line in card.lines]

    def _show_parts(self) -> None:
        """Keep the cards that ask what they asked; make the others anew, at their places."""
        kept, parts = dict.fromkeys(self.cards, False), self.facing.parts
        asked = self.texts("reviewing-not-provided")
        nothing = asked if self.facing.stage is Stage.ASKED else NOT_YET
        cards: list[PartCard] = []
        for part in parts:
            card = next((one for one in kept if not kept[one] and one.take(part)), None)
            if card is None:
                card = PartCard(part, nothing, self.theme)
            kept[card] = True
            cards.append(card)
        for old in (card for card, stays in kept.items() if not stays):
            self._below.removeWidget(old)
            old.hide()
            old.deleteLater()
        _order(self._below, cards)
        self.cards = cards


def _order(layout: QVBoxLayout, cards: list[PartCard]) -> None:
    first = layout.count() - sum(layout.indexOf(card) >= 0 for card in cards)
    for place, card in enumerate(cards, start=first):
        if layout.indexOf(card) != place:
            layout.insertWidget(place, card)
