"""One field: its caption above, its editor, and below what is wrong; all but the editor painted."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.forms.kinds import kind_of
from kiosk.forms.placed import Placed, PlacedField
from kiosk.municipalities import TOWN
from ui.counter.editors import dense_editor_for
from ui.counter.editors.area import AreaBox
from ui.counter.editors.confirm import ConfirmBox
from ui.counter.editors.dense import Dense
from ui.counter.editors.files import FilesBox
from ui.counter.editors.line import LineBox
from ui.counter.editors.town import TownBox
from ui.counter.form_asking import Asking
from ui.counter.form_caption import Caption, bold_small
from ui.counter.form_piece import Piece
from ui.icons import icon
from ui.theme import Role
from ui.widgets.address import last
from ui.widgets.lines import Lines


class Cell(Piece):
    """Its editor keeps its focus, its cursor and its place while other cells come and go."""

    def __init__(self, placed: PlacedField, asking: Asking) -> None:
        super().__init__()
        self.placed, self.pointer = placed, placed.pointer
        self._asking, self._theme = asking, asking.theme
        self.editor = _editor(placed, asking)
        marked = isinstance(self.editor, LineBox)  # in an empty line itself
        self.caption = Caption(placed.field.label, asking, placed.field, says_optional=not marked)
        self.editor.setParent(self)
        self.editor.edited.connect(self._edited)
        self.editor.noticed.connect(self._notice)
        self.problem = self.notice = ""
        self._above = 0
        self._labelled = isinstance(self.editor, ConfirmBox)
        self._tall = 0

    # --- Its size ------------------------------------------------------------------------------

    def wanted_width(self) -> int:
        """Return the width of its usual entry, or of its label."""
        caption = 0 if self._labelled else self.caption.wanted_width()
        return max(self.editor.wanted_width(), caption)

    @property
    def alone(self) -> bool:
        """Whether it is a statement, a longer text, or has documents below each other."""
        return isinstance(self.editor, ConfirmBox | AreaBox | FilesBox)

    @property
    def speaks(self) -> bool:
        """Whether something is wrong or to be noticed."""
        return bool(self._foot())

    def bands(self, width: int, room: int) -> tuple[int, int, int]:
        """See `Piece`."""
        above = 0
        if not self._labelled:
            above = self.caption.height_at(width)
        elif self.caption.beside:
            above = round(self._beside_lines(width).height + 0.5)
        foot = self._foot_lines(room)
        below = round(foot.height + 0.5) + self._theme.space(0.5) if foot else 0
        self._tall = self.editor.height_at(width)
        return above, self._tall, below

    def settle(self, width: int, above: int) -> None:
        """See `Piece`."""
        self._above = above
        self.editor.setGeometry(0, above, width, self._tall)
        self.update()

    def _foot(self) -> str:
        return self.problem or self.notice

    def _foot_lines(self, width: int) -> Lines | None:
        if not self._foot():
            return None
        return Lines(self._foot(), bold_small(self._asking), max(1, width - self._sign_room()))

    def _beside_lines(self, width: int) -> Lines:
        return Lines(self.caption.beside, self._theme.font(Role.SMALL), width)

    def _sign_room(self) -> int:
        return self._sign_size() + self._theme.space(1.5)

    def _sign_size(self) -> int:
        return round(1.15 * self._theme.font(Role.SMALL).pixelSize())

    # --- What it is asked ----------------------------------------------------------------------

    def take(self, item: Placed) -> bool:
        """Take what changed about the field; an entry from elsewhere is shown."""
        assert isinstance(item, PlacedField)
        before, self.placed = self.placed, item
        if before.enabled is not item.enabled:
            self.editor.setEnabled(item.enabled)
            self.update()
        foreign = item.entry not in (self.editor.entry, before.entry)
        if foreign and not (self.has_focus() and _is_default(item)):
            self.editor.hold(item.entry)
        return False

    def leave(self) -> None:
        """Show what the form puts in where one left nothing: it is what will be sent."""
        if self.editor.entry != self.placed.entry and _is_default(self.placed):
            self.editor.hold(self.placed.entry)

    def has_focus(self) -> bool:
        """Whether one is typing here."""
        target = self.editor.focus_target()
        return target.hasFocus() or self.editor.hasFocus()

    def stops(self) -> Iterator[QWidget]:
        """Yield what *Tab* reaches here."""
        if self.placed.enabled:
            yield from self.editor.stops()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """See `Piece`."""
        problem = problems.get(self.pointer, "")
        if problem != self.problem:
            self.problem = problem
            self.editor.show_problem(problem)
            self._changed_below()

    def say_aside(self, words: str) -> None:
        """Say `words` quietly at the right end of the caption."""
        if words != self.caption.aside:
            self.caption.aside = words
            self.update()

    def _edited(self, entry: object) -> None:
        self.answered.emit(self.pointer, entry)
        if self.editor.height_at(self.editor.width()) != self._tall:
            self.resized.emit()

    def _notice(self, words: str) -> None:
        if words != self.notice:
            self.notice = words
            self._changed_below()

    def _changed_below(self) -> None:
        self.resized.emit()
        self.update()

    # --- Its look ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the caption, and what is wrong."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.editor.width()
        if not self._labelled:
            enabled = self.placed.enabled
            self.caption.paint(painter, width, enabled=enabled)
        elif self.caption.beside:
            painter.setPen(QColor(self._theme.colours.muted))
            lines = self._beside_lines(width)
            place = QRectF(0, self._above - lines.height, width, lines.height)
            lines.draw(painter, place)
        self._paint_foot(painter)

    def _paint_foot(self, painter: QPainter) -> None:
        lines = self._foot_lines(self.width())
        if lines is None:
            return
        colours, size = self._theme.colours, self._sign_size()
        colour = colours.error if self.problem else colours.muted
        top = self._above + self._tall + self._theme.space(0.5)
        step = lines.height / lines.count
        sign = icon("triangle-alert" if self.problem else "info", colour, size)
        painter.drawImage(0, round(top + (step - size) / 2), sign)
        painter.setPen(QColor(colour))
        room = self.width() - self._sign_room()
        lines.draw(painter, QRectF(self._sign_room(), top, room, lines.height))


def _is_default(placed: PlacedField) -> bool:
    """Whether the entry is the form's own: it does not come back under somebody's fingers."""
    field = placed.field
    known = field.default is not None
    return known and placed.entry == kind_of(field.kind).entry(field.default, field)


def _editor(placed: PlacedField, asking: Asking) -> Dense:
    texts, theme = asking.texts, asking.theme
    if last(placed.pointer) == TOWN and placed.field.kind == "text":
        return TownBox(placed, texts, theme, asking.listing)
    return dense_editor_for(placed, texts, theme, asking.listing, takes_files=asking.takes_files)
