"""Tables of any length that come in: XLSX sheet by sheet and CSV line by line, as texts, with what is doubtful marked.

A workbook's sheet is held in memory while it is read (48 MiB for 60,000 rows of 8 columns); `scanning` has made sure
beforehand that it is not larger than the settings allow. CSV is never held.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from capaian.foundation.exchange.scanning import Extent, refused, scan
from capaian.foundation.exchange.writing import unguarded
from capaian.kernel.columns import column_letters
from capaian.kernel.words import N_

DELIMITERS = ",;\t"
LONGEST_LINE = 1 << 16
LOST_DIGITS = N_("disimpan sebagai angka sehingga digit terakhirnya hilang; ubah format kolom menjadi Teks, lalu isi ulang")
NO_RESULT = N_("berisi rumus tanpa hasil; buka berkas di aplikasi lembar kerja, simpan ulang, atau ganti dengan nilainya")
BROKEN_FORMULA = N_("berisi rumus yang gagal; perbaiki rumusnya atau ganti dengan nilainya")
EXACT = 10**15  # a spreadsheet's number holds fifteen digits
SHORTENED = re.compile(r"^[0-9][.,][0-9]+[eE]\+[0-9]+$")  # 1,98012E+17: how it writes a longer one
ERROR = re.compile(r"^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")


class Doubtful(str):
    """What a cell holds, and why it cannot be relied on."""

    reason: str
    __slots__ = ("reason",)

    def __new__(cls, text: str, reason: str) -> Doubtful:
        cell = super().__new__(cls, text)
        cell.reason = reason
        return cell


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet counts, and its cells as texts without blanks around them."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file. `headings` is its first row that holds anything; `length` the number of the last row."""

    path: Path
    name: str
    headings: tuple[str, ...]
    heading_row: int
    length: int
    extent: Extent | None = None  # None: CSV
    delimiter: str = ","
    encoding: str = "utf-8-sig"

    def lines(self) -> Iterator[Line]:
        """The rows below the headings that hold anything. Raises InvalidInput where a line cannot be read."""
        for line in _lines(self):
            if line.number > self.heading_row and any(line.cells):
                yield line


def open_sheets(path: Path) -> tuple[Sheet, ...]:
    """The tables of a file that hold anything. Raises InvalidInput, in plain words, for one that cannot be used."""
    with path.open("rb") as file:
        packed = file.read(2) == b"PK"
    sheets = _of_workbook(path) if packed else [_of_csv(path)]
    found = tuple(sheet for sheet in sheets if sheet.headings)
    if not found:
        raise refused(path, _("berkas ini tidak berisi tabel"))
    return found


def _of_workbook(path: Path) -> list[Sheet]:
    found = []
    for name, extent in scan(path).items():
        bare = Sheet(path, name, (), 0, extent.rows, extent)
        first = next((line for line in _lines(bare) if any(line.cells)), None) if extent.cells else None
        if first is not None:
            found.append(Sheet(path, name, first.cells, first.number, extent.rows, extent))
    return found


def _of_csv(path: Path) -> Sheet:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(LONGEST_LINE)
        length = 1 + sum(block.count("\n") for block in iter(lambda: file.read(1 << 20), ""))
    delimiter = max(DELIMITERS, key=first.count)
    bare = Sheet(path, "", (), 0, length, None, delimiter, encoding)
    line = next((line for line in _lines(bare) if any(line.cells)), None)
    return Sheet(path, "", line.cells, line.number, length, None, delimiter, encoding) if line else bare


def _lines(sheet: Sheet) -> Iterator[Line]:
    return _csv_lines(sheet) if sheet.extent is None else _workbook_lines(sheet, sheet.extent)


def _workbook_lines(sheet: Sheet, extent: Extent) -> Iterator[Line]:
    broken = _("berkas XLSX rusak atau bukan XLSX; simpan ulang dari aplikasi lembar kerja")
    try:
        table = CalamineWorkbook.from_path(sheet.path).get_sheet_by_name(sheet.name)
    except CalamineError as error:
        raise refused(sheet.path, broken) from error
    if table.start is None:
        return
    left = table.start[1]  # columns before the first used one are not among the cells; rows are
    for number, cells in enumerate(table.iter_rows(), start=1):
        texts = [_text(cell) for cell in cells]
        if extent.unsolved or extent.failed:
            names = (f"{column_letters(left + place)}{number}" for place in range(1, len(texts) + 1))
            texts = [text or _hidden(extent, name) for text, name in zip(texts, names, strict=True)]
        yield Line(number, tuple(texts))


def _hidden(extent: Extent, cell: str) -> str:
    """An empty cell that is none."""
    if cell in extent.unsolved:
        return Doubtful("=", NO_RESULT)
    return Doubtful("#", BROKEN_FORMULA) if cell in extent.failed else ""


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return unguarded(cell.strip())
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, (int, float)):
        if abs(cell) >= EXACT:
            return Doubtful(f"{cell:.0f}", LOST_DIGITS)
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _csv_lines(sheet: Sheet) -> Iterator[Line]:
    with sheet.path.open(encoding=sheet.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=sheet.delimiter)
        count = 0
        try:
            for count, cells in enumerate(reader, start=1):
                if count > settings.EXCHANGE_ROWS + 1:
                    words = _("berkas ini lebih dari %(most)s baris; bagi menjadi beberapa berkas")
                    raise refused(sheet.path, words % {"most": f"{settings.EXCHANGE_ROWS:,}".replace(",", ".")})
                if len(cells) > settings.EXCHANGE_COLUMNS:
                    words = _("lebih dari %(most)s kolom; hapus kolom yang tidak diperlukan")
                    raise refused(sheet.path, words % {"most": settings.EXCHANGE_COLUMNS}, row=count)
                yield Line(count, tuple(_csv_text(cell) for cell in cells))
        except csv.Error as error:
            reason = _("baris ini tidak dapat dibaca sebagai CSV; periksa tanda kutipnya")
            raise refused(sheet.path, reason, row=count + 1) from error


def _csv_text(cell: str) -> str:
    text = cell.strip()
    if text[:1] == "#" and ERROR.match(text):
        return Doubtful(text, BROKEN_FORMULA)
    return Doubtful(text, LOST_DIGITS) if SHORTENED.match(text) else unguarded(text)


def _encoding(path: Path) -> str:
    """UTF-8, or UTF-16 that says so. Raises InvalidInput with the first row that is neither: guessing would spoil names."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in start:
        raise refused(path, _("bukan UTF-8 melainkan UTF-16; simpan ulang sebagai “CSV UTF-8”"), row=1)
    else:
        encoding = "utf-8-sig"
    row = 1
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder(encoding)()
        while block := file.read(1 << 20):
            try:
                row += decoder.decode(block).count("\n")
            except UnicodeDecodeError as error:
                row += error.object[: error.start].count(b"\n")
                reason = _("bukan UTF-8 (kemungkinan Windows-1252); simpan ulang sebagai “CSV UTF-8”")
                raise refused(path, reason, row=row) from error
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise refused(path, _("berkas terpotong di tengah huruf; salin ulang dari sumbernya"), row=row) from error
    return encoding
