"""Small whole files of the kinds that may be handed in."""

import struct
import zlib

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png(width: int, height: int, rows: int = 0) -> bytes:
    """Return a grey PNG that says it is so large; `rows` of it are really there."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    picture = zlib.compress((b"\0" + b"\x80" * width) * rows)
    return PNG_SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", picture) + chunk(b"IEND", b"")


def pdf(objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with more `objects` and more in its trailer."""
    parts = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>\nendobj\n",
    )
    text, places = b"%PDF-1.7\n", []
    for part in parts:
        places.append(b"%010d 00000 n \n" % len(text))
        text += part
    text += objects
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(places)
    end = b"trailer\n<< %s /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return text + table + end % (trailer, len(text))


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000"
    "ffdb004300" + "01" * 64 + "ffc0000b080002000301011100"
    "ffc4001f0000010501010101010100000000000000000102030405060708090a0b"
    "ffc400b5100002010303020403050504040000017d" + "01020300041105122131410613516107"
    "227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43444546"
    "4748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999a"
    "a2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9"
    "eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00"
    "2bffd9"
)
"""A picture of 3 by 2 grey pixels."""

PNG = png(3, 2, rows=2)
PDF = pdf()
