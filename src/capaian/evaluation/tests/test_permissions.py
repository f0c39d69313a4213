"""State × verb × role: every combination of who, where the period stands and what was done already."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from capaian.evaluation import permissions, workflow
from capaian.evaluation.permissions import Assignment, Readership
from capaian.foundation.actor import Actor, Role

PERSON, APPRAISER, SUPERIOR, COLLEAGUE = 1, 2, 3, 4
UNIT = "00/10/10.1/"
OUTSIDERS = {"colleague", "unit manager elsewhere", "service officer", "administrator"}
ROLES = {
    "person": Actor(1, PERSON, 1, "Ani", frozenset({Role.EMPLOYEE})),
    "appraiser": Actor(2, APPRAISER, 1, "Budi", frozenset({Role.EMPLOYEE}), appraises=True),
    "superior": Actor(3, SUPERIOR, 1, "Dewi", frozenset({Role.EMPLOYEE}), appraises=True),
    "colleague": Actor(4, COLLEAGUE, 1, "Fitri", frozenset({Role.EMPLOYEE})),
    "manager": Actor(5, 5, 1, "Citra", frozenset({Role.EMPLOYEE, Role.PERFORMANCE_MANAGER})),
    "inspector": Actor(6, 6, 1, "Gita", frozenset({Role.EMPLOYEE, Role.INSPECTOR})),
    "team": Actor(7, 7, 1, "Indra", frozenset({Role.EMPLOYEE, Role.EVALUATION_TEAM})),
    "unit manager": Actor(8, 8, 1, "Hani", frozenset({Role.EMPLOYEE, Role.UNIT_MANAGER}),
                          scopes=((Role.UNIT_MANAGER, "00/10/"),)),
    "unit manager elsewhere": Actor(9, 9, 1, "Hadi", frozenset({Role.EMPLOYEE, Role.UNIT_MANAGER}),
                                    scopes=((Role.UNIT_MANAGER, "00/11/"),)),
    "service officer": Actor(10, 10, 1, "Joko", frozenset({Role.EMPLOYEE, Role.SERVICE_OFFICER}),
                             scopes=((Role.SERVICE_OFFICER, "00/"),)),
    "administrator": Actor(11, 11, 1, "Kiki", frozenset({Role.EMPLOYEE, Role.ADMINISTRATOR})),
}
sets_level = partial(permissions.may_set_achievement, unit_path=UNIT)
OFFICES = {"manager", "inspector", "team", "unit manager", "unit manager elsewhere"}
DAYS = {"early": date(2026, 9, 24), "first": date(2026, 9, 25), "last": date(2026, 10, 15), "late": date(2026, 10, 16)}


def assignment(day, *, state=workflow.RATING, agreed=True, appraiser: int | None = APPRAISER):
    return Assignment(
        employee_id=PERSON, employee_name="Ani", appraiser_id=appraiser, appraiser_name="Budi", superior_id=SUPERIOR,
        superior_name="Dewi", agreed=agreed, state=state, period="Triwulan III 2026", window_start=DAYS["first"],
        window_end=DAYS["last"], today=DAYS[day],
    )


@pytest.mark.parametrize("verb", [permissions.may_rate_evaluation, permissions.may_publish_evaluation])
@pytest.mark.parametrize("state", list(workflow.EVALUATION.labels))
@pytest.mark.parametrize("day", list(DAYS))
@pytest.mark.parametrize("role", list(ROLES))
def test_rating_and_publishing_belong_to_the_appraiser_inside_the_window(verb, state, day, role):
    allowed = role == "appraiser" and state == workflow.RATING and day in {"first", "last"}
    assert bool(verb(ROLES[role], assignment(day, state=state))) is allowed


@pytest.mark.parametrize("change", [{"agreed": False}, {"appraiser": None}])
def test_without_an_agreed_skp_or_an_appraiser_nobody_rates(change):
    assert not permissions.may_rate_evaluation(ROLES["appraiser"], assignment("first", **change))


@pytest.mark.parametrize("state", list(workflow.EVALUATION.labels))
@pytest.mark.parametrize("role", list(ROLES))
def test_a_published_result_is_read_by_those_it_concerns(state, role):
    found = permissions.may_see_evaluation(ROLES[role], Readership(PERSON, APPRAISER, SUPERIOR, state, UNIT))
    assert bool(found) is (state == workflow.PUBLISHED and role not in OUTSIDERS)


@pytest.mark.parametrize(("ask", "allowed"), [
    (permissions.may_see_overview, {*OFFICES}),
    (permissions.may_export_results, {*OFFICES}),
    (permissions.may_see_achievements, {"appraiser", "superior", *OFFICES}),
    (lambda actor: permissions.may_see_team(actor, members=0), {"appraiser", "superior"}),
    (lambda actor: permissions.may_see_team(actor, members=1), set(ROLES)),
    (lambda actor: sets_level(actor, heads_above=False, relied_on=False), {"manager", "unit manager"}),
    (lambda actor: sets_level(actor, heads_above=True, relied_on=False), set(ROLES)),
    (lambda actor: sets_level(actor, heads_above=True, relied_on=True), set()),
])  # fmt: skip
def test_each_page_is_open_to_its_roles(ask, allowed):
    assert {role for role, actor in ROLES.items() if ask(actor)} == allowed


def test_every_transition_of_the_table_is_the_appraisers():
    assert [(step.verb, step.by) for step in workflow.EVALUATION.transitions] == [("publish", "appraiser")]
    assert workflow.EVALUATION.verbs_from(workflow.PUBLISHED) == ()
