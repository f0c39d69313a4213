"""Every address of the product. Each module brings its own; the matrix test classifies them all."""

from __future__ import annotations

from django.urls import include, path

from capaian.web import views

MODULES = (
    "foundation.jobs", "foundation.notices", "foundation.record", "foundation.files",
    "people", "planning", "progress", "feedback", "evaluation",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("standing/", views.standing, name="standing"),
    path("account/", include("capaian.web.accounts.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("capaian.foundation.ui.urls")),
    *(path("", include(f"capaian.{module}.urls")) for module in MODULES),
]
