"""Home page and completeness."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning_workflow
from capaian.planning.models import Measurement, Polarity, Skp
from capaian.planning.tests import factories as planning
from capaian.progress import queries, workflow
from capaian.progress.tests import factories

D = Decimal

NOVEMBER = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
MARCH = datetime(2026, 3, 21, 2, 0, tzinfo=UTC)


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED)


def test_the_summary_stands_at_the_newest_sent_month(cast, skp, django_assert_num_queries):
    with writing("test"):
        planning.result(skp, "Gizi", target="2", polarity=Polarity.LOWER, measurement=Measurement.SNAPSHOT, ordinal=2)
        planning.result(skp, "IKM", target="85", measurement=Measurement.RELEASED, ordinal=3)
    visits, nutrition, _ikm = factories.indicators(skp)
    for month, value in ((1, "6"), (2, "6")):
        report = factories.report(skp, month=month, state=workflow.SUBMITTED, value=None)
        factories.realization(report, visits, value)
        factories.realization(report, nutrition, "2.1")
    factories.report(skp, month=3, value="50")  # a draft: not said yet
    ani = cast.actor(cast.ani)
    with django_assert_num_queries(3):
        found = queries.summary_for(ani, MARCH)
    assert (found.until, found.on_path, found.compared, found.pace_pct) == (date(2026, 2, 1), 1, 2, D("107.50"))
    assert [(line.value, line.target, line.pct, line.pace_pct, line.on_path, line.reason) for line in found.lines] == [
        (D(12), D(60), D("20.00"), D("120.00"), True, ""),
        (D("2.1"), D(2), D("95.00"), D("95.00"), False, ""),
        (None, D(85), None, None, None, "Angka belum dirilis oleh pihak yang berwenang."),
    ]


def test_there_is_no_summary_before_anything_was_sent(cast, skp):
    assert queries.summary_for(cast.actor(cast.budi), MARCH) is None
    assert queries.summary_for(cast.actor(cast.ani), MARCH) is None


def test_a_summary_without_any_pace_has_none(cast):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    planning.result(skp, "Pedoman", target=None)
    factories.report(skp, state=workflow.ACCEPTED, value=None, note="belum")
    found = queries.summary_for(cast.actor(cast.ani), MARCH)
    assert (found.pace_pct, found.compared) == (None, 0)


@pytest.mark.parametrize("units", [1, 3])
def test_completeness_counts_every_unit_in_two_queries(cast, skp, units, django_assert_num_queries):
    factories.report(skp, month=3, state=workflow.ACCEPTED)
    for number in range(1, units):
        unit = people.unit(cast.agency, f"Unit {number}", parent=cast.office)
        for serial, state in enumerate((workflow.SUBMITTED, workflow.RETURNED, workflow.DRAFT, None)):
            person = people.employee(unit, f"P{serial}", f"1990010120{number}{serial}012999", appraiser=cast.budi)
            other = planning.skp(person, state=planning_workflow.AGREED)
            if state:
                factories.report(other, month=3, state=state)
    planning.skp(cast.dewi)  # not agreed: nothing is expected of it
    citra = cast.actor(cast.citra)
    with django_assert_num_queries(2):
        found = queries.completeness_by_unit(citra, date(2026, 3, 21))
    assert [(row.unit, row.expected, row.accepted, row.submitted, row.returned, row.missing) for row in found] == [
        ("Puskesmas Galala", 1, 1, 0, 0, 0),
        *[(f"Unit {number}", 4, 0, 1, 1, 2) for number in range(1, units)],
    ]


def test_completeness_is_not_for_everybody_and_stops_at_the_agency(cast, skp):
    with pytest.raises(Refused, match="pengelola kinerja"):
        queries.completeness_by_unit(cast.actor(cast.ani), date(2026, 3, 1))
    assert queries.completeness_by_unit(cast.actor(cast.eko), date(2026, 3, 1)) == []
    assert queries.completeness_by_unit(cast.actor(cast.citra), date(2027, 3, 1)) == []


def brief(todos):
    return [(todo["column"], todo["title"], todo["note"], todo["action"]) for todo in todos]


def test_what_the_person_has_to_do(cast, skp, django_assert_num_queries):
    ani = cast.actor(cast.ani)
    factories.report(skp, month=1, state=workflow.ACCEPTED)
    returned = factories.report(skp, month=2, state=workflow.RETURNED)
    with writing("test"):
        returned.statuses.create(state="returned", by_id=cast.budi.pk, by_name="Budi", at=MARCH, reason="Cocokkan register.")
    with django_assert_num_queries(2):
        found = queries.todos_for(ani, MARCH)
    assert brief(found) == [
        ("todo", "Perbaiki progres Februari 2026", "Cocokkan register.", "Perbaiki"),
        ("todo", "Kirim progres Maret", "0 dari 1 indikator terisi · batas 31 Maret, 10 hari lagi", "Isi"),
        ("done", "Progres Januari 2026", "diterima Ani Lestari, A.Md.Kep.", "Lihat"),
    ]
    assert found[1]["href"] == "/progress/2026/3/"


def test_late_months_are_gathered_and_waiting_ones_named(cast, skp):
    factories.report(skp, month=2, state=workflow.SUBMITTED)
    factories.report(skp, month=4, state=workflow.DRAFT, value="3")
    found = queries.todos_for(cast.actor(cast.ani), datetime(2026, 4, 30, 2, 0, tzinfo=UTC))
    assert brief(found) == [
        ("todo", "Progres Januari 2026 belum dikirim", "2 bulan belum dikirim", "Isi"),
        ("todo", "Kirim progres April", "1 dari 1 indikator terisi · batas 30 April, hari ini", "Lanjutkan"),
        ("waiting", "Progres Februari 2026", "diperiksa dr. Budi Hartono sejak 20 Januari", "Lihat"),
    ]


def test_one_late_month_and_a_december_after_its_end(cast, skp):
    for month in range(1, 11):
        factories.report(skp, month=month, state=workflow.ACCEPTED)
    found = queries.todos_for(cast.actor(cast.ani), datetime(2027, 1, 9, tzinfo=UTC))
    assert brief(found)[:2] == [
        ("todo", "Progres November 2026 belum dikirim", "lewat dari batasnya", "Isi"),
        ("todo", "Kirim progres Desember", "0 dari 1 indikator terisi · batas 31 Desember, sudah lewat", "Isi"),
    ]


def test_an_ended_year_whose_last_month_was_accepted_asks_for_nothing_more(cast, skp):
    factories.report(skp, month=12, state=workflow.ACCEPTED)
    last_day, day_after = datetime(2026, 12, 31, 2, 0, tzinfo=UTC), datetime(2027, 1, 9, tzinfo=UTC)
    assert brief(queries.todos_for(cast.actor(cast.ani), last_day))[0] == (
        "todo", "Progres Januari 2026 belum dikirim", "11 bulan belum dikirim", "Isi",
    )
    assert [entry["title"] for entry in queries.todos_for(cast.actor(cast.ani), day_after)] == ["Progres Desember 2026"]


def test_a_sent_month_is_no_longer_to_do(cast, skp):
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(start=date(2026, 11, 1))
    skp.refresh_from_db()
    factories.report(skp, month=11, state=workflow.SUBMITTED)
    found = queries.todos_for(cast.actor(cast.ani), NOVEMBER)
    assert [todo["column"] for todo in found] == ["waiting"]


def test_the_appraiser_is_told_what_waits(cast, skp):
    budi = cast.actor(cast.budi)
    assert queries.todos_for(budi, NOVEMBER) == []
    factories.report(skp, month=2, state=workflow.SUBMITTED)
    assert queries.todos_for(budi, NOVEMBER) == [
        {"title": "Periksa 1 progres pegawai", "note": "Terima, atau kembalikan dengan alasan",
         "href": "/progress/reviews/", "action": "Periksa", "kind": "primary", "column": "todo"},
    ]
    assert queries.todos_for(cast.actor(cast.eko), NOVEMBER) == []
