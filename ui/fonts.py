"""The bundled fonts. Qt starts without any; a missing one is an error, never a substitute."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

FOLDER = Path(__file__).parent.parent / "resources" / "fonts"

FAMILY = "Noto Sans"

FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
"""Static weights: of a variable font Qt registers the regular weight only."""

CAPITAL = 0.714
"""Height of a capital letter of Noto Sans, in em (its OS/2 table: sCapHeight 714 of 1000)."""


class FontMissingError(RuntimeError):
    """A bundled font is not there, or is not a font."""


def register_fonts(folder: Path = FOLDER) -> None:
    """Make the bundled fonts known to Qt.

    Raises:
        FontMissingError: names the file.
    """
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FontMissingError(name)
