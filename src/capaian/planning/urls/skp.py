"""Addresses of SKPs."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import browsing, indicators, lines, results, skps, verbs

_SKP = "skp/<int:pk>/"
_RESULT = f"{_SKP}results/<int:result_pk>/"
_INDICATOR = f"{_RESULT}indicators/<int:indicator_pk>/"

urlpatterns = [
    path("skp/", skps.skp_list, name="skp_list"),
    path("skp/all/", browsing.skp_all, name="skp_all"),
    path("skp/agreements/", verbs.agreements, name="skp_agreements"),
    path(_SKP, skps.skp_detail, name="skp"),
    path(f"{_SKP}submission/", verbs.submission, name="skp_submission"),
    path(f"{_SKP}withdrawal/", verbs.withdrawal, name="skp_withdrawal"),
    path(f"{_SKP}return/", verbs.returning, name="skp_return"),
    path(f"{_SKP}agreement/", verbs.agreement, name="skp_agreement"),
    path(f"{_SKP}behaviour/<slug:core_value>/", lines.expectations, name="expectations"),
    path(f"{_SKP}annex/<slug:section>/", lines.annex, name="annex"),
    path(f"{_SKP}results/new/", results.result_new, name="result_new"),
    path(_RESULT, results.result_edit, name="result"),
    path(f"{_RESULT}order/", results.result_order, name="result_order"),
    path(f"{_RESULT}deletion/", results.result_deletion, name="result_deletion"),
    path(f"{_RESULT}indicators/new/", indicators.indicator_new, name="indicator_new"),
    path(_INDICATOR, indicators.indicator_edit, name="indicator"),
    path(f"{_INDICATOR}deletion/", indicators.indicator_deletion, name="indicator_deletion"),
]
