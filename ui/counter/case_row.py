"""A visit in the list of cases: its number, what it is about, who serves it, since when."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import Role, Theme
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{mark} {title}".strip())
        self.tell(detail)

    def tell(self, detail: str) -> None:
        """Say `detail` below the title."""
        self._detail = detail
        self.setAccessibleDescription(", ".join(part for part in (detail, self._key) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height: two lines."""
        title, detail = self._fonts()
        return QSize(self._theme.px(40), title.height() + detail.height() + self._theme.space(2))

    @property
    def _badge_size(self) -> int:
        return max(self._theme.px(BADGE_MM), self._fonts()[0].height())

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        theme = self._theme
        return QFontMetrics(theme.font(Role.BUTTON)), QFontMetrics(theme.font(Role.SMALL))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, number, words and key."""
        theme, colours, painter = self._theme, self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = not self._mark or self.isDown() or self.underMouse()
        fill = colours.accent_soft if lit else ""
        draw_surface(painter, self.rect(), theme, fill, "", focused=self.hasFocus())
        if not self._mark:
            painter.fillRect(0, 0, theme.px(1), self.height(), QColor(colours.accent))
        left = theme.space(2)
        if self._mark:
            self._paint_badge(painter, left)
            left += self._badge_size + theme.space(2)
        right = self.width() - theme.space(2)
        self._paint_words(painter, left, right)

    def _paint_badge(self, painter: QPainter, left: int) -> None:
        theme, size = self._theme, self._badge_size
        place = QRect(left, (self.height() - size) // 2, size, size)
        colours = theme.colours
        draw_surface(painter, place, theme, colours.paper, colours.line, focused=False)
        painter.setFont(theme.font(Role.BUTTON))
        painter.setPen(QColor(colours.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._mark)

    def _paint_words(self, painter: QPainter, left: int, right: int) -> None:
        theme, (title, detail) = self._theme, self._fonts()
        top, room = theme.space(1), right - left
        cut = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font(Role.BUTTON))
        painter.setPen(QColor(theme.colours.ink))
        first = QRect(left, top, room, title.height())
        painter.drawText(
            first, Qt.AlignmentFlag.AlignVCenter, title.elidedText(self._title, cut, room)
        )
        painter.setFont(theme.font(Role.SMALL))
        painter.setPen(QColor(theme.colours.muted))
        second = QRect(left, first.bottom() + 1, room, detail.height())
        painter.drawText(
            second, Qt.AlignmentFlag.AlignVCenter, detail.elidedText(self._detail, cut, room)
        )
