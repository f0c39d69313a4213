"""Tables as answers to a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse, StreamingHttpResponse

from capaian.foundation.exchange.writing import XLSX, Table, csv_lines, write_xlsx


def send_file(name: str, write: Callable[[Path], None], kind: str) -> FileResponse:
    """What `write` makes, from a file that vanishes as soon as it is sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        write(path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)


def send_xlsx(name: str, *tables: Table) -> FileResponse:
    return send_file(name, lambda path: write_xlsx(path, tables), XLSX)


def send_csv(name: str, table: Table) -> StreamingHttpResponse:
    """Line by line, as long as the table is read."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8", headers=headers)
