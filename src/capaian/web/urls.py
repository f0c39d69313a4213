"""Every address of the product. Each module brings its own; the matrix test classifies them all."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from capaian.web import views

MODULES = ("planning", "progress", "feedback", "evaluation")

urlpatterns = [
    path("", views.home, name="home"),
    path("standing/", views.standing, name="standing"),
    path("account/", include("allauth.account.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("capaian.foundation.ui.urls")),
    *(path("", include(f"capaian.{module}.urls")) for module in MODULES if find_spec(f"capaian.{module}.urls")),
]
