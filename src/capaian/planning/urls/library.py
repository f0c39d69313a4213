"""Addresses of the indicator library and the linter."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import hints, library, library_exchange, library_keys, manuals

_ONE = "library/<int:pk>/"

urlpatterns = [
    path("library/", library.library_list, name="library_list"),
    path("library/new/", library.library_new, name="library_new"),
    path("library/lookup/", library.library_lookup, name="library_lookup"),
    path("library/choice/<int:skp_pk>/<int:result_pk>/", library.library_choice, name="library_choice"),
    path("library/export/", library_exchange.library_export, name="library_export"),
    path("library/import/", library_exchange.library_import, name="library_import"),
    path("library/manuals/<int:indicator_pk>/", manuals.indicator_manual, name="indicator_manual"),
    path("library/keys/<int:key_pk>/", library_keys.library_key, name="library_key"),
    path(_ONE, library.library_indicator, name="library_indicator"),
    path(f"{_ONE}edit/", library.library_edit, name="library_edit"),
    path(f"{_ONE}submission/", library.library_submission, name="library_submission"),
    path(f"{_ONE}return/", library.library_return, name="library_return"),
    path(f"{_ONE}approval/", library.library_approval, name="library_approval"),
    path(f"{_ONE}revision/", library.library_revision, name="library_revision"),
    path(f"{_ONE}retirement/", library.library_retirement, name="library_retirement"),
    path("hints/", hints.hints, name="hints"),
    path("hints/exemption/", hints.hint_exemption, name="hint_exemption"),
    path("hints/switches/", hints.hint_switches, name="hint_switches"),
]
