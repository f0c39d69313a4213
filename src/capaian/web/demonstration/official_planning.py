"""The planning half of the regulation's worked example (PermenPANRB 6/2022, Anak Lampiran 2): agreements, the SKP of four
persons, the workblock, both matrices and the annex, each by the action that a person's click would call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from capaian.foundation.actor import Actor, Role
from capaian.governance.queries import performance_year_for
from capaian.people.models import Employee, Unit
from capaian.planning.actions import (
    IndicatorDraft,
    ObjectiveDraft,
    ResultDraft,
    add_indicator,
    add_objective,
    add_result,
    adopt_agreement,
    agree_skp,
    change_indicator,
    change_result,
    start_skp,
    submit_skp,
    write_annex,
    write_expectations,
)
from capaian.planning.actions.matrix import CellWrite, remove_person, start_matrix, write_cells
from capaian.planning.actions.matrix_sending import take_roles
from capaian.planning.actions.strategies import StrategyDraft, add_strategy
from capaian.planning.models import Indicator, MatrixCell, ResultPlan, RoleMatrix, Skp
from capaian.planning.queries.matrix import columns_of
from capaian.web.demonstration.official_figures import Behaviour, Example, Measured
from capaian.web.demonstration.official_leaders import Leader, Led
from capaian.web.demonstration.official_matrix import STRATEGY, WORKBLOCK


@dataclass(frozen=True, slots=True)
class Clock:
    """The moments of the example, in the morning of the agency's day."""

    year: int

    def at(self, month: int, day: int, *, after: int = 0) -> datetime:
        """A day of the year (or of the year after the year)."""
        return datetime(self.year + after, month, day, 2, 0, tzinfo=UTC)


def actor_of(employee: Employee, *roles: Role) -> Actor:
    """The person as who is signed in."""
    return Actor(
        user_id=employee.user_id or 0, employee_id=employee.pk, agency_id=employee.agency_id, name=employee.name,
        roles=frozenset({Role.EMPLOYEE, *roles}), appraises=True,
    )


def promise(unit: Unit, leader: Leader, manager: Employee, clock: Clock) -> None:
    """The unit's performance agreement, as far as it is printed filled in (tables 3-4)."""
    year = performance_year_for(unit.agency_id, clock.year)
    key = (leader.key.statement, leader.key.target_text, None, "", leader.key.unit)
    draft = ObjectiveDraft(leader.results[0].statement, f"Perjanjian Kinerja {unit.name}", (key,))
    add_objective(
        unit=unit, performance_year=year, draft=draft, by=actor_of(manager, Role.PERFORMANCE_MANAGER), at=clock.at(1, 2)
    )


def plan_leader(person: Employee, appraiser: Employee, leader: Leader, clock: Clock) -> Skp:
    """A leader's SKP on form A.1.2: the agreement taken over with one press, then what the superior adds."""
    by, at = actor_of(person), clock.at(1, 6)
    skp = start_skp(employee=person, by=by, at=at)
    adopt_agreement(skp=skp, by=by, at=at)
    taken = Indicator.objects.get(result__skp=skp)
    change_indicator(indicator=taken, draft=_led(leader.key, taken.objective_indicator_id), by=by, at=at)
    first = leader.results[0]
    draft = ResultDraft.of(taken.result)
    change_result(result=taken.result, draft=replace(draft, assigned_by=first.assigned_by), by=by, at=at)
    for led in leader.results[1:]:
        draft = ResultDraft(led.statement, led.kind, assigned_by=led.assigned_by, source=led.source)
        add_result(skp=skp, draft=draft, indicators=[_led(it) for it in led.indicators], by=by, at=at)
    _expect(skp, appraiser, leader.behaviour, at)
    agree(skp, person, appraiser, clock)
    return skp


def share_roles(skp: Skp, roles: dict[Employee, Sequence[Sequence[str]]], clock: Clock, *, column: int = 0) -> RoleMatrix:
    """The matrix of a leader's SKP: for each person the roles of each column, from `column` on; nobody else is in it."""
    by, at = actor_of(skp.employee), clock.at(1, 7)
    matrix = start_matrix(skp=skp, by=by, at=at)
    for row in list(matrix.rows.exclude(employee__in=roles)):
        remove_person(row=row, by=by, at=at)
    columns = [column.key for column in columns_of(matrix)]
    rows = dict(matrix.rows.values_list("employee_id", "pk"))
    cells = [
        CellWrite(rows[person.pk], columns[column + number], "\n".join(lines))
        for person, parts in roles.items() for number, lines in enumerate(parts) if lines
    ]
    write_cells(matrix=matrix, cells=cells, by=by, at=at)
    return matrix


def draw_workblock(skp: Skp, matrix: RoleMatrix, clock: Clock) -> None:
    """Table 9: the strategy to reach the director's first indicator."""
    indicator = Indicator.objects.filter(result__skp=skp).order_by("result__ordinal", "ordinal").first()
    assert indicator is not None
    add_strategy(
        matrix=matrix, indicator=indicator, draft=StrategyDraft(STRATEGY, work=WORKBLOCK), by=actor_of(skp.employee),
        at=clock.at(1, 7),
    )


def plan(person: Employee, appraiser: Employee, example: Example, clock: Clock) -> Skp:
    """An SKP on form A.1.7: roles taken over from the matrix, worded as the SKP words them, measured, then agreed."""
    by, at = actor_of(person), clock.at(1, 8)
    skp = start_skp(employee=person, by=by, at=at)
    cells = MatrixCell.objects.filter(row__employee=person, row__matrix__skp__employee=appraiser, no_role=False)
    take_roles(skp=skp, cells=list(cells.values_list("pk", flat=True)), by=by, at=at)
    results = ResultPlan.objects.filter(skp=skp).order_by("ordinal")
    for result, planned in zip(results, example.results, strict=True):
        draft = ResultDraft.of(result)
        change_result(result=result, draft=replace(draft, statement=planned.statement), by=by, at=at)
        for it in planned.indicators:
            add_indicator(result=result, draft=_measured(it), by=by, at=at)
    for section, lines in example.annex.items():
        write_annex(skp=skp, section=section, lines=lines, by=by, at=at)
    _expect(skp, appraiser, example.behaviour, at)
    agree(skp, person, appraiser, clock)
    return skp


def agree(skp: Skp, person: Employee, appraiser: Employee, clock: Clock) -> None:
    submit_skp(skp=skp, by=actor_of(person), at=clock.at(1, 15))
    agree_skp(skp=skp, by=actor_of(appraiser), at=clock.at(1, 20))


def _expect(skp: Skp, appraiser: Employee, behaviour: dict[str, Behaviour], at: datetime) -> None:
    for value, expected in behaviour.items():
        write_expectations(skp=skp, core_value=value, lines=expected.expectations, by=actor_of(appraiser), at=at)


def _led(it: Led, key: int | None = None) -> IndicatorDraft:
    return IndicatorDraft(
        aspect="quantity" if it.unit == "%" else "quality", statement=it.statement, target_text=it.target_text,
        target=Decimal(it.target), unit=it.unit, perspective=it.perspective, control=it.control, objective_indicator=key,
    )


def _measured(it: Measured) -> IndicatorDraft:
    return IndicatorDraft(
        aspect=it.aspect, statement=it.statement, target_text=it.target_text, target=Decimal(it.target),
        target_high=Decimal(it.target_high) if it.target_high else None, unit=it.unit, polarity=it.polarity,
    )
