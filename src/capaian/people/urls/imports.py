from __future__ import annotations

from django.urls import URLPattern, path

from capaian.people.views import import_files, imports

urlpatterns: list[URLPattern] = [
    path("imports/", imports.listing, name="imports"),
    path("imports/example.xlsx", import_files.template, name="import_template"),
    path("imports/export/", import_files.export, name="export"),
    path("imports/<int:batch_id>/", imports.batch, name="import"),
    path("imports/<int:batch_id>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:batch_id>/columns/", imports.columns, name="import_columns"),
    path("imports/<int:batch_id>/commitment/", imports.commitment, name="import_commitment"),
    path("imports/<int:batch_id>/disposal/", imports.disposal, name="import_disposal"),
    path("imports/<int:batch_id>/rejected.xlsx", import_files.rejected, name="import_rejected"),
]
