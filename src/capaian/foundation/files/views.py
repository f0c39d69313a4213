"""Handing out a file: always as a download, never as a page of ours."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from capaian.foundation.errors import Refused
from capaian.foundation.files import open_file, queries


@login_required
@require_safe
def file(request: HttpRequest, file_id: int) -> FileResponse:
    stored = queries.get_file_for(request.actor, file_id)
    try:
        content = open_file(stored)
    except FileNotFoundError as error:
        raise Refused(_("Berkas ini tidak ada di penyimpanan. Beri tahu pengelola sistem instansi Anda.")) from error
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.kind)
    response["Content-Length"] = stored.size
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
