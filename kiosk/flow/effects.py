"""What has to be done on the way; the controller does it and stamps it with the visit's number."""

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.audit import AuditEvent
from kiosk.flow.counter_effects import CounterEffect
from kiosk.flow.states import Home, Introducing
from kiosk.session import Contrast, TextSize


@dataclass(frozen=True)
class Load:
    """Fetch what `target` needs; ends in `Loaded` or `LoadFailed`."""

    target: Home | Introducing


@dataclass(frozen=True)
class Settle:
    """From here on the visit is about this municipality."""

    bfs: int


@dataclass(frozen=True)
class Speak:
    """From here on the texts are in this language."""

    language: str


@dataclass(frozen=True)
class Look:
    """From here on the screen has this text size and contrast."""

    text_size: TextSize
    contrast: Contrast


@dataclass(frozen=True)
class Submit:
    """Send the answers to `service` under `key`; ends in `Received` or `SubmitFailed`.

    `agreement` is how the visitor agreed to what staff typed; '' where they typed it themselves.
    """

    service: str
    key: str
    agreement: str = ""


@dataclass(frozen=True)
class MakePaper:
    """Make the confirmation; ends in `PaperChanged`."""


@dataclass(frozen=True)
class MakeApplication:
    """Make a paper application of the answers and print it; ends in `PaperChanged`."""


@dataclass(frozen=True)
class Print:
    """Print the confirmation (0) or an official document; ends in `PaperChanged`."""

    document: int = 0


@dataclass(frozen=True)
class CheckPrinter:
    """See how the printer is; it is on the view when that is known."""


@dataclass(frozen=True)
class SendCopy:
    """Have the portal mail the confirmation; ends in `MailEnded`."""


@dataclass(frozen=True)
class Wipe:
    """Wipe everything of the visit; ends in `Wiped` or `WipeFailed`."""

    reason: str


@dataclass(frozen=True)
class Record:
    """Write down that something happened; never what was typed."""

    event: AuditEvent
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FindDocuments:
    """See which files lie ready; they are on the view when they were found."""


@dataclass(frozen=True)
class TakeDocument:
    """Read file `number` of those found for `pointer`; ends in `DocumentTaken` or `...Refused`."""

    pointer: str
    number: int


@dataclass(frozen=True)
class OpenUpload:
    """Open the way from the visitor's phone to the question at `pointer`.

    Ends in `PhoneChanged` again and again, and in `DocumentTaken` or `DocumentRefused`.
    """

    pointer: str


@dataclass(frozen=True)
class CloseUpload:
    """Close it, also at the portal; harmless where none is open."""


VisitEffect: TypeAlias = (
    Load
    | Settle
    | Speak
    | Look
    | Submit
    | MakePaper
    | MakeApplication
    | Print
    | CheckPrinter
    | SendCopy
    | Wipe
    | Record
    | FindDocuments
    | TakeDocument
    | OpenUpload
    | CloseUpload
    | CounterEffect
)
