"""Addresses of the indicator library and the linter."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
