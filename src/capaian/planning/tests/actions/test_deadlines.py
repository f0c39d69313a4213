from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.models import RoleGrant
from capaian.planning.actions.deadlines import set_deadline
from capaian.planning.models import PlanningDeadline
from capaian.planning.permissions import may_set_deadline, may_view_deadlines
from capaian.planning.queries.deadlines import countdown, deadlines_for, due_on, units_to_set_for
from capaian.planning.tests import factories

REASON = "Penetapan APBD mundur ke akhir Januari."


@pytest.fixture
def year(cast):
    return factories.performance_year(cast.agency)


def put(cast, at, year, *, person="citra", day=date(2026, 2, 13), kind="skp", reason=REASON, unit=None):
    by = cast.actor(getattr(cast, person))
    return set_deadline(performance_year=year, kind=kind, due_on=day, reason=reason, unit=unit, by=by, at=at)


def test_an_extension_counts_and_is_kept_with_its_reason(cast, at, year):
    assert due_on(year, "skp") == date(2026, 1, 31)
    put(cast, at, year)
    put(cast, at, year, unit=cast.office, day=date(2026, 2, 20))
    assert [due_on(year, "skp", unit) for unit in (None, cast.office, cast.unit)] == [
        date(2026, 2, 13), date(2026, 2, 20), date(2026, 2, 20),
    ]
    assert due_on(year, "matrix") == date(2026, 1, 24)
    rows, history = deadlines_for(cast.actor(cast.citra), 2026)
    assert [(row.kind, row.due_on, row.default) for row in rows] == [
        ("agreement", date(2026, 1, 14), True), ("matrix", date(2026, 1, 24), True), ("skp", date(2026, 2, 13), False),
    ]
    assert [(row.due_on, row.by_name) for row in history] == [
        (date(2026, 2, 20), cast.citra.name), (date(2026, 2, 13), cast.citra.name),
    ]
    event = AuditEvent.objects.order_by("-pk").first()
    assert (event.verb, event.before["due_on"], event.after["due_on"], event.after["reason"]) == (
        "deadline.set", "2026-02-13", "2026-02-20", REASON,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": date(2026, 1, 20)}, "due_on"), ({"day": date(2027, 1, 31)}, "due_on"), ({"day": date(2026, 1, 31)}, "due_on"),
        ({"reason": "mundur"}, "reason"), ({"reason": "x" * 1001}, "reason"), ({"kind": "lunch"}, "kind"),
    ],
)
def test_a_bad_deadline_is_told_and_not_kept(cast, at, year, changes, field):
    with pytest.raises(InvalidInput) as told:
        put(cast, at, year, **changes)
    assert [problem.field for problem in told.value.problems] == [field]
    assert not PlanningDeadline.objects.exists()


@pytest.mark.parametrize("person", ["ani", "budi", "dewi", "eko"])
def test_only_who_manages_sets_it(cast, at, year, person):
    with pytest.raises(Refused):
        put(cast, at, year, person=person)
    with pytest.raises(Refused):
        put(cast, at, year, person=person, unit=cast.unit)
    assert not PlanningDeadline.objects.exists()


def test_the_manager_of_a_unit_sets_that_units(cast, at, year):
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    budi = cast.actor(cast.budi)
    assert put(cast, at, year, person="budi", unit=cast.unit).unit == cast.unit
    assert not may_set_deadline(budi, cast.agency.pk, None)
    assert not may_set_deadline(budi, cast.agency.pk, cast.office)
    assert list(units_to_set_for(budi)) == [cast.unit]
    assert list(units_to_set_for(cast.actor(cast.citra))) == [cast.office, cast.unit]


@pytest.mark.parametrize(("person", "allowed"), [("ani", False), ("budi", False), ("citra", True), ("eko", True)])
def test_who_sees_the_page(cast, person, allowed):
    assert bool(may_view_deadlines(cast.actor(getattr(cast, person)))) is allowed


@pytest.mark.parametrize(
    ("today", "words", "tone"),
    [
        (date(2026, 1, 10), "21 hari lagi", ""), (date(2026, 1, 24), "7 hari lagi", "warn"),
        (date(2026, 1, 31), "hari ini", "warn"),
        (date(2026, 2, 3), "lewat 3 hari", "bad"),
    ],
)
def test_the_countdown(today, words, tone):
    count = countdown(date(2026, 1, 31), today)
    assert (count.words, count.tone) == (words, tone)
