"""The types of docs/contract.md as JSON Schema 2020-12: the words of the OpenAPI document.

The portal judges a submission's envelope with the same schema that it publishes.
"""

from collections.abc import Iterable
from typing import Any

from kiosk.catalogue import Audience, FeeKind, Level, SenderKind
from kiosk.policy import POLICIES
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.problems import BASE, STATUS
from kiosk.sandbox.reading import MAGIC, MAX_ATTACHMENT
from kiosk.session import IdentityDocument

AGREEMENTS = ("on-screen", "in-words")
LANGUAGES = ("de", "fr", "it", "en", "de-simple")
DIGEST: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MONEY: Json = {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,2})?$"}
NAME: Json = {"type": "string", "minLength": 1, "maxLength": 128}
BFS: Json = {"type": "integer", "minimum": 1, "maximum": 9999}
POINTER: Json = {"type": "string", "pattern": "^(/[^/]*)*$", "maxLength": 256}
KEY: Json = {"type": "string", "format": "uuid"}
TIME: Json = {"type": "string", "format": "date-time"}
TEXT: Json = {
    "type": "object",
    "description": "One text by language; German is always there when any is.",
    "propertyNames": {"enum": list(LANGUAGES)},
    "additionalProperties": {"type": "string"},
}


def ref(name: str) -> Json:
    """Return a reference to the schema called `name` of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(optional: Iterable[str] = (), **properties: Json) -> Json:
    """Return an object that has all `properties` but perhaps the `optional`, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in set(optional)],
        "additionalProperties": False,
    }


def _list(items: Json, **limits: int) -> Json:
    return {"type": "array", "items": items, **limits}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: Iterable[Any]) -> Json:
    return {"type": "string", "enum": list(values)}


