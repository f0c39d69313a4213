from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.governance.actions import declare_holiday, open_year
from capaian.governance.models import EvaluationPeriod, Holiday, PerformanceYear
from capaian.governance.queries import (
    SchemeUnavailable,
    annual_period_for,
    get_period_for,
    performance_year_for,
    performance_year_on,
    period_on,
    periods_for,
    periods_in_window,
    working_calendar_for,
)
from capaian.governance.tests import factories


@pytest.fixture
def agency(cast):
    factories.adoption(cast.agency)
    return cast.agency


def opened(cast, at, **more):
    return open_year(agency=cast.agency, year=2026, by=cast.actor(cast.citra), at=at, **more)


def test_a_year_of_quarters_with_its_windows(cast, agency, at):
    year = opened(cast, at)
    assert [(p.label, p.start, p.end, p.window_start, p.window_end) for p in periods_for(agency.pk, 2026)] == [
        ("Triwulan I 2026", date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 24), date(2026, 4, 14)),
        ("Triwulan II 2026", date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 23), date(2026, 7, 14)),
        ("Triwulan III 2026", date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 23), date(2026, 10, 14)),
        ("Triwulan IV 2026", date(2026, 10, 1), date(2026, 12, 31), date(2026, 12, 24), date(2027, 1, 14)),
        ("Tahun 2026", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 28), date(2027, 1, 31)),
    ]
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_id) == ("year.open", year.pk)
    assert event.after == {"year": 2026, "cycle": "quarter", "scheme": "sofifi-capaian-2026"}


def test_the_example_of_the_regulation_lies_in_the_window(cast, agency, at):
    """Moved on 25 August: no third-quarter evaluation by the old appraiser; on 25 September: yes (IV.A.14)."""
    opened(cast, at)
    assert periods_in_window(agency.pk, date(2026, 8, 25)) == []
    assert [period.label for period in periods_in_window(agency.pk, date(2026, 9, 25))] == ["Triwulan III 2026"]
    assert [period.label for period in periods_in_window(agency.pk, date(2026, 12, 30))] == ["Triwulan IV 2026", "Tahun 2026"]


def test_a_year_of_months_where_the_agency_chooses_them(cast, agency, at):
    opened(cast, at, cycle="month")
    periods = periods_for(agency.pk, 2026)
    assert [period.kind for period in periods] == ["month"] * 12 + ["annual"]
    assert (periods[1].label, periods[1].window_start, periods[1].window_end) == (
        "Februari 2026", date(2026, 2, 21), date(2026, 3, 14))


def test_a_year_is_opened_once(cast, agency, at):
    opened(cast, at)
    with pytest.raises(Refused) as caught:
        opened(cast, at)
    assert str(caught.value) == "Tahun kinerja 2026 sudah dibuka."
    assert EvaluationPeriod.objects.count() == 5
    assert AuditEvent.objects.count() == 1


def test_what_keeps_a_year_closed(cast, at):
    with pytest.raises(SchemeUnavailable):
        opened(cast, at)
    factories.adoption(cast.agency)
    with pytest.raises(InvalidInput) as caught:
        opened(cast, at, cycle="week")
    assert str(caught.value) == "cycle: Siklus evaluasi periodik hanya bulanan atau triwulanan (Pasal 24)."
    for person, reason in (
        (cast.ani, "Hanya pengelola kinerja yang dapat membuka tahun kinerja."),
        (cast.eko, "Anda hanya dapat membuka tahun kinerja untuk instansi Anda sendiri."),
    ):
        with pytest.raises(Refused) as refused:
            open_year(agency=cast.agency, year=2026, by=cast.actor(person), at=at)
        assert str(refused.value) == reason
    assert PerformanceYear.objects.count() == 0


def test_finding_years_and_periods(cast, agency, at, django_assert_num_queries):
    year = opened(cast, at)
    with django_assert_num_queries(1):
        assert performance_year_on(agency.pk, date(2026, 6, 1)) == year
    assert performance_year_for(agency.pk, 2025) is None
    with django_assert_num_queries(1):
        assert period_on(agency.pk, date(2026, 6, 30)).label == "Triwulan II 2026"
    assert period_on(agency.pk, date(2027, 1, 1)) is None
    assert annual_period_for(agency.pk, 2026).label == "Tahun 2026"
    assert annual_period_for(agency.pk, 2025) is None
    with django_assert_num_queries(1):
        assert len(periods_for(agency.pk, 2026)) == 5
    assert periods_for(cast.eko.agency_id, 2026) == []


def test_a_period_of_another_agency_does_not_exist(cast, at):
    period = factories.quarter_period(cast.agency)
    assert get_period_for(cast.actor(cast.ani), period.pk) == period
    for person, pk in ((cast.eko, period.pk), (cast.ani, period.pk + 1)):
        with pytest.raises(Http404):
            get_period_for(cast.actor(person), pk)


def declare(cast, at, person=None, **changes):
    given = {"agency": cast.agency, "day": date(2026, 11, 10), "name": "Hari jadi kabupaten"} | changes
    return declare_holiday(**given, by=cast.actor(person or cast.citra), at=at)


def test_an_agencys_own_holiday_stops_its_clocks_only(cast, at, django_assert_num_queries):
    declare(cast, at)
    with django_assert_num_queries(1):
        here = working_calendar_for(cast.agency.pk, [2026, 2027])
    assert here.why_free(date(2026, 11, 10)) == "Hari jadi kabupaten"
    assert here.why_free(date(2026, 3, 18)) == "Cuti bersama Hari Suci Nyepi (Tahun Baru Saka 1948)"
    assert here.why_free(date(2026, 3, 19)) == "Hari Suci Nyepi (Tahun Baru Saka 1948)"
    assert here.why_free(date(2027, 1, 1)) == "Tahun Baru Masehi"
    assert here.decreed_years == frozenset({2026})
    assert here.deadline(date(2026, 11, 9), 1).day == date(2026, 11, 11)
    assert working_calendar_for(cast.eko.agency_id, [2026]).is_working_day(date(2026, 11, 10))
    event = AuditEvent.objects.get()
    assert (event.verb, event.after) == ("holiday.declare", {"date": "2026-11-10", "name": "Hari jadi kabupaten"})


def test_what_is_no_holiday(cast, at):
    declare(cast, at)
    for changes, reason in (
        ({}, "day: 10-11-2026 sudah tercatat: Hari jadi kabupaten."), ({"name": "  "}, "name: Beri nama hari libur ini."),
    ):
        with pytest.raises(InvalidInput) as caught:
            declare(cast, at, **changes)
        assert str(caught.value) == reason
    with pytest.raises(Refused) as refused:
        declare(cast, at, cast.dewi)
    assert str(refused.value) == "Hanya pengelola kinerja yang dapat menetapkan hari libur instansi."
    assert Holiday.objects.count() == 1
