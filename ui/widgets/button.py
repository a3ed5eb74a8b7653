"""Buttons: large, flat, with room for a long word; acted on when released, never when pressed."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kiosk.session import Contrast
from ui.icons import icon
from ui.theme import Role, Theme
from ui.widgets.lines import Lines
from ui.widgets.surface import draw_surface

FAINT = 0.4
"""How much is seen of a disabled button where the colours are only black and white."""


class Look(Enum):
    """How much a button asks to be touched."""

    PRIMARY = "primary"
    """The one thing most people do next; at most one on a page."""
    SECONDARY = "secondary"
    QUIET = "quiet"
    """No border: for what stands in a row of its like."""


class Place(Enum):
    """Where the icon of a button stands."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"


class Button(QAbstractButton):
    """A button that says what it does. `clicked` comes on release inside.

    Args:
        icon_name: a file of resources/icons, '' for none.
        role: of its text.
        fills: whether it takes all the width it is given.
    """

    def __init__(
        self,
        label: str,
        theme: Theme,
        look: Look = Look.SECONDARY,
        *,
        icon_name: str = "",
        place: Place = Place.LEFT,
        role: Role = Role.BUTTON,
        fills: bool = False,
    ) -> None:
        super().__init__()
        self.theme, self.look, self.role = theme, look, role
        self._icon_name, self._place = icon_name, place
        self._label = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        across = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_label(label)

    # --- What it says --------------------------------------------------------------------------

    @property
    def label(self) -> str:
        """What it says. Not Qt's `text`, where an ampersand would mark a shortcut."""
        return self._label

    def set_label(self, label: str) -> None:
        """Say `label`, on the screen and to a screen reader."""
        self._label = label
        self.setAccessibleName(label)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self.update()

    # --- Its size ------------------------------------------------------------------------------

    @property
    def _padding(self) -> int:
        return self.theme.space(1 if self._place is Place.ABOVE else 2)

    @property
    def _icon_size(self) -> int:
        return round(1.25 * self.theme.font(self.role).pixelSize())

    def _beside(self) -> int:
        """Return the width that the icon takes away from the text."""
        if not self._icon_name or self._place is Place.ABOVE:
            return 0
        return self._icon_size + self.theme.space(1)

    def _above(self) -> int:
        return self._icon_size if self._icon_name and self._place is Place.ABOVE else 0

    def _lines(self, width: float) -> Lines:
        room = width - 2 * self._padding - self._beside()
        return Lines(self._label, self.theme.font(self.role), room)

    def _text_height(self, lines: Lines) -> float:
        return lines.height if self._label else 0.0

    def hasHeightForWidth(self) -> bool:
        """Whether the height depends on the width: long words are broken."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`, in pixels: never below a finger's."""
        height = self._text_height(self._lines(width)) + self._above()
        return max(self.theme.target, round(height + 2 * self.theme.space(0.5) + 0.5))

    def sizeHint(self) -> QSize:
        """Return the size with the text on one line."""
        text = Lines(self._label, self.theme.font(self.role), 1e6).width if self._label else 0.0
        width = round(text + 2.5) + 2 * self._padding + self._beside()
        width = max(width, self.theme.target)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a finger's width, and the height the text needs there."""
        width = self.theme.target
        return QSize(width, self.theme.target)

    # --- Its look ------------------------------------------------------------------------------

    def _colours(self) -> tuple[str, str, str]:
        """Return fill, border and ink."""
        colours = self.theme.colours
        down = self.isDown()
        match self.look:
            case Look.PRIMARY if self.isEnabled():
                return (colours.ink if down else colours.accent), "", colours.accent_ink
            case Look.SECONDARY:
                border = colours.line if self.isEnabled() else colours.hairline
                ink = colours.accent if self.isEnabled() else colours.muted
                return (colours.accent_soft if down else colours.paper), border, ink
            case _:
                return (colours.accent_soft if down else ""), "", colours.accent

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint ground, focus ring, icon and text."""
        fill, border, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled() and self.theme.contrast is Contrast.HIGH:
            painter.setOpacity(FAINT)
        draw_surface(painter, self.rect(), self.theme, fill, border, focused=self.hasFocus())
        painter.setPen(QColor(ink))
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        lines = self._lines(self.width())
        above, beside, size = self._above(), self._beside(), self._icon_size
        whole = lines.width + beside
        left = (self.width() - whole) / 2
        top = (self.height() - self._text_height(lines) - above) / 2
        text_left = left + (beside if self._place is Place.LEFT else 0)
        if self._icon_name:
            match self._place:
                case Place.ABOVE:
                    spot = ((self.width() - size) / 2, top)
                case Place.LEFT:
                    spot = (left, (self.height() - size) / 2)
                case Place.RIGHT:
                    spot = (left + whole - size, (self.height() - size) / 2)
            painter.drawImage(round(spot[0]), round(spot[1]), icon(self._icon_name, ink, size))
        place = QRectF(text_left, top + above, lines.width + 1, lines.height)
        lines.draw(painter, place, Qt.AlignmentFlag.AlignHCenter)
