"""Addresses of objectives, strategic plans and performance agreements."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import agreements, chain, objectives, plans

_OBJECTIVE = "objectives/<int:pk>/"
_PLAN = "plans/<int:pk>/"
_AGREEMENT = "agreements/<int:pk>/"

urlpatterns = [
    path("objectives/", objectives.objective_list, name="objective_list"),
    path("objectives/new/", objectives.objective_new, name="objective_new"),
    path(_OBJECTIVE, objectives.objective_edit, name="objective"),
    path(f"{_OBJECTIVE}chain/", objectives.objective_detail, name="objective_detail"),
    path(f"{_OBJECTIVE}deletion/", objectives.objective_deletion, name="objective_deletion"),
    path(f"{_OBJECTIVE}derivation/", objectives.objective_derivation, name="objective_derivation"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/chain.xlsx", chain.export, name="chain_export"),
    path("plans/chain/", chain.sheet, name="chain_sheet"),
    path("plans/chain/<int:file_pk>/", chain.preview, name="chain_preview"),
    path(_PLAN, plans.plan_detail, name="plan"),
    path(f"{_PLAN}edit/", plans.plan_edit, name="plan_edit"),
    path(f"{_PLAN}deletion/", plans.plan_deletion, name="plan_deletion"),
    path(f"{_PLAN}derivation/", plans.plan_derivation, name="plan_derivation"),
    path(f"{_PLAN}objectives/new/", objectives.plan_objective_new, name="plan_objective_new"),
    path("agreements/", agreements.agreement_list, name="agreement_list"),
    path("agreements/new/", agreements.agreement_new, name="agreement_new"),
    path(_AGREEMENT, agreements.agreement_detail, name="performance_agreement"),
    path(f"{_AGREEMENT}edit/", agreements.agreement_edit, name="agreement_edit"),
    path(f"{_AGREEMENT}fixing/", agreements.agreement_fixing, name="agreement_fixing"),
    path(f"{_AGREEMENT}reopening/", agreements.agreement_reopening, name="agreement_reopening"),
    path(f"{_AGREEMENT}agreement.pdf", agreements.agreement_pdf, name="agreement_pdf"),
]
