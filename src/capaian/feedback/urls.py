"""Addresses of feedback."""

from __future__ import annotations

from django.urls import path

from capaian.feedback.views import giving

app_name = "feedback"

urlpatterns = [
    path("feedback/skp/<int:skp_id>/", giving.page, name="skp"),
    path("feedback/skp/<int:skp_id>/indicators/<int:indicator_id>/", giving.on_indicator, name="indicator"),
]
