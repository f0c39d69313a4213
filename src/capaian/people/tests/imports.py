"""Files and batches for the tests of imports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from django.core.files import File

from capaian.foundation import jobs
from capaian.foundation.actor import Actor
from capaian.foundation.exchange.writing import Column, Table, write_xlsx
from capaian.people.actions.imports import start_import
from capaian.people.models import Agency, ImportBatch
from capaian.people.rules.staging_shapes import SHAPES

AT = datetime(2026, 1, 21, 2, 0, tzinfo=UTC)
FROM = date(2026, 1, 1)
Rows = list[dict[str, str]]


def workbook(path: Path, headings: dict[str, list[str]] | None = None, /, **sheets: Rows) -> Path:
    """A workbook with the named sheets, in the official headings (or, for a sheet, in other ones)."""
    write_xlsx(path, [
        Table(
            SHAPES[sheet].title,
            [Column(text) for text in (headings or {}).get(sheet, [field.heading for field in SHAPES[sheet].fields])],
            [[row.get(field.name, "") for field in SHAPES[sheet].fields] for row in rows],
        ) for sheet, rows in sheets.items()
    ])
    return path


def given(path: Path, agency: Agency, by: Actor, effective_from: date = FROM) -> ImportBatch:
    """Give a file; it is not read yet."""
    with path.open("rb") as file:
        return start_import(agency=agency, upload=File(file, path.name), effective_from=effective_from, by=by, at=AT)


def read(path: Path, agency: Agency, by: Actor, effective_from: date = FROM) -> ImportBatch:
    """Give a file and have it read."""
    batch = given(path, agency, by, effective_from)
    jobs.run_queued()
    batch.refresh_from_db()
    return batch


def nip(serial: int, *, born: str = "19800101", began: str = "200601", sex: str = "1") -> str:
    """A number of the right shape; different serials, different people."""
    year, rest = divmod(serial, 900)
    return f"{int(born[:4]) + year % 25}{born[4:]}{began[:4] if year < 10 else '2012'}{began[4:]}{sex}{rest + 100:03d}"


def an_office(count: int) -> dict[str, Rows]:
    """`count` people in two units under one head, as rows."""
    head = nip(0)
    people = [{"nip": nip(number), "name": f"Pegawai {number}", "kind": "pns"} for number in range(count)]
    return {
        "units": [{"code": "PKM", "name": "Puskesmas", "parent": "DINKES2"}, {"code": "DINKES2", "name": "Dinas"}],
        "positions": [
            {"code": "KADIS2", "unit": "DINKES2", "title": "Kepala Dinas", "group": "jpt", "leads_unit": "ya"},
            {"code": "PWT2", "unit": "PKM", "title": "Perawat Mahir", "group": "functional", "level": "mahir"},
        ],
        "people": people,
        "assignments": [{"nip": head, "position": "KADIS2", "start": "2026-01-01"}] + [
            {"nip": one["nip"], "position": "PWT2", "start": "2026-01-01", "appraiser": head} for one in people[1:]
        ],
    }
