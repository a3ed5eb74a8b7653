"""Draws schalter.ico from the picture of the Debian package: `python packaging/windows/icon.py`."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
PICTURE = HERE.parent / "debian/tree/usr/share/icons/hicolor/scalable/apps/schalter.svg"
SIZES = (16, 24, 32, 48, 64, 256)
HEADER, ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")
ICON, PLANES, BITS = 1, 1, 32


def main() -> int:
    """Write the file and return the exit code."""
    (HERE / "schalter.ico").write_bytes(packed([drawn(size) for size in SIZES]))
    return 0


def drawn(size: int) -> bytes:
    """Return the picture as PNG, `size` pixels wide."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(PICTURE)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes; Qt takes a name
    return bytes(content.data())


def packed(pictures: list[bytes]) -> bytes:
    """Return an icon of Windows that holds PNG pictures of `SIZES`."""
    offset = HEADER.size + len(pictures) * ENTRY.size
    entries = []
    for size, picture in zip(SIZES, pictures, strict=True):
        shown = size % 256  # 0 means 256
        entries.append(ENTRY.pack(shown, shown, 0, 0, PLANES, BITS, len(picture), offset))
        offset += len(picture)
    return HEADER.pack(0, ICON, len(pictures)) + b"".join((*entries, *pictures))


if __name__ == "__main__":
    sys.exit(main())
