"""What a file really is, from its bytes: a name and a browser's word for it prove nothing."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files.kinds import CSV, DOCX, ENDINGS, JPEG, KINDS, MACROS, PDF, PNG, TEXT, WEBP, XLSX, Use, holds_macros
from capaian.foundation.files.names import ending_of

CHUNK = 64 * 1024
MOST_MEMBERS = 5_000
MOST_RATIO = 250  # a sheet of a million equal rows packs about 100 times
RATIO_COUNTS_FROM = 1024 * 1024  # bytes: of a small member the ratio says nothing
PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(!doctype|!--|\?xml|html|head|body|script|svg|iframe|xml|style|meta|a |img)", re.IGNORECASE)


class Unusable(Exception):  # noqa: N818 - an answer, not a fault
    """Why this file is not taken, for the person who gave it."""


def sniff(file: IO[bytes], name: str, *, size: int, use: Use, field: str) -> str:
    """The kind of a file. Raises InvalidInput, in plain words, for what is not taken or is not what its name says."""
    try:
        _check_size(size, use)
        if ending_of(name) in MACROS:
            raise Unusable(_("Berkas dengan makro tidak diterima. Simpan ulang sebagai .xlsx atau .docx tanpa makro."))
        kind = _kind_of(file, name, size, use)
        _check_name(name, kind, use)
    except Unusable as unusable:
        raise InvalidInput([Problem(str(unusable), field)]) from unusable
    finally:
        file.seek(0)
    return kind


def _check_size(size: int, use: Use) -> None:
    if size == 0:
        raise Unusable(_("Berkas ini kosong. Periksa lagi berkasnya, lalu pilih ulang."))
    if size > use.largest:
        words = _("Berkas ini %(size)s MB; paling besar %(most)s MB. Perkecil dahulu, misalnya dengan memotret lebih kecil.")
        raise Unusable(words % {"size": -(-size // 1024**2), "most": use.largest // 1024**2})


def _check_name(name: str, kind: str, use: Use) -> None:
    ending = ending_of(name)
    told = ENDINGS.get(ending)
    if kind not in use.accepted or (ending and told is None):
        raise Unusable(_("Jenis berkas ini tidak diterima. Yang dapat dipakai: %(names)s.") % {"names": use.names})
    if told is not None and told != kind:
        words = _("Namanya berakhir .%(ending)s, tetapi isinya %(kind)s. Beri nama yang benar atau pilih berkas lain.")
        raise Unusable(words % {"ending": ending, "kind": KINDS[kind].label})


def _kind_of(file: IO[bytes], name: str, size: int, use: Use) -> str:
    file.seek(0)
    head = file.read(16)
    for start, kind in ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG)):
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK"):
        return _packed(file, size, use)
    _check_text(file)
    return CSV if ending_of(name) == "csv" else TEXT


def _packed(file: IO[bytes], size: int, use: Use) -> str:
    """An office document: the right parts, no macros, and no bomb. Every part is unpacked once, within bounds."""
    broken = _("Berkas ini rusak atau terpotong. Buka dan simpan ulang, lalu pilih lagi.")
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, size, use)
            names = {member.filename for member in members}
            kind = next((kind for part, kind in PARTS.items() if part in names), "")
            if not kind or "[Content_Types].xml" not in names:
                raise Unusable(_("Arsip ZIP tidak diterima. Yang dapat dipakai: %(names)s.") % {"names": use.names})
            _unpack(archive, members)
            _check_macros(archive, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Unusable(broken) from error
    return kind


def _check_members(members: list[zipfile.ZipInfo], size: int, use: Use) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Unusable(_("Berkas ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi."))
    bomb = (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > use.largest_unpacked
        or sum(member.compress_size for member in members) > size  # parts that share their bytes
        or any(
            member.file_size > RATIO_COUNTS_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1)
            for member in members
        )
    )
    if bomb:
        raise Unusable(_("Isi berkas ini jauh lebih besar daripada ukurannya, sehingga tidak diterima."))


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Hold every part against its declared size and checksum: a part that lies about its size fails here."""
    for member in members:
        with archive.open(member) as part:
            while part.read(CHUNK):
                pass


def _check_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    if holds_macros(names) or b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise Unusable(_("Berkas dengan makro tidak diterima. Simpan ulang sebagai .xlsx atau .docx tanpa makro."))


def _check_text(file: IO[bytes]) -> None:
    """UTF-8 without control characters, and nothing that a browser could run."""
    unknown = _("Jenis berkas ini tidak dikenali. Yang dapat dipakai: PDF, JPG, PNG, WebP, XLSX, DOCX, dan CSV atau teks UTF-8.")
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    first = True
    try:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            if CONTROL.search(text):
                raise Unusable(unknown)
            if first and MARKUP.match(text):
                raise Unusable(_("Halaman web (HTML) dan gambar SVG tidak diterima. Simpan sebagai PDF dahulu."))
            first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unusable(f"{unknown} {_('Untuk CSV: simpan ulang dengan pilihan “CSV UTF-8”.')}") from error
