"""The senders of a portal in memory: they open what was sealed for them."""

import base64
import json
from datetime import date

from kiosk.catalogue import FormReference
from kiosk.encryption import EncryptionError, decrypted, new_key
from kiosk.errors import Declined, Remark
from kiosk.forms.attachment import Attachment
from kiosk.portals.portal import SealedSubmission, Submission
from kiosk.session import IdentityDocument, SeenIdentity

SENDERS_KEY = new_key()
"""That of every sender of tests/fakes/offer but the canton, which has none."""


def opened(sealed: SealedSubmission) -> Submission:
    """Return what is in `sealed`, as its sender reads it.

    Raises:
        Declined: nobody can open it, or it is another letter than it says outside.
    """
    try:
        inside = json.loads(decrypted(SENDERS_KEY, sealed.sealed))
    except (EncryptionError, ValueError):
        raise Declined(remarks=(Remark("/sealed", "sealed"),)) from None
    body = inside["submission"]
    identity = body.get("identity")
    found = Submission(
        key=sealed.key,
        service=body["service"],
        bfs=body["bfs"],
        form=FormReference(**body["form"]),
        sender_id=body["sender"]["id"],
        sender_digest=body["sender"]["digest"],
        language=body["language"],
        answers=body["answers"],
        attachments=tuple(
            Attachment(
                document["name"],
                document["media_type"],
                base64.b64decode(document["content"]),
                reference=document["sha256"],
            )
            for document in inside["documents"]
        ),
        later=tuple(body["later"]),
        terminal=body["terminal"],
        actor=body["actor"],
        identity=identity
        and SeenIdentity(
            IdentityDocument(identity["document"]), date.fromisoformat(identity["seen_on"])
        ),
        agreement=body.get("agreement", ""),
    )
    pairs = {
        "sender": (sealed.sender_id, found.sender_id),
        "terminal": (sealed.terminal, found.terminal),
        "actor": (sealed.actor, found.actor),
    }
    for name, (outside, inside_) in pairs.items():
        if outside != inside_:
            raise Declined(remarks=(Remark(f"/{name}", "sealed"),))
    return found
