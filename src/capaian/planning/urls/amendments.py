"""Addresses of versions, amendments and successions of SKPs."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
