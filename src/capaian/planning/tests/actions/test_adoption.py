from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.planning import actions, queries, workflow
from capaian.planning.actions import Adopted, IndicatorDraft, ResultDraft
from capaian.planning.models import Approach, Assignment, AssignmentForm, Indicator, ResultPlan
from capaian.planning.tests import factories

VISITS = IndicatorDraft("quantity", "Jumlah kunjungan", target=Decimal(60), unit="kunjungan", perspective="recipient")


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani, results=0)


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


def assignment(employee, year):
    with writing("test"):
        return Assignment.objects.create(
            employee=employee, performance_year=year, form=AssignmentForm.APPOINTMENT, giver_name="Dewi", giver_post="Kadis",
            statement="Tim stunting", start=date(2026, 1, 5),
        )


def test_results_are_taken_over_with_what_they_hang_below(cast, skp, ani, at):
    above = factories.skp(cast.budi).results.get()
    goal = factories.objective(cast.office)
    given = assignment(cast.ani, skp.performance_year)
    first, second = actions.adopt_results(
        skp=skp, by=ani, at=at,
        drafts=[
            Adopted(ResultDraft("Satu"), [VISITS], parent_id=above.pk, parent_indicator_id=above.indicators.get().pk),
            Adopted(ResultDraft("Dua"), objective_id=goal.pk, assignment_id=given.pk, source="assignment"),
        ],
    )
    assert (first.parent, first.parent_indicator, first.source, first.ordinal) == (
        above, above.indicators.get(), "matrix", 1,
    )
    assert (second.objective, second.assignment, second.source, second.ordinal) == (goal, given, "assignment", 2)
    assert first.indicators.get().perspective == "recipient"
    assert AuditEvent.objects.filter(verb="result.add").count() == 2


def test_a_key_indicator_and_a_definition_are_of_this_agency(cast, skp, ani, at):
    own = factories.objective(cast.unit).indicators.get()
    foreign = factories.objective(cast.eko.postings.get().position.unit).indicators.get()
    good = replace(VISITS, objective_indicator=own.pk)
    actions.adopt_results(skp=skp, drafts=[Adopted(ResultDraft("Satu"), [good])], by=ani, at=at)
    assert Indicator.objects.get().objective_indicator == own
    bad = replace(VISITS, objective_indicator=foreign.pk, definition=99)
    with pytest.raises(InvalidInput) as told:
        actions.adopt_results(skp=skp, drafts=[Adopted(ResultDraft("Dua"), [bad])], by=ani, at=at)
    assert [problem.field for problem in told.value.problems] == ["objective_indicator", "definition"]


def test_what_cannot_be_named_is_refused_and_nothing_is_written(cast, skp, ani, at):
    foreign = factories.skp(cast.eko).results.get()
    above, other = factories.skp(cast.budi).results.get(), factories.skp(cast.dewi).results.get()
    goal = factories.objective(cast.office)
    wrong = [
        Adopted(ResultDraft("Satu"), parent_id=foreign.pk),
        Adopted(ResultDraft("Dua"), parent_id=above.pk, parent_indicator_id=other.indicators.get().pk),
        Adopted(ResultDraft("Tiga"), objective_id=factories.objective(cast.eko.postings.get().position.unit).pk),
        Adopted(ResultDraft("Empat"), assignment_id=assignment(cast.budi, skp.performance_year).pk),
        Adopted(ResultDraft("Lima"), parent_id=above.pk, objective_id=goal.pk),
        Adopted(ResultDraft(" ")),
        Adopted(ResultDraft("Baik")),
    ]
    with pytest.raises(InvalidInput) as told:
        actions.adopt_results(skp=skp, drafts=wrong, by=ani, at=at)
    assert [(problem.row, problem.field) for problem in told.value.problems] == [
        (1, "hangs"), (2, "hangs"), (3, "hangs"), (4, "assignment"), (5, "hangs"), (6, "statement"),
    ]
    assert not ResultPlan.objects.filter(skp=skp).exists()


def test_only_the_employee_while_drafting(cast, skp, at):
    with pytest.raises(Refused):
        actions.adopt_results(skp=skp, drafts=[Adopted(ResultDraft("Satu"))], by=cast.actor(cast.budi), at=at)
    with writing("test"):
        skp.state = workflow.AGREED
        skp.save()
    with pytest.raises(Refused):
        actions.adopt_results(skp=skp, drafts=[Adopted(ResultDraft("Satu"))], by=cast.actor(cast.ani), at=at)


def test_a_described_plan_needs_no_number(cast, skp, ani, at):
    with writing("test"):
        skp.approach = Approach.QUALITATIVE
        skp.save()
    narrative = IndicatorDraft("quality", "Kunjungan terlaksana sesuai jadwal dengan paling banyak dua penundaan")
    actions.adopt_results(skp=skp, drafts=[Adopted(ResultDraft("Satu"), [narrative])], by=ani, at=at)
    assert (Indicator.objects.get().target_text, Indicator.objects.get().target) == ("", None)


def test_a_draft_of_what_is_stored_changes_nothing(cast, skp, ani, at):
    above = factories.skp(cast.dewi).results.get()
    (made,) = actions.adopt_results(
        skp=skp, drafts=[Adopted(ResultDraft("Satu"), [VISITS], parent_id=above.pk)], by=ani, at=at
    )
    before = ResultPlan.objects.values().get(pk=made.pk)
    actions.change_result(result=ResultPlan.objects.get(pk=made.pk), draft=ResultDraft.of(made), by=ani, at=at)
    assert ResultPlan.objects.values().get(pk=made.pk) == before
    it = Indicator.objects.get(result=made)
    before = Indicator.objects.values().get(pk=it.pk)
    actions.change_indicator(indicator=it, draft=IndicatorDraft.of(it), by=ani, at=at)
    assert Indicator.objects.values().get(pk=it.pk) == before


def test_who_leads_uses_other_forms(cast):
    assert [queries.leads(factories.skp(person)) for person in (cast.dewi, cast.budi, cast.ani)] == [True, False, False]
