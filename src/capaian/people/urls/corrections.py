"""Addresses of corrections that employees ask for."""

from __future__ import annotations

from django.urls import path

from capaian.people.views import corrections, deciding

urlpatterns = [
    path("corrections/", corrections.own, name="corrections"),
    path("corrections/new/", corrections.new, name="correction_new"),
    path("corrections/incoming/", deciding.queue, name="correction_queue"),
    path("corrections/<int:correction_id>/", deciding.detail, name="correction_detail"),
    path("corrections/<int:correction_id>/approval/", deciding.approval, name="correction_approval"),
    path("corrections/<int:correction_id>/rejection/", deciding.rejection, name="correction_rejection"),
    path("corrections/<int:correction_id>/withdrawal/", corrections.withdrawal, name="correction_withdrawal"),
]
