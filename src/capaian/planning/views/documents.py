"""The official forms of an SKP as PDF."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from capaian.planning import exports, queries
from capaian.planning.models import Skp


@login_required
@require_safe
def skp_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.7."""
    return _document(request, pk, exports.skp_document, "A.1.7")


@login_required
@require_safe
def annex_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.8."""
    return _document(request, pk, exports.annex_document, "A.1.8")


def _document(request: HttpRequest, pk: int, render: Callable[[Skp], bytes], form: str) -> HttpResponse:
    skp = queries.get_skp_to_print_for(request.actor, pk)
    response = HttpResponse(render(skp), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, exports.skp_file_name(skp, form))
    return response
