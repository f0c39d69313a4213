"""The address of a stored file."""

from __future__ import annotations

from django.urls import path

from capaian.foundation.files import views

app_name = "files"
urlpatterns = [path("files/<int:file_id>/", views.file, name="file")]
