"""Shows paper on the screen: the pages of a PDF as images. The only import of pypdfium2 here."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfPage


class UnreadableError(Exception):
    """The document is not a PDF that can be shown."""


def page_images(document: bytes, width_px: int) -> list[QImage]:
    """Return every page of `document` as an image of `width_px` pixels.

    Nothing of the document is held afterwards but the images. May be called off the screen's
    thread, but by one caller at a time: PDFium is not made for more.

    Raises:
        UnreadableError: it is not a PDF.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - behind the first frame

    try:
        with PdfDocument(document) as pages:
            return [_image(page, width_px) for page in pages]
    except PdfiumError as error:
        raise UnreadableError("not a PDF") from error


def _image(page: "PdfPage", width_px: int) -> QImage:
    scale = width_px / page.get_width()
    picture = page.render(scale=scale, prefer_bgrx=True)
    try:
        image = QImage(
            bytes(picture.buffer),
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB32,
        )
        return image.copy(0, 0, width_px, picture.height)  # its own pixels, to the last column
    finally:
        picture.close()
        page.close()
