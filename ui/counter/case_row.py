"""A visit in the list of cases: its number, what it is about, who serves it, since when."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Role, Theme
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface

BADGE_MM = 6.5


class CaseRow(QAbstractButton):
    """A held visit, to go on with; or the open one, marked by a bar, a word and its ground.

    Args:
        mark: its number; '' for the visit that is open.
        key: the key that goes on with it, '' for none.
    """

    def __init__(self, mark: str, title: str, detail: str, key: str, theme: Theme) -> None:
        super().__init__()
        self._mark, self._title, self._detail = mark, title, detail
        self._key, self._theme = key, theme
        self.setEnabled(bool(key))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if key else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{mark} {title}".strip())
        self.tell(detail)

    def tell(self, detail: str) -> None:
        """Say `detail` below the title."""
        self._detail = detail
        self.setAccessibleDescription(", ".join(part for part in (detail, self._key) if part))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: who serves it and how long is never cut off."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at `width`, in pixels."""
        title, detail = self._lines(width)
        return round(title.height + detail.height + 0.5) + self._theme.space(2)

    def sizeHint(self) -> QSize:
        """Return its size in a pane of usual width."""
        width = self._theme.px(40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.target, self._theme.target)

    @property
    def _badge_size(self) -> int:
        return max(self._theme.px(BADGE_MM), round(1.36 * self._theme.font().pixelSize()))

    @property
    def _left(self) -> int:
        beside = self._badge_size + self._theme.space(2) if self._mark else 0
        return self._theme.space(2) + beside

    def _lines(self, width: int) -> tuple[Lines, Lines]:
        theme, room = self._theme, width - self._left - self._theme.space(2)
        title = Lines(self._title, theme.font(Role.BUTTON), room)
        return title, Lines(self._detail, theme.font(Role.SMALL), room)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, number, words and key."""
        theme, colours, painter = self._theme, self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = not self._mark or self.isDown() or self.underMouse()
        fill = colours.accent_soft if lit else ""
        draw_surface(painter, self.rect(), theme, fill, "", focused=self.hasFocus())
        if not self._mark:
            painter.fillRect(0, 0, theme.px(1), self.height(), QColor(colours.accent))
        if self._mark:
            self._paint_badge(painter, theme.space(2))
        self._paint_words(painter)

    def _paint_badge(self, painter: QPainter, left: int) -> None:
        theme, size = self._theme, self._badge_size
        place = QRect(left, (self.height() - size) // 2, size, size)
        colours = theme.colours
        draw_surface(painter, place, theme, colours.paper, colours.line, focused=False)
        painter.setFont(theme.font(Role.BUTTON))
        painter.setPen(QColor(colours.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._mark)

    def _paint_words(self, painter: QPainter) -> None:
        theme, (title, detail) = self._theme, self._lines(self.width())
        place = QRectF(self._left, theme.space(1), self.width() - self._left, title.height)
        painter.setPen(QColor(theme.colours.ink))
        title.draw(painter, place)
        painter.setPen(QColor(theme.colours.muted))
        detail.draw(painter, place.translated(0, title.height))
