"""The refill guide: what to do about each word that a printer has for what is wrong.

Staff read one short instruction in their language, IT the same in English and the command that
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

COMMANDS: Mapping[str, str] = {
    "missing": "Set paper.printer to a queue that `lpstat -e` lists, or to a folder that is there.",
    "no-spooler": "Start CUPS: `systemctl start cups`.",
    "not-accepting": "Let the queue take jobs: `cupsaccept QUEUE`.",
    "paused": "Resume the queue: `cupsenable QUEUE`, or the Windows print queue.",
    "stopped": "Then resume the queue: `cupsenable QUEUE`.",
    "offline": "Then see whether it answers: `lpstat -v` names its address.",
    "shutdown": "Then see whether it answers: `lpstat -v` names its address.",
    "blocked": "Check or renew the printer's driver.",
    "aborted": "Look into the queue's log: /var/log/cups/error_log.",
    "none": "Set paper.printer if it should print.",
}
"""What IT does beyond that, by word."""


def instruction(trouble: str, texts: Texts) -> str:
    """Return what staff do about `trouble`, in the language of `texts`.

    About a word that nobody knows it says where to look and whom to ask.
    """
    try:
        return texts(f"refill-{ALIKE.get(trouble, trouble)}")
    except UnknownTextError:
        return texts("refill-unknown")


def remedy(trouble: str) -> str:
    """Return what IT does about `trouble`, in English.

    Raises:
        NoTextsError: the texts are not compiled.
    """
    return f"{instruction(trouble, Texts('en'))} {COMMANDS.get(trouble, '')}".rstrip()


def remedies(troubles: Iterable[str]) -> str:
    """Return what IT does about all of `troubles`, each thing once; see `remedy`."""
    return " ".join(dict.fromkeys(map(remedy, troubles)))
