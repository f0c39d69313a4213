"""Counts that are kept equal a fresh count after every kind of change, and say when nothing need be counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from capaian.evaluation.actions import publish_evaluations, set_achievement
from capaian.evaluation.models import PeriodCount, UnitCount
from capaian.evaluation.queries import counting, overview_for
from capaian.evaluation.queries.counting import MARKS, count_all, counts_of
from capaian.evaluation.tests import factories
from capaian.foundation.transitions import transition
from capaian.foundation.writing import writing
from capaian.people.actions.circumstances import end_employment
from capaian.people.actions.ledger import transfer
from capaian.people.models import Position
from capaian.people.tests import factories as people
from capaian.planning.tests import factories as plans
from capaian.progress.tests import factories as months

OCTOBER = date(2026, 10, 1)
LATER = timedelta(minutes=10)


def numbers(kept):
    fields = [field.name for field in UnitCount._meta.concrete_fields if field.name not in {"id", "count", "deviates"}]
    return sorted(UnitCount.objects.filter(count=kept).values_list(*fields)), kept.totals


@pytest.fixture
def check(period):
    """`check()` compares what is kept with a fresh count, and answers the totals."""

    def compare(at=factories.OPEN):
        kept = counts_of(period, OCTOBER, at)
        found = numbers(kept)
        assert found == numbers(count_all(period, OCTOBER, at))
        return found[1]

    return compare


@pytest.fixture
def move(cast):
    """`move(record, "agree")` through the one door by which states change."""

    def moved(record, verb, at=factories.OPEN):
        with writing("test"):
            transition(record, verb=verb, by=cast.actor(cast.budi), at=at, reason="Alasan yang cukup panjang untuk ini.")

    return moved


def test_an_skp_on_its_way(cast, period, check, move):
    plan = plans.skp(cast.ani)
    assert check()["agreed"] == 0
    for verb, agreed in (("submit", 0), ("return", 0), ("submit", 0), ("agree", 1)):
        move(plan, verb)
        assert (check()["agreed"], check()["without_skp"]) == (agreed, 4 - agreed)


def test_a_month_on_its_way(cast, period, skp, check, move):
    report = months.report(skp, month=10)
    assert check()["reports_expected"] == 1
    for verb, accepted in (("submit", 0), ("return", 0), ("submit", 0), ("accept", 1)):
        move(report, verb)
        assert check()["reports_accepted"] == accepted


def test_results_that_are_published(cast, period, skp, level, rate, check):
    check()
    rate()
    assert check()["published"] == 0
    publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
    assert (check()["published"], check()["baik"]) == (1, 1)


def test_people_who_move_and_leave(cast, period, skp, check):
    assert check()["people"] == 4
    post = Position.objects.create(unit=cast.office, title="Bidan Mahir", group="functional")
    citra = cast.actor(cast.citra)
    transfer(employee=cast.ani, position=post, appraiser=cast.dewi, start=date(2026, 9, 1), by=citra, at=factories.EARLY)
    check()
    row = UnitCount.objects.get(unit=cast.office)
    assert row.people == 3
    end_employment(employee=cast.ani, last_day=date(2026, 9, 20), by=citra, at=factories.EARLY)
    assert check()["people"] == 3


def test_a_newer_skp_takes_the_place_of_an_agreed_one(cast, period, skp, check, move):
    assert check()["agreed"] == 1
    post = Position.objects.create(unit=cast.office, title="Bidan Mahir", group="functional")
    with writing("test"):
        newer = type(skp).objects.create(
            employee=cast.ani, performance_year=skp.performance_year, position=post, appraiser=cast.dewi,
            start=date(2026, 9, 1), end=date(2026, 12, 31),
        )
        newer.statuses.create(state=newer.state, by_id=cast.ani.pk, by_name=cast.ani.name, at=factories.OPEN)
    assert check()["agreed"] == 0


def test_a_level_is_compared_anew(cast, period, skp, level, rate, monkeypatch):
    citra = cast.actor(cast.citra)
    rate()
    publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)

    def off(at=factories.OPEN + LATER):
        return [row.name for row in overview_for(citra, at, show="deviating").rows]

    assert off(factories.OPEN) == off() == []
    assert set(UnitCount.objects.values_list("deviates", flat=True)) == {False}
    set_achievement(unit=cast.office, period=period, level="BAIK", basis="Laporan triwulan", by=citra, at=factories.OPEN)
    assert UnitCount.objects.get(unit=cast.office).deviates is None
    monkeypatch.setattr("capaian.evaluation.queries.overview.UnitRow.deviations", (1,))
    assert off() == ["Dinas Kesehatan"]


def test_nothing_is_counted_where_nothing_changed(cast, period, skp, django_assert_num_queries):
    first = counts_of(period, OCTOBER, factories.OPEN)
    with django_assert_num_queries(2):
        again = counts_of(period, OCTOBER, factories.OPEN + LATER)
    assert (again, again.counted_at) == (first, factories.OPEN)


def test_only_the_units_concerned_are_counted_again(cast, period, skp, move):
    report = months.report(skp, month=10)
    counts_of(period, OCTOBER, factories.OPEN)
    UnitCount.objects.filter(unit=cast.office).update(people=77)
    move(report, "submit", at=factories.OPEN + LATER)
    kept = counts_of(period, OCTOBER, factories.OPEN + LATER)
    assert UnitCount.objects.get(unit=cast.office).people == 77
    assert kept.counted_at == factories.OPEN


def test_everything_is_counted_again_after_an_hour_and_after_many_changes(cast, period, skp, move, monkeypatch):
    report = months.report(skp, month=10)
    kept = counts_of(period, OCTOBER, factories.OPEN)
    UnitCount.objects.update(people=77)
    assert counts_of(period, OCTOBER, factories.OPEN + counting.WHOLE).totals["people"] == 4
    UnitCount.objects.update(people=77)
    monkeypatch.setattr(counting, "MANY", 0)
    move(report, "submit", at=factories.OPEN + counting.WHOLE)
    assert counts_of(period, OCTOBER, factories.OPEN + counting.WHOLE).totals["people"] == 4
    assert counts_of(period, OCTOBER, factories.EARLY).counted_at == factories.EARLY  # a clock that was set back
    assert kept.pk == PeriodCount.objects.get().pk


def test_rows_are_read_until_they_are_settled(cast, period, skp, move):
    """A slower transaction may still be adding a row with a lower number: what is young is read again."""
    report = months.report(skp, month=10)
    counts_of(period, OCTOBER, factories.OPEN)
    move(report, "submit")
    assert counts_of(period, OCTOBER, factories.OPEN).report_mark < report.statuses.latest("pk").pk
    kept = counts_of(period, OCTOBER, factories.OPEN + LATER)
    assert kept.report_mark == report.statuses.latest("pk").pk
    assert set(MARKS) == {"skp_mark", "report_mark", "evaluation_mark"}


def test_another_agencys_rows_only_move_the_marks(cast, period, skp, move):
    elsewhere = plans.skp(cast.eko)
    before = counts_of(period, OCTOBER, factories.OPEN)
    move(elsewhere, "submit", at=factories.OPEN)
    assert counts_of(period, OCTOBER, factories.OPEN + LATER).skp_mark == before.skp_mark  # nothing of ours: nothing written


def test_a_new_month_begins_a_new_count(cast, period, skp):
    counts_of(period, OCTOBER, factories.OPEN)
    counts_of(period, date(2026, 11, 1), factories.OPEN)
    assert [kept.month for kept in PeriodCount.objects.all()] == [date(2026, 11, 1)]


def test_units_made_meanwhile_stand_in_the_list(cast, period, skp):
    counts_of(period, OCTOBER, factories.OPEN)
    people.unit(cast.agency, "Aula")
    found = overview_for(cast.actor(cast.citra), factories.OPEN)
    assert [row.name for row in found.rows] == ["Aula", "Dinas Kesehatan", "Puskesmas Galala"]
    assert (found.rows[0].people, len(found.rows), found.units) == (0, 3, 3)
    with pytest.raises(IndexError):
        found.rows[3]
