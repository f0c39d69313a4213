from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.planning import actions, queries
from capaian.planning.actions import ObjectiveDraft
from capaian.planning.models import Objective
from capaian.planning.tests import factories

DRAFT = ObjectiveDraft(" Menurunnya insiden DBD ", "PK 2026", ((" Insiden ", " 48 → 35 "), ("Kematian", "0")))


def rows(objective):
    return list(objective.indicators.order_by("ordinal").values_list("statement", "target_text", "ordinal"))


def test_the_head_of_the_unit_adds_changes_and_removes(cast, at):
    year, dewi = factories.performance_year(cast.agency), cast.actor(cast.dewi)
    actions.add_objective(unit=cast.office, performance_year=year, draft=ObjectiveDraft("A"), by=dewi, at=at)
    made = actions.add_objective(unit=cast.office, performance_year=year, draft=DRAFT, by=dewi, at=at)
    assert (made.statement, made.ordinal, rows(made)) == (
        "Menurunnya insiden DBD", 2, [("Insiden", "48 → 35", 1), ("Kematian", "0", 2)],
    )
    opened = queries.version_of([made, *made.indicators.all()])
    draft = ObjectiveDraft("B", "", (("Insiden", "30"),))
    actions.change_objective(objective=made, draft=draft, version=opened, by=dewi, at=at)
    assert rows(made) == [("Insiden", "30", 1)]
    with pytest.raises(InvalidInput):
        actions.change_objective(objective=made, draft=draft, version=opened, by=dewi, at=at)
    actions.remove_objective(objective=made, by=dewi, at=at)
    assert list(Objective.objects.values_list("statement", flat=True)) == ["A"]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["objective.add", "objective.add", "objective.change", "objective.remove"]


def test_an_objective_that_carries_results_stays(cast, at):
    goal = factories.objective(cast.unit)
    skp = factories.skp(cast.ani, results=0)
    actions.add_result(
        skp=skp, draft=actions.ResultDraft("A", hangs=f"objective:{goal.pk}"), by=cast.actor(cast.ani), at=at
    )
    with pytest.raises(Refused, match="rujukan bagi 1 hasil kerja"):
        actions.remove_objective(objective=goal, by=cast.actor(cast.citra), at=at)


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (ObjectiveDraft(" "), [("statement", None)]),
        (ObjectiveDraft("x" * 1001, "y" * 301), [("statement", None), ("source", None)]),
        (ObjectiveDraft("A", "", (("Insiden", "35"), ("", "3"))), [("indicators", 2)]),
        (ObjectiveDraft("A", "", (("Insiden", " "),)), [("indicators", 1)]),
        (ObjectiveDraft("A", "", (("Insiden", "9" * 121),)), [("indicators", 1)]),
    ],
)
def test_a_bad_objective_writes_nothing(cast, at, draft, problems):
    year = factories.performance_year(cast.agency)
    with pytest.raises(InvalidInput) as told:
        actions.add_objective(unit=cast.unit, performance_year=year, draft=draft, by=cast.actor(cast.budi), at=at)
    assert [(problem.field, problem.row) for problem in told.value.problems] == problems
    assert not Objective.objects.exists()


def test_others_are_refused(cast, at):
    goal, year = factories.objective(cast.unit), factories.performance_year(cast.agency)
    for person in (cast.ani, cast.dewi, cast.eko):
        by = cast.actor(person)
        with pytest.raises(Refused):
            actions.add_objective(unit=cast.unit, performance_year=year, draft=DRAFT, by=by, at=at)
        with pytest.raises(Refused):
            actions.change_objective(objective=goal, draft=DRAFT, by=by, at=at)
        with pytest.raises(Refused):
            actions.remove_objective(objective=goal, by=by, at=at)
    assert list(Objective.objects.values_list("statement", flat=True)) == [goal.statement]
