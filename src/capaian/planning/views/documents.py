"""The official forms of an SKP as PDF and as workbooks: each form once, by who may be given it and what prints it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from capaian.foundation.exchange.sending import send_file
from capaian.foundation.exchange.writing import XLSX
from capaian.planning import documents, queries
from capaian.planning.documents import skp_file_name
from capaian.planning.models import RoleMatrix, Skp, SkpVersion
from capaian.planning.queries.documents import get_leading_skp_to_print_for, get_matrix_to_print_for, get_version_to_print_for
from capaian.planning.rules.formats import Format

View = Callable[..., HttpResponse | FileResponse]
Named = Callable[[Any, str], str]


def _pdf(get: Callable[..., Any], printed: Callable[[Any], bytes], named: Named) -> View:
    """Hands a form out as PDF to whom `get` gives what is printed."""

    @login_required
    @require_safe
    def document(request: HttpRequest, **address: int) -> HttpResponse:
        thing = get(request.actor, **address)
        response = HttpResponse(printed(thing), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, named(thing, "pdf"))
        return response

    return document


def _xlsx(get: Callable[..., Any], written: Callable[[Any, Path], None], named: Named) -> View:
    """The same as a workbook."""

    @login_required
    @require_safe
    def sheet(request: HttpRequest, **address: int) -> FileResponse:
        thing = get(request.actor, **address)
        return send_file(named(thing, "xlsx"), partial(written, thing), XLSX)

    return sheet


def _of_skp(form: str = "") -> Named:
    def named(skp: Skp, ending: str) -> str:
        return skp_file_name(skp, form, ending)

    return named


def _of_matrix(matrix: RoleMatrix, ending: str) -> str:
    return skp_file_name(matrix.skp, Format.MATRIX, ending)


def _of_version(version: SkpVersion, ending: str) -> str:
    return skp_file_name(version.skp, documents.version_form(version), ending, version.number)


def _of_version_annex(version: SkpVersion, ending: str) -> str:
    return skp_file_name(version.skp, Format.ANNEX, ending, version.number)


_skp, _leading = queries.get_skp_to_print_for, get_leading_skp_to_print_for
_matrix, _version = get_matrix_to_print_for, get_version_to_print_for

skp_document = _pdf(_skp, documents.skp_document, _of_skp())  # on the form of its family and approach
skp_sheet = _xlsx(_skp, documents.skp_sheet, _of_skp())
annex_document = _pdf(_skp, documents.annex_document, _of_skp(Format.ANNEX))
annex_sheet = _xlsx(_skp, documents.annex_sheet, _of_skp(Format.ANNEX))
manual_document = _pdf(_leading, documents.manual_document, _of_skp(Format.MANUAL))
manual_sheet = _xlsx(_leading, documents.manual_sheet, _of_skp(Format.MANUAL))
workblock_document = _pdf(_skp, documents.workblock_document, _of_skp(Format.WORKBLOCK))
workblock_sheet = _xlsx(_skp, documents.workblock_sheet, _of_skp(Format.WORKBLOCK))
matrix_document = _pdf(_matrix, documents.matrix_document, _of_matrix)
matrix_sheet = _xlsx(_matrix, documents.matrix_sheet, _of_matrix)
version_document = _pdf(_version, documents.version_document, _of_version)  # as it was agreed then
version_sheet = _xlsx(_version, documents.version_sheet, _of_version)
version_annex_document = _pdf(_version, documents.version_annex_document, _of_version_annex)
