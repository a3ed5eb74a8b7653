"""Reads headers and body of an answer within its budget, however it was packed."""

import zlib
from collections.abc import AsyncIterator, Callable, Mapping

from kiosk.errors import Unintelligible
from kiosk.portals.budget import MAX_HEADER_BYTES, MAX_HEADERS, Budget


def headers(items: list[tuple[str, str]]) -> dict[str, str]:
    """Return what came as headers, names in lower case.

    Raises:
        Unintelligible: there are too many.
    """
    size = sum(len(name) + len(value) for name, value in items)
    if len(items) > MAX_HEADERS or size > MAX_HEADER_BYTES:
        raise Unintelligible("too many headers")
    return {name.lower(): value for name, value in items}


async def body(chunks: AsyncIterator[bytes], told: Mapping[str, str], budget: Budget) -> bytes:
    """Read and unpack, and stop as soon as the budget is spent: a bomb never goes off.

    Args:
        chunks: what comes, still packed.
        told: the headers, which say how it is packed.
        budget: how much it may be.

    Raises:
        Unintelligible: it is more, or packed in another way, or broken.
    """
    unpack = _unpacker(told.get("content-encoding", "identity").strip().lower())
    unpacked = bytearray()
    async for chunk in chunks:
        unpacked += unpack(chunk, budget.max_bytes - len(unpacked) + 1)
        if len(unpacked) > budget.max_bytes:
            raise Unintelligible("larger than its budget")
    return bytes(unpacked)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Return a function of a chunk and of the most bytes it may become."""
    if encoding in {"", "identity"}:
        return lambda chunk, _most: chunk
    if encoding != "gzip":
        raise Unintelligible("an encoding that was not asked for")
    inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)

    def unpack(chunk: bytes, most: int) -> bytes:
        try:
            return inflate.decompress(chunk, most)
        except zlib.error:
            raise Unintelligible("broken gzip") from None

    return unpack
