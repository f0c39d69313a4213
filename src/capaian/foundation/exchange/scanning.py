"""Looking into a workbook before anybody loads it: a sheet is a rectangle in memory, and a file can name a huge one.

The sheet is unpacked as a stream and its cells are only counted. What is found: how far the cells reach, how many there
are, and which formulas carry no result.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from django.conf import settings
from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.files.kinds import holds_macros
from capaian.kernel.columns import column_number

BLOCK = 1 << 20
MOST_UNSOLVED = 200  # formulas without a result that are named one by one
SMALL = 1 << 20  # bytes: the parts that say which sheets there are
CELL = re.compile(rb'<(?:\w+:)?c\b(?![^>]*/>)(?:[^>]*?\sr="([A-Z]{1,3})([0-9]{1,7})")?[^>]*>')
UNSOLVED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
FAILED = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]{1,3}[0-9]{1,7})"')
OPENING = re.compile(rb"<(?:\w+:)?c\b")


@dataclass(slots=True)
class Extent:
    """What a sheet holds. `unsolved`: cells ("C7") whose formula has no result in the file; `failed`: whose result is an error.
    A reader would take both for empty."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    unsolved: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)


def refused(path: Path, reason: str, row: int | None = None, sheet: str = "") -> InvalidInput:
    """The refusal of a whole file or sheet."""
    return InvalidInput([Problem(reason, row=row, file=sheet or path.name)])


def scan(path: Path) -> dict[str, Extent]:
    """Every sheet by name. Raises InvalidInput for a file that is broken, holds macros or would unpack beyond the limits."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_macros(path, archive)
            _check_sizes(path, archive)
            return {name: _extent(path, archive, member, name) for name, member in _sheets(archive).items()}
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError,
            ET.ParseError, UnicodeDecodeError) as error:
        raise refused(path, _("berkas XLSX rusak atau bukan XLSX; simpan ulang dari aplikasi lembar kerja")) from error


def _check_macros(path: Path, archive: zipfile.ZipFile) -> None:
    if path.suffix.lower() == ".xlsm" or holds_macros(archive.namelist()):
        raise refused(path, _("berkas dengan makro tidak diterima; simpan ulang sebagai .xlsx tanpa makro"))


def _check_sizes(path: Path, archive: zipfile.ZipFile) -> None:
    """By unpacking, not by what the file says of itself: texts that all sheets share are kept in memory as a whole."""
    for member in archive.infolist():
        limit = settings.EXCHANGE_TEXT_BYTES if "sharedstrings" in member.filename.lower() else settings.EXCHANGE_PART_BYTES
        if sum(map(len, _blocks(archive, member, limit))) > limit:
            raise refused(path, _("isi berkas jauh lebih besar daripada ukurannya, sehingga tidak dibuka"))


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, limit: int) -> Iterator[bytes]:
    """The unpacked bytes, and nothing further once there are more than `limit`."""
    with archive.open(member) as part:
        read = 0
        while read <= limit and (block := part.read(BLOCK)):
            read += len(block)
            yield block


def _small_part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    text = b"".join(_blocks(archive, name, SMALL))
    if len(text) > SMALL or b"<!DOCTYPE" in text:
        raise zipfile.BadZipFile(name)
    return ET.fromstring(text)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and the parts that hold them, in the workbook's order."""
    targets = {
        one.get("Id"): one.get("Target", "") for one in _small_part(archive, "xl/_rels/workbook.xml.rels")
        if one.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for one in _small_part(archive, "xl/workbook.xml").iter():
        key = next((value for name, value in one.attrib.items() if name.endswith("}id")), None)
        if one.tag.endswith("}sheet") and key in targets:
            target = targets[key]
            found[one.get("name", "")] = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    return found


def _extent(path: Path, archive: zipfile.ZipFile, member: str, name: str) -> Extent:
    found, rest = Extent(), b""
    for block in _blocks(archive, member, settings.EXCHANGE_PART_BYTES):
        text = rest + block
        cut = max((match.start() for match in OPENING.finditer(text, max(0, len(text) - (1 << 16)))), default=len(text))
        _count(found, text[:cut])
        rest = text[cut:]
        _check_extent(path, found, name)
    _count(found, rest)
    _check_extent(path, found, name)
    return found


def _count(found: Extent, text: bytes) -> None:
    cells = CELL.findall(text)
    found.cells += len(cells)
    if cells:
        found.columns = max(found.columns, *(column_number(letters.decode()) for letters in {letters for letters, _ in cells}))
        found.rows = max(found.rows, *(int(number or 0) for _, number in cells))
    if len(found.unsolved) < MOST_UNSOLVED and (b"<f" in text or b":f" in text):
        found.unsolved.update(ref.decode() for ref in UNSOLVED.findall(text))
    if len(found.failed) < MOST_UNSOLVED and b't="e"' in text:
        found.failed.update(ref.decode() for ref in FAILED.findall(text))


def _check_extent(path: Path, found: Extent, sheet: str) -> None:
    if found.rows > settings.EXCHANGE_ROWS + 1 or found.cells > settings.EXCHANGE_CELLS:
        words = _("lembar ini lebih dari %(most)s baris; bagi menjadi beberapa berkas")
        raise refused(path, words % {"most": f"{settings.EXCHANGE_ROWS:,}".replace(",", ".")}, sheet=sheet)
    if found.columns > settings.EXCHANGE_COLUMNS:
        words = _("lembar ini lebih dari %(most)s kolom; hapus kolom yang tidak diperlukan")
        raise refused(path, words % {"most": settings.EXCHANGE_COLUMNS}, sheet=sheet)
