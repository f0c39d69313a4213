"""Every address of the product. Each module brings its own; the matrix test classifies them all."""

from __future__ import annotations

from allauth.account import views as accounts
from django.urls import include, path

from capaian.web import views

MODULES = ("foundation.jobs", "foundation.notices", "foundation.record", "foundation.files", "people", "planning", "progress", "feedback", "evaluation")

# Of allauth only the pages we drew: accounts are made by the agency, so there is no signing up.
ACCOUNTS = [
    path("login/", accounts.login, name="account_login"),
    path("logout/", accounts.logout, name="account_logout"),
    path("password/", accounts.password_change, name="account_change_password"),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("standing/", views.standing, name="standing"),
    path("account/", include(ACCOUNTS)),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("capaian.foundation.ui.urls")),
    *(path("", include(f"capaian.{module}.urls")) for module in MODULES),
]
