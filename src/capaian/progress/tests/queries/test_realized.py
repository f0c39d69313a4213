"""The year so far: which months count, what is printed, and at what cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from capaian.planning import workflow as planning_workflow
from capaian.planning.models import Measurement
from capaian.planning.tests import factories as planning
from capaian.progress import queries, workflow
from capaian.progress.tests import factories

D = Decimal

YEAR_END = date(2026, 12, 31)


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED)


def only(answer):
    (found,) = answer.values()
    return found


def test_only_accepted_months_count_and_sent_ones_where_asked(skp):
    for month, state in enumerate((workflow.ACCEPTED, workflow.SUBMITTED, workflow.RETURNED, workflow.DRAFT), start=1):
        factories.report(skp, month=month, state=state, value=str(10**month))
    counted = only(queries.realizations_of(skp, YEAR_END))
    assert (counted.value, counted.text, counted.reason) == (D(10), "10 kunjungan", "")
    assert only(queries.realizations_of(skp, YEAR_END, include_submitted=True)).value == D(110)


def test_until_is_a_day_within_the_last_month_that_counts(skp):
    for month in (1, 2, 3):
        factories.report(skp, month=month, state=workflow.ACCEPTED, value="4,5".replace(",", "."))
    assert only(queries.realizations_of(skp, date(2026, 2, 1))).value == D(9)
    march = only(queries.realizations_of(skp, date(2026, 3, 31)))
    assert (march.text, march.monthly) == (
        "13,5 kunjungan", tuple((date(2026, month, 1), D("4.5")) for month in (1, 2, 3)),
    )


def test_what_is_missing_says_why(skp):
    nothing = only(queries.realizations_of(skp, YEAR_END))
    assert (nothing.value, nothing.text, nothing.reason) == (None, "", "Belum ada bulan yang dilaporkan.")
    factories.report(skp, state=workflow.ACCEPTED, value=None, note="Survei belum dirilis BPS")
    assert only(queries.realizations_of(skp, YEAR_END)).reason == "Survei belum dirilis BPS"


@pytest.mark.parametrize(
    ("measurement", "texts", "printed"),
    [
        (Measurement.SNAPSHOT, ["satu", "dua laporan, tepat waktu"], "dua laporan, tepat waktu"),
        (Measurement.SNAPSHOT, ["satu", ""], "2 kunjungan"),
        (Measurement.CUMULATIVE, ["satu laporan"], "satu laporan"),
        (Measurement.CUMULATIVE, ["satu", "dua"], "3 kunjungan"),
    ],
)
def test_the_persons_own_words_are_printed_where_they_say_the_whole(cast, measurement, texts, printed):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    (indicator,) = planning.result(skp, "Laporan", measurement=measurement).indicators.all()
    for month, text in enumerate(texts, start=1):
        report = factories.report(skp, month=month, state=workflow.ACCEPTED, value=None)
        factories.realization(report, indicator, str(month), text=text)
    assert only(queries.realizations_of(skp, YEAR_END)).text == printed


def test_a_target_in_words_is_answered_in_words(cast):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    (indicator,) = planning.result(skp, "Pedoman", target=None).indicators.all()
    for month, text in ((1, "Rancangan"), (2, "Disetujui")):
        report = factories.report(skp, month=month, state=workflow.ACCEPTED, value=None)
        factories.realization(report, indicator, None, text=text)
    found = only(queries.realizations_of(skp, YEAR_END))
    assert (found.value, found.text, found.reason) == (None, "Disetujui", "")


def test_evidence_is_listed_by_month_and_counted(cast, skp):
    factories.report(skp, month=1, state=workflow.ACCEPTED, url="https://contoh.go.id/1", note="hlm. 8")
    factories.report(skp, month=2, state=workflow.ACCEPTED, url="https://contoh.go.id/2")
    factories.report(skp, month=3, state=workflow.SUBMITTED, url="https://contoh.go.id/3")
    assert only(queries.realizations_of(skp, YEAR_END)).evidence == (
        queries.Evidence(date(2026, 1, 1), "https://contoh.go.id/1", "hlm. 8"),
        queries.Evidence(date(2026, 2, 1), "https://contoh.go.id/2", ""),
    )
    other = planning.skp(cast.citra, state=planning_workflow.AGREED)
    assert queries.evidence_counts([skp.pk, other.pk]) == {skp.pk: 2, other.pk: 0}
    assert queries.evidence_counts([skp.pk], date(2026, 1, 31)) == {skp.pk: 1}


@pytest.mark.parametrize("people", [1, 3])
def test_many_people_cost_two_queries(cast, people, django_assert_num_queries):
    skps = [planning.skp(person, state=planning_workflow.AGREED) for person in (cast.ani, cast.budi, cast.citra)[:people]]
    for skp in skps:
        factories.report(skp, state=workflow.ACCEPTED, value="7")
    with django_assert_num_queries(2):
        answer = queries.year_to_date_for([skp.pk for skp in skps], YEAR_END)
    assert {pk: only(found).value for pk, found in answer.items()} == {skp.pk: D(7) for skp in skps}
    with django_assert_num_queries(1):
        queries.evidence_counts([skp.pk for skp in skps])


def test_the_sheet_shows_last_month_path_and_year(skp, django_assert_num_queries):
    factories.report(skp, month=1, state=workflow.ACCEPTED, value="6")
    factories.report(skp, month=2, state=workflow.RETURNED, value="99")
    report = factories.report(skp, month=3, state=workflow.DRAFT, value="4")
    with django_assert_num_queries(2):
        (card,) = queries.cards_of(report)
    assert (card.last, card.path, card.year.value, card.on_path, card.tone) == (None, D(15), D(10), False, "warn")
    assert (card.achievement.pct, card.is_filled, card.is_first) == (D("16.67"), True, False)
    january = queries.cards_of(skp.reports.get(month=date(2026, 1, 1)))[0]
    assert (january.path, january.on_path, january.tone, january.is_first) == (D(5), True, "good", True)
    empty = queries.cards_of(factories.report(skp, month=4, value=None))[0]
    assert (empty.realization, empty.is_filled, empty.year.value) == (None, False, D(6))


def test_a_range_is_shown_with_both_ends(cast):
    skp = planning.skp(cast.ani, state=planning_workflow.AGREED, results=0)
    planning.result(skp, "IKM", target="85", target_high="88.5", measurement=Measurement.RELEASED)
    (card,) = queries.cards_of(factories.report(skp, value="86"))
    assert (card.scale, card.target_words, card.path, card.on_path, card.tone) == (D("88.5"), "85–88,5", None, None, "")
    assert [group.result.statement for group in queries.groups_of([card])] == ["IKM"]
