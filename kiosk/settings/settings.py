"""What can be set on a terminal, as types. No secret is ever a setting.

The `Attributes` of each docstring are what `kiosk config explain` and docs/settings.md say.
"""

from typing import Annotated

from msgspec import Meta, Struct

from kiosk.receipt.printers import DEFAULT


class PortalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the portal is, and the way there.

    Attributes:
        kind: The kind of portal.
        url: Its address: https, or http to this very machine.
        ca_file: A PEM file with further certificate authorities, beside those of the system.
        proxy: The proxy on the way: `http://host:port`, `none` for no proxy, or '' for the
            system's. A proxy's password has no place here.
        sign_in: How this terminal proves who it is: by its `key`, by a shared `secret` (both lie in
            the system's keyring), or `none` where a portal on this very machine asks nobody.
    """

    kind: str = "lucerne"
    url: str = "http://127.0.0.1:8700"
    ca_file: str = ""
    proxy: str = ""
    sign_in: str = "key"


class TerminalSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What this device is, for the portal and for people.

    Attributes:
        id: Its name in the audit log and in what is sent: letters, digits and hyphens.
        policy: Who works with it: visitors alone, or staff for them.
        bfs: BFS number of the municipality it stands in.
        place: Where it stands, as a visitor reads it.
        counter: Where the staffed counter is, as a visitor reads it.
        phone: The telephone number that visitors are told.
    """

    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,64}$")] = "demo"
    policy: str = "self-service"
    bfs: Annotated[int, Meta(ge=1, le=9999)] = 1061
    place: str = ""
    counter: str = ""
    phone: str = ""


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the screen is.

    Attributes:
        px_per_mm: Pixels in a millimetre. Measure with a ruler: screens report it wrongly.
        full_screen: Whether the kiosk covers the whole screen.
        language: The language of the start screen, and of a visit nobody chose one for.
        visitor_display: At a counter, the display that faces the visitor: `other` for the one that
            staff do not work at, or its name, as `kiosk doctor` says it, or its serial number. With
            '' there is none, and staff turn their own screen around; `window` is one beside
            staff's, to train.
        visitor_px_per_mm: Pixels in a millimetre of that display.
    """

    px_per_mm: Annotated[float, Meta(gt=1, lt=20)] = 4.0
    full_screen: bool = True
    language: str = "de"
    visitor_display: str = ""
    visitor_px_per_mm: Annotated[float, Meta(gt=1, lt=20)] = 4.0


class PaperSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where confirmations are printed.

    Attributes:
        printer: `cups:` or `windows:` for the system's printer, `cups:QUEUE` or `windows:NAME`
            for a certain one, `folder:PATH` for files in a folder, or `none`.
        shape: The paper in it: `A4`, `A5`, or `roll-80` for a receipt roll 80 mm wide.
    """

    printer: Annotated[str, Meta(pattern=r"^(cups:.*|windows:.*|folder:.+|none)$")] = DEFAULT
    shape: Annotated[str, Meta(pattern=r"^(A4|A5|roll-80)$")] = "A4"


class DocumentSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where documents of a visitor are taken from; only where staff works with the terminal.

    Attributes:
        folder: A scanner's folder or a mounted stick; '' is nowhere.
    """

    folder: str = ""


class TelemetrySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What leaves this terminal for those who run a fleet: numbers, never anything of a visitor.

    Attributes:
        endpoint: Where programs of this very machine may ask, as `127.0.0.1:9190` or `[::1]:9190`;
            '' is nowhere.
        textfile_folder: A folder of the Prometheus node exporter that schalter.prom is written
            into; '' is none.
        otlp: The address of an OpenTelemetry collector (OTLP over HTTP), without `/v1/metrics`:
            https, or http to this very machine; '' is none.
        proxy: The proxy on the way to the collector: `http://host:port`, `none` for no proxy, or
            '' for the system's.
        interval_seconds: How often the file is written and the collector is told.
    """

    endpoint: str = ""
    textfile_folder: str = ""
    otlp: str = ""
    proxy: str = "none"
    interval_seconds: Annotated[int, Meta(ge=10, le=3600)] = 60

    @property
    def wanted(self) -> bool:
        """Whether anything leaves at all."""
        return bool(self.endpoint or self.textfile_folder or self.otlp)


class SupportSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Who helps with this terminal.

    Attributes:
        encrypt_to: A file with the public key of whoever reads `kiosk bundle` (PEM or JWK, curve
            P-256); '' leaves bundles unencrypted.
    """

    encrypt_to: str = ""


class UpdateSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How an update waits for its turn; see docs/updates.md.

    Attributes:
        wait_minutes: So long `kiosk update gate` waits for a visit to end before it gives up.
        hold_minutes: So long nobody may begin while the update is made; then the terminal serves
            again, whatever became of it.
    """

    wait_minutes: Annotated[int, Meta(ge=0, le=720)] = 15
    hold_minutes: Annotated[int, Meta(ge=1, le=120)] = 30


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set on a terminal.

    Attributes:
        state_folder: Where the audit log lies; '' is the system's place for it, for each user.
    """

    portal: PortalSettings = PortalSettings()
    terminal: TerminalSettings = TerminalSettings()
    screen: ScreenSettings = ScreenSettings()
    paper: PaperSettings = PaperSettings()
    documents: DocumentSettings = DocumentSettings()
    telemetry: TelemetrySettings = TelemetrySettings()
    support: SupportSettings = SupportSettings()
    updates: UpdateSettings = UpdateSettings()
    state_folder: str = ""


class SettingsError(Exception):
    """The settings cannot be used. `mistakes` holds a sentence each: where, which key, what now."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes
