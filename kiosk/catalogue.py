"""What the portal offers: municipalities, services, what they cost and who sends them.

All of it is data from a portal (house rule 6); these are its types. They follow CPSV-AP 3.2
(PublicService, PublicOrganisation, Cost) with Swiss ids (BFS numbers, eCH-0070).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from kiosk.words import Words


@dataclass(frozen=True)
class Locality:
    """A postcode and its place name, after the official directory (source: swisstopo)."""

    postcode: str
    name: str


@dataclass(frozen=True)
class Municipality:
    """A municipality by its BFS number; a postcode is *not* a municipality."""

    bfs: int
    name: str
    district: str = ""
    localities: tuple[Locality, ...] = ()
    crest: str = ""
    """A small SVG document, or ''."""


class SenderKind(Enum):
    """Who can send a service in the canton of Lucerne."""

    MUNICIPALITY = "municipality"
    MUNICIPAL_UNIT = "municipal_unit"
    REGIONAL_AUTHORITY = "regional_authority"
    CANTON_ON_BEHALF = "canton_on_behalf"
    CANTON = "canton"


@dataclass(frozen=True)
class PostalAddress:
    """A structured postal address (eCH-0010; SIX wants it structured on QR-bills)."""

    name: str
    street: str
    house_number: str
    postcode: str
    town: str
    country: str = "CH"


@dataclass(frozen=True)
class Sender:
    """The authority behind a service, resolved by the portal; never computed here.

    A submission carries `id` and `digest`, so that both sides mean the same block.
    """

    id: str
    digest: str
    kind: SenderKind
    legal_entity: str
    unit: Words
    on_behalf_of: str
    bfs: int | None
    postal_address: PostalAddress
    return_address: PostalAddress
    phone: str
    email: str
    website: str
    opening_hours: Words
    signatory: Words
    data_controller: Words
    legal_remedy: Words
    crest: str
    resolved_from: str
    demo: bool = False
    encryption_key: Mapping[str, str] = field(default_factory=dict, repr=False)
    """A public JWK (RFC 7517; EC P-256, `use` `enc`): what only this sender can read is encrypted
    to it. Empty where the sender has none; then nothing for it is kept in an outbox."""


class FeeKind(Enum):
    """How the price of a service comes about."""

    FREE = "free"
    FIXED = "fixed"
    RANGE = "range"
    COMPUTED = "computed"
    """Depends on the answers; `note` says how, the receipt names the amount."""


@dataclass(frozen=True)
class Fee:
    """What a service costs in CHF, with the source of the figure and its first valid day."""

    kind: FeeKind
    amount: Decimal | None = None
    """The price, or the lowest price of a range."""
    highest: Decimal | None = None
    currency: str = "CHF"
    note: Words = Words()
    source: str = ""
    valid_from: str = ""
    demo: bool = False
    """True where no price is published and the embedded portal made one up."""


class Audience(Enum):
    """Where a service may be used."""

    SELF_SERVICE = "self-service"
    ASSISTED = "assisted"


class Level(Enum):
    """The level of government that provides a service."""

    MUNICIPAL = "municipal"
    CANTONAL = "cantonal"


@dataclass(frozen=True)
class Category:
    """A shelf of the catalogue (eCH-0073); `icon` names a file of resources/icons."""

    id: str
    title: Words
    icon: str = ""


@dataclass(frozen=True)
class Listing:
    """A line of the catalogue."""

    id: str
    title: Words
    summary: Words
    keywords: Words
    """Other words for it, blank-separated, for the search."""
    categories: tuple[str, ...]
    audience: tuple[Audience, ...]
    level: Level
    sender_kind: SenderKind
    sender_name: Words
    fee: Fee
    popularity: int = 0


@dataclass(frozen=True)
class Catalogue:
    """The services of one municipality."""

    bfs: int
    categories: tuple[Category, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True)
class FormReference:
    """A form by id, version and the SHA-256 of its canonical JSON (RFC 8785), hex."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True)
class LegalBasis:
    """A law or ordinance (CPSV-AP LegalResource)."""

    title: Words
    reference: str


@dataclass(frozen=True)
class Service:
    """One service of one municipality, resolved: everything the introduction says."""

    id: str
    bfs: int
    title: Words
    summary: Words
    introduction: Words
    """What it is for; also in Leichte Sprache (`de-simple`)."""
    audience: tuple[Audience, ...]
    level: Level
    sender: Sender
    fee: Fee
    form: FormReference
    fill_minutes: int
    processing: Words
    """How long the authority takes, in words."""
    needs: tuple[Words, ...]
    """What to have at hand."""
    result: Words
    """What one gets."""
    legal_basis: tuple[LegalBasis, ...] = ()
    open: bool = True
    closed_reason: Words = Words()
