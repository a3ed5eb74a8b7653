"""How a document is shown: a small picture of it, its size, its kind.

A PDF gets a sign and its number of pages, and no picture: what a stranger brings is not drawn by
the kiosk.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel

from kiosk.forms import limits
from kiosk.forms.attachment import Attachment
from kiosk.texts import Texts
from ui.icons import icon
from ui.theme import Theme

READERS = {"image/jpeg": b"jpeg", "image/png": b"png"}
"""The only readers that are used, by media type; none is guessed from the content."""

KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}

MEMORY_MB = 280
"""A picture that needs more to be decoded is not shown (limits.DOCUMENT_PIXELS, 4 bytes each)."""

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def thumbnail(document: Attachment, theme: Theme, side_mm: float) -> QLabel:
    """Return `document` in a square; it says nothing that its name does not."""
    side = theme.px(side_mm)
    picture = _picture(document, side)
    if picture.isNull():
        picture = icon("file-text", theme.colours.accent, round(side * 0.6))
    label = QLabel()
    label.setPixmap(QPixmap.fromImage(picture))
    label.setFixedSize(side, side)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _picture(document: Attachment, side: int) -> QImage:
    """Return the picture in a square of `side` pixels, none where there is none to be drawn."""
    if document.media_type not in READERS:
        return QImage()
    QImageReader.setAllocationLimit(MEMORY_MB)
    content = QByteArray(document.content)
    source = QBuffer(content)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(READERS[document.media_type]))
    reader.setAutoTransform(True)
    square = QSize(side, side)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > limits.DOCUMENT_PIXELS:
        return QImage()
    reader.setScaledSize(size.scaled(square, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def extent_of(document: Attachment, texts: Texts) -> str:
    """Return how much `document` is: its pages where they are known, and its size."""
    size = size_of(len(document.content), texts)
    return f"{texts('documents-pages', count=document.pages)}, {size}" if document.pages else size


def size_of(size: int, texts: Texts) -> str:
    """Return `size` (bytes) for people."""
    if size < MEGABYTE:
        return texts("documents-small", size=max(1, round(size / KILOBYTE)))
    return texts("editors-documents-size", size=f"{size / MEGABYTE:.1f}".removesuffix(".0"))


def kinds_of(accept: tuple[str, ...]) -> str:
    """Return the kinds of files among the media types `accept`, all where it is empty."""
    return ", ".join(name for kind, name in KINDS.items() if not accept or kind in accept)
