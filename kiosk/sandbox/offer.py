"""What the portal offers, exactly as docs/contract.md says: municipalities, catalogue, services.

Plain JSON values; whoever wants types reads kiosk/catalogue.py.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kiosk.sandbox.blocks import Json
from kiosk.sandbox.crest import crest
from kiosk.sandbox.senders import sender
from kiosk.sandbox.sources import Sources, form_of
from kiosk.signatures import digest

PAGE_SIZE = 100
LISTED = (
    "id",
    "title",
    "summary",
    "keywords",
    "categories",
    "audience",
    "level",
    "popularity",
)
TOLD = (
    "id",
    "title",
    "summary",
    "introduction",
    "audience",
    "level",
    "fill_minutes",
    "processing",
    "needs",
    "result",
    "legal_basis",
)
FEE: Json = {
    "kind": "free",
    "amount": None,
    "highest": None,
    "currency": "CHF",
    "note": {},
    "source": "",
    "valid_from": "",
    "demo": False,
}
DEFAULTS: Json = {
    "keywords": {},
    "popularity": 0,
    "legal_basis": [],
    "needs": [],
    "introduction": {},
    "processing": {},
    "result": {},
}


class UnknownError(LookupError):
    """There is no such municipality, service, form or page."""


class Offer:
    """Answers questions about `sources` as of `today()`.

    `encryption_key` is the public key (JWK) of the senders; None where none of them has one.
    """

    def __init__(
        self, sources: Sources, today: Callable[[], date], encryption_key: Json | None = None
    ) -> None:
        self._sources = sources
        self._today = today
        self._encryption_key = encryption_key
        self._sender = lru_cache(maxsize=4096)(self._resolve)
        self._digests = {id_: digest(form) for id_, form in sources.forms.items()}

    def municipalities(self) -> Json:
        """Return the municipalities, by name, each with its localities and a neutral crest."""
        found = sorted(self._sources.municipalities.values(), key=lambda each: str(each["name"]))
        return {"municipalities": [_municipality(each) for each in found]}

    def names(self) -> dict[int, str]:
        """Return what the municipalities are called, by BFS number."""
        found = self._sources.municipalities.items()
        return {bfs: str(municipality["name"]) for bfs, municipality in found}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The official documents, by file name."""
        return self._sources.files

    def described(self, id_: str) -> Json:
        """Return what resources/sandbox says of a service, wherever it is offered."""
        return self._sources.services[id_]

    @property
    def staff(self) -> tuple[str, ...]:
        """The names of those who may sign in at a counter."""
        return self._sources.staff

    def catalogue(self, bfs: int, page: int) -> Json:
        """Return page `page` (from 1) of what the municipality `bfs` offers.

        Raises:
            UnknownError: there is no such municipality or page.
        """
        listings = [
            self._listing(service, bfs)
            for service in sorted(self._sources.services.values(), key=_by_popularity)
            if _offered(service, self._municipality(bfs))
        ]
        pages = max(1, -(-len(listings) // PAGE_SIZE))
        if not 1 <= page <= pages:
            raise UnknownError("page")
        start = (page - 1) * PAGE_SIZE
        return {
            "bfs": self._municipality(bfs)["bfs"],
            "categories": list(self._sources.categories),
            "services": listings[start : start + PAGE_SIZE],
            "page": page,
            "pages": pages,
        }

    def service(self, id_: str, bfs: int) -> Json:
        """Return one service of `bfs`, resolved: sender, fee and form reference.

        Raises:
            UnknownError: the municipality is not there or does not offer it.
        """
        service = self.source(id_, bfs)
        return {
            **{name: service.get(name, DEFAULTS.get(name)) for name in TOLD},
            "bfs": bfs,
            "sender": self._sender(service["sender"], bfs, self._today()),
            "fee": fee_of(service, bfs),
            "form": self._reference(form_of(service)),
            "open": service.get("open", True),
            "closed_reason": service.get("closed_reason", {}),
        }

    def source(self, id_: str, bfs: int) -> Json:
        """Return what resources/sandbox says of a service that `bfs` offers.

        Raises:
            UnknownError: the municipality is not there or does not offer it.
        """
        service = self._sources.services.get(id_)
        if service is None or not _offered(service, self._municipality(bfs)):
            raise UnknownError("service")
        return service

    def form(self, id_: str, version: str) -> Json:
        """Return the form document.

        Raises:
            UnknownError: it is not there in this version.
        """
        form = self._sources.forms.get(id_)
        if form is None or form["version"] != version:
            raise UnknownError("form")
        return form

    def _municipality(self, bfs: int) -> Json:
        try:
            return self._sources.municipalities[bfs]
        except KeyError:
            raise UnknownError("municipality") from None

    def _listing(self, service: Json, bfs: int) -> Json:
        block = self._sender(service["sender"], bfs, self._today())
        return {
            **{name: service.get(name, DEFAULTS.get(name)) for name in LISTED},
            "sender_kind": block["kind"],
            "sender_name": block["unit"] or {"de": block["legal_entity"]},
            "fee": fee_of(service, bfs),
        }

    def _resolve(self, rule: str, bfs: int, day: date) -> Json:
        template, key = self._sources.senders[rule], self._encryption_key
        return sender(rule, template, self._municipality(bfs), day, key)

    def _reference(self, form: str) -> Json:
        version = self._sources.forms[form]["version"]
        return {"id": form, "version": version, "digest": self._digests[form]}


def fee_of(service: Json, bfs: int) -> Json:
    """Return what `service` costs in `bfs`: its own figure or the general one."""
    fees = service.get("fees", {})
    return {**FEE, **fees.get(str(bfs), fees.get("default", {}))}


def _municipality(source: Json) -> Json:
    return {
        "bfs": source["bfs"],
        "name": source["name"],
        "district": source.get("district", ""),
        "localities": source["localities"],
        "crest": crest(source["name"], source["bfs"]),
    }


def _offered(service: Json, municipality: Json) -> bool:
    bfs: Any = service.get("bfs", "all")
    return bfs == "all" or municipality["bfs"] in bfs


def _by_popularity(service: Json) -> tuple[int, str]:
    return -service.get("popularity", 0), service["id"]
