"""Addresses of the role-result matrix and its strategies."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
