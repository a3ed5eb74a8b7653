"""Icons (Lucide, ISC licence) and crests, drawn by QtSvg in a colour of the theme."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent.parent / "resources" / "icons"

MAX_CREST_BYTES = 64 * 1024
"""A crest is a small drawing; whatever is larger comes from a broken portal."""

FORBIDDEN = ("<image", "<!doctype", "<!entity", "<script", "<foreignobject")
"""What a crest needs not, and what could load a file or grow without end."""


class IconMissingError(LookupError):
    """No icon has this name."""


def names() -> frozenset[str]:
    """Return the names of the bundled icons."""
    return frozenset(path.stem for path in FOLDER.glob("*.svg"))


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int) -> QImage:
    """Return the icon `name` in `colour`, `size` pixels square.

    Raises:
        IconMissingError: there is no such icon.
    """
    try:
        source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    except OSError:
        raise IconMissingError(name) from None
    return _drawn(source.replace("currentColor", colour), QSize(size, size))


def crest(source: str, height: int) -> QImage | None:
    """Return the crest drawn from the SVG document `source`, or None where it is not a safe one."""
    lowered = source.lower()
    if not source or len(source) > MAX_CREST_BYTES or any(part in lowered for part in FORBIDDEN):
        return None
    renderer = QSvgRenderer(QByteArray(source.encode()))
    natural = renderer.defaultSize()
    if not renderer.isValid() or natural.isEmpty():
        return None
    width = min(2 * height, round(height * natural.width() / natural.height()))
    return _render(renderer, QSize(max(1, width), height))


def _drawn(source: str, size: QSize) -> QImage:
    return _render(QSvgRenderer(QByteArray(source.encode())), size)


def _render(renderer: QSvgRenderer, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
