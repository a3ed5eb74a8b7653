"""Puts telemetry together: what listens, what is told by the screen, and what leaves, when asked.

Everything that leaves runs on the worker's loop and ends with it; what fails is said once and
tried again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.audit import AuditEvent
from kiosk.errands import described
from kiosk.presence import Presence
from kiosk.pulse import Vitals
from kiosk.readiness.report import Report
from kiosk.settings import TelemetrySettings
from kiosk.telemetry.aside import aside
from kiosk.telemetry.counting import Counting
from kiosk.telemetry.instruments import Family
from kiosk.telemetry.vitals import Signs
from kiosk.worker import Worker

if TYPE_CHECKING:
    from kiosk.portals.http import Http

AGAIN_SECONDS = 30.0
"""So soon a port that was taken is asked for again."""
FIRST_LOOK_SECONDS, LOOK_SECONDS = 60.0, 3600.0
"""When the terminal is looked at for the first time, and how often."""
BUSY_SECONDS = 30.0
"""A look that met a visit waits so long: it costs a moment of the processor."""

_log = logging.getLogger("kiosk")


class Telemetry:
    """The telemetry of one terminal.

    Args:
        settings: what leaves, and where to.
        signs: what the terminal is; see there.
        examine: makes the report of `kiosk doctor`, given the lost lines; blocks.
        certificate: returns when the portal's certificate ends (s since 1970), or None; blocks.
        http: builds the way to the collector, on the loop.
    """

    def __init__(
        self,
        settings: TelemetrySettings,
        signs: Signs,
        examine: Callable[[int], Report],
        certificate: Callable[[], float | None],
        http: "Callable[[], Http]",
    ) -> None:
        self._settings = settings
        self._signs = signs
        self._examine = examine
        self._certificate = certificate
        self._http = http
        self._counting = Counting(signs.monotonic)
        self._told: set[str] = set()

    def count(self, event: AuditEvent, fields: Mapping[str, str]) -> None:
        """Count what the audit log was told (an `audit.Listener`)."""
        self._counting.count(event, fields)

    def tell(self, vitals: Vitals) -> None:
        """Take note of what the screen's thread says of itself."""
        self._signs.vitals = vitals

    def families(self) -> Iterator[Family]:
        """Yield every number there is."""
        return chain(self._signs.families(), self._counting.families())

    def start(self, worker: Worker) -> None:
        """Let out what the settings ask for, until `worker` is closed."""
        settings = self._settings
        works: list[Callable[[], Coroutine[Any, Any, None]]] = [self._look]
        works += [self._serve] if settings.endpoint else []
        works += [self._write] if settings.textfile_folder else []
        works += [self._export] if settings.otlp else []
        for work in works:
            worker.run(work, lambda _: None, lambda error: self._warn(f"ended: {described(error)}"))

    async def export(self, http: "Http") -> None:
        """Tell the collector that `http` leads to every number there is."""
        from kiosk.telemetry import otlp  # noqa: PLC0415 - only if asked for

        told = otlp.document(self.families(), self._signs.nameplate, self._signs.now())
        if refused := await otlp.send(http, told):
            self._warn(f"telemetry.otlp was not taken: {refused}")

    async def _serve(self) -> None:
        from kiosk.telemetry.endpoint import Endpoint  # noqa: PLC0415 - only if asked for
        from kiosk.telemetry.health import Health  # noqa: PLC0415 - as above
        from kiosk.telemetry.loopback import address  # noqa: PLC0415 - as above

        host, port = address(self._settings.endpoint)
        pages = Health(self._signs, self.families)
        while True:
            try:
                await Endpoint(pages).serve(host, port)
            except OSError as error:
                self._warn(f"telemetry.endpoint cannot be opened: {error.strerror}")
            await asyncio.sleep(AGAIN_SECONDS)

    async def _write(self) -> None:
        from kiosk.telemetry import prometheus  # noqa: PLC0415 - only if asked for

        folder = Path(self._settings.textfile_folder)
        while True:
            try:
                told = prometheus.text(self.families())
                await aside(partial(prometheus.write, folder, told))
            except OSError as error:
                self._warn(f"telemetry.textfile_folder cannot be written: {error.strerror}")
            await asyncio.sleep(self._settings.interval_seconds)

    async def _export(self) -> None:
        http = self._http()
        try:
            while True:
                await asyncio.sleep(self._settings.interval_seconds)
                await self.export(http)
        finally:
            await http.close()

    async def _look(self) -> None:
        """Look at the terminal like `kiosk doctor`, while nobody is here."""
        await asyncio.sleep(FIRST_LOOK_SECONDS)
        while True:
            vitals = self._signs.vitals
            if vitals is None or vitals.presence is Presence.VISIT:
                await asyncio.sleep(BUSY_SECONDS)
                continue
            try:
                self._signs.report = await aside(partial(self._examine, vitals.audit_lost))
                self._signs.certificate_ends = await aside(self._certificate)
            except Exception as error:  # noqa: BLE001 - a broken machine may do anything
                self._warn(f"the look at the terminal ended with {described(error)}")
            await asyncio.sleep(LOOK_SECONDS)

    def _warn(self, what: str) -> None:
        """Tell IT once; a collector that is away for a weekend fills no log."""
        if what not in self._told:
            self._told.add(what)
            _log.warning("telemetry: %s", what)
