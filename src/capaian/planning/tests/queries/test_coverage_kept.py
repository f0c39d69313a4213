from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from capaian.foundation.writing import writing
from capaian.people.models import Circumstance, Unit
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.models import CoverageCount, Objective, ResultPlan, Skp
from capaian.planning.queries import coverage_kept as kept
from capaian.planning.queries.coverage import counts_for
from capaian.planning.queries.coverage_lists import rows_for
from capaian.planning.queries.coverage_scope import scope_for
from capaian.planning.rules.coverage import Kind, summed
from capaian.planning.tests import factories
from capaian.planning.tests.assigning import assignment

DAY = date(2026, 1, 21)
NOW = datetime(2026, 1, 21, 2, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=10)


@pytest.fixture(autouse=True)
def year(cast):
    return factories.performance_year(cast.agency)


def scope(cast, person=None, unit=None, day=DAY):
    return scope_for(cast.actor(person or cast.citra, day), day, year=2026, unit_id=unit.pk if unit else None)


def orphans(cast, at, number="1"):
    return kept.seen_for(scope(cast), Kind.ORPHANS, at, number=number, per_page=2)


def counted(asked, at):
    return kept.seen_for(asked, Kind.EXEMPT, at, number=None, per_page=2).counted


def test_counts_are_kept_for_a_moment_and_then_made_anew(cast):
    first = counted(scope(cast), NOW)
    factories.skp(cast.ani)
    assert counted(scope(cast), NOW + A_MOMENT) == first
    later = counted(scope(cast), NOW + kept.KEPT)
    assert (summed(later.held)[Kind.ORPHANS], later.at) == (1, NOW + kept.KEPT)
    assert counted(scope(cast), NOW).at == later.at - kept.KEPT  # a clock that was put back


def test_another_day_is_counted_anew(cast):
    midnight = datetime(2026, 1, 20, 14, 59, 30, tzinfo=UTC)  # 23.59.30 of the 20th where the agency is
    before = counted(scope(cast, day=date(2026, 1, 20)), midnight)
    after = counted(scope(cast), midnight + timedelta(minutes=1))
    assert before.at != after.at


def test_who_counted_later_has_the_last_word(cast):
    newer = kept.count_anew(scope(cast), NOW + A_MOMENT)
    factories.skp(cast.ani)
    kept.count_anew(scope(cast), NOW)
    stored = CoverageCount.objects.get()
    assert stored.counted_at == newer.at
    assert not any(Kind.ORPHANS in own for _unit, _path, own in stored.units)


def test_records_that_contradict_the_counts_are_counted_again(cast):
    skp = factories.skp(cast.ani, results=3)
    assert orphans(cast, NOW).sums[Kind.ORPHANS] == 3
    with writing("test"):
        skp.results.first().delete()
    assert orphans(cast, NOW + A_MOMENT).sums[Kind.ORPHANS] == 2  # one fewer than counted
    factories.result(skp, "Baru")
    seen = orphans(cast, NOW + 2 * A_MOMENT)
    assert (seen.sums[Kind.ORPHANS], seen.counted.at, len(seen.records)) == (3, NOW + 2 * A_MOMENT, 2)  # one more


def test_records_that_change_while_they_are_counted_are_shown_all_the_same(cast):
    factories.skp(cast.ani, results=3)
    kept.count_anew(scope(cast), NOW)
    stored = CoverageCount.objects.get()
    stored.units = [[unit, path, {**own, Kind.ORPHANS: 5}] for unit, path, own in stored.units]
    stored.save()
    assert len(kept.seen_for(scope(cast), Kind.ORPHANS, NOW, number="1", per_page=10).records) == 3


def test_a_page_is_read_from_the_units_that_hold_it(cast, django_assert_num_queries):
    for number in range(4):
        person = people.employee(people.unit(cast.agency, f"Unit {number}"), f"Pegawai {number}", f"19900{number}012015032999")
        factories.skp(person, results=number)
    asked = scope(cast)
    every = list(rows_for(asked, Kind.ORPHANS))
    pages = [orphans(cast, NOW, str(number)) for number in (1, 2, 3, 99)]
    assert [row for page in pages[:3] for row in page.records] == every
    assert pages[3].page.number == 3
    with django_assert_num_queries(2):
        kept.seen_for(asked, Kind.ORPHANS, NOW, number="2", per_page=2)


