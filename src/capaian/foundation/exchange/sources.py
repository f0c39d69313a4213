"""What a file is before anybody reads its rows: its kind, its columns, and whether it can be read at all."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from capaian.foundation.errors import InvalidInput, Problem

DELIMITERS = ",;\t"
BLOCK = 1 << 22


@dataclass(frozen=True, slots=True)
class Source:
    """A readable table. `columns` maps each wanted column found to the name the file gives it."""

    path: Path
    kind: str  # csv | parquet | xlsx
    headers: tuple[str, ...]
    columns: dict[str, str]
    warnings: tuple[Problem, ...] = ()
    delimiter: str = ","

    @property
    def first_row(self) -> int:
        """The number of the first row of data, as the reader of the file counts."""
        return 1 if self.kind == "parquet" else 2


def open_source(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Source:
    """Look into a file. Raises InvalidInput if it cannot be read or lacks a required column.

    A column that nobody asked for is a warning. Upper case and blanks around a column name do not matter.
    """
    kind, delimiter, headers = _headers(path)
    plain = [header.strip().lower() for header in headers]
    problems = [
        Problem("kolom ini tidak ada", field=column, file=path.name) for column in required if column not in plain
    ]
    problems += [
        Problem("kolom ini ada lebih dari sekali", field=column, file=path.name)
        for column in (*required, *optional) if plain.count(column) > 1
    ]
    if problems:
        raise InvalidInput(problems)
    wanted = {column: headers[plain.index(column)] for column in (*required, *optional) if column in plain}
    unknown = tuple(
        Problem("kolom tidak dikenal, diabaikan", field=header.strip(), file=path.name)
        for header, name in zip(headers, plain, strict=True) if name not in wanted
    )
    return Source(path, kind, headers, wanted, unknown, delimiter)


def _headers(path: Path) -> tuple[str, str, tuple[str, ...]]:
    if not path.is_file():
        raise _refused(path, "berkas tidak ditemukan")
    if path.stat().st_size == 0:
        raise _refused(path, "berkas kosong")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return "parquet", "", _parquet_headers(path)
    if suffix == ".xlsx":
        return "xlsx", "", _xlsx_headers(path)
    if suffix != ".csv":
        raise _refused(path, "jenis berkas tidak dikenal; gunakan .csv, .xlsx atau .parquet")
    return "csv", *_csv_headers(path)


def _refused(path: Path, reason: str, row: int | None = None) -> InvalidInput:
    return InvalidInput([Problem(reason, row=row, file=path.name)])


def _parquet_headers(path: Path) -> tuple[str, ...]:
    try:
        with duckdb.connect() as engine:
            described = engine.execute("DESCRIBE SELECT * FROM read_parquet($1)", [str(path)]).fetchall()
    except duckdb.Error as error:
        raise _refused(path, "berkas Parquet rusak atau terpotong; ekspor ulang dari sumbernya") from error
    return tuple(row[0] for row in described)


def _xlsx_headers(path: Path) -> tuple[str, ...]:
    rows = sheet_rows(path)
    if not rows:
        raise _refused(path, "lembar pertama kosong")
    return tuple(rows[0])


def sheet_rows(path: Path) -> list[list[str]]:
    """The cells of a workbook's first sheet as texts (5 for 5.0, empty for nothing), heading included."""
    try:
        workbook = CalamineWorkbook.from_path(path)
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _refused(path, "berkas XLSX rusak atau bukan XLSX; simpan ulang dari aplikasi lembar kerja") from error
    return [[_cell_text(cell) for cell in row] for row in rows]


def _cell_text(cell: object) -> str:
    # A sheet stores every number as a float; its shortest writing is what the person typed.
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    return str(cell)


def _csv_headers(path: Path) -> tuple[str, tuple[str, ...]]:
    _require_utf8(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = _first_line(file)
        if not first.strip():
            raise _refused(path, "baris judul kolom kosong", row=1)
        delimiter = max(DELIMITERS, key=first.count)
        file.seek(0)
        return delimiter, tuple(next(csv.reader(file, delimiter=delimiter)))


def _first_line(file: IO[str]) -> str:
    return file.readline(1 << 16)


def _require_utf8(path: Path) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    rows = 1
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                row = rows + error.object[: error.start].count(b"\n")
                raise _refused(path, "bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", row=row) from error
            rows += block.count(b"\n")
    if decoder.getstate()[0]:
        raise _refused(path, "bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", row=rows)
