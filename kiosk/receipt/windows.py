"""Paper through the Windows spooler: pages are drawn by pypdfium2 and painted with GDI.

Windows takes no PDF, so each page goes as a picture of 300 dots an inch. The job is followed in
the spooler, which forgets a job once it was printed.
"""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import Any

import pypdfium2

from kiosk.errors import PrinterUnavailable
from kiosk.receipt.printer import JOB_PREFIX, Printed, PrinterStatus

_DPI = 300
_PAUSE = 0.25

_DOTS_X, _DOTS_Y, _PHYSICAL_WIDTH, _OFFSET_X, _OFFSET_Y = 88, 90, 110, 112, 113
"""What `GetDeviceCaps` is asked for; dots are those in an inch."""
_COPY = 0x00CC0020
_DELETE_JOB = 5
_MOST_JOBS = 1000

PRINTED = 0x80 | 0x1000
"""JOB_STATUS_PRINTED, JOB_STATUS_COMPLETE."""

TROUBLES = {
    0x40: "media-empty",
    0x20: "offline",
    0x400: "attention",
    0x200: "blocked",
    0x2: "error",
    0x100: "canceled",
    0x4: "canceled",
    0x1: "paused",
}
"""JOB_STATUS bits that stop paper, gravest first, and what they are called here."""


PRINTER_TROUBLES = {
    0x8: "media-jam",
    0x10: "media-empty",
    0x40: "media-needed",
    0x400000: "door-open",
    0x40000: "toner-empty",
    0x800: "output-area-full",
    0x100000: "attention",
    0x80: "offline",
    0x1000: "offline",
    0x1: "paused",
    0x2: "error",
}
"""PRINTER_STATUS bits (winspool.h) that stop paper, gravest first."""

PRINTER_WARNINGS = {0x20000: "toner-low"}


class _Document(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_int),
        ("name", wintypes.LPCWSTR),
        ("output", wintypes.LPCWSTR),
        ("kind", wintypes.LPCWSTR),
        ("flags", wintypes.DWORD),
    )


class _Picture(ctypes.Structure):
    _fields_ = (
        ("size", wintypes.DWORD),
        ("width", wintypes.LONG),
        ("height", wintypes.LONG),
        ("planes", wintypes.WORD),
        ("bits", wintypes.WORD),
        ("compression", wintypes.DWORD),
        ("bytes", wintypes.DWORD),
        ("x_per_metre", wintypes.LONG),
        ("y_per_metre", wintypes.LONG),
        ("colours", wintypes.DWORD),
        ("important", wintypes.DWORD),
    )


class _Job(ctypes.Structure):
    _fields_ = (
        ("number", wintypes.DWORD),
        ("printer", wintypes.LPWSTR),
        ("machine", wintypes.LPWSTR),
        ("user", wintypes.LPWSTR),
        ("name", wintypes.LPWSTR),
        ("kind", wintypes.LPWSTR),
        ("said", wintypes.LPWSTR),
        ("status", wintypes.DWORD),
        ("priority", wintypes.DWORD),
        ("position", wintypes.DWORD),
        ("pages", wintypes.DWORD),
        ("pages_printed", wintypes.DWORD),
        ("submitted", wintypes.WORD * 8),
    )


class WindowsPrinter:
    """A printer of this Windows machine; see `Printer`.

    Args:
        name: what Windows calls it; '' for the default printer.
        deadline: so many seconds a job is followed before it counts as queued.
        grace: so many seconds a trouble may last.
    """

    def __init__(self, name: str = "", deadline: float = 45.0, grace: float = 5.0) -> None:
        self._name = name
        self._deadline = deadline
        self._grace = grace

    def status(self) -> PrinterStatus:
        """Return what Windows knows of the printer."""
        try:
            with self._spooler() as spooler:
                return status_of(spooler.printer_status())
        except PrinterUnavailable:
            return PrinterStatus(("missing",))

    def print(self, document: bytes, job: str) -> Printed:
        """Paint the pages and follow the job; see `Printer`."""
        number = self._paint(document, job)
        with self._spooler() as spooler:
            try:
                return self._follow(spooler, number)
            except BaseException:
                spooler.delete(number)  # no half page for whoever comes next
                raise

    def purge(self) -> None:
        """Delete what kiosks left in the queue, an earlier run's too."""
        try:
            with self._spooler() as spooler:
                for number, name in spooler.jobs():
                    if name.startswith(JOB_PREFIX):
                        spooler.delete(number)
        except PrinterUnavailable:
            return  # no printer, no queue

    def _follow(self, spooler: "Spooler", number: int) -> Printed:
        started = time.monotonic()
        calm, last, pause = started, 0, threading.Event()
        while (now := time.monotonic()) < started + self._deadline:
            status = spooler.status(number)
            trouble = trouble_in(last if status is None else status)
            if trouble == "canceled":
                raise PrinterUnavailable(trouble)
            if status is None or status & PRINTED:
                return Printed.COMPLETED
            calm, last = calm if trouble else now, status
            if now - calm >= self._grace:
                raise PrinterUnavailable(trouble)
            pause.wait(_PAUSE)
        return Printed.QUEUED

    @contextmanager
    def _spooler(self) -> "Iterator[Spooler]":
        spooler = Spooler(self._name or default_printer())
        try:
            yield spooler
        finally:
            spooler.close()

    def _paint(self, document: bytes, job: str) -> int:
        """Hand the pages over and return the number of the job."""
        gdi = _library("gdi32")
        gdi.CreateDCW.restype = wintypes.HDC
        paper = wintypes.HDC(gdi.CreateDCW("WINSPOOL", self._name or default_printer(), None, None))
        if paper.value is None:
            raise PrinterUnavailable("missing")
        try:
            about = _Document(ctypes.sizeof(_Document), job, None, None, 0)
            number = int(gdi.StartDocW(paper, ctypes.byref(about)))
            if number <= 0:
                raise PrinterUnavailable("the spooler refused")
            with pypdfium2.PdfDocument(document) as pages:
                for page in pages:
                    _paint_page(gdi, paper, page)
            if gdi.EndDoc(paper) <= 0:
                raise PrinterUnavailable("the spooler broke off")
            return number
        finally:
            gdi.DeleteDC(paper)


