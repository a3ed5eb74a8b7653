"""Looks at the settings: whether they can be used, and what policy says over them."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Verdict, fine, skipped
from kiosk.settings import Loaded, SettingsError, loaded
from kiosk.settings.policy import Policies, of_this_machine

DEFAULT = "the settings of this system"


@dataclass(frozen=True)
class Found:
    """What was read.

    Attributes:
        loaded: None where the settings cannot be used at all.
        mistakes: why not; or which files and folders that they name cannot be used.
        place: what was read, for people.
    """

    loaded: Loaded | None
    mistakes: tuple[str, ...] = ()
    place: str = DEFAULT


def read(path: Path | None, policies: Policies = of_this_machine) -> Found:
    """Read the settings in `path` (None: this system's); never raises."""
    place = str(path or DEFAULT)
    try:
        usable = loaded(path, policies)
    except SettingsError as error:
        return Found(None, error.mistakes, place)
    try:
        return Found(loaded(path, policies, thorough=True), place=place)
    except SettingsError as error:
        return Found(usable, error.mistakes, place)


def settings(found: Found) -> Verdict:
    """Say whether the settings are in order; the first mistake stands for all."""
    if not found.mistakes:
        return fine(f"{found.place}: in order.")
    first, *others = found.mistakes
    said = f"{first}{f' (and {len(others)} more)' if others else ''}."
    return failed("settings" if found.loaded is None else "settings-place", said)


def policy(found: Loaded) -> Verdict:
    """Say what policy locks, and what a file sets in vain."""
    if not found.origins:
        return skipped("The running kiosk does not know who set what; `kiosk doctor` does.")
    if found.remarks:
        first, *others = found.remarks
        more = f" (and {len(others)} more)" if others else ""
        return warned("settings-overruled", f"{first}{more}.")
    locked = sum(origin.locked for origin in found.origins.values())
    return fine(f"Policy locks {locked} of the keys." if locked else "No policy is set.")
