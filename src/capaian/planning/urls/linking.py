"""Addresses of links to what a superior planned later."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
