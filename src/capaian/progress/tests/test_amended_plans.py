"""What was agreed in a month is what that month reports, whatever the plan became later; a working copy appears nowhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from capaian.foundation.errors import InvalidInput
from capaian.foundation.writing import writing
from capaian.people.models import Posting
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.successions import close_skp
from capaian.planning.models import Indicator, ResultPlan
from capaian.planning.tests import factories as plans
from capaian.planning.tests.amending import REASON, amend
from capaian.progress import queries, workflow
from capaian.progress.actions import save_realization, submit_report
from capaian.progress.tests import factories


@pytest.fixture
def july(at):
    return at.replace(month=7, day=10)


@pytest.fixture
def skp(cast):
    return plans.skp(cast.ani, state="agreed", results=2)


@pytest.fixture
def change(cast, skp, july):
    """Since 10 July: the first target is 30 instead of 60, the second result is gone, another one has come."""

    def in_july() -> None:
        def halve(copied) -> None:
            Indicator.objects.filter(result__skp=copied).update(target=Decimal(30), target_text="30 kunjungan")
            ResultPlan.objects.get(skp=copied, ordinal=2).delete()
            plans.result(copied, "Kader posyandu terlatih", ordinal=3)

        amend(skp, halve, by=cast.actor(cast.ani), at=july)
        skp.refresh_from_db()

    return in_july


def shown(report):
    cards = queries.cards_of(report)
    return [(card.indicator.result.statement[-1], card.indicator.target, card.realization is not None) for card in cards]


def test_a_submitted_may_shows_the_target_of_may(skp, change):
    may = factories.report(skp, month=5, state=workflow.SUBMITTED)
    before = shown(may)
    change()
    assert shown(may) == before == [("1", 60, True), ("2", 60, True)]


def test_july_asks_for_what_is_agreed_now_and_shows_what_was_reported_already(skp, change):
    july = factories.report(skp, month=7)
    change()
    assert shown(july) == [("1", 30, True), ("2", 60, True), ("h", 60, False)]
    assert shown(factories.report(skp, month=8, value=None)) == [("1", 30, False), ("h", 60, False)]


def test_an_amended_report_costs_one_query_more(skp, change, django_assert_num_queries):
    may = factories.report(skp, month=5, state=workflow.SUBMITTED)
    with django_assert_num_queries(2):
        queries.cards_of(may)
    change()
    with django_assert_num_queries(3):
        queries.cards_of(may)


def test_a_dropped_indicator_is_not_asked_later_and_not_taken(cast, skp, change, july):
    dropped = Indicator.objects.get(result__skp=skp, result__ordinal=2)
    factories.report(skp, month=6, state=workflow.ACCEPTED)
    change()
    august = factories.report(skp, month=8, value=None)
    with pytest.raises(Http404):
        queries.get_indicator_for(august, dropped.pk)
    dropped.refresh_from_db()
    with pytest.raises(InvalidInput, match="tidak lagi dilaporkan"):
        save_realization(report=august, indicator=dropped, value=Decimal(1), by=cast.actor(cast.ani), at=july)
    for row in queries.indicators_of(skp, august.month):
        save_realization(report=august, indicator=row, value=Decimal(1), by=cast.actor(cast.ani), at=july)
    submit_report(report=august, by=cast.actor(cast.ani), at=july)
    assert august.state == workflow.SUBMITTED


def test_a_year_so_far_ends_with_the_plan_of_its_last_month(skp, change):
    first, second = factories.indicators(skp)
    factories.report(skp, month=5, state=workflow.ACCEPTED)
    change()
    assert set(queries.realizations_of(skp, date(2026, 6, 30))) == {first.pk, second.pk}
    assert second.pk not in queries.realizations_of(skp, date(2026, 7, 31))


def test_the_home_page_counts_what_is_asked_now(cast, skp, change, july):
    change()
    notes = [todo["note"] for todo in queries.todos_for(cast.actor(cast.ani), july)]
    assert any("0 dari 2 indikator" in note for note in notes)


def test_a_working_copy_appears_in_no_list_of_this_floor(cast, skp, july):
    ani, citra = cast.actor(cast.ani), cast.actor(cast.citra)
    factories.report(skp, month=5, state=workflow.ACCEPTED)

    def everything():
        summary = queries.summary_for(ani, july)
        return (
            [row.pk for row in queries.reports.agreed_skps_for(ani)], queries.skp_of_month_for(ani, date(2026, 7, 1)).pk,
            [line.indicator.pk for line in summary.lines], queries.todos_for(ani, july),
            queries.completeness_by_unit(citra, date(2026, 7, 1)),
        )

    before = everything()
    open_amendment(skp=skp, basis="change", reason=REASON, by=ani, at=july)
    assert everything() == before


def test_the_month_in_which_a_post_ended_is_reported_under_the_next_one(cast, skp, july):
    citra = cast.actor(cast.citra)
    Posting.objects.filter(employee=cast.ani).update(end=date(2026, 7, 14))
    close_skp(skp=skp, end=date(2026, 7, 14), by=cast.actor(cast.ani), at=july)
    factories.report(skp, month=7, state=workflow.ACCEPTED)
    assert [row.expected for row in queries.completeness_by_unit(citra, date(2026, 6, 1))] == [1]
    assert queries.completeness_by_unit(citra, date(2026, 7, 1)) == []
    with writing("test"):
        skp.end = date(2026, 7, 31)
        skp.save()
    assert [(row.expected, row.missing) for row in queries.completeness_by_unit(citra, date(2026, 7, 1))] == [(1, 0)]
