"""Addresses of versions, amendments and successions of SKPs."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import amendments

_SKP = "skp/<int:pk>/"

urlpatterns = [
    path(f"{_SKP}amendment/", amendments.amendment, name="skp_amendment"),
    path(f"{_SKP}study/", amendments.study, name="skp_study"),
    path(f"{_SKP}clarification/", amendments.clarification, name="skp_clarification"),
    path(f"{_SKP}cancellation/", amendments.discarding, name="skp_cancellation"),
    path(f"{_SKP}versions/", amendments.skp_versions, name="skp_versions"),
    path(f"{_SKP}versions/<int:number>/", amendments.skp_version, name="skp_version"),
]
