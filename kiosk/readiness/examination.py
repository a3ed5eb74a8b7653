"""Has the running terminal examined for staff: off the screen's thread, one report at a time."""

import asyncio
from collections.abc import Callable

from kiosk import flow
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.readiness.report import Report


class Examination:
    """Makes a report and tells `ReadinessKnown` or `ReadinessUnknown`.

    Args:
        equipment: what is examined, and the audit log whose lost lines count.
        errands: where it runs; a report for somebody who left is dropped.
        put: lays the report on the shelf.
        tell: takes the event.
    """

    def __init__(
        self,
        equipment: Equipment,
        errands: Errands,
        put: Callable[..., None],
        tell: Callable[[flow.Event], None],
    ) -> None:
        self._with = equipment
        self._errands = errands
        self._put, self._tell = put, tell

    def begin(self) -> None:
        """Examine; it takes seconds."""
        examine, lost = self._with.examine, self._with.audit.lost

        def came(report: Report) -> None:
            self._put(report=report)
            self._tell(flow.ReadinessKnown())

        def failed(_: Exception) -> None:
            self._tell(flow.ReadinessUnknown())

        self._errands.instead(lambda: asyncio.to_thread(examine, lost), came, failed)
