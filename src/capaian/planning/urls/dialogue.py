"""Addresses of the dialogue of expectations, deadlines and bulk work on SKPs."""

from __future__ import annotations

from django.urls import URLPattern, path

from capaian.planning.views import bulk, deadlines, dialogue

_SKP = "skp/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{_SKP}questions/", dialogue.questions, name="skp_questions"),
    path(f"{_SKP}answers/", dialogue.answers, name="skp_answers"),
    path(f"{_SKP}replies/", dialogue.replies, name="skp_replies"),
    path(f"{_SKP}acceptance/", dialogue.acceptance, name="skp_acceptance"),
    path(f"{_SKP}superior/", dialogue.superior, name="skp_superior"),
    path(f"{_SKP}results/<int:result_pk>/adjustment/", dialogue.adjustment, name="result_adjustment"),
    path("skp/deadlines/", deadlines.deadlines, name="deadlines"),
    path("skp/units/", bulk.unit_plans, name="unit_plans"),
    path("skp/reminders/", bulk.reminders, name="skp_reminders"),
]
