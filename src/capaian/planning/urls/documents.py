"""Addresses of the official forms."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import documents, unit_documents

_SKP = "skp/<int:pk>/"
_VERSION = f"{_SKP}versions/<int:number>/"

urlpatterns = [
    path("skp/documents/", unit_documents.unit_documents, name="unit_documents"),
    path(f"{_SKP}skp.pdf", documents.skp_document, name="skp_document"),
    path(f"{_SKP}skp.xlsx", documents.skp_sheet, name="skp_sheet"),
    path(f"{_SKP}a13.pdf", documents.manual_document, name="manual_document"),
    path(f"{_SKP}a13.xlsx", documents.manual_sheet, name="manual_sheet"),
    path(f"{_SKP}a14.pdf", documents.workblock_document, name="workblock_document"),
    path(f"{_SKP}a14.xlsx", documents.workblock_sheet, name="workblock_sheet"),
    path(f"{_SKP}a15.pdf", documents.matrix_document, name="matrix_document"),
    path(f"{_SKP}a15.xlsx", documents.matrix_sheet, name="matrix_sheet"),
    path(f"{_SKP}a18.pdf", documents.annex_document, name="annex_document"),
    path(f"{_SKP}a18.xlsx", documents.annex_sheet, name="annex_sheet"),
    path(f"{_VERSION}skp.pdf", documents.version_document, name="version_document"),
    path(f"{_VERSION}skp.xlsx", documents.version_sheet, name="version_sheet"),
    path(f"{_VERSION}a18.pdf", documents.version_annex_document, name="version_annex_document"),
]
