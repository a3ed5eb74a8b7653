"""Codes for a camera: how a text becomes modules."""

import segno

from kiosk.errors import Unprintable

QUIET_ZONE = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


def modules(text: str) -> tuple[bytes, ...]:
    """Return the rows of the QR code of `text`: UTF-8, error correction M.

    Raises:
        Unprintable: it is too long for a code.
    """
    try:
        code = segno.make_qr(text, error="m", boost_error=False, encoding="utf-8")
    except segno.DataOverflowError as error:
        raise Unprintable("the text does not fit a QR code") from error
    return tuple(bytes(row) for row in code.matrix)
