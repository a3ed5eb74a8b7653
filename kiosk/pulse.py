"""The beat of the screen's thread: whoever asks learns that the kiosk lives, and who is here."""

from dataclasses import dataclass
from typing import Protocol

from kiosk import flow
from kiosk.equipment import Equipment
from kiosk.presence import UPDATE_PENDING, Presence, presence_of
from kiosk.updating import UpdateGate
from kiosk.view import OutboxLine
from kiosk.worker import Worker

LOOK_SECONDS = 1.0
"""So often the gate's file is read, and telemetry is told."""


_NO_OUTBOX = OutboxLine()


@dataclass(frozen=True)
class Vitals:
    """What the screen's thread tells several times a minute.

    Attributes:
        at: seconds of the monotonic clock.
        update_waiting: for how long (s) an update has waited; 0 where none does.
        audit_lost: lines of the audit log that could not be written.
    """

    at: float
    presence: Presence
    outbox: OutboxLine = _NO_OUTBOX
    update_waiting: float = 0.0
    audit_lost: int = 0


class Heard(Protocol):
    """Who is told how the terminal is: `kiosk.telemetry.telemetry.Telemetry`."""

    def start(self, worker: Worker) -> None:
        """Begin, behind the first frame; it ends with `worker`."""

    def tell(self, vitals: Vitals) -> None:
        """Take note of it; returns at once."""


class Counter(Protocol):
    """What is looked at: `kiosk.controller.Controller`."""

    state: flow.State

    @property
    def holds_cases(self) -> bool:
        """Whether visits are held."""

    def dispatch(self, event: flow.Event) -> None:
        """Let `event` happen."""


class Pulse:
    """Called several times a second on the screen's thread.

    Args:
        counter: whose state is told.
        equipment: its outbox, audit log and clock.
        gate: where an update waits.
        telemetry: who else is told; None for nobody.
    """

    def __init__(
        self, counter: Counter, equipment: Equipment, gate: UpdateGate, telemetry: Heard | None
    ) -> None:
        self._counter, self._with = counter, equipment
        self._gate, self._telemetry = gate, telemetry
        self._due = float("-inf")
        self._holds = False

    def start(self) -> None:
        """Begin, once the window is there."""
        if self._telemetry is not None:
            self._telemetry.start(self._with.worker)

    def beat(self) -> None:
        """Say how the terminal is; where an update waits and nobody is here, nobody may begin."""
        due = self._with.clock.monotonic() >= self._due
        if due:
            self._due = self._with.clock.monotonic() + LOOK_SECONDS
            self._holds = self._gate.holds
        presence = self._presence()
        if self._holds and presence is Presence.FREE:
            self._counter.dispatch(flow.TerminalRefused(UPDATE_PENDING))
            presence = self._presence()
        self._gate.tell(presence)
        if due and self._telemetry is not None:
            self._telemetry.tell(self._vitals(presence))

    def stop(self) -> None:
        """Say that the kiosk runs no more."""
        self._gate.leave()

    def _presence(self) -> Presence:
        holds_cases = self._counter.holds_cases
        return presence_of(self._counter.state, holds_cases=holds_cases, update_waits=self._holds)

    def _vitals(self, presence: Presence) -> Vitals:
        return Vitals(
            at=self._with.clock.monotonic(),
            presence=presence,
            outbox=self._with.outbox(),
            update_waiting=self._gate.waiting,
            audit_lost=self._with.audit.lost,
        )
