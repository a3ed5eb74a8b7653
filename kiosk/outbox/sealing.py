"""Seals a submission with its documents so that only its sender can read it. Import it late.

What is typed is never on the disk in clear: it is sealed in memory, and only that is kept.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.encryption import EncryptionError, encrypted_to
from kiosk.outbox.store import StoreError
from kiosk.portals.lucerne.wire import body_of
from kiosk.portals.portal import SealedSubmission, Submission

MAX_SEALED = 32 * 1024 * 1024
"""Characters of what is kept, as the contract has it."""
MAX_DOCUMENTS = MAX_SEALED // 16 * 9
"""Bytes of all documents: what does not fit is not even begun. Twice base64 makes 16 of 9."""


def sealed(submission: Submission, key: Mapping[str, str], at: datetime) -> SealedSubmission:
    """Return `submission` sealed to its sender's public `key` at `at`. Blocks.

    Its documents go with it; in the answers their SHA-256 stands for them, so it has to be what
    was confirmed, before any document was handed in.

    Raises:
        StoreError: `outbox-no-key` where the sender's key is none, `outbox-too-large`.
    """
    if sum(len(one.content) for one in submission.attachments) > MAX_DOCUMENTS:
        raise StoreError("outbox-too-large")
    try:
        token = encrypted_to(key, json.dumps(_letter(submission)).encode())
    except EncryptionError as error:
        wrong_key = error.code == "unusable-key"
        raise StoreError("outbox-no-key" if wrong_key else "outbox-too-large") from None
    if len(token) > MAX_SEALED:
        raise StoreError("outbox-too-large")
    return SealedSubmission(
        key=submission.key,
        sender_id=submission.sender_id,
        sealed=token,
        terminal=submission.terminal,
        actor=submission.actor,
        stored_at=at,
    )


def _letter(submission: Submission) -> dict[str, Any]:
    """Return what the sender reads; docs/contract.md, *Outbox*."""
    body = body_of(submission)
    del body["attachments"]
    documents = [
        {
            "sha256": one.sha256,
            "name": one.name,
            "media_type": one.media_type,
            "content": base64.b64encode(one.content).decode("ascii"),
        }
        for one in submission.attachments
    ]
    return {"submission": body, "documents": documents}
