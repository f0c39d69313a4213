"""Addresses of people: who there is, who appraises whom, what is corrected, imported, granted and opened."""

from __future__ import annotations

from capaian.people.urls import accounts, corrections, directory, imports, ledger, roles

app_name = "people"
urlpatterns = [
    *directory.urlpatterns, *ledger.urlpatterns, *corrections.urlpatterns, *imports.urlpatterns, *roles.urlpatterns,
    *accounts.urlpatterns,
]
