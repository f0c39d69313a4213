"""Addresses of the design system."""

from django.urls import path

from capaian.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("assets/<str:path>", views.asset, name="asset"),
    path("gallery/", views.gallery, name="gallery"),
]
