"""Addresses of assignments."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import assignments

_ONE = "assignments/<int:pk>/"

urlpatterns = [
    path("assignments/", assignments.listing, name="assignments"),
    path("assignments/new/", assignments.new, name="assignment_new"),
    path(_ONE, assignments.assignment, name="assignment"),
    path(f"{_ONE}approval/", assignments.approval, name="assignment_approval"),
    path(f"{_ONE}rejection/", assignments.rejection, name="assignment_rejection"),
    path(f"{_ONE}withdrawal/", assignments.withdrawal, name="assignment_withdrawal"),
    path(f"{_ONE}end/", assignments.ending, name="assignment_end"),
    path(f"{_ONE}adoption/", assignments.adoption, name="assignment_adoption"),
]
