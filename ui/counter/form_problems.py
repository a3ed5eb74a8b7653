"""What *Continue* found: how much is left, in which order, and the bar that says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.forms.filled import Filled, Finding
from kiosk.forms.placed import PlacedNote, flat
from kiosk.texts import Texts
from ui.counter.caps import cap_height, cap_width, paint_cap
from ui.icons import icon
from ui.theme import Role, Theme

STOP = "stop"
"""Names a note that ends the form, where a pointer would name a field."""


@dataclass(frozen=True)
class Place:
    """Where something is to be mended: a pointer, or `STOP`, on a page."""

    page: int
    pointer: str


class Problems:
    """Those that stood when *Continue* was pressed; one that was mended counts no more."""

    def __init__(self, filled: Filled, *, judged: bool) -> None:
        self._found: frozenset[str] = frozenset()
        self.judged = judged
        if judged:
            self._found = frozenset(finding.pointer for finding in filled.findings)

    def sentences(self, filled: Filled, texts: Texts) -> Mapping[str, str]:
        """Return what is still wrong, by pointer."""
        said: dict[str, str] = {}
        for finding in filled.findings if self.judged else ():
            if finding.pointer in self._found:
                said.setdefault(finding.pointer, _sentence(finding, texts))
        return said

    def places(self, filled: Filled) -> tuple[Place, ...]:
        """Return where something is still to be mended, in the order of the form."""
        if not self.judged:
            return ()
        wrong = {(finding.page, finding.pointer) for finding in filled.findings}
        wrong = {one for one in wrong if one[1] in self._found}
        return tuple(place for place in _all_places(filled) if _is_wrong(place, wrong))

    def next_after(self, filled: Filled, pointer: str, step: int) -> Place | None:
        """Return the place that comes `step` (1 or -1) after `pointer`, around the end."""
        wrong = self.places(filled)
        if not wrong:
            return None
        every = list(_all_places(filled))
        at = next((n for n, place in enumerate(every) if place.pointer == pointer), -1)
        order = [every.index(place) for place in wrong]
        if step > 0:
            return every[next((n for n in order if n > at), order[0])]
        return every[next((n for n in reversed(order) if n < at), order[-1])]


def _sentence(finding: Finding, texts: Texts) -> str:
    """Return what is wrong; of what is only empty, one word says it."""
    if finding.reason.startswith("invalid-missing"):
        return texts("counter-filling-missing")
    return texts(finding.reason, **finding.values)


def _all_places(filled: Filled) -> Iterator[Place]:
    for number in filled.pages:
        for item in flat(filled.placed[number]):
            if not isinstance(item, PlacedNote):
                yield Place(number, item.pointer)
            elif item.note.tone == STOP:
                yield Place(number, STOP)


def _is_wrong(place: Place, wrong: set[tuple[int, str]]) -> bool:
    return place.pointer == STOP or (place.page, place.pointer) in wrong


class ProblemBar(QWidget):
    """Stands above the form once something was found; its height never changes.

    Signals:
        wanted: it was clicked: the next problem.
    """

    wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, side: int) -> None:
        super().__init__()
        self._texts, self._theme, self._side = texts, theme, side
        self.count = 0
        self.words = ""
        self.setFixedHeight(theme.target + theme.space(1))
        self.hide()

    def say(self, count: int) -> None:
        """Say how many there are; 0: all are mended."""
        texts = self._texts
        words = texts("counter-filling-problems", count=count)
        self.count, self.words = count, words if count else texts("counter-filling-mended")
        self.setAccessibleName(self.words)
        self.show()
        self.update()

    def announce(self) -> None:
        """Have a screen reader say it at once."""
        event = QAccessibleAnnouncementEvent(self, self.words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the next one."""
        event.accept()
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint sign, words, and the key that leads on."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = colours.error if self.count else colours.ok
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(0, 0, theme.px(1.2), self.height(), QColor(colour))
        font = theme.font(Role.BUTTON)
        size = round(1.2 * font.pixelSize())
        sign = icon("triangle-alert" if self.count else "circle-check", colour, size)
        painter.drawImage(self._side, (self.height() - size) // 2, sign)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        left = self._side + size + theme.space(2)
        room = QRect(left, 0, self.width() - left, self.height())
        used = painter.boundingRect(room, Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.words)
        key, does = ("F7", "next") if self.count else ("Ctrl+Enter", "on")
        self._paint_key(painter, used.right() + theme.space(6), key, does)

    def _paint_key(self, painter: QPainter, left: int, key: str, does: str) -> None:
        theme, colours = self._theme, self._theme.colours
        height = cap_height(theme)
        place = QRect(left, (self.height() - height) // 2, cap_width(key, theme), height)
        paint_cap(painter, place, key, theme, colours.ink)
        painter.setPen(QColor(colours.muted))
        rest = QRect(place.right() + theme.space(1.5), 0, self.width(), self.height())
        words = self._texts(f"counter-filling-{does}")
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
