from __future__ import annotations

from django.urls import URLPattern, path

from capaian.foundation.record import views

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("record/", views.record, name="record"),
    path("record/verification/", views.verification, name="verification"),
    path("record/anchors.json", views.anchors, name="anchors"),
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/export/", views.my_data_export, name="my_data_export"),
]
