"""The worker has no time zone of its own: what it does for an agency it does on that agency's day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from capaian.foundation.jobs import runner
from capaian.people.models import Position, Posting
from capaian.planning import workflow
from capaian.planning.actions import bulk
from capaian.planning.duties import ledger
from capaian.planning.models import Skp
from capaian.planning.tasks import drafts
from capaian.planning.tests import factories

NEW_YEAR = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
"""23:30 on 31 December in Jakarta, 01:30 on 1 January in Jayapura."""


def test_an_skp_is_closed_on_the_day_of_its_agency(cast):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    Posting.objects.filter(employee=cast.ani).update(end=date(2026, 7, 14))
    post = Position.objects.create(unit=cast.office, title="Perawat Mahir di Dinas")
    Posting.objects.create(employee=cast.ani, position=post, start=date(2026, 7, 15))
    ledger.follow_ledger(datetime(2026, 7, 14, 16, 0, tzinfo=UTC))
    skp = Skp.objects.get(pk=skp.pk)
    assert (skp.end, skp.closed_on) == (date(2026, 7, 14), date(2026, 7, 15))


def test_drafts_are_opened_for_the_year_that_it_is_for_the_agency(cast, monkeypatch):
    for year in (2025, 2026):
        factories.performance_year(cast.agency, year)
    monkeypatch.setattr(bulk, "AT_ONCE", 0)
    monkeypatch.setattr(drafts.timezone, "now", lambda: NEW_YEAR)
    with timezone.override(ZoneInfo("Asia/Jayapura")):  # as for whoever presses the button
        bulk.start_unit(unit=cast.unit, by=cast.actor(cast.citra), at=NEW_YEAR)
    runner.run_queued()
    assert set(Skp.objects.values_list("performance_year__year", flat=True)) == {2026}


def test_whoever_asks_asks_on_the_day_of_the_own_agency(cast, client_as, monkeypatch):
    """Between 22:00 and midnight in Jakarta it is tomorrow in Jayapura: a new appraiser decides, an ended post is left."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 7, 14, 16, 0, tzinfo=UTC))
    with timezone.override(ZoneInfo("Asia/Jakarta")):
        response = client_as(cast.ani).get("/skp/")
    assert response.wsgi_request.actor.day == date(2026, 7, 15)