def test_what_lacks_most_is_chosen_where_nothing_is_asked(cast):
    factories.skp(cast.ani, results=9)
    assert kept.seen_for(scope(cast), None, NOW, number=None, per_page=2).kind == Kind.ORPHANS
    Unit.objects.filter(pk=cast.unit.pk).update(name="Puskesmas")
    with writing("test"):
        Skp.objects.all().delete()
    later = kept.seen_for(scope(cast), None, NOW + kept.KEPT, number=None, per_page=2)
    assert (later.kind, len(later.records)) == (Kind.WITHOUT, 2)


def test_an_agency_where_nothing_is_lacking_says_so(cast):
    people.Posting.objects.all().delete()
    seen = kept.seen_for(scope(cast), None, NOW, number="4", per_page=2)
    assert (seen.kind, seen.records, set(seen.sums.values())) == (Kind.ORPHANS, [], {0})


CHANGES = ("skp", "orphan", "waiting", "link", "drop", "objective", "serve", "busy", "leave", "close", "unit", "working copy")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=some.lists(some.tuples(some.sampled_from(CHANGES), some.integers(0, 3)), max_size=12))
def test_kept_counts_are_those_of_counting_each_scope_by_itself(cast, changes):
    """Whatever happened: what is kept for the agency, for each unit and for each kind, is what its own query counts; and the
    pages one after the other are its list."""
    from django.db import transaction  # noqa: PLC0415 - each example is undone

    with transaction.atomic(), writing("test"):
        for what, which in changes:
            _change(cast, what, which)
        kept.count_anew(scope(cast), NOW)
        found = {unit.pk: _compared(scope(cast, unit=unit)) for unit in Unit.objects.filter(agency=cast.agency)}
        whole = scope(cast)
        assert set(_compared(whole)) == set(Kind)
        for row in kept.units_for(whole, counted(whole, NOW)):
            assert row["sums"] == {kind: number for kind, number in found[row["pk"]].items() if number}
        transaction.set_rollback(True)


def _compared(asked):
    """What is lacking by kind, once it is known to be the same by every way."""
    anew = summed(counts_for(asked))
    for kind in Kind:
        seen = kept.seen_for(asked, kind, NOW, number="1", per_page=2)
        assert dict(seen.sums) == anew
        pages = [seen, *(kept.seen_for(asked, kind, NOW, number=str(one + 2), per_page=2)
                         for one in range(seen.page.paginator.num_pages - 1))]
        assert [row.pk for page in pages for row in page.records] == [row.pk for row in rows_for(asked, kind)]
    return anew


def _change(cast, what, which):
    person = (cast.ani, cast.budi, cast.citra, cast.dewi)[which]
    skp = Skp.objects.filter(employee=person, amends__isnull=True).exclude(state=workflow.CLOSED).first()
    if what == "unit":
        number = Unit.objects.count()
        people.employee(people.unit(cast.agency, f"Unit {number}", cast.office), "Gani", f"19910101201503{number:04d}")
    elif what == "leave":
        Circumstance.objects.create(employee=person, kind="unpaid-leave", start=date(2026, 1, 1))
    elif what == "busy":
        for number in range(4):
            assignment(person, statement=f"Tugas {number}", state=workflow.ACTIVE)
    elif what == "objective":
        factories.objective((cast.office, cast.unit)[which % 2], f"Sasaran {Objective.objects.count()}")
    elif skp is None:
        factories.skp(person, results=which * 4)
    else:
        _change_plan(skp, what)


def _change_plan(skp, what):
    result = skp.results.first()
    above = ResultPlan.objects.exclude(skp=skp).filter(skp__amends__isnull=True).last()
    if what == "close":
        skp.state = workflow.CLOSED
        skp.save()
    elif what == "working copy":
        Skp.objects.create(
            employee=skp.employee, performance_year=skp.performance_year, position=skp.position, appraiser=skp.appraiser,
            start=skp.start, end=skp.end, amends=skp, basis="change", state=workflow.MERGED,
        )
    elif what == "orphan":
        ResultPlan.objects.create(skp=skp, statement="Yatim", ordinal=9)
    elif what == "waiting":
        ResultPlan.objects.create(skp=skp, statement="Menunggu", placeholder="rencana", ordinal=9)
    elif what == "serve" and Objective.objects.exists():
        ResultPlan.objects.create(skp=skp, statement="Melayani", objective=Objective.objects.first(), ordinal=9)
    elif result is not None and what == "drop":
        result.dropped_on = DAY
        result.save()
    elif result is not None and above is not None and what == "link" and above.parent_id is None:
        result.parent, result.objective, result.placeholder = above, None, ""
        result.save()
