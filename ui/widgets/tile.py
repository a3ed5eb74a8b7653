"""Tiles: large buttons with a title and what belongs to it, painted here because they are many."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.icons import icon, names
from ui.theme import Role, Theme
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface

UNKNOWN_ICON = "file-text"
"""Stands for an icon that a portal names and the kiosk does not have."""

MOST_LINES = 3
"""Of each text: a flood from a portal is cut off with an ellipsis."""


class Tile(QAbstractButton):
    """A title, a line below it, and small print; all of it can be touched.

    Args:
        icon_name: on the left, '' for none.
        compact: a title of the size of body text and no mark, for tiles side by side.
    """

    def __init__(
        self,
        title: str,
        theme: Theme,
        *,
        detail: str = "",
        small: str = "",
        icon_name: str = "",
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._compact = theme, compact
        self._icon_name = icon_name if not icon_name or icon_name in names() else UNKNOWN_ICON
        muted = theme.colours.muted
        title_role = Role.BUTTON if compact else Role.TITLE
        parts = ((title, title_role, theme.colours.ink), (detail, Role.BODY, muted))
        self._parts = [part for part in (*parts, (small, Role.SMALL, muted)) if part[0]]
        self._broken: tuple[int, list[Lines]] = (-1, [])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(part for part in (detail, small) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- Its size ------------------------------------------------------------------------------

    @property
    def _margin(self) -> int:
        return self._theme.space(2)

    @property
    def _icon_size(self) -> int:
        return round(1.3 * self._theme.font(Role.TITLE).pixelSize()) if self._icon_name else 0

    @property
    def _chevron_size(self) -> int:
        return 0 if self._compact else self._theme.font(Role.TITLE).pixelSize()

    def _lines(self, width: int) -> list[Lines]:
        if self._broken[0] != width:
            beside = self._icon_size + self._margin if self._icon_name else 0
            room = width - 3 * self._margin - beside - self._chevron_size
            found = [Lines(t, self._theme.font(r), room, MOST_LINES) for t, r, _ in self._parts]
            self._broken = width, found
        return self._broken[1]

    def _text_height(self, width: int) -> float:
        lines = self._lines(width)
        return sum(part.height for part in lines) + (len(lines) - 1) * self._theme.space(0.25)

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its texts at `width`, never below a finger's."""
        height = self._text_height(width) + 2 * self._theme.space(1.5)
        return max(self._theme.target, round(height + 0.5))

    def sizeHint(self) -> QSize:
        """Return a usual size; a tile takes the width it is given."""
        width = self._theme.px(100)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.px(30), self._theme.target)

    # --- Its look ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, icon, texts and the mark that it leads on."""
        theme, colours, margin = self._theme, self._theme.colours, self._margin
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = colours.accent_soft if self.isDown() else colours.paper
        draw_surface(painter, self.rect(), theme, fill, colours.line, focused=self.hasFocus())
        left = margin
        if self._icon_name:
            size = self._icon_size
            image = icon(self._icon_name, colours.accent, size)
            painter.drawImage(left, (self.height() - size) // 2, image)
            left += size + margin
        if chevron := self._chevron_size:
            place = (self.width() - margin - chevron, (self.height() - chevron) // 2)
            painter.drawImage(*place, icon("chevron-right", colours.accent, chevron))
        self._paint_texts(painter, left)

    def _paint_texts(self, painter: QPainter, left: int) -> None:
        top = (self.height() - self._text_height(self.width())) / 2
        parts = zip(self._lines(self.width()), self._parts, strict=True)
        for lines, (_, _, colour) in parts:
            painter.setPen(QColor(colour))
            lines.draw(painter, QRectF(left, top, self.width() - left, lines.height))
            top += lines.height + self._theme.space(0.25)
