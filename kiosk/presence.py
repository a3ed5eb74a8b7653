"""Whether somebody is at the terminal, for those who want to renew it: never during a visit."""

from enum import Enum

from kiosk import flow

UPDATE_PENDING = "update-pending"
"""The code of a terminal that is out of service because an update is about to begin."""


class Presence(Enum):
    """What a terminal is at a moment, as it is told to other programs."""

    FREE = "free"
    """Nobody is here; somebody may come at any moment."""
    VISIT = "visit"
    """Somebody is here, or comes back: a visit is held."""
    UPDATE = "update"
    """Nobody is here, and nobody can begin: the way is clear for an update."""
    OUT_OF_SERVICE = "out-of-service"
    CLOSED = "closed"

    @property
    def may_be_stopped(self) -> bool:
        """Whether the program can end now, and nobody loses anything."""
        return self in {Presence.UPDATE, Presence.OUT_OF_SERVICE, Presence.CLOSED}


def presence_of(state: flow.State, *, holds_cases: bool, update_waits: bool) -> Presence:
    """Return what the terminal is in `state`.

    Args:
        state: where the visit stands.
        holds_cases: whether visits are held; they live in memory and would be lost.
        update_waits: whether an update asked for the way to be clear.
    """
    match state:
        case flow.Closed():
            return Presence.CLOSED
        case _ if holds_cases:
            return Presence.VISIT
        case flow.OutOfService(code):
            return Presence.UPDATE if code == UPDATE_PENDING else Presence.OUT_OF_SERVICE
        case flow.Attract():
            return Presence.FREE
        case flow.SigningIn() | flow.Locked() if not state.hides_a_visit:
            # Whoever signs in or unlocks now comes to the start screen, which an update closes.
            return Presence.UPDATE if update_waits else Presence.FREE
        case _:
            return Presence.VISIT
