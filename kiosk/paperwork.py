"""The confirmation on paper: made and printed off the screen's thread; a wipe waits for it."""

from collections.abc import Callable
from uuid import uuid4

from kiosk.clearing import Clearing
from kiosk.equipment import Equipment
from kiosk.errands import Errands
from kiosk.flow import Paper
from kiosk.receipt.printer import JOB_PREFIX, Printed
from kiosk.receipt.receipt import Confirmation
from kiosk.view import View
from kiosk.viewing import confirmation


class Paperwork:
    """Makes paper for one visit after the other."""

    def __init__(self, equipment: Equipment, errands: Errands, clearing: Clearing) -> None:
        self._with = equipment
        self._errands = errands
        self._clearing = clearing

    def make(
        self,
        view: View,
        made: Callable[[tuple[Confirmation, bytes]], None],
        told: Callable[[Paper], None],
    ) -> None:
        """Make the confirmation of `view` and its PDF; what cannot be made is told."""
        now, render, clearing = self._with.clock.now(), self._with.render, self._clearing

        def make() -> tuple[Confirmation, bytes]:
            says = confirmation(view, now.date())
            return says, render(says, now)

        self._errands.beside(
            lambda: clearing.blocking(make), made, lambda _: told(Paper.UNPRINTABLE)
        )

    def print(self, document: bytes, told: Callable[[Paper], None]) -> None:
        """Print `document`; what became of it is told."""
        printer, clearing = self._with.printer, self._clearing
        job = f"{JOB_PREFIX}{uuid4().hex[:8]}"  # nothing of the visitor, not even the case

        def printed(outcome: Printed) -> None:
            told(Paper.PRINTED if outcome is Printed.COMPLETED else Paper.QUEUED)

        self._errands.beside(
            lambda: clearing.blocking(lambda: printer.print(document, job)),
            printed,
            lambda _: told(Paper.FAILED),
        )
