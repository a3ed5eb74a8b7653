"""The measures and colours of a visit: tokens in mm and in colour, a palette, one style sheet.

Sizes are physical: a terminal's pixel density is calibrated, and text grows by the height of a
capital letter (VVSG 2.0, 7.1-E). Widgets that are many (tiles, keys) paint themselves from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QFont, QPalette

from kiosk.session import Contrast, Session, TextSize
from ui.fonts import CAPITAL, FAMILY

GRID_MM = 2.0
"""The unit of all spacing."""


class Role(Enum):
    """What a text is, and so how large and how heavy it is set."""

    DISPLAY = "display"
    """The name of a municipality on the attract screen."""
    BODY = "body"
    HEADING = "heading"
    """The one question or idea of a page."""
    TITLE = "title"
    """Of a tile, a section, a dialogue."""
    SMALL = "small"
    BUTTON = "button"
    DIGITS = "digits"
    """Amounts, dates, case numbers."""


WEIGHTS = {
    Role.DISPLAY: QFont.Weight.Bold,
    Role.HEADING: QFont.Weight.Bold,
    Role.TITLE: QFont.Weight.DemiBold,
    Role.BUTTON: QFont.Weight.DemiBold,
}

USUAL_WIDTH_MM = 476.0
"""Of a 21.5 inch screen that lies."""

BESIDE_MM, STAFF_BESIDE_MM = 355.0, 240.0
"""From this width on there is room for context beside a question, at the normal size of text."""

STAFF_CAPITAL_MM = 3.4
"""13 to 14 pt: what the counter reads at arm's length, many lines at a time."""


@dataclass(frozen=True)
class Colours:
    """The colours of one scheme. A pair that stands on each other is tested for its contrast."""

    ink: str
    """Text."""
    paper: str
    """The page."""
    surface: str
    """What lies beside or on the page: header, tiles, the keyboard's ground."""
    accent: str
    """The one colour: primary buttons, what is chosen."""
    accent_ink: str
    accent_soft: str
    """A breath of the accent: pressed and chosen grounds under `ink`."""
    line: str
    """The border of everything that can be touched (3:1)."""
    hairline: str
    """A quiet divider; carries no meaning."""
    muted: str
    """Secondary text, still 7:1."""
    error: str
    focus: str
    ok: str


LUCERNE_BLUE = "#1c4a6e"
"""A calm blue slate; the Confederation's red stays out of it."""

COLOURS: Mapping[Contrast, Colours] = {
    Contrast.NORMAL: Colours(
        ink="#17222d",
        paper="#ffffff",
        surface="#f1f4f7",
        accent=LUCERNE_BLUE,
        accent_ink="#ffffff",
        accent_soft="#dde8f1",
        line="#6b7986",
        hairline="#d6dee5",
        muted="#43505c",
        error="#9c1420",
        focus="#c05a00",
        ok="#165a31",
    ),
    Contrast.HIGH: Colours(
        ink="#ffffff",
        paper="#000000",
        surface="#000000",
        accent="#ffffff",
        accent_ink="#000000",
        accent_soft="#000000",
        line="#ffffff",
        hairline="#ffffff",
        muted="#ffffff",
        error="#ffff9e",
        focus="#ffd400",
        ok="#ffffff",
    ),
}


