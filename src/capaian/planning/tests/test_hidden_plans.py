"""Doors by which a number in an address or a form could tell what stands in a plan that one may not read, or change what was
agreed upon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import actions, workflow
from capaian.planning.actions import dialogue
from capaian.planning.actions import library as library_actions
from capaian.planning.actions.library import LibraryDraft
from capaian.planning.actions.matrix import add_person
from capaian.planning.actions.matrix_filling import start_from_last_year
from capaian.planning.actions.successions import close_skp
from capaian.planning.models import Aspect, ResultPlan, Skp
from capaian.planning.permissions.drafting import may_choose_approach
from capaian.planning.queries.hints import Place, hints_for
from capaian.planning.queries.library import newest_version
from capaian.planning.rules.library import Content
from capaian.planning.rules.linting import Worded
from capaian.planning.tests import factories
from capaian.planning.tests.matrix_world import AT, led_by_budi

VISITS = Worded("Jumlah kunjungan rumah", target=Decimal(60), unit="kunjungan", polarity="higher")


def the_result_of(skp):
    """As the page had it in hand."""
    row = ResultPlan.objects.get(skp=skp)
    row.skp = skp
    return row


def codes(actor, place):
    return [hint.code.value for hint in hints_for(actor, VISITS, place)]


@pytest.mark.parametrize("with_own", [True, False])
def test_hints_say_nothing_about_the_result_of_another_plan(cast, with_own):
    theirs = factories.skp(cast.dewi).results.get()
    own = factories.skp(cast.ani, results=0) if with_own else None
    assert "duplicate" not in codes(cast.actor(cast.ani), Place(skp=own, result=theirs.pk))


def test_hints_take_no_baseline_from_the_indicator_of_another_plan(cast):
    theirs = factories.skp(cast.dewi).results.get().indicators.get()
    with writing("test"):
        goal = factories.objective(cast.unit).indicators.get()
        goal.baseline = Decimal(10)
        goal.save()
        theirs.objective_indicator = goal
        theirs.save()
    fall = replace(VISITS, statement="Penurunan kasus demam berdarah", polarity="lower")
    own = factories.skp(cast.ani, results=0)
    mine, of_theirs = Place(skp=own), Place(skp=own, indicator=theirs.pk)
    assert hints_for(cast.actor(cast.ani), fall, mine) == hints_for(cast.actor(cast.ani), fall, of_theirs)


def test_a_matrix_opens_no_plan_of_last_year_that_its_writer_may_not_read(cast):
    stranger = people.employee(cast.office, "Rina Wulandari, S.KM.", "198801012012012997", appraiser=cast.dewi)
    plan = factories.skp(stranger, state=workflow.AGREED, year=2025, results=0)
    row = factories.result(plan, "Kunjungan rumah ibu hamil berisiko terlaksana")
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    add_person(matrix=matrix, employee=stranger, by=budi, at=AT)
    with pytest.raises(InvalidInput, match="Centang"):
        start_from_last_year(matrix=matrix, results=[row.pk], by=budi, at=AT)
    assert start_from_last_year(matrix=matrix, results=[row.pk], by=cast.actor(cast.citra), at=AT) == 1


def test_an_indicator_follows_only_an_approved_wording(cast, at):
    content = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen")
    draft = library_actions.add_library_indicator(
        unit=cast.unit, draft=LibraryDraft(content, "k4"), by=cast.actor(cast.budi), at=at
    )
    skp, wording = factories.skp(cast.ani), newest_version(draft)
    given = actions.IndicatorDraft(
        Aspect.QUANTITY, "Cakupan K4", target=Decimal(90), unit="persen", definition=wording.pk
    )
    with pytest.raises(InvalidInput, match="kamus"):
        actions.add_indicator(result=skp.results.get(), draft=given, by=cast.actor(cast.ani), at=at)


def test_an_indicator_that_somebody_hangs_below_is_not_deleted_under_them(cast, at):
    above = factories.skp(cast.budi).results.get()
    with writing("test"):
        factories.skp(cast.ani).results.update(parent=above, parent_indicator=above.indicators.get())
    with pytest.raises(Refused, match="rujukan bagi 1"):
        actions.remove_indicator(indicator=above.indicators.get(), by=cast.actor(cast.budi), at=at)


def test_the_approach_stands_while_the_employee_decides_about_an_adjustment(cast):
    skp = factories.skp(cast.ani, state=workflow.ADJUSTED)
    assert not may_choose_approach(cast.actor(cast.budi), skp)


def test_what_hung_below_a_plan_that_was_never_agreed_is_let_go_when_it_closes(cast):
    above = factories.skp(cast.budi, state=workflow.SUBMITTED)
    below = factories.skp(cast.ani, state=workflow.AGREED, parent=above.results.get()).results.get()
    people.Posting.objects.filter(employee=cast.budi).update(end=datetime(2026, 3, 31, tzinfo=UTC).date())
    moment = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
    close_skp(skp=above, end=moment.date().replace(month=3, day=31), by=cast.actor(cast.budi), at=moment)
    below = ResultPlan.objects.get(pk=below.pk)
    assert (below.parent_id, below.placeholder) == (None, above.results.get().statement)


@pytest.mark.parametrize("act", [
    lambda skp, how: actions.agree_skp(skp=skp, **how),
    lambda skp, how: actions.return_skp(skp=skp, reason="Targetnya belum sesuai dengan rencana unit.", **how),
    lambda skp, how: dialogue.ask_skp(skp=skp, questions={None: "Dari mana angkanya?"}, **how),
    lambda skp, how: dialogue.adjust_result(
        result=the_result_of(skp), adjustment=dialogue.Adjustment("Lain", "main"),
        reason="Targetnya belum sesuai dengan rencana unit.", **how,
    ),
])
def test_who_opened_the_page_before_the_dialogue_was_taken_up_decides_nothing_any_more(cast, at, act):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(dialogue_with=cast.dewi, dialogue_since=at.date())
    with pytest.raises(Refused):
        act(skp, {"by": cast.actor(cast.budi), "at": at})
    assert Skp.objects.get(pk=skp.pk).state == workflow.SUBMITTED
