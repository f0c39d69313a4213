"""Files that go out: the example to fill in, the agency's own data, the rows that were refused."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from capaian.foundation.exchange.sending import send_file
from capaian.foundation.exchange.writing import XLSX
from capaian.people import exports
from capaian.people.queries import imports as queries


@login_required
@require_safe
def template(request: HttpRequest) -> FileResponse:
    """An empty workbook with examples."""
    queries.agency_to_import_for(request.actor)
    return send_file("contoh-impor-pegawai.xlsx", exports.write_template, XLSX)


@login_required
@require_safe
def export(request: HttpRequest) -> FileResponse:
    """Everybody of the agency as of today, as it can be imported again: XLSX, or CSV in a ZIP (?format=csv)."""
    agency = queries.agency_to_import_for(request.actor)
    today = timezone.localdate(request.now)
    name = f"pegawai-{agency.code}-{today.isoformat()}"
    if request.GET.get("format") == "csv":
        return send_file(f"{name}.zip", lambda path: exports.write_people_zip(path, agency.pk, today), "application/zip")
    return send_file(f"{name}.xlsx", lambda path: exports.write_people_xlsx(path, agency.pk, today), XLSX)


@login_required
@require_safe
def rejected(request: HttpRequest, batch_id: int) -> FileResponse:
    """The refused rows, with the reason beside each."""
    batch = queries.get_import_for(request.actor, batch_id)
    return send_file(f"ditolak-{batch.pk}.xlsx", lambda path: exports.write_rejected(path, batch), XLSX)

