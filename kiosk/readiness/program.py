"""Looks at what belongs to the program: printer, fonts, texts, and the screen they stand on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.readiness.remedies import failed, warned
from kiosk.readiness.report import Verdict, fine, skipped
from kiosk.receipt.printer import Printer
from kiosk.receipt.refill import remedies
from kiosk.texts import NoTextsError
from kiosk.words import OFFICE_LANGUAGE

HARD_NAMES = (
    "Łukasz Šimůnek",
    "Ğülşen Öztürk-İnan",
    "Nguyễn Thị Ánh",
    "Ελένη Παπαδοπούλου",
    "Йосиф Қазақов",
    "O’Neil d'Arc",
)
"""Names of people who come to a counter; beside the whole of *Latin Extended-A*."""
NAMES = "".join(map(chr, range(0xA1, 0x180))) + "".join(HARD_NAMES)
MOST_NAMED = 5
DENSITY_SHARE = 0.15
"""Of the settings' density: a screen that reports so much more or less is worth a ruler."""


@dataclass(frozen=True)
class Display:
    """A screen as the system reports it."""

    name: str
    width: int
    height: int
    px_per_mm: float
    serial: str = ""


class NoScreenError(Exception):
    """There is no screen here to look at; says why."""


class ScreenUnusableError(Exception):
    """There should be a screen, and the program cannot open it; says how it ended."""


def printer(setting: str, made: Printer) -> Verdict:
    """Say whether a document could be handed over now."""
    if setting == "none":
        return skipped("paper.printer is none: confirmations are not printed.")
    status = made.status()
    said = f"{setting} reports {', '.join(status.troubles or status.warnings)}."
    if not status.ready:
        return _guided(failed("printer-unavailable", said), status.troubles)
    if status.warnings:
        return _guided(warned("printer-low", said), status.warnings)
    return fine(f"{setting} takes documents; `kiosk print-test` prints one.")


def _guided(verdict: Verdict, words: tuple[str, ...]) -> Verdict:
    """Return `verdict` with what the refill guide says about `words` before its remedy."""
    try:
        return replace(verdict, remedy=f"{remedies(words)} {verdict.remedy}", refill=words)
    except NoTextsError:  # which `languages` tells
        return verdict


def fonts(lacking: Callable[[str], Sequence[str]], said: Iterable[str]) -> Verdict:
    """Say whether the bundled fonts draw every letter of `said` and of hard names.

    `lacking` returns the letters that no bundled font has, and raises OSError without fonts.
    """
    try:
        missing = lacking("".join(said) + NAMES)
    except OSError as error:
        return failed("font-missing", f"A bundled font cannot be read ({type(error).__name__}).")
    if missing:
        named = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:MOST_NAMED])
        return failed("glyph-missing", f"{len(missing)} characters cannot be drawn: {named}.")
    return fine("The bundled fonts draw every text of the program and every hard name.")


def languages(tags: Sequence[str], ids_of: Callable[[str], frozenset[str]]) -> Verdict:
    """Say whether every language says everything. `ids_of` raises NoTextsError."""
    try:
        ids: Mapping[str, frozenset[str]] = {tag: ids_of(tag) for tag in tags}
    except NoTextsError as error:
        return failed("texts-missing", f"{error}.")
    if not ids.get(OFFICE_LANGUAGE):
        return failed("texts-missing", "There are no German texts.")
    for tag, known in ids.items():
        if missing := sorted(ids[OFFICE_LANGUAGE] - known):
            return failed(
                "texts-incomplete", f"{tag} lacks {len(missing)} of the texts: {missing[0]} …"
            )
    return fine(f"{', '.join(tags)}: {len(ids[OFFICE_LANGUAGE])} texts each.")


def screen(px_per_mm: float, displays: Callable[[], Sequence[Display]]) -> Verdict:
    """Compare the settings' density with what the first screen reports.

    `displays` returns at least one, or raises NoScreenError or ScreenUnusableError.
    """
    try:
        first = displays()[0]
    except NoScreenError as error:
        return skipped(f"{error}.")
    except ScreenUnusableError as error:
        return failed("screen-library", f"The screen cannot be opened: {error}.")
    said = (
        f"{first.name}: {first.width} x {first.height} pixels; the settings say {px_per_mm:.2f} "
        f"pixels in a millimetre, the screen reports {first.px_per_mm:.2f}."
    )
    differs = abs(first.px_per_mm - px_per_mm) > DENSITY_SHARE * px_per_mm
    return warned("screen-density", said) if differs else fine(said)


def visitor_display(wanted: str, displays: Callable[[], Sequence[Display]]) -> Verdict:
    """Say whether the display is there that `wanted`, a setting, means; `displays` as above."""
    if not wanted:
        return skipped("screen.visitor_display names none: staff turn their screen around.")
    try:
        found = displays()
    except (NoScreenError, ScreenUnusableError) as error:
        return skipped(f"{error}.")
    named = ", ".join(f"{one.name} ({one.serial})" if one.serial else one.name for one in found)
    said = f"screen.visitor_display is {wanted}; the system reports {named}."
    known = {word for one in found for word in (one.name, one.serial)}
    there = len(found) > 1 and (wanted == "other" or wanted in known)
    return fine(said) if there or wanted == "window" else warned("visitor-display-missing", said)


def sound() -> Verdict:
    """Say that there is nothing to look at."""
    return skipped("The program makes no sound yet, and needs no loudspeaker.")
