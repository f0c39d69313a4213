"""Addresses of the cascade and its coverage."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import cascade, coverage

urlpatterns = [
    path("cascade/", cascade.tree, name="cascade"),
    path("cascade/objectives/<int:pk>/", cascade.below_objective, name="cascade_objective"),
    path("cascade/results/<int:pk>/", cascade.below_result, name="cascade_result"),
    path("coverage/", coverage.page, name="coverage"),
    path("coverage/count/", coverage.count, name="coverage_count"),
    path("coverage/table.xlsx", coverage.table, name="coverage_table"),
]
