"""A matrix as a spreadsheet: the working table that goes out, and the same table read back."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import IO, Any, cast

from django.core.files.uploadedfile import UploadedFile

from capaian.foundation.exchange.reading import open_sheets
from capaian.foundation.exchange.writing import Column, Table
from capaian.foundation.files import IMPORT
from capaian.foundation.files.sniffing import sniff
from capaian.foundation.language import in_indonesian
from capaian.planning.models import MatrixLevel
from capaian.planning.queries.matrix import Grid
from capaian.planning.rules.matrix_text import CellText, cell_text


@in_indonesian
def table_of(grid: Grid) -> Table:
    """NIP, PEGAWAI, JABATAN and a column per indicator or result, one row per person; `text_of` and a paste read it back."""
    short = "IKI" if grid.matrix.level == MatrixLevel.HEAD else "RHK"
    columns = [Column("NIP", 20), Column("PEGAWAI", 30), Column("JABATAN", 30)]
    note = "Satu baris satu peran. Awali dengan [L] bila selaras langsung. Tulis TIDAK ADA PERAN bila tidak berperan."
    columns += [Column(f"{short} {one.number}: {one.statement}", 44, note if one.number == 1 else "") for one in grid.columns]
    rows = (
        [one.nip, one.name, one.post, *(cell_text(grid.cells.get((one.key, column.key), CellText())) for column in grid.columns)]
        for one in grid.people
    )
    return Table("Matriks", columns, rows)


def text_of(upload: UploadedFile[Any]) -> str:
    """The first sheet of an uploaded file as if it had been pasted, row by row as the file counts. Raises InvalidInput for a
    file that cannot be used."""
    content = cast("IO[bytes]", upload.file)
    sniff(content, upload.name or "", size=upload.size or 0, use=IMPORT, field="file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(upload.name or "tabel.xlsx").name
        content.seek(0)
        path.write_bytes(content.read())
        sheet = open_sheets(path)[0]
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        done = 1
        for number, cells in ((sheet.heading_row, sheet.headings), *((line.number, line.cells) for line in sheet.lines())):
            out.write("\n" * (number - done))
            writer.writerow(cells)
            done = number + 1
    return out.getvalue()
