"""The record for those who inspect it, and for everybody what is known about them."""

from __future__ import annotations

import tempfile

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.record import actions, queries
from capaian.foundation.record.anchors import anchors_of, last_anchor, signed_file
from capaian.foundation.record.own_data import write_archive
from capaian.foundation.record.permissions import may_verify_record, verbs_open_to
from capaian.foundation.record.retention import kept_for
from capaian.foundation.record.showing import shown, shown_reading, shown_verification
from capaian.foundation.record.words import ACCESS, GROUPS, SUBJECTS
from capaian.kernel.numbers import whole_number


@login_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What was done in the agency, by whom, when: filtered by the address, newest first."""
    wanted = queries.RecordFilter.read(request.GET.dict())
    page = queries.record_for(request.actor, wanted)
    newest = request.GET.copy()
    newest.pop("after", None)
    older = newest.copy()
    older["after"] = str(page.older)
    everything = verbs_open_to(request.actor) is None
    return render(request, "record/record.html", {
        "wanted": wanted, "rows": [shown(row) for row in page.rows], "older": older.urlencode() if page.older else "",
        "newest": newest.urlencode(),
        "groups": [(key, told(label)) for key, label in GROUPS.items() if everything or key == ACCESS],
        "subjects": sorted({told(label): key for key, label in SUBJECTS.items()}.items()),
        "everything": everything, "length": queries.length_of(request.actor.agency_id),
        "verification": shown_verification(queries.last_verification_for(request.actor)),
        "anchor": last_anchor(request.actor.agency_id),
    })


@login_required
@require_POST
def verification(request: HttpRequest) -> HttpResponse:
    """Verify the record: at once where it is short, else as a job."""
    actions.verify_record(by=request.actor, at=request.now)
    return redirect("record:record")


@login_required
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    """The agency's signed anchors as a file, to be kept where nobody of this installation can change it."""
    require(may_verify_record(request.actor))
    content = signed_file(anchors_of(request.actor.agency_id), request.now)
    name = f"jangkar-catatan-{request.now:%Y-%m-%d}.json"
    return HttpResponse(
        content, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Who opened one's appraisal, everything held about one to take away, and how long it is kept."""
    after = whole_number(request.GET.get("after"))
    page = queries.readings_about(request.actor, after)
    return render(request, "record/my_data.html", {
        "readings": [shown_reading(row) for row in page.rows], "older": page.older, "paged": after is not None,
        "kept": kept_for(request.actor.agency_id, timezone.localdate(request.now)),
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    })


@login_required
@require_safe
def my_data_export(request: HttpRequest) -> FileResponse:
    """Everything held about this person, as a ZIP to keep: to read, for a spreadsheet, for a machine."""
    archive = tempfile.SpooledTemporaryFile(max_size=2**20)  # noqa: SIM115 - closed with the response
    write_archive(archive, actor=request.actor, now=request.now)
    archive.seek(0)
    name = f"data-saya-{timezone.localdate(request.now):%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
