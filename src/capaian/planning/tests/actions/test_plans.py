"""Strategic plans, their objectives, and taking these over into a year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.people.models import Agency
from capaian.planning import actions, queries
from capaian.planning.actions.objectives import (
    KeyIndicator,
    ObjectiveDraft,
    add_objective,
    change_objective,
    parts_of,
)
from capaian.planning.actions.plans import PlanDraft, add_plan, change_plan, derive_objectives, remove_plan
from capaian.planning.models import Objective, PlanKind, StrategicPlan
from capaian.planning.tests import chains, factories

DRAFT = PlanDraft(" Renstra ", 2025, 2029, " Perbup 12 ")


def problems(act):
    with pytest.raises(InvalidInput) as told:
        act()
    return [problem.field for problem in told.value.problems]


def test_a_plan_is_added_changed_and_removed(cast, at):
    dewi, citra = cast.actor(cast.dewi), cast.actor(cast.citra)
    region = add_plan(agency=cast.agency, kind=PlanKind.RPJMD, unit=cast.office, draft=DRAFT, by=citra, at=at)
    made = add_plan(agency=cast.agency, kind=PlanKind.RENSTRA, unit=cast.office, draft=DRAFT, by=dewi, at=at)
    assert (region.unit, made.unit, made.title, made.document) == (None, cast.office, "Renstra", "Perbup 12")
    opened = queries.version_of([StrategicPlan.objects.get(pk=made.pk)])
    change_plan(plan=made, draft=PlanDraft("B", 2026, 2030), version=opened, by=dewi, at=at)
    with pytest.raises(InvalidInput):
        change_plan(plan=made, draft=DRAFT, version=opened, by=dewi, at=at)
    chains.goal(made, cast.office)
    with pytest.raises(Refused, match="masih berisi 1 sasaran"):
        remove_plan(plan=made, by=dewi, at=at)
    remove_plan(plan=region, by=citra, at=at)
    assert list(StrategicPlan.objects.values_list("title", "first_year")) == [("B", 2026)]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["plan.add", "plan.add", "plan.change", "plan.remove"]


@pytest.mark.parametrize(("draft", "fields"), [
    (PlanDraft(" ", 2025, 2029, "x" * 301), ["title", "document"]), (PlanDraft("A", 25, 29), ["first_year"]),
    (PlanDraft("A", 2029, 2025), ["last_year"]), (PlanDraft("A", 2025, 2050), ["last_year"]),
])
def test_a_bad_plan_is_named(cast, at, draft, fields):
    citra = cast.actor(cast.citra)
    assert problems(lambda: add_plan(agency=cast.agency, kind="rpjmd", draft=draft, by=citra, at=at)) == fields


def test_a_plan_has_a_kind_and_an_office(cast, at):
    citra = cast.actor(cast.citra)
    assert problems(lambda: add_plan(agency=cast.agency, kind="rkpd", draft=DRAFT, by=citra, at=at)) == ["kind"]
    assert problems(lambda: add_plan(agency=cast.agency, kind="renstra", draft=DRAFT, by=citra, at=at)) == ["unit"]


def test_no_two_plans_of_one_owner_are_called_the_same(cast, at):
    """A spreadsheet names a plan by its title: with two of them nobody could say which one was meant."""
    citra = cast.actor(cast.citra)

    def add(title, unit=None):
        kind = "renstra" if unit else "rpjmd"
        return add_plan(agency=cast.agency, kind=kind, unit=unit, draft=PlanDraft(title, 2025, 2029), by=citra, at=at)

    first, other = add("RPJMD Contoh"), add("RPJMD Lama")
    add("RPJMD Contoh", cast.office)  # of another owner
    assert problems(lambda: add(" rpjmd  contoh ")) == ["title"]
    assert problems(lambda: change_plan(plan=other, draft=PlanDraft("RPJMD contoh", 2020, 2024), by=citra, at=at)) == ["title"]
    change_plan(plan=first, draft=PlanDraft("RPJMD Contoh", 2025, 2030), by=citra, at=at)
    assert list(StrategicPlan.objects.order_by("pk").values_list("title", "last_year")) == [
        ("RPJMD Contoh", 2030), ("RPJMD Lama", 2029), ("RPJMD Contoh", 2029),
    ]


def test_others_write_no_plans(cast, at):
    region, office = chains.plan(cast.agency), chains.plan(cast.agency, cast.office)
    for person, plan in ((cast.dewi, region), (cast.budi, office), (cast.eko, region), (cast.eko, office)):
        by = cast.actor(person)
        for act in (
            lambda by=by, plan=plan: add_plan(agency=cast.agency, kind=plan.kind, unit=plan.unit, draft=DRAFT, by=by, at=at),
            lambda by=by, plan=plan: change_plan(plan=plan, draft=DRAFT, by=by, at=at),
            lambda by=by, plan=plan: remove_plan(plan=plan, by=by, at=at),
            lambda by=by, plan=plan: add_objective(unit=cast.office, plan=plan, draft=ObjectiveDraft("A"), by=by, at=at),
        ):
            with pytest.raises(Refused):
                act()
    assert Agency.objects.count() == 2


def test_an_objective_of_a_plan_has_targets_for_its_years(cast, at):
    dewi, plan = cast.actor(cast.dewi), chains.plan(cast.agency, cast.office)
    row = KeyIndicator("Insiden DBD", years=((2026, "35"), (2025, " 48 "), (2027, "")), unit="per 100.000", baseline=Decimal(50))
    first = ObjectiveDraft("Warga sehat", code="S1", indicators=[row])
    made = add_objective(unit=cast.office, plan=plan, draft=first, by=dewi, at=at)
    indicator = made.indicators.get()
    assert (indicator.target_text, indicator.target) == ("35", Decimal(35))
    assert list(indicator.year_targets.order_by("year").values_list("year", "target_text")) == [(2025, "48"), (2026, "35")]
    opened = queries.version_of(parts_of(made))
    changed = row._replace(pk=indicator.pk, target_text="", years=((2026, "30 kasus"),))
    draft = ObjectiveDraft("Warga sehat", code="S1", indicators=[changed])
    change_objective(objective=made, draft=draft, version=opened, by=dewi, at=at)
    assert made.indicators.get().pk == indicator.pk
    assert list(indicator.year_targets.values_list("year", "target_text", "target")) == [(2026, "30 kasus", None)]
    with pytest.raises(InvalidInput):
        change_objective(objective=made, draft=draft, version=opened, by=dewi, at=at)
    event = AuditEvent.objects.filter(verb="objective.change").get()
    assert event.after["indicators"] == [["Insiden DBD", "30 kasus", {"2026": "30 kasus"}]]
    assert len(parts_of(made)) == 3


def test_the_chain_goes_up_only_and_never_in_a_circle(cast, at):
    citra, region, office = cast.actor(cast.citra), chains.plan(cast.agency), chains.plan(cast.agency, cast.office)
    top = chains.goal(region, cast.office, "Daerah sehat", "R1")
    middle = chains.goal(office, cast.office, "Warga sehat", "S1", parent=top)
    low = chains.goal(office, cast.office, "Anak sehat", "S2", parent=middle)

    def move(objective, parent_id, code=""):
        draft = ObjectiveDraft("A", code=code, parent_id=parent_id)
        return lambda: change_objective(objective=objective, draft=draft, by=citra, at=at)

    theirs = factories.objective(cast.eko.user.employee.agency.units.first())
    assert problems(move(middle, low.pk)) == ["parent"]
    assert problems(move(top, middle.pk)) == ["parent"]
    assert problems(move(low, theirs.pk)) == ["parent"]
    assert problems(move(low, factories.objective(cast.office).pk)) == ["parent"]
    assert problems(move(low, None, "S1")) == ["code"]
    move(low, top.pk, "S2")()
    assert Objective.objects.get(pk=low.pk).parent == top
    with pytest.raises(Refused, match="induk bagi 2 sasaran"):
        actions.remove_objective(objective=top, by=citra, at=at)


def test_an_indicator_with_odd_choices_or_too_long_is_named(cast, at):
    citra, plan = cast.actor(cast.citra), chains.plan(cast.agency)
    for row in (KeyIndicator("A", polarity="up"), KeyIndicator("A", years=((2025, "x" * 121),)), KeyIndicator(" ")):
        draft = ObjectiveDraft("A", indicators=[row])
        found = problems(lambda draft=draft: add_objective(unit=cast.office, plan=plan, draft=draft, by=citra, at=at))
        assert found == ["indicators"]


def test_an_objective_without_plan_or_year_is_a_mistake_of_ours(cast, at):
    with pytest.raises(TypeError):
        add_objective(unit=cast.office, draft=ObjectiveDraft("A"), by=cast.actor(cast.citra), at=at)


def test_an_indicator_that_somebody_carries_is_not_taken_away(cast, at):
    goal = factories.objective(cast.unit)
    indicator = goal.indicators.get()
    skp = factories.skp(cast.ani)
    with writing("test"):
        skp.results.get().indicators.update(objective_indicator=indicator)
    budi = cast.actor(cast.budi)
    assert problems(lambda: change_objective(objective=goal, draft=ObjectiveDraft("A"), by=budi, at=at)) == ["indicators"]
    with pytest.raises(Refused, match="masih dipakai"):
        actions.remove_objective(objective=goal, by=budi, at=at)
    kept = ObjectiveDraft("A", indicators=[KeyIndicator("B", "3", pk=indicator.pk)])
    change_objective(objective=goal, draft=kept, by=budi, at=at)
    indicator.refresh_from_db()
    assert (indicator.statement, indicator.target) == ("B", Decimal(3))


def test_an_objective_is_taken_over_with_the_targets_of_the_year(cast, at):
    dewi, year, plan = cast.actor(cast.dewi), factories.performance_year(cast.agency), chains.plan(cast.agency, cast.office)
    goal = chains.goal(plan, cast.office)
    made, = derive_objectives(objectives=[goal], performance_year=year, by=dewi, at=at)
    assert (made.parent, made.code, made.source, made.statement) == (goal, "S1-2026", plan.title, goal.statement)
    indicator = made.indicators.get()
    assert (indicator.target_text, indicator.target, indicator.unit, indicator.baseline) == (
        "35", Decimal(35), "per 100.000", Decimal(50),
    )
    with pytest.raises(InvalidInput, match="sudah diturunkan ke perjanjian kinerja 2026"):
        derive_objectives(objectives=[goal], performance_year=year, by=dewi, at=at)
    with pytest.raises(InvalidInput, match="tidak berasal dari rencana"):
        derive_objectives(objectives=[made], performance_year=year, by=dewi, at=at)


def test_a_missing_target_is_named_and_nothing_is_taken_over(cast, at):
    dewi, year, plan = cast.actor(cast.dewi), factories.performance_year(cast.agency), chains.plan(cast.agency, cast.office)
    whole, lacking = chains.goal(plan, cast.office), chains.goal(plan, cast.office, "B", "S2", targets=((2025, "48"),))
    with pytest.raises(InvalidInput, match="“Insiden DBD” belum punya target 2026"):
        derive_objectives(objectives=[whole, lacking], performance_year=year, by=dewi, at=at)
    assert not Objective.objects.filter(performance_year=year).exists()


def test_a_code_that_is_taken_or_missing_is_left_out(cast, at):
    dewi, year, plan = cast.actor(cast.dewi), factories.performance_year(cast.agency), chains.plan(cast.agency, cast.office)
    one, two, three = (chains.goal(plan, cast.office, code=code) for code in ("S1", "", "x" * 40))
    Objective.objects.create(unit=cast.office, performance_year=year, code="S1-2026", statement="Lain")
    made = derive_objectives(objectives=[one, two, three], performance_year=year, by=dewi, at=at)
    assert [goal.code for goal in made] == ["", "", ""]
