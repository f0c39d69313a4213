from __future__ import annotations

from django.urls import path

from capaian.people.views import directory, units

urlpatterns = [
    path("people/", directory.directory, name="directory"),
    path("people/lookup/", directory.lookup, name="lookup"),
    path("units/", units.chart, name="units"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/below/", units.below, name="unit_below"),
    path("units/<int:pk>/people.csv", units.people, name="unit_people"),
]
