"""Paper through CUPS: `lp` hands over, IPP tells the truth about it, `cancel` clears away."""

import getpass
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.errors import PrinterUnavailable
from kiosk.receipt import ipp
from kiosk.receipt.ipp import IppError, JobState, Operation, PrinterState
from kiosk.receipt.media import media_of
from kiosk.receipt.printer import JOB_PREFIX, Printed, PrinterStatus

TROUBLES = (
    "media-jam",
    "media-empty",
    "media-needed",
    "cover-open",
    "door-open",
    "interlock-open",
    "input-tray-missing",
    "output-area-full",
    "output-tray-missing",
    "marker-supply-empty",
    "toner-empty",
    "marker-waste-full",
    "fuser-over-temp",
    "paused",
    "offline",
    "shutdown",
)
"""Stems of printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9) that stop paper, gravest first.

The suffix (-error, -warning, -report) is no help: CUPS changes it on the way.
"""

WARNINGS = ("media-low", "toner-low", "marker-supply-low", "marker-waste-almost-full")
"""Stems of reasons that will stop paper before long."""

_KNOCK_SECONDS = 1.0
_PORTS = {"ipp": 631, "ipps": 631, "socket": 9100, "lpd": 515, "http": 80, "https": 443}
"""Of devices at the end of a network cable, where the address names no port."""

_JAM = "media-jam"
"""CUPS at times calls a job completed that the printer gave up in a jam: with a new jam the paper
did not come, with one that was reported before nobody can say."""

_OLD_NEWS = 3
"""So many times the grace for a trouble that was there before: CUPS learns late that it is over."""

_ENDED = (JobState.CANCELED, JobState.ABORTED, JobState.COMPLETED)

_OPTIONS = ("sides=one-sided", "outputorder=normal")
"""Some queues come with the order of pages reversed."""

_COMMAND_TIMEOUT = 15.0
_PAUSE = 0.25
_REQUEST = re.compile(r"request id is (?P<queue>\S+)-(?P<number>\d+) ")


@dataclass(frozen=True)
class _Job:
    queue: str
    number: int

    def __str__(self) -> str:
        return f"{self.queue}-{self.number}"


class CupsPrinter:
    """A queue of this machine; see `Printer`.

    Args:
        queue: its name; '' for the one that `lp` takes by default.
        deadline: so many seconds a job is followed before it counts as queued.
        grace: so many seconds a trouble may last, as a printer often reports the last one still.
    """

    def __init__(self, queue: str = "", deadline: float = 45.0, grace: float = 5.0) -> None:
        self._queue = queue
        self._deadline = deadline
        self._grace = grace

    def status(self) -> PrinterStatus:
        """Ask the queue, and knock at the device: CUPS learns that it is gone only by printing."""
        try:
            printer = self._printer(self._queue)
        except IppError as error:
            return PrinterStatus(("missing" if error.answered else "no-spooler",))
        if not printer:
            return PrinterStatus(("missing",))
        troubles = troubles_in(printer)
        if not printer.get("printer-is-accepting-jobs", (False,))[0]:
            troubles += ("not-accepting",)
        if "offline" not in troubles and not _answers(str(printer.get("device-uri", ("",))[0])):
            troubles += ("offline",)
        return PrinterStatus(troubles, warnings_in(printer))

    def print(self, document: bytes, job: str) -> Printed:
        """Hand `document` over and follow it to its end; see `Printer`."""
        before = self._troubles(self._queue)
        printing = self._hand_over(document, job)
        try:
            return self._follow(printing, before)
        except BaseException:
            _cancel(printing)  # no half page for whoever comes next
            raise

    def purge(self) -> None:
        """Cancel what kiosks of this user left in the queue, an earlier run's too.

        Raises:
            PrinterUnavailable: it could not be cancelled, so it may still be printed.
        """
        for left in self._left_over():
            _cancel(left, must=True)

    def _hand_over(self, document: bytes, job: str) -> _Job:
        media = f"media={media_of(document)}"
        options = [word for option in (media, *_OPTIONS) for word in ("-o", option)]
        queue = ["-d", self._queue] if self._queue else []
        said = _run("lp", *queue, "-t", job, *options, "-", given=document)
        found = _REQUEST.search(said)
        if found is None:
            raise PrinterUnavailable("the queue gave no number")
        return _Job(found["queue"], int(found["number"]))

    def _follow(self, job: _Job, before: tuple[str, ...]) -> Printed:
        """Wait for the end of `job`; `before` are the troubles reported before it began."""
        calm = time.monotonic()
        end, state = calm + self._deadline, None
        pause = threading.Event()
        troubles: tuple[str, ...] = ()
        while (now := time.monotonic()) < end:
            try:
                state = self._state(job)
            except LookupError:  # from now on only a trouble can tell how it ended
                end = min(end, now + self._grace * _OLD_NEWS)
            troubles = self._troubles(job.queue)
            new = [trouble for trouble in troubles if trouble not in before]
            if state is JobState.COMPLETED and _JAM not in new:
                return Printed.QUEUED if _JAM in troubles else Printed.COMPLETED
            if state in _ENDED:
                raise PrinterUnavailable((*new, *troubles, state.name.lower())[0])
            if troubles and now - calm >= self._grace * (1 if new else _OLD_NEWS):
                raise PrinterUnavailable((*new, *troubles)[0])
            calm = calm if troubles else now
            pause.wait(_PAUSE)
        if troubles:
            raise PrinterUnavailable(troubles[0])
        return Printed.QUEUED

    def _state(self, job: _Job) -> JobState | None:
        """Return the state of `job`, or None when nobody can say.

        Raises:
            LookupError: the server forgot the job, as with `PreserveJobHistory No`.
        """
        asked: ipp.Asked = {
            "job-uri": f"ipp://localhost/jobs/{job.number}",
            "requesting-user-name": getpass.getuser(),
            "requested-attributes": ("job-state",),
        }
        try:
            groups = ipp.ask(Operation.GET_JOB_ATTRIBUTES, asked)
        except IppError as error:
            if error.answered:
                raise LookupError(str(job)) from error
            return None
        said = [value for group in groups for value in group.get("job-state", ())]
        return next((state for state in JobState if state in said), None)

    def _troubles(self, queue: str) -> tuple[str, ...]:
        try:
            return troubles_in(self._printer(queue))
        except IppError:
            return ()

    def _printer(self, queue: str) -> ipp.Attributes:
        wanted = (
            "printer-state",
            "printer-state-reasons",
            "printer-is-accepting-jobs",
            "device-uri",
        )
        if not queue:
            groups = ipp.ask(Operation.CUPS_GET_DEFAULT, {"requested-attributes": wanted})
        else:
            groups = ipp.ask(
                Operation.GET_PRINTER_ATTRIBUTES,
                {"printer-uri": _address(queue), "requested-attributes": wanted},
            )
        return groups[0] if groups else {}

    def _left_over(self) -> list[_Job]:
        try:
            groups = ipp.ask(
                Operation.GET_JOBS,
                {
                    "printer-uri": _address(self._queue),
                    "requesting-user-name": getpass.getuser(),
                    "my-jobs": True,
                    "which-jobs": "not-completed",
                    "requested-attributes": ("job-id", "job-name", "job-printer-uri"),
                },
            )
        except IppError:
            return []
        return list(_ours(groups))


