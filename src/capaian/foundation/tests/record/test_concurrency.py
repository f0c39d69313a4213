"""Several act at the same moment: the chain does not fork, and nobody waits for longer than the end of another's deed."""

from __future__ import annotations

import threading

import pytest
from django.utils import timezone

from capaian.foundation import audit
from capaian.foundation.models import AuditEvent
from capaian.foundation.record.checking import check
from capaian.foundation.tests.record.elsewhere import elsewhere
from capaian.foundation.writing import action
from capaian.people.tests import factories as people

WRITERS, DEEDS = 4, 6


@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_one_chain_comes_of_many_writers(empty, request, django_db_blocker, where):
    place = empty("a") if where == "sqlite" else request.getfixturevalue("postgresql")
    failed: list[Exception] = []
    with django_db_blocker.unblock(), elsewhere(place):
        cast = people.cast()
        actors = [cast.actor(cast.citra), cast.actor(cast.eko)]
        begin = threading.Barrier(WRITERS)

        @action
        def note(*, by, at):
            audit.record(by=by, at=at, verb="first", subject=cast.unit)
            audit.record(by=by, at=at, verb="second", subject=cast.unit)

        def write(by):
            try:
                with elsewhere(place):
                    begin.wait(20)
                    for _ in range(DEEDS):
                        note(by=by, at=timezone.now())
            except Exception as error:
                failed.append(error)

        writers = [threading.Thread(target=write, args=(actors[number % 2],)) for number in range(WRITERS)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert failed == []
        for by in actors:
            report = check(by.agency_id)
            assert (report.is_whole, report.rows) == (True, WRITERS * DEEDS)
            verbs = AuditEvent.objects.filter(agency_id=by.agency_id).order_by("sequence").values_list("verb", flat=True)
            assert list(verbs) == ["first", "second"] * (WRITERS * DEEDS // 2)
