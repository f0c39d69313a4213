from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from capaian.foundation.tasks import tidy_up


def test_expired_sessions_are_forgotten_and_living_ones_kept(db):
    now = timezone.now()
    for key, age in (("past", -1), ("living", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=age))
    tidy_up.enqueue()
    assert [session.session_key for session in Session.objects.all()] == ["living"]
