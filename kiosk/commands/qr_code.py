"""A QR code in a terminal window: the only place of the command line that imports segno."""

import io


def drawn(text: str) -> str:
    """Return `text` as a QR code of half blocks, for light and dark windows."""
    import segno

    drawing = io.StringIO()
    segno.make(text, micro=False).terminal(out=drawing, compact=True)
    return drawing.getvalue()
