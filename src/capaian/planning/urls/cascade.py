"""Addresses of the cascade and its coverage."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