class Spooler:
    """The queue of one printer.

    Raises:
        PrinterUnavailable: Windows knows no printer of this name.
    """

    def __init__(self, name: str) -> None:
        self._spool = _library("winspool.drv")
        self._printer = wintypes.HANDLE()
        if not name or not self._spool.OpenPrinterW(name, ctypes.byref(self._printer), None):
            raise PrinterUnavailable("missing")

    def close(self) -> None:
        """Let go of the printer."""
        self._spool.ClosePrinter(self._printer)

    def printer_status(self) -> int:
        """Return the PRINTER_STATUS bits (PRINTER_INFO_6); 0 where Windows says none."""
        bits, needed = wintypes.DWORD(0), wintypes.DWORD(0)
        size = ctypes.sizeof(bits)
        self._spool.GetPrinterW(self._printer, 6, ctypes.byref(bits), size, ctypes.byref(needed))
        return int(bits.value)

    def status(self, number: int) -> int | None:
        """Return the JOB_STATUS bits of a job, or None when the spooler no longer has it."""
        return {job.number: int(job.status) for job in self._enumerated()}.get(number)

    def jobs(self) -> list[tuple[int, str]]:
        """Return the numbers and names of the jobs that wait."""
        return [(int(job.number), job.name or "") for job in self._enumerated()]

    def delete(self, number: int) -> None:
        """Take a job out of the queue."""
        self._spool.SetJobW(self._printer, number, 0, None, _DELETE_JOB)

    def _enumerated(self) -> list[_Job]:
        needed, count = wintypes.DWORD(), wintypes.DWORD()
        found = (self._printer, 0, _MOST_JOBS, 1)
        sizes = (ctypes.byref(needed), ctypes.byref(count))
        self._spool.EnumJobsW(*found, None, 0, *sizes)
        room = ctypes.create_string_buffer(max(1, needed.value))
        if not self._spool.EnumJobsW(*found, room, needed, *sizes):
            return []
        jobs = (_Job * count.value).from_buffer(room)
        return list(jobs)


def default_printer() -> str:
    """Return the name of the default printer, or ''."""
    length = wintypes.DWORD(0)
    spool = _library("winspool.drv")
    spool.GetDefaultPrinterW(None, ctypes.byref(length))
    name = ctypes.create_unicode_buffer(max(1, length.value))
    return name.value if spool.GetDefaultPrinterW(name, ctypes.byref(length)) else ""


def status_of(bits: int) -> PrinterStatus:
    """Return what PRINTER_STATUS bits say, in the words of the port."""
    found = [trouble for bit, trouble in PRINTER_TROUBLES.items() if bits & bit]
    soon = [warning for bit, warning in PRINTER_WARNINGS.items() if bits & bit]
    return PrinterStatus(tuple(dict.fromkeys(found)), tuple(soon))


def trouble_in(status: int) -> str:
    """Return the gravest trouble among JOB_STATUS bits, or ''."""
    return next((trouble for bit, trouble in TROUBLES.items() if status & bit), "")


def _paint_page(gdi: Any, paper: wintypes.HDC, page: Any) -> None:
    """Paint one page in its own size from the corner of the sheet, turned if it lies on its side.

    A code for paying must be 46 mm wide, so nothing is stretched; only what is wider than the
    sheet is made smaller.
    """
    turned = 90 if page.get_width() > page.get_height() else 0
    picture = page.render(scale=_DPI / 72, rotation=turned, prefer_bgrx=True)
    size = ctypes.sizeof(_Picture)
    header = _Picture(size, picture.width, -picture.height, 1, 32, 0, 0, 0, 0, 0, 0)
    left, top = (-gdi.GetDeviceCaps(paper, edge) for edge in (_OFFSET_X, _OFFSET_Y))
    wide = picture.width * gdi.GetDeviceCaps(paper, _DOTS_X) / _DPI
    high = picture.height * gdi.GetDeviceCaps(paper, _DOTS_Y) / _DPI
    smaller = min(1, gdi.GetDeviceCaps(paper, _PHYSICAL_WIDTH) / wide)
    gdi.StartPage(paper)
    gdi.StretchDIBits(
        paper, left, top, round(smaller * wide), round(smaller * high),
        0, 0, picture.width, picture.height, picture.buffer, ctypes.byref(header), 0, _COPY,
    )  # fmt: skip
    gdi.EndPage(paper)
    picture.close()
    page.close()


def _library(name: str) -> Any:
    """Return a library of Windows. `WinDLL` exists only there."""
    load: Any = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise PrinterUnavailable("this is not Windows")
    return load(name)
