"""Addresses of objectives and the strategic chain."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import objectives

urlpatterns = [
    path("objectives/", objectives.objective_list, name="objective_list"),
    path("objectives/new/", objectives.objective_new, name="objective_new"),
    path("objectives/<int:pk>/", objectives.objective_edit, name="objective"),
    path("objectives/<int:pk>/deletion/", objectives.objective_deletion, name="objective_deletion"),
]