def troubles_in(printer: ipp.Attributes) -> tuple[str, ...]:
    """Return the troubles that `printer` reports, as stems of its reasons, gravest first."""
    found = _among(TROUBLES, printer)
    if not found and printer.get("printer-state") == (PrinterState.STOPPED,):
        return ("stopped",)
    return found


def warnings_in(printer: ipp.Attributes) -> tuple[str, ...]:
    """Return what `printer` reports that will stop paper before long."""
    return _among(WARNINGS, printer)


def _among(stems: Iterable[str], printer: ipp.Attributes) -> tuple[str, ...]:
    reasons = [str(reason) for reason in printer.get("printer-state-reasons", ())]
    return tuple(
        stem
        for stem in stems
        if any(reason == stem or reason.startswith(f"{stem}-") for reason in reasons)
    )


def _answers(device: str) -> bool:
    """Whether somebody is at the other end of a network printer's address; true for others."""
    parts = urlsplit(device)
    if parts.scheme not in _PORTS or not parts.hostname:
        return True
    try:
        place = (parts.hostname, parts.port or _PORTS[parts.scheme])
        with socket.create_connection(place, timeout=_KNOCK_SECONDS):
            return True
    except (OSError, ValueError):
        return False


def _ours(jobs: Iterable[ipp.Attributes]) -> Iterable[_Job]:
    for job in jobs:
        name, number = job.get("job-name", ("",))[0], job.get("job-id", (0,))[0]
        queue = str(job.get("job-printer-uri", ("",))[0]).rpartition("/")[2]
        if isinstance(number, int) and str(name).startswith(JOB_PREFIX):
            yield _Job(queue, number)


def _address(queue: str) -> str:
    """Return the queue's address; CUPS reads the path and ignores the host."""
    return f"ipp://localhost/printers/{queue}" if queue else "ipp://localhost/"


def _cancel(job: _Job, *, must: bool = False) -> None:
    try:
        _run("cancel", str(job))
    except PrinterUnavailable:
        if must:
            raise


def _run(*words: str, given: bytes = b"") -> str:
    """Run a client of CUPS and return what it said, in English.

    Raises:
        PrinterUnavailable: it is missing, hangs, or says no; what it said is not passed on.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the words are ours and the setting's
            words,
            input=given,
            capture_output=True,
            timeout=_COMMAND_TIMEOUT,
            check=True,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise PrinterUnavailable(f"{words[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise PrinterUnavailable(f"{words[0]} does not answer") from error
    except subprocess.CalledProcessError as error:
        raise PrinterUnavailable(f"{words[0]} refused") from error
    return done.stdout.decode(errors="replace")
