"""People, units, posts and assignments as they are brought in: what is written here can be imported again, unchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from capaian.foundation.exchange.writing import Column, Table, csv_lines, write_xlsx
from capaian.foundation.language import in_indonesian, told
from capaian.people.models import ImportBatch, ImportRow
from capaian.people.queries import staging_export as records
from capaian.people.queries.imports import rejected_rows
from capaian.people.rules.staging_shapes import ASSIGNMENTS, GROUPS, KINDS_OF_PEOPLE, KINDS_OF_POSTING, LEVELS, SHAPES, SHEETS

SHOWN_AS = {"group": GROUPS, "level": LEVELS}
"""What a cell says for a value that the records keep as a name."""


def write_people_xlsx(path: Path, agency_id: int, day: date) -> None:
    """The four sheets of an agency as of a day, in one workbook."""
    write_xlsx(path, _tables(agency_id, day, grouped=False))


def write_people_zip(path: Path, agency_id: int, day: date) -> None:
    """The same as four CSV files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables(agency_id, day, grouped=True):
            with archive.open(f"{table.name.lower().replace(' ', '-')}.csv", "w") as file:
                for line in csv_lines(table):
                    file.write(line.encode())


@in_indonesian
def write_template(path: Path) -> None:
    """An empty file to fill in, with rows that show how it is meant."""
    write_xlsx(path, [Table(SHAPES[sheet].title, _columns(sheet), _rows(sheet, SHAPES[sheet].examples)) for sheet in SHEETS])


@in_indonesian
def write_rejected(path: Path, batch: ImportBatch) -> None:
    """The refused rows with a column that says why: mended, the file is imported as it is."""
    reason = Column(_("Alasan ditolak"), 60)
    names = sorted(set(rejected_rows(batch).values_list("sheet", flat=True)), key=SHEETS.index)
    write_xlsx(path, [
        Table(SHAPES[sheet].title, [*_columns(sheet), reason], _rejected(sheet, rejected_rows(batch).filter(sheet=sheet)))
        for sheet in names
    ] or [Table(SHAPES[SHEETS[0]].title, [*_columns(SHEETS[0]), reason], [])])


def grouped_nip(nip: str) -> str:
    """As on paper: in CSV this keeps a spreadsheet from reading eighteen digits as a number and losing the last."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}" if len(nip) == 18 else nip


def cell(name: str, value: str, sheet: str) -> str:
    """A value as a person writes it."""
    words = SHOWN_AS.get(name)
    if name == "kind":
        words = KINDS_OF_POSTING if sheet == ASSIGNMENTS else KINDS_OF_PEOPLE
    if not words or value not in words:
        return value
    text = words[value][0]
    return text.upper() if len(text) <= 4 and name in {"kind", "group"} and text not in {"plt", "plh"} else text.capitalize()


def _tables(agency_id: int, day: date, *, grouped: bool) -> Iterator[Table]:
    for sheet in SHEETS:
        yield Table(SHAPES[sheet].title, _columns(sheet), _rows(sheet, records.rows_of(sheet, agency_id, day), grouped=grouped))


def _columns(sheet: str) -> list[Column]:
    return [Column(field.heading, field.width, told(field.note)) for field in SHAPES[sheet].fields]


def _rows(sheet: str, rows: Iterable[records.Values], *, grouped: bool = False) -> Iterator[Sequence[str]]:
    names = [field.name for field in SHAPES[sheet].fields]
    for row in rows:
        cells = [cell(name, row.get(name, ""), sheet) for name in names]
        if grouped:
            cells = [grouped_nip(text) if name in {"nip", "appraiser"} else text for name, text in zip(names, cells, strict=True)]
        yield cells


def _rejected(sheet: str, rows: Iterable[ImportRow]) -> Iterator[Sequence[str]]:
    for row in rows:
        reasons = [f"{one['column']}: {told(one['reason'])}" for one in row.problems if not one["warning"]]
        yield [*(cell(field.name, row.values.get(field.name, ""), sheet) for field in SHAPES[sheet].fields), "; ".join(reasons)]
