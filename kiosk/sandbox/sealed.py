"""Submissions of an outbox: opened with the sender's key, judged and filed like any other."""

import base64
import binascii
import hashlib
from datetime import UTC, datetime

from kiosk.encryption import EncryptionError, OpeningKey, decrypted
from kiosk.forms.judge import Judge
from kiosk.portals import strict_json
from kiosk.sandbox.blocks import Json
from kiosk.sandbox.intake import Documents, Intake
from kiosk.sandbox.problems import Objection, Problem
from kiosk.sandbox.reading import MAGIC, MAX_ATTACHMENT
from kiosk.sandbox.schemas import OPENED, SUBMISSION
from kiosk.sandbox.store import Stored, StoredAttachment
from kiosk.signatures import SigningKey, sign

NEVER = datetime.max.replace(tzinfo=UTC)
"""When documents expire that came with what names them."""
SEALED = "sealed"
"""The rule that is broken where it cannot be opened, or is another letter than it says outside."""


class SealedIntake:
    """Opens what was sealed and has `intake` file it.

    Args:
        opening_key: the senders'; this portal opens their letters for all of them.
        signing_key: signs the proof.
    """

    def __init__(self, intake: Intake, opening_key: OpeningKey, signing_key: SigningKey) -> None:
        self._intake = intake
        self._opening_key, self._signing_key = opening_key, signing_key
        self._judges = Judge(OPENED), Judge(SUBMISSION)

    def take(self, key: str, told: Json, issuer: str) -> tuple[str, bool]:
        """File what is in `told` under `key`; return the proof and whether it is new.

        Raises:
            Problem: it cannot be opened, or is not taken; nothing was stored.
        """
        stored, new = self._intake.submit_opened(key, lambda: self._opened(told), issuer)
        return self._proof(stored, told["sealed"], issuer), new

    def _opened(self, told: Json) -> tuple[Json, Documents]:
        try:
            inside = strict_json.read(decrypted(self._opening_key, told["sealed"]))
        except (EncryptionError, strict_json.NotStrictJsonError):
            raise _invalid("/sealed", SEALED) from None
        letter, submission = self._judges
        if not letter.accepts(inside) or not submission.accepts(inside["submission"]):
            raise _invalid("/sealed", SEALED)
        _check_belonging(inside["submission"], told)
        documents = _documents(inside["documents"])
        return inside["submission"], {found.sha256: found for found in documents}

    def _proof(self, stored: Stored, sealed: str, issuer: str) -> str:
        """Say which case stands under the key, so that nobody has to keep `sealed` any more."""
        claims = {
            "iss": issuer,
            "case": stored.case,
            "received_at": stored.received_at.isoformat(timespec="seconds"),
            "key": stored.key,
            "sealed_digest": hashlib.sha256(sealed.encode("ascii")).hexdigest(),
        }
        return sign(claims, self._signing_key)


def _check_belonging(body: Json, told: Json) -> None:
    """Refuse a letter whose envelope names another sender, terminal or actor than it does."""
    inside = {
        "sender": body["sender"]["id"],
        "terminal": body.get("terminal", ""),
        "actor": body.get("actor", ""),
    }
    for name, value in inside.items():
        if value != told[name]:
            raise _invalid(f"/{name}", SEALED)
    if body.get("attachments"):
        raise _invalid("/attachments", "unknown")


def _documents(told: list[Json]) -> list[StoredAttachment]:
    """Return the documents that came with it; their SHA-256 stands for them in the answers."""
    found = []
    for number, document in enumerate(told):
        try:
            content = base64.b64decode(document["content"], validate=True)
        except (ValueError, binascii.Error):
            raise _invalid(f"/documents/{number}", "attachment") from None
        sha256, media_type = hashlib.sha256(content).hexdigest(), document["media_type"]
        if sha256 != document["sha256"]:
            raise _invalid(f"/documents/{number}", "sha256")
        if len(content) > MAX_ATTACHMENT or not content.startswith(MAGIC[media_type]):
            raise _invalid(f"/documents/{number}", "attachment")
        found.append(StoredAttachment(sha256, sha256, media_type, len(content), NEVER))
    return found


def _invalid(pointer: str, rule: str) -> Problem:
    return Problem("invalid-answers", errors=(Objection(pointer, rule),))
