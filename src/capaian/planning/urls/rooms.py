"""The address from which every room of planning is found, and the opening of its year."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import rooms

urlpatterns = [
    path("planning/", rooms.rooms, name="rooms"),
    path("planning/year/", rooms.year_opening, name="year_opening"),
]
