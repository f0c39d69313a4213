from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404

from capaian.evaluation.actions import publish_evaluations
from capaian.evaluation.queries import (
    ResultFilter,
    Scope,
    choose_period,
    current_period_for,
    guidance_for,
    local_day,
    period_and_others_for,
    periods_for,
    scopes_for,
    standings_of,
    team_for,
    todos_for,
)
from capaian.evaluation.queries.assignment import skps_of
from capaian.evaluation.rules.predikat import Rating
from capaian.evaluation.tests import factories
from capaian.foundation.writing import writing
from capaian.governance.schemes import load
from capaian.people.tests import factories as people
from capaian.planning.models import Skp
from capaian.planning.tests import factories as plans


def at(month, day, hour=2):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(("moment", "meant"), [
    (at(1, 5), "Triwulan I 2026"), (at(4, 3), "Triwulan I 2026"), (at(5, 20), "Triwulan I 2026"),
    (at(7, 1), "Triwulan II 2026"), (at(11, 21), "Triwulan III 2026"), (at(12, 30), "Triwulan IV 2026"),
    (at(9, 24, 14), "Triwulan II 2026"), (at(9, 24, 16), "Triwulan III 2026"),  # midnight in Jayapura is 15.00 UTC
])  # fmt: skip
def test_the_period_that_is_meant_is_open_or_last_opened_or_next(cast, moment, meant):
    for ordinal in (1, 2, 3, 4):
        factories.quarter(cast.agency, ordinal)
    factories.annual(cast.agency)
    assert current_period_for(cast.actor(cast.budi), moment).label == meant


def test_without_periods_none_is_meant():
    assert choose_period([], at(1, 1)) is None


def test_days_are_counted_where_the_agency_is(cast, period):
    assert [local_day(period, at(9, 24, hour)).day for hour in (14, 15)] == [24, 25]


def test_periods_stop_at_the_agency(cast, period):
    assert [one.pk for one in periods_for(cast.actor(cast.budi))] == [period.pk]
    assert periods_for(cast.actor(cast.eko)) == []
    with pytest.raises(Http404):
        period_and_others_for(cast.actor(cast.eko), period.pk)


def test_after_a_move_only_the_later_skp_is_evaluated(cast, period, skp):
    position = people.Position.objects.create(unit=cast.office, title="Analis", group="functional")
    with writing("factory"):
        moved = Skp.objects.create(
            employee=cast.ani, performance_year=skp.performance_year, position=position, appraiser=cast.dewi,
            start="2026-09-01", end="2026-12-31", state="draft",
        )
    assert [one.pk for one in skps_of(period)] == [moved.pk]
    assert [one.pk for one in skps_of(factories.quarter(cast.agency, 2))] == [skp.pk]


def test_the_suggestion_waits_for_the_year_while_targets_still_add_up(cast, period, skp):
    scheme = load(factories.SCHEME)
    standing = standings_of([skp.pk], period, scheme)[skp.pk]
    assert (standing.suggestion, standing.score.achievement_pct) == (None, 100)
    assert "usul muncul di akhir tahun" in standing.suggestion_reason
    final = standings_of([skp.pk], factories.quarter(cast.agency, 4), scheme)[skp.pk]
    assert final.suggestion is Rating.MEETS


def test_a_snapshot_target_is_suggested_at_any_time(cast, period):
    skp = plans.skp(cast.ani, state="agreed", results=0)
    plans.result(skp, "Cakupan imunisasi", measurement="snapshot")
    factories.accepted(skp, "66")
    assert standings_of([skp.pk], period, load(factories.SCHEME))[skp.pk].suggestion is Rating.ABOVE


def test_the_law_alone_suggests_nothing(period, skp):
    standing = standings_of([skp.pk], period, load("permenpanrb-6-2022"))[skp.pk]
    assert standing.suggestion is None
    assert "sepenuhnya kepada pejabat penilai" in standing.suggestion_reason


def test_rating_unlike_the_suggestion_is_allowed_and_noted(cast, period, rate):
    skp = plans.skp(factories.colleague(cast, 1), state="agreed", results=0)
    plans.result(skp, "Cakupan imunisasi", measurement="snapshot")
    factories.accepted(skp, "30")
    rate(of=skp, result="meets")
    team = team_for(cast.actor(cast.budi), period.pk, factories.OPEN)
    assert [row.skp_id for row in team.differing] == [skp.pk]
    assert skp.pk in [row.skp_id for row in team.ready]


def test_guidance_is_drawn_from_the_curve_and_says_what_is_off(period):
    scheme = load(factories.SCHEME)
    found = guidance_for(scheme, period.end, "BAIK", {"BAIK": 20})
    assert found.peak == "BAIK"
    assert sum(found.curve.values()) == pytest.approx(100)
    assert [finding.kind for finding in found.findings] == ["limit", "limit"]
    nothing = guidance_for(scheme, period.end, "", {})
    assert (nothing.curve, nothing.findings, nothing.level_label) == ({}, (), "")


@pytest.mark.parametrize(("who", "scopes"), [
    ("ani", [Scope.MINE]), ("budi", [Scope.MINE, Scope.TEAM]), ("citra", [Scope.MINE, Scope.AGENCY]),
])  # fmt: skip
def test_each_person_is_offered_the_scopes_within_reach(cast, who, scopes):
    assert list(scopes_for(cast.actor(getattr(cast, who)))) == scopes


def test_unknown_words_in_the_address_count_as_nothing():
    assert ResultFilter.read({"scope": "x", "period": "9" * 30, "predikat": "x"}) == ResultFilter()
    assert ResultFilter.read({"period": "7", "q": " ani "}) == ResultFilter(period_id=7, search="ani")


class TestTodos:
    def test_the_appraiser_is_asked_while_the_window_is_open(self, cast, period, skp, level, rate):
        budi = cast.actor(cast.budi)
        [todo] = todos_for(budi, factories.OPEN)
        assert (todo["title"], todo["note"], todo["column"]) == (
            "Nilai tim, Triwulan III 2026", "1 orang belum diterbitkan · sampai 15 Oktober 2026", "todo",
        )
        assert todos_for(budi, factories.LATE) == []
        rate()
        publish_evaluations(period=period, skp_ids=[skp.pk], by=budi, at=factories.OPEN)
        assert todos_for(budi, factories.OPEN) == []

    def test_a_new_result_is_offered_for_reading(self, cast, period, skp, level, rate):
        rate()
        publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)
        ani = cast.actor(cast.ani)
        [todo] = todos_for(ani, factories.LATE)
        assert (todo["title"], todo["note"]) == ("Hasil Triwulan III 2026 sudah terbit", "Predikat Anda: Baik")
        assert todos_for(ani, factories.OPEN + timedelta(days=31)) == []

    def test_without_a_period_nothing_is_asked(self, cast):
        assert todos_for(cast.actor(cast.budi), factories.OPEN) == []


def test_a_manager_is_told_what_keeps_others_from_rating(cast, period, skp, django_assert_num_queries):
    citra = cast.actor(cast.citra)
    with django_assert_num_queries(4):
        found = todos_for(citra, factories.OPEN)
    assert [(todo["title"], todo["note"]) for todo in found] == [
        ("Tetapkan capaian organisasi", f"2 unit belum ditetapkan · {period.label}"),
        ("Dampingi yang belum ber-SKP", f"3 orang belum punya SKP yang disepakati · {period.label}"),
    ]
    assert todos_for(citra, factories.LATE) == []