_STRING: Json = {"type": "string"}
_BOOLEAN: Json = {"type": "boolean"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_AUDIENCE = _list(_one_of(each.value for each in Audience))
_LEVEL = _one_of(each.value for each in Level)
_KIND = _one_of(each.value for each in SenderKind)

IDENTITY: Json = record(
    document=_one_of(each.value for each in IdentityDocument),
    seen_on={"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
)
"""Which document of identity staff saw, and when; never its number."""

SUBMISSION: Json = record(
    service=NAME,
    bfs=BFS,
    form=record(id=NAME, version=NAME, digest=DIGEST),
    sender=record(id=NAME, digest=DIGEST),
    language=_one_of(LANGUAGES),
    answers={"type": "object"},
    attachments=_list(record(reference=NAME, sha256=DIGEST), maxItems=50),
    later=_list(POINTER, maxItems=50, uniqueItems=True),
    terminal={"type": "string", "maxLength": 64},
    actor=NAME,
    identity=IDENTITY,
    agreement=_one_of(AGREEMENTS),
    optional=("attachments", "later", "terminal", "actor", "identity", "agreement"),
)
"""The body of a submission; it refers to no other schema."""

TERMINAL: Json = {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"}
ENCRYPTION_KEY: Json = record(
    kty=_one_of(["EC"]),
    crv=_one_of(["P-256"]),
    x={"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    y={"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    kid=NAME,
    use=_one_of(["enc"]),
    alg=_one_of(["ECDH-ES+A256KW"]),
    optional=("alg",),
)
"""The key of a sender, for what only they may read."""
PUBLIC_KEY: Json = record(
    kty=_one_of(["EC"]),
    crv=_one_of(["P-256"]),
    x={"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    y={"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    kid=NAME,
    use=_one_of(["sig"]),
    alg=_one_of(["ES256"]),
    optional=("kid", "use", "alg"),
)
ENROLMENT: Json = record(jwk=PUBLIC_KEY)
"""The body with which a terminal registers its key."""
HEARTBEAT: Json = record(version={"type": "string", "pattern": r"^[0-9A-Za-z.+-]{1,64}$"})
"""What a terminal says to be heard of."""

_PLACE: Json = {
    "id": TERMINAL,
    "bfs": BFS,
    "place": _STRING,
    "counter": _STRING,
    "phone": _STRING,
    "policy": _one_of(POLICIES),
}

UPLOAD: Json = record(
    accept=_list(_one_of(MAGIC), minItems=1, maxItems=3, uniqueItems=True),
    max_bytes={"type": "integer", "minimum": 1, "maximum": MAX_ATTACHMENT},
    language=_one_of(LANGUAGES),
)
"""What an address for a phone takes."""

MAX_SEALED_DRAFT = 16 * 1024 * 1024
"""Bytes, and characters, of a draft on its way to another screen."""
_JWE: Json = {"type": "string", "pattern": r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){4}$"}
HANDOVER: Json = record(id=DIGEST, sealed={**_JWE, "maxLength": MAX_SEALED_DRAFT})
"""A sealed draft (compact JWE, RFC 7516) under an id that tells nothing of its key."""

MAX_SEALED_SUBMISSION = 32 * 1024 * 1024
"""Bytes, and characters, of a submission that only its sender can read."""
PSEUDONYM: Json = {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"}
SEALED_SUBMISSION: Json = record(
    sender=NAME,
    sealed={**_JWE, "maxLength": MAX_SEALED_SUBMISSION},
    terminal={"type": "string", "maxLength": 64},
    actor=PSEUDONYM,
    stored_at=TIME,
)
"""The body of a submission that lay in an outbox."""
OPENED: Json = record(
    submission={"type": "object"},
    documents=_list(
        record(sha256=DIGEST, name=_STRING, media_type=_one_of(MAGIC), content=_STRING),
        maxItems=50,
    ),
)
"""What is in it, once the sender has opened it; the submission is judged by its own schema."""

COPY: Json = record(email={"type": "string", "minLength": 3, "maxLength": 254, "format": "email"})
"""Where a copy of a confirmation goes (RFC 5321 4.5.3.1: at most 254 characters)."""

SCHEMAS: Json = {
    "Copy": COPY,
    "Nothing": {"type": "object", "maxProperties": 0},
    "Text": TEXT,
    "Locality": record(postcode=_STRING, name=_STRING),
    "Municipality": record(
        bfs=BFS, name=_STRING, district=_STRING, localities=_list(ref("Locality")), crest=_STRING
    ),
    "Municipalities": record(municipalities=_list(ref("Municipality"))),
    "Category": record(id=NAME, title=ref("Text"), icon=_STRING),
    "Fee": record(
        kind=_one_of(each.value for each in FeeKind),
        amount=_or_null(MONEY),
        highest=_or_null(MONEY),
        currency=_STRING,
        note=ref("Text"),
        source=_STRING,
        valid_from=_STRING,
        demo=_BOOLEAN,
    ),
    "Listing": record(
        id=NAME,
        title=ref("Text"),
        summary=ref("Text"),
        keywords=ref("Text"),
        categories=_list(NAME),
        audience=_AUDIENCE,
        level=_LEVEL,
        sender_kind=_KIND,
        sender_name=ref("Text"),
        fee=ref("Fee"),
        popularity=_COUNT,
    ),
    "Catalogue": record(
        bfs=BFS,
        categories=_list(ref("Category")),
        services=_list(ref("Listing"), maxItems=100),
        page={"type": "integer", "minimum": 1},
        pages={"type": "integer", "minimum": 1},
    ),
    "PostalAddress": record(
        name=_STRING,
        street=_STRING,
        house_number=_STRING,
        postcode=_STRING,
        town=_STRING,
        country=_STRING,
        optional=("country",),
    ),
    "Sender": record(
        id=NAME,
        digest=DIGEST,
        kind=_KIND,
        legal_entity=_STRING,
        unit=ref("Text"),
        on_behalf_of=_STRING,
        bfs=_or_null(BFS),
        postal_address=ref("PostalAddress"),
        return_address=ref("PostalAddress"),
        phone=_STRING,
        email=_STRING,
        website=_STRING,
        opening_hours=ref("Text"),
        signatory=ref("Text"),
        data_controller=ref("Text"),
        legal_remedy=ref("Text"),
        crest=_STRING,
        resolved_from=_STRING,
        demo=_BOOLEAN,
        encryption_key=ENCRYPTION_KEY,
        optional=("encryption_key",),
    ),
    "FormReference": record(id=NAME, version=NAME, digest=DIGEST),
    "LegalBasis": record(title=ref("Text"), reference=_STRING),
    "Service": record(
        id=NAME,
        bfs=BFS,
        title=ref("Text"),
        summary=ref("Text"),
        introduction=ref("Text"),
        audience=_AUDIENCE,
        level=_LEVEL,
        sender=ref("Sender"),
        fee=ref("Fee"),
        form=ref("FormReference"),
        fill_minutes=_COUNT,
        processing=ref("Text"),
        needs=_list(ref("Text")),
        result=ref("Text"),
        legal_basis=_list(ref("LegalBasis")),
        open=_BOOLEAN,
        closed_reason=ref("Text"),
    ),
    "Form": record(
        id=NAME,
        version=NAME,
        schema={"type": "object"},
        ui={"type": "object"},
        texts={"type": "object", "additionalProperties": {"type": "object"}},
    ),
    "AttachmentReceipt": record(reference=NAME, sha256=DIGEST, expires_at=TIME),
    "Submission": SUBMISSION,
    "SignedReceipt": record(
        receipt={
            "type": "string",
            "description": "Compact JWS (ES256); its claims are those of docs/contract.md.",
            "pattern": r"^[\w-]+\.[\w-]+\.[\w-]+$",
        }
    ),
    "Enrolment": ENROLMENT,
    "EnrolledTerminal": record(**_PLACE, portal=_STRING, revoked=_list(NAME)),
    "TerminalConfig": record(**_PLACE, least_version=_STRING),
    "Heartbeat": HEARTBEAT,
    "Upload": UPLOAD,
    "UploadAddress": record(id=NAME, url={"type": "string", "format": "uri"}, expires_at=TIME),
    "Handover": HANDOVER,
    "HandoverWaits": record(expires_at=TIME),
    "HandoverDraft": record(sealed=_JWE),
    "HandoverState": record(state=_one_of(["waiting", "taken"])),
    "SealedSubmission": SEALED_SUBMISSION,
    "Proof": record(
        proof={
            "type": "string",
            "description": "Compact JWS (ES256); its claims are those of docs/contract.md.",
            "pattern": r"^[\w-]+\.[\w-]+\.[\w-]+$",
        }
    ),
    "UploadState": record(
        state=_one_of(["waiting", "opened", "uploaded"]),
        name=_STRING,
        media_type=_one_of(MAGIC),
        size=_COUNT,
        sha256=DIGEST,
        optional=("name", "media_type", "size", "sha256"),
    ),
    "Events": record(events=_list(record(at=TIME, kind=NAME, text=ref("Text")))),
    "KeySet": record(
        keys=_list(
            record(
                kty=_one_of(["EC"]),
                crv=_one_of(["P-256"]),
                x=_STRING,
                y=_STRING,
                kid=NAME,
                use=_one_of(["sig"]),
                alg=_one_of(["ES256"]),
            )
        )
    ),
    "Problem": {
        **record(
            type=_one_of([*(BASE + word for word in STATUS), "about:blank"]),
            title=_STRING,
            status={"type": "integer", "minimum": 400, "maximum": 599},
            instance=_STRING,
            errors=_list(record(pointer=_STRING, rule=NAME)),
            optional=("errors",),
        )
    },
}
