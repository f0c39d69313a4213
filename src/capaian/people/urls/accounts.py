from __future__ import annotations

from django.urls import URLPattern, path

from capaian.people.views import accounts

urlpatterns: list[URLPattern] = [
    path("accounts/", accounts.listing, name="accounts"),
    path("people/<int:employee_id>/account/", accounts.account, name="account"),
    path("account-links/<int:link_id>/revocation/", accounts.revocation, name="account_link_revocation"),
    path("units/<int:unit_id>/accounts/", accounts.unopened, name="unit_accounts"),
    path("account/link/", accounts.link_password, name="link_password"),
    path("account/link/<str:token>/", accounts.link, name="link"),
]
