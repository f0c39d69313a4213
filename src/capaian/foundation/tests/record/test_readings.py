"""Who opened my appraisal: noted without a cost to the page, once a day, shown to me."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from capaian.evaluation.actions import RatingInput, publish_evaluations, rate_team
from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories as judging
from capaian.feedback.models import Feedback
from capaian.foundation.actor import Role
from capaian.foundation.models import Reading
from capaian.foundation.record import queries, readings
from capaian.foundation.record.readings import ReadingsMiddleware, collecting, note_reading, write
from capaian.foundation.writing import writing
from capaian.people.models import RoleGrant
from capaian.people.tests import factories as people
from capaian.planning.tests import factories as plans
from capaian.progress.models import MonthlyReport


@pytest.fixture
def skp(cast):
    return plans.skp(cast.ani)


def noted() -> list[tuple[str, int, str, int]]:
    return list(Reading.objects.order_by("pk").values_list("reader_name", "subject_id", "thing", "thing_id"))


def test_opening_anothers_skp_is_noted_once_and_asks_nothing_again(cast, skp, client_as):
    browser, address = client_as(cast.budi), f"/skp/{skp.pk}/"
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[1:] == [counts[0] - 1] * 2
    row = Reading.objects.get()
    assert (row.reader_id, row.subject_id, row.thing, row.thing_id) == (cast.budi.pk, cast.ani.pk, "skp", skp.pk)
    assert (row.label, row.agency_id, row.reader_post) == ("2026", cast.agency.pk, "Kepala Puskesmas Galala")


def test_another_process_notes_it_no_second_time(cast, skp, client_as):
    for _ in range(2):
        client_as(cast.budi).get(f"/skp/{skp.pk}/")
        readings.memory.clear()
    assert len(noted()) == 1


def test_ones_own_is_nobodys_business(cast, skp, client_as):
    assert client_as(cast.ani).get(f"/skp/{skp.pk}/").status_code == 200
    assert client_as(cast.ani).get(f"/skp/{skp.pk}/skp.pdf").status_code == 200
    assert noted() == []


def test_what_was_refused_showed_nothing(cast, skp, client_as):
    fajar = people.employee(cast.unit, "Fajar Malik", "199112312016031999", appraiser=cast.budi)
    assert client_as(fajar).get(f"/skp/{skp.pk}/").status_code == 403
    assert client_as(cast.eko).get(f"/skp/{skp.pk}/").status_code == 404
    assert noted() == []


def test_every_way_to_see_an_appraisal_is_noted(cast, skp, client_as, at):
    with writing("test"):
        report = MonthlyReport.objects.create(skp=skp, month=skp.start, state="submitted")
        Feedback.objects.create(
            skp=skp, giver="leader", tone="positive", text="Bagus", core_value="harmonis", by_id=cast.budi.pk, by_name="x", at=at,
        )
    browser = client_as(cast.budi)
    for address in (f"/skp/{skp.pk}/skp.pdf", f"/progress/{report.pk}/", f"/feedback/skp/{skp.pk}/"):
        assert browser.get(address).status_code == 200, address
    assert {(thing, thing_id) for _, _, thing, thing_id in noted()} == {
        ("skp-pdf", skp.pk), ("report", report.pk), ("feedback", skp.pk),
    }


def test_a_page_never_breaks_over_it(cast, skp, client_as, monkeypatch, caplog):
    def fails(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(type(Reading.objects), "bulk_create", fails)
    with caplog.at_level(logging.ERROR):
        assert client_as(cast.budi).get(f"/skp/{skp.pk}/").status_code == 200
    assert "1 readings could not be written" in caplog.text
    monkeypatch.undo()
    client_as(cast.budi).get(f"/skp/{skp.pk}/")
    assert len(noted()) == 1


def test_outside_of_a_request_nobody_collects(cast):
    note_reading(cast.actor(cast.budi), subject_id=cast.ani.pk, thing="skp")
    with collecting() as found:
        note_reading(cast.actor(cast.budi), subject_id=cast.ani.pk, thing="skp", label="x" * 300)
        note_reading(cast.actor(cast.budi), subject_id=cast.ani.pk, thing="skp")
        with pytest.raises(KeyError):
            note_reading(cast.actor(cast.budi), subject_id=cast.ani.pk, thing="apa saja")
    assert len(found) == 2
    write(found)
    write(found)
    write([])
    assert len(noted()) == 1


def test_only_a_page_that_was_shown_counts(cast):
    def answer(status):
        def respond(_request):
            note_reading(cast.actor(cast.budi), subject_id=cast.ani.pk, thing="skp")
            return HttpResponse(status=status)

        return respond

    for status, count in ((500, 0), (200, 1)):
        for close in ReadingsMiddleware(answer(status))(None)._resource_closers:
            close()
        assert len(noted()) == count


def test_the_memory_is_bounded():
    memory = readings._Memory(2)
    for key in (1, 2, 3):
        memory.add(key)
    assert [key in memory for key in (1, 2, 3)] == [False, True, True]


def test_i_see_who_opened_it(cast, skp, client_as, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(queries, "READINGS_PER_PAGE", 2)
    client_as(cast.budi).get(f"/skp/{skp.pk}/")
    for number in range(3):
        write(_noted(cast, cast.citra, cast.ani.pk, "evaluation", number))
    write(_noted(cast, cast.citra, 0, "export", 1))
    write(_noted(cast, cast.ani, 0, "export", 2))
    write(_noted(cast, cast.eko, 0, "export", 3))
    write(_noted(cast, cast.citra, cast.budi.pk, "skp", 9))
    browser = client_as(cast.ani)
    with django_assert_num_queries(10):
        response = browser.get("/my-data/")
    shown = list(response.context["readings"])
    assert (shown[0].what, shown[0].of_everybody, shown[0].who) == ("Ekspor hasil seluruh instansi", True, cast.citra.name)
    response = browser.get(f"/my-data/?after={response.context['older']}")
    shown += response.context["readings"]
    response = browser.get(f"/my-data/?after={response.context['older']}")
    shown += response.context["readings"]
    assert ([one.what for one in shown], response.context["older"]) == (
        ["Ekspor hasil seluruh instansi", *["Hasil penilaian"] * 3, "SKP"], None,
    )
    assert "Kepala Puskesmas Galala" in response.content.decode()
    assert len(browser.get("/my-data/?after=x").context["readings"]) == 2


def _noted(cast, reader, subject_id, thing, thing_id):
    with collecting() as found:
        note_reading(cast.actor(reader), subject_id=subject_id, thing=thing, thing_id=thing_id)
    return found


def test_nobody_has_opened_it_yet(cast, client_as):
    page = client_as(cast.ani).get("/my-data/").content.decode()
    assert "Belum ada yang membuka" in page
    assert "1.826 hari" in page
    assert "seterusnya" in page


def test_judging_and_results_are_noted_too(cast, client_as, monkeypatch):
    judging.adopt(cast.agency)
    period = judging.quarter(cast.agency)
    judging.level(cast.unit, period)
    skp = judging.agreed(cast.ani)
    monkeypatch.setattr("django.utils.timezone.now", lambda: judging.OPEN)
    said = RatingInput(skp.pk, result_rating="meets", behaviour_rating="meets")
    rate_team(period=period, ratings=[said], by=cast.actor(cast.budi), at=judging.OPEN)
    browser = client_as(cast.budi)
    assert browser.get(f"/team/{period.pk}/people/{skp.pk}/").status_code == 200
    publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=judging.OPEN)
    given = Evaluation.objects.get()
    for address in (f"/results/{given.pk}/", f"/results/{given.pk}/c13.pdf"):
        assert browser.get(address).status_code == 200
    assert [(thing, number) for _, _, thing, number in noted()] == [
        ("assessment", skp.pk), ("evaluation", given.pk), ("evaluation-pdf", given.pk),
    ]
    client_as(cast.citra).get(f"/manage/{period.pk}/results.csv").getvalue()
    assert noted()[-1] == (cast.citra.name, 0, "export", period.pk)
    hadi = people.employee(cast.office, "Hadi", "199012312012031999", appraiser=cast.dewi)
    RoleGrant.objects.create(employee=hadi, role=Role.UNIT_MANAGER, unit=cast.unit)
    client_as(hadi).get(f"/manage/{period.pk}/results.csv").getvalue()
    assert noted()[-1] == ("Hadi", cast.ani.pk, "export", period.pk)
