"""Small files of every kind, and some that only pretend."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 32 + b"\xff\xd9"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 24
CSV = "\ufeffnip;nama\n199012312015032999;Ani Lestari\n".encode()
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def png() -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b""))


def packed(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that is the same byte for byte whenever it is made: its parts carry the first day of ZIP, not the clock.

    These bytes name test cases; workers that start in different seconds must collect the same names.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return target.getvalue()


def xlsx(**more: str | bytes) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>", **more})


def docx() -> bytes:
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": "<document/>"})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """What a browser would send; the name exactly as given, past Django's own cleaning."""
    given = SimpleUploadedFile("x", content, content_type="application/octet-stream")
    given._name = name
    return given


def read(answer) -> bytes:
    """The whole download, so that its file is closed; `.close()` would close the database connection as well."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
