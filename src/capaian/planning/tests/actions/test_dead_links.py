"""A link that cannot be any more stands in nobody's way: the result is offered another, and is told to be without one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from capaian.foundation.errors import InvalidInput
from capaian.foundation.writing import writing
from capaian.people.models import Position, Posting
from capaian.planning import workflow
from capaian.planning.actions import linking
from capaian.planning.actions.matrix import start_matrix
from capaian.planning.actions.relinking import let_go
from capaian.planning.duties import links
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.queries.coverage_lists import rows_for
from capaian.planning.queries.coverage_scope import scope_for
from capaian.planning.queries.linking import proposals_for, waiting_of
from capaian.planning.rules.coverage import Kind
from capaian.planning.tests import factories

DAY = date(2026, 1, 21)


@pytest.fixture
def waits(cast):
    plan = factories.skp(cast.ani, state=workflow.AGREED, results=0)
    result = factories.result(plan, "Kunjungan rumah ibu hamil berisiko terlaksana")
    with writing("test"):
        ResultPlan.objects.filter(pk=result.pk).update(placeholder="kesehatan ibu hamil")
    return ResultPlan.objects.get(pk=result.pk)


@pytest.fixture
def leader(cast):
    plan = factories.skp(cast.budi, state=workflow.SUBMITTED, results=0)
    factories.result(plan, "Kesehatan ibu dan anak meningkat")
    factories.result(plan, "Meningkatnya kesehatan ibu hamil", ordinal=2)
    return plan


@pytest.fixture
def proposed(cast, at, waits, leader):
    linking.propose_links(skp=leader, by=cast.actor(cast.budi), at=at)
    return LinkProposal.objects.get()


def drop(result):
    with writing("test"):
        ResultPlan.objects.filter(pk=result.pk).update(dropped_on=DAY)


def test_another_link_is_proposed_where_the_proposed_parent_was_dropped(cast, at, waits, proposed):
    drop(proposed.parent)
    assert waiting_of(cast.actor(cast.ani)).get() == waits
    assert links.propose_daily(at) == 1
    assert proposals_for(cast.actor(cast.ani)).get().parent.statement == "Kesehatan ibu dan anak meningkat"


def test_another_link_is_proposed_to_whom_an_amendment_let_go(cast, at, waits, proposed):
    for person in (cast.ani, cast.budi):
        linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(person), at=at)
    with writing("test"):
        let_go(proposed.parent, cast.actor(cast.budi), at)
    assert waiting_of(cast.actor(cast.ani)).get() == waits
    assert links.propose_daily(at) == 1  # not the same again
    assert proposals_for(cast.actor(cast.ani)).get().parent.statement == "Kesehatan ibu dan anak meningkat"


def test_a_link_to_a_plan_that_was_closed_unagreed_waits_for_nobody(cast, at, waits, proposed, leader):
    with writing("test"):
        Skp.objects.filter(pk=leader.pk).update(state=workflow.CLOSED)
    for person in (cast.ani, cast.budi):
        assert not proposals_for(cast.actor(person)).exists()
    assert waiting_of(cast.actor(cast.ani)).get() == waits


def test_an_indicator_is_not_carried_by_a_change_that_was_given_up(cast, at):
    above = factories.skp(cast.dewi)
    start_matrix(skp=above, by=cast.actor(cast.dewi), at=at)
    mine = factories.skp(cast.budi, state=workflow.AGREED)
    scope = scope_for(cast.actor(cast.citra, DAY), DAY, year=2026)
    before = rows_for(scope, Kind.INDICATORS).count()
    with writing("test"):
        copied = Skp.objects.create(
            employee=cast.budi, performance_year=mine.performance_year, position=mine.position, appraiser=cast.dewi,
            start=mine.start, end=mine.end, amends=mine, basis="change", state=workflow.DISCARDED,
        )
        parent = above.results.get()
        ResultPlan.objects.create(skp=copied, statement="Dulu", parent=parent, parent_indicator=parent.indicators.get())
    assert (before, rows_for(scope, Kind.INDICATORS).count()) == (1, 1)


def test_who_moved_and_has_no_plan_of_the_new_post_is_counted_as_without_one(cast):
    plan = factories.skp(cast.ani, state=workflow.AGREED)
    with writing("test"):
        Skp.objects.filter(pk=plan.pk).update(closed_on=date(2026, 7, 15), end=date(2026, 7, 14))
    Posting.objects.filter(employee=cast.ani).update(end=date(2026, 7, 14))
    post = Position.objects.create(unit=cast.unit, title="Perawat Mahir di Poli Anak")
    Posting.objects.create(employee=cast.ani, position=post, start=date(2026, 7, 15))
    day = datetime(2026, 8, 3, 2, 0, tzinfo=UTC).date()
    scope = scope_for(cast.actor(cast.citra, day), day, year=2026)
    assert cast.ani.pk in rows_for(scope, Kind.WITHOUT).values_list("employee", flat=True)


def test_nobody_confirms_a_link_to_what_was_dropped_since_the_page_was_drawn(cast, at, proposed):
    drop(proposed.parent)
    with pytest.raises(InvalidInput, match="sejak halaman ini dibuka"):
        linking.confirm_links(proposals=[proposed], by=cast.actor(cast.ani), at=at)


def test_a_link_that_was_let_go_is_confirmed_by_both_again(cast, at, waits, proposed):
    for person in (cast.ani, cast.budi):
        linking.confirm_links(proposals=[LinkProposal.objects.get()], by=cast.actor(person), at=at)
    with writing("test"):
        ResultPlan.objects.filter(pk=waits.pk).update(parent=None)
    again = linking.choose_link(result=waits, parent_id=proposed.parent_id, by=cast.actor(cast.ani), at=at)
    assert ResultPlan.objects.get(pk=waits.pk).parent is None
    linking.confirm_links(proposals=[again], by=cast.actor(cast.budi), at=at)
    assert ResultPlan.objects.get(pk=waits.pk).parent == proposed.parent
