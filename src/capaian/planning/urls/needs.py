"""Addresses of the needs analysis."""

from __future__ import annotations

from django.urls import URLPattern, path

from capaian.planning.views import need_sheets, needs

_ANALYSIS = "needs/<int:pk>/"
_NEED = "needs/items/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("needs/", needs.analysis_list, name="needs_list"),
    path("needs/new/", needs.analysis_new, name="needs_new"),
    path(_ANALYSIS, needs.analysis_detail, name="needs"),
    path(f"{_ANALYSIS}method/", needs.analysis_method, name="needs_method"),
    path(f"{_ANALYSIS}items/new/", needs.need_new, name="need_new"),
    path(f"{_ANALYSIS}sheet.xlsx", need_sheets.export, name="needs_export"),
    path(f"{_ANALYSIS}sheet/", need_sheets.sheet, name="needs_sheet"),
    path(f"{_ANALYSIS}sheet/<int:file_pk>/", need_sheets.preview, name="needs_preview"),
    path(_NEED, needs.need_edit, name="need"),
    path(f"{_NEED}deletion/", needs.need_deletion, name="need_deletion"),
    path(f"{_NEED}decision/", needs.need_decision, name="need_decision"),
]