@dataclass(frozen=True)
class Theme:
    """The look of one visit on one terminal; made anew when either changes.

    Attributes:
        px_per_mm: calibrated pixel density.
        touch: whether fingers type here, and so whether the keyboard on the screen appears.
        beside: whether there is room for context beside a question; else it stands below.
    """

    colours: Colours
    text_size: TextSize
    contrast: Contrast
    px_per_mm: float
    portrait: bool
    staff: bool = False
    touch: bool = True
    beside: bool = False

    @classmethod
    def of(
        cls,
        session: Session,
        px_per_mm: float,
        portrait: bool,  # noqa: FBT001 - part of the look, given by name or in this order
        staff: bool = False,  # noqa: FBT001, FBT002 - as above
        colours: Mapping[Contrast, Colours] = COLOURS,
        width_mm: float = USUAL_WIDTH_MM,
    ) -> "Theme":
        """Return the look that `session` asks for; `colours` may be a municipality's own."""
        scheme = colours[session.contrast]
        size, contrast = session.text_size, session.contrast
        wide = width_mm >= (STAFF_BESIDE_MM if staff else BESIDE_MM) * size.value / 5.0
        beside = wide and not portrait
        return cls(scheme, size, contrast, px_per_mm, portrait, staff, not staff, beside)

    # --- Space ---------------------------------------------------------------------------------

    def px(self, mm: float) -> int:
        """Return `mm` in pixels, at least one."""
        return max(1, round(mm * self.px_per_mm))

    def space(self, units: float = 1) -> int:
        """Return `units` of the 2 mm grid in pixels; the counter's frame is twice as dense."""
        return self.px(units * GRID_MM * (0.5 if self.staff else 1))

    @property
    def target(self) -> int:
        """Height of a button (20 mm: Colle and Hiszem; 9 mm beside a mouse), in pixels."""
        return self.px(9 if self.staff else 20)

    @property
    def smallest_target(self) -> int:
        """No side of anything touchable is shorter (15 mm; VVSG wants 12.7), in pixels."""
        return self.px(8 if self.staff else 15)

    @property
    def gap(self) -> int:
        """The least space between two things that can be touched, in pixels."""
        return self.px(2 if self.staff else 4)

    @property
    def radius(self) -> int:
        """How round corners are, in pixels."""
        return self.px(0.8 if self.staff else 1.6)

    @property
    def stroke(self) -> int:
        """Width of a border, in pixels."""
        return self.px(0.4)

    @property
    def focus_stroke(self) -> int:
        """Width of the focus ring, in pixels: at least 2 (WCAG 2.4.13)."""
        return max(2, self.px(0.9))

    # --- Text ----------------------------------------------------------------------------------

    def capital_mm(self, role: Role) -> float:
        """Return the height of a capital letter of `role`, in mm."""
        body = self.text_size.value
        if self.staff:
            body *= STAFF_CAPITAL_MM / TextSize.NORMAL.value
        match role:
            case Role.DISPLAY:
                return body + 6
            case Role.HEADING:
                return body + (1.2 if self.staff else 2.5)
            case Role.TITLE:
                return body + (0.2 if self.staff else 0.8)
            case Role.SMALL:
                return body * 0.86 if self.staff else max(3.5, body * 0.8)
            case Role.BODY | Role.BUTTON | Role.DIGITS:
                return body

    def font(self, role: Role = Role.BODY) -> QFont:
        """Return the font of `role`."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(self.capital_mm(role) / CAPITAL))
        font.setWeight(WEIGHTS.get(role, QFont.Weight.Normal))
        if role is Role.DIGITS:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    # --- Colour --------------------------------------------------------------------------------

    def palette(self) -> QPalette:
        """Return the palette of all widgets."""
        colours, palette = self.colours, QPalette()
        roles = {
            QPalette.ColorRole.Window: colours.paper,
            QPalette.ColorRole.Base: colours.paper,
            QPalette.ColorRole.AlternateBase: colours.surface,
            QPalette.ColorRole.Button: colours.paper,
            QPalette.ColorRole.WindowText: colours.ink,
            QPalette.ColorRole.Text: colours.ink,
            QPalette.ColorRole.ButtonText: colours.ink,
            QPalette.ColorRole.PlaceholderText: colours.muted,
            QPalette.ColorRole.Highlight: colours.accent,
            QPalette.ColorRole.HighlightedText: colours.accent_ink,
            QPalette.ColorRole.Link: colours.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        return palette

    def style_sheet(self) -> str:
        """Return the one style sheet. It is small: rules cost time in every widget (house 9)."""
        colours, stroke, focus = self.colours, self.stroke, self.focus_stroke
        size = self.font().pixelSize()
        return f"""
        QLineEdit, QPlainTextEdit, QComboBox {{
            background: {colours.paper}; color: {colours.ink};
            border: {stroke}px solid {colours.line}; border-radius: {self.radius}px;
            padding: {self.space(0.5)}px {self.space(1.5)}px;
            font-family: "{FAMILY}"; font-size: {size}px;
            min-height: {self.target - 2 * self.space(0.5) - 2 * stroke}px;
            placeholder-text-color: {colours.muted};
            selection-background-color: {colours.accent};
            selection-color: {colours.accent_ink};
        }}
        QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
            border: {focus}px solid {colours.focus};
            padding: {max(0, self.space(0.5) + stroke - focus)}px
                     {max(0, self.space(1.5) + stroke - focus)}px;
        }}
        QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
            border-color: {colours.error};
        }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
        """
