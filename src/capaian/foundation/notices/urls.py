"""Addresses of notices; all of them show one's own only."""

from __future__ import annotations

from django.urls import path

from capaian.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/settings/", views.settings, name="settings"),
    path("notices/reading/", views.reading_all, name="reading_all"),
    path("notices/<int:notice_id>/", views.opening, name="open"),
    path("notices/<int:notice_id>/reading/", views.reading, name="reading"),
]
