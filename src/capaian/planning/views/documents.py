"""The official forms of an SKP as PDF and as workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from capaian.foundation.exchange.sending import send_file
from capaian.foundation.exchange.writing import XLSX
from capaian.planning import documents, queries
from capaian.planning.models import Skp
from capaian.planning.queries.documents import get_leading_skp_to_print_for, get_matrix_to_print_for, get_version_to_print_for
from capaian.planning.rules.formats import Format


@login_required
@require_safe
def skp_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The SKP on the form of its family and approach."""
    skp = queries.get_skp_to_print_for(request.actor, pk)
    return _pdf(documents.skp_document(skp), documents.skp_file_name(skp))


@login_required
@require_safe
def skp_sheet(request: HttpRequest, pk: int) -> FileResponse:
    skp = queries.get_skp_to_print_for(request.actor, pk)
    return _xlsx(skp, documents.skp_sheet)


@login_required
@require_safe
def annex_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.8."""
    skp = queries.get_skp_to_print_for(request.actor, pk)
    return _pdf(documents.annex_document(skp), documents.skp_file_name(skp, Format.ANNEX))


@login_required
@require_safe
def annex_sheet(request: HttpRequest, pk: int) -> FileResponse:
    return _xlsx(queries.get_skp_to_print_for(request.actor, pk), documents.annex_sheet, Format.ANNEX)


@login_required
@require_safe
def manual_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.3, of who leads."""
    skp = get_leading_skp_to_print_for(request.actor, pk)
    return _pdf(documents.manual_document(skp), documents.skp_file_name(skp, Format.MANUAL))


@login_required
@require_safe
def manual_sheet(request: HttpRequest, pk: int) -> FileResponse:
    return _xlsx(get_leading_skp_to_print_for(request.actor, pk), documents.manual_sheet, Format.MANUAL)


@login_required
@require_safe
def workblock_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.4."""
    skp = queries.get_skp_to_print_for(request.actor, pk)
    return _pdf(documents.workblock_document(skp), documents.skp_file_name(skp, Format.WORKBLOCK))


@login_required
@require_safe
def workblock_sheet(request: HttpRequest, pk: int) -> FileResponse:
    return _xlsx(queries.get_skp_to_print_for(request.actor, pk), documents.workblock_sheet, Format.WORKBLOCK)


@login_required
@require_safe
def matrix_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Form A.1.5, of the leader whose SKP this is."""
    matrix = get_matrix_to_print_for(request.actor, pk)
    return _pdf(documents.matrix_document(matrix), documents.skp_file_name(matrix.skp, Format.MATRIX))


@login_required
@require_safe
def matrix_sheet(request: HttpRequest, pk: int) -> FileResponse:
    matrix = get_matrix_to_print_for(request.actor, pk)
    name = documents.skp_file_name(matrix.skp, Format.MATRIX, "xlsx")
    return send_file(name, lambda path: documents.matrix_sheet(matrix, path), XLSX)


@login_required
@require_safe
def version_document(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The SKP as it was agreed in one of its versions."""
    version = get_version_to_print_for(request.actor, pk, number)
    name = documents.skp_file_name(version.skp, documents.version_form(version), version=version.number)
    return _pdf(documents.version_document(version), name)


@login_required
@require_safe
def version_sheet(request: HttpRequest, pk: int, number: int) -> FileResponse:
    version = get_version_to_print_for(request.actor, pk, number)
    name = documents.skp_file_name(version.skp, documents.version_form(version), "xlsx", version.number)
    return send_file(name, lambda path: documents.version_sheet(version, path), XLSX)


@login_required
@require_safe
def version_annex_document(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Form A.1.8 as it was agreed in one of the versions."""
    version = get_version_to_print_for(request.actor, pk, number)
    name = documents.skp_file_name(version.skp, Format.ANNEX, version=version.number)
    return _pdf(documents.version_annex_document(version), name)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


def _xlsx(skp: Skp, write: Callable[[Skp, Path], None], form: str = "") -> FileResponse:
    return send_file(documents.skp_file_name(skp, form, "xlsx"), lambda path: write(skp, path), XLSX)
