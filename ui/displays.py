"""The screens there are, as the system reports them; for `kiosk doctor`."""

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication

from kiosk.readiness.program import Display

MM_PER_INCH = 25.4


def displays() -> Iterator[Display]:
    """Yield the screens of the running Qt application, the first one first."""
    for screen in QGuiApplication.screens():
        size, ratio = screen.size(), screen.devicePixelRatio()
        yield Display(
            name=screen.name() or "screen",
            width=round(size.width() * ratio),
            height=round(size.height() * ratio),
            px_per_mm=screen.physicalDotsPerInch() / MM_PER_INCH,
            serial=screen.serialNumber(),
        )


def looked_up() -> tuple[Display, ...]:
    """Return the screens where no Qt application runs. If Qt finds none it ends the process."""
    application = QGuiApplication([])
    found = tuple(displays())
    application.shutdown()
    return found
