from __future__ import annotations

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def clock(at, monkeypatch):
    """Every request of these tests arrives on 21 January 2026."""
    monkeypatch.setattr(timezone, "now", lambda: at)
    return at
