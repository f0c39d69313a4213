"""Addresses of drafting: the eight steps, the approach, the agreement taken over, promises."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import drafting, steps

_SKP = "skp/<int:pk>/"

urlpatterns = [
    path(f"{_SKP}steps/", steps.skp_steps, name="skp_steps"),
    path(f"{_SKP}steps/<int:number>/", steps.skp_step, name="skp_step"),
    path(f"{_SKP}approach/", drafting.approach, name="skp_approach"),
    path(f"{_SKP}agreement-adoption/", drafting.agreement_adoption, name="agreement_adoption"),
    path(f"{_SKP}promises/<int:item_pk>/", drafting.promise, name="promise"),
]
