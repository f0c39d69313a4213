"""Addresses of the dialogue of expectations, deadlines and bulk work on SKPs."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
