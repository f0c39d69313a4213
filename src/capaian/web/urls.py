"""Every address of the product. Each module brings its own; the matrix test classifies them all."""

from __future__ import annotations

from django.urls import include, path

from capaian.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", include("allauth.account.urls")),
]
