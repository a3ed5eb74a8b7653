"""Seals a draft for whoever has the code, and opens it: a compact JWE (`dir`, `A256GCM`)."""

from kiosk.handover.draft import Draft, NotADraftError, understood, written


def sealed(draft: Draft, key: bytes) -> str:
    """Return `draft` as only `key` opens it. Blocks."""
    from kiosk.encryption import encrypted_with  # noqa: PLC0415 - joserfc costs 60 ms

    return encrypted_with(key, written(draft))


def opened(token: str, key: bytes) -> Draft:
    """Return the draft that was sealed. Blocks.

    Raises:
        NotADraftError: it does not open with `key`, was changed on the way, or is none of ours.
    """
    from kiosk.encryption import EncryptionError, decrypted_with  # noqa: PLC0415 - as above

    try:
        content = decrypted_with(key, token)
    except EncryptionError:
        raise NotADraftError("draft-unsealed") from None
    return understood(content)
