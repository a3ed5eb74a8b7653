"""The refill guide: what to do about each word that a printer has for what is wrong.

Staff read one short instruction in their language. IT reads it in English, or the command that
mends a queue. The words are those of `PrinterStatus` and `PrinterUnavailable`.
"""

from collections.abc import Iterable, Mapping

from kiosk.texts import Texts, UnknownTextError

ALIKE: Mapping[str, str] = {
    "cover-open": "door-open",
    "interlock-open": "door-open",
    "marker-supply-empty": "toner-empty",
    "marker-supply-low": "toner-low",
    "shutdown": "offline",
    "error": "attention",
    "aborted": "canceled",
}
"""Words that ask for the same as another one."""

FOR_IT: Mapping[str, str] = {
    "none": "Set paper.printer, if this terminal should print.",
    "missing": "Set paper.printer to a queue that `lpstat -e` lists, or to a folder that is there.",
    "no-spooler": "Start the print service: `systemctl start cups`.",
    "not-accepting": "Let the queue take jobs: `cupsaccept QUEUE`.",
    "paused": "Resume the queue: `cupsenable QUEUE`, or in the print queue of Windows.",
    "stopped": "Look at the printer's display, then resume the queue: `cupsenable QUEUE`.",
    "offline": "Check power and cable; `lpstat -v QUEUE` names the address that does not answer.",
    "shutdown": "Switch the printer on.",
    "blocked": "Check or renew the printer's driver.",
    "canceled": "Look whether the printer has paper of this size, or who cancelled it.",
    "aborted": "Look into /var/log/cups/error_log; then print once more.",
    "lp is not installed": "Install the programs of CUPS: `apt install cups-client`.",
    "lp refused": "Ask the queue why: `lpstat -l -p QUEUE`.",
    "lp does not answer": "Restart the print service: `systemctl restart cups`.",
}
"""What IT does where staff can do nothing more than call; the words are stems, or a reason."""

OTHERWISE_FOR_IT = "Look at the printer's display and into its queue."


def instruction(trouble: str, texts: Texts) -> str:
    """Return what staff do about `trouble`, in the language of `texts`.

    About a word that nobody knows it says where to look and whom to ask.
    """
    return _said(trouble, texts) or texts("refill-unknown")


def instructions(troubles: Iterable[str], texts: Texts) -> list[str]:
    """Return what staff do about all of `troubles`, each thing once; see `instruction`."""
    return list(dict.fromkeys(instruction(trouble, texts) for trouble in troubles))


def remedy(trouble: str) -> str:
    """Return what IT does about `trouble`, in English.

    Raises:
        NoTextsError: the texts are not compiled.
    """
    return FOR_IT.get(trouble) or _said(trouble, Texts("en")) or OTHERWISE_FOR_IT


def remedies(troubles: Iterable[str]) -> str:
    """Return what IT does about all of `troubles`, each thing once; see `remedy`."""
    return " ".join(dict.fromkeys(map(remedy, troubles)))


def _said(trouble: str, texts: Texts) -> str:
    """Return the instruction for `trouble`, or ''."""
    try:
        return texts(f"refill-{ALIKE.get(trouble, trouble)}")
    except UnknownTextError:
        return ""
