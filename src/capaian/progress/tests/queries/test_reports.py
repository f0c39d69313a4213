"""Finding reports: by month, for the appraiser, and never across agencies."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import queries, workflow
from capaian.progress.models import MonthlyReport
from capaian.progress.tests import factories

NOVEMBER = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


def span(skp, start: date, end: date) -> None:
    with writing("test"):
        type(skp).objects.filter(pk=skp.pk).update(start=start, end=end)


def test_the_current_month_is_the_agencys(cast, skp):
    ani = cast.actor(cast.ani)
    assert queries.current_month_for(ani, NOVEMBER) == date(2026, 11, 1)
    assert queries.current_month_for(ani, datetime(2026, 10, 31, 15, 0, tzinfo=UTC)) == date(2026, 11, 1)


def test_december_is_still_reported_in_january(cast, skp):
    assert queries.current_month_for(cast.actor(cast.ani), datetime(2027, 1, 9, tzinfo=UTC)) == date(2026, 12, 1)


def test_without_an_agreed_skp_that_has_begun_there_is_no_month(cast, skp):
    planning.skp(cast.citra)
    span(skp, date(2026, 12, 1), date(2026, 12, 31))
    assert queries.current_month_for(cast.actor(cast.citra), NOVEMBER) is None
    assert queries.current_month_for(cast.actor(cast.ani), NOVEMBER) is None


def test_the_skp_of_a_month(cast, skp):
    ani = cast.actor(cast.ani)
    assert queries.skp_of_month_for(ani, date(2026, 3, 1)) == skp
    assert queries.skp_of_month_for(ani, date(2030, 3, 1)) == skp
    assert queries.skp_of_month_for(cast.actor(cast.budi), date(2026, 3, 1)) is None


@pytest.mark.parametrize("who", ["ani", "budi", "citra"])
def test_those_concerned_get_a_report_in_one_query(cast, skp, who, django_assert_num_queries):
    made = factories.report(skp)
    actor = cast.actor(getattr(cast, who))
    with django_assert_num_queries(1):
        found = queries.get_report_for(actor, made.pk)
        assert (found.skp.employee.agency.name, found.skp.appraiser.name) == (cast.agency.name, cast.budi.name)


def test_others_are_refused_and_another_agency_finds_nothing(cast, skp):
    made = factories.report(skp)
    colleague = people.employee(cast.office, "Rudi Saputra", "199212312016031999", appraiser=cast.dewi)
    with pytest.raises(Refused, match="hanya dapat dibuka oleh"):
        queries.get_report_for(cast.actor(colleague), made.pk)
    with pytest.raises(Refused, match="diperiksa oleh pejabat penilai"):
        queries.get_report_to_answer_for(cast.actor(cast.dewi), made.pk)
    with pytest.raises(Http404):
        queries.get_report_for(cast.actor(cast.eko), made.pk)
    with pytest.raises(Http404):
        queries.reports_to_accept_for(cast.actor(cast.eko), [made.pk])
    with pytest.raises(Refused):
        queries.reports_to_accept_for(cast.actor(cast.dewi), [made.pk])
    with pytest.raises(Http404):
        queries.get_report_of_month_for(cast.actor(cast.eko), made.month)
    assert queries.get_report_of_month_for(cast.actor(cast.ani), made.month) == made


def test_an_indicator_of_another_skp_does_not_exist_here(cast, skp):
    made = factories.report(skp)
    own = factories.indicators(skp)[0]
    assert queries.get_indicator_for(made, own.pk) == own
    foreign = factories.indicators(planning.skp(cast.citra, state=planning_workflow.AGREED))[0]
    with pytest.raises(Http404):
        queries.get_indicator_for(made, foreign.pk)


def test_main_results_come_before_additional_ones(cast):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    planning.result(skp, "tambahan", ordinal=1, kind="additional")
    planning.result(skp, "kedua", ordinal=2)
    planning.result(skp, "pertama", ordinal=1)
    assert [row.result.statement for row in queries.indicators_of(skp)] == ["pertama", "kedua", "tambahan"]


def test_the_appraiser_sees_what_was_sent(cast, skp):
    for month, state in enumerate(workflow.REPORT.labels, start=1):  # draft, submitted, returned, accepted
        factories.report(skp, month=month, state=state)
    budi = cast.actor(cast.budi)
    months = lambda **filters: [report.month.month for report in queries.reviews_for(budi, **filters)]  # noqa: E731
    assert months() == [2]
    assert months(state="") == [2, 3, 4]
    assert months(state="accepted") == [4]
    assert months(state="", search="lestari") == [2, 3, 4]
    assert months(state="", search="199012") == [2, 3, 4]
    assert months(state="", search="zz") == []
    assert list(queries.reviews_for(cast.actor(cast.dewi), state="")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_review_list_costs_the_same_for_one_and_three(cast, skp, rows, django_assert_num_queries):
    for month in range(1, rows + 1):
        factories.report(skp, month=month, state=workflow.SUBMITTED, url="https://contoh.go.id/a")
    budi = cast.actor(cast.budi)
    with django_assert_num_queries(4):
        lines = [queries.review_line(report) for report in queries.reviews_for(budi)]
    assert [(line.measured, line.missing, line.evidence, line.since) for line in lines] == [
        (2, 0, 2, factories.MOMENT)
    ] * rows


def test_a_note_instead_of_a_figure_is_counted_as_missing(cast, skp):
    factories.report(skp, state=workflow.SUBMITTED, value=None, note="belum dirilis")
    (found,) = queries.reviews_for(cast.actor(cast.budi))
    with writing("test"):
        found.statuses.all().delete()
    found = MonthlyReport.objects.get()
    line = queries.review_line(found)
    assert (line.measured, line.missing, line.since) == (0, 2, None)
