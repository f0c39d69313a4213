"""Addresses of proposed links."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import linking

urlpatterns = [
    path("links/", linking.links, name="links"),
    path("links/confirmations/", linking.confirmations, name="link_confirmations"),
    path("links/<int:pk>/refusal/", linking.refusal, name="link_refusal"),
    path("links/results/<int:pk>/", linking.choice, name="link_choice"),
]
