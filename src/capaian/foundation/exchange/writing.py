"""Tables that go out: CSV the way an Indonesian spreadsheet opens it, and XLSX whose texts stay texts.

The one place that guards against formulas: a cell that a spreadsheet would run gets a leading apostrophe in CSV. In
XLSX it is stored as text and needs none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

DANGEROUS = frozenset("=+-@\t\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\ufeff"  # makes spreadsheets read UTF-8


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, with an apostrophe before it."""
    return f"'{cell}" if cell[:1] in DANGEROUS else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given: our own files are read back as they were."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in DANGEROUS and len(cell) > 1 else cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column that goes out: its heading, its width in letters, and what a person should know before filling it in."""

    heading: str
    width: int = 18
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that goes out. The rows are read once, while they are written."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(table: Table) -> Iterator[str]:
    """The table line by line: a mark for UTF-8, semicolons, guarded cells."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        yield writer.writerow([guarded(cell) for cell in row])


def write_xlsx(path: Path, tables: Iterable[Table]) -> None:
    """The tables as sheets of a workbook. Every cell is text, so that eighteen digits stay eighteen digits."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, column.width, text)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.heading, head)
                if column.note:
                    sheet.write_comment(0, place, column.note)
            for number, row in enumerate(table.rows, start=1):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, place, cell, text)
