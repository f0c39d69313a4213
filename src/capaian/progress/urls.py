"""Addresses of monthly progress."""

from __future__ import annotations

from django.urls import path

from capaian.progress.views import filling, reviewing

app_name = "progress"

urlpatterns = [
    path("progress/", filling.current, name="current"),
    path("progress/<int:year>/<int:month>/", filling.month, name="month"),
    path("progress/<int:report_id>/realizations/<int:indicator_id>/", filling.realization, name="realization"),
    path("progress/<int:report_id>/withdrawal/", filling.withdrawal, name="withdrawal"),
    path("progress/reviews/", reviewing.reviews, name="reviews"),
    path("progress/reviews/acceptance/", reviewing.bulk_acceptance, name="bulk_acceptance"),
    path("progress/<int:report_id>/", reviewing.report, name="report"),
    path("progress/<int:report_id>/acceptance/", reviewing.acceptance, name="acceptance"),
    path("progress/<int:report_id>/return/", reviewing.sending_back, name="return"),
]
