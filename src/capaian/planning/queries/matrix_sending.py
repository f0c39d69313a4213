"""What of a matrix has become planned results, what waits, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from capaian.people.queries import on
from capaian.planning import workflow
from capaian.planning.models import Assignment, Cascade, MatrixCell, RoleMatrix, Skp
from capaian.planning.rules.matrix import needs_approval
from capaian.planning.rules.matrix_sending import Obstacle, RoleState, obstacle, role_state


@dataclass(frozen=True, slots=True)
class OfferedRole:
    """A role of a cell as the SKP sees it. `now` is what the SKP says, where it says something else."""

    cell: MatrixCell
    state: RoleState
    assignment_id: int | None = None

    @property
    def text(self) -> str:
        return self.cell.text

    @property
    def direct(self) -> bool:
        return self.cell.cascade == Cascade.DIRECT

    @property
    def now(self) -> str:
        return self.cell.result.statement if self.cell.result else ""

    @property
    def parent_id(self) -> int:
        """The leader's result that the role hangs below."""
        return self.cell.indicator.result_id if self.cell.indicator else self.cell.parent_id or 0

    @property
    def above(self) -> str:
        """The words of its column."""
        above = self.cell.indicator or self.cell.parent
        return above.statement if above else ""


@dataclass(frozen=True, slots=True)
class Sending:
    """One person of a matrix: the SKP the roles would enter, what is in the way, and the roles."""

    row_id: int
    name: str
    skp: Skp | None
    obstacle: Obstacle
    roles: tuple[OfferedRole, ...]

    @property
    def waiting(self) -> tuple[OfferedRole, ...]:
        return tuple(role for role in self.roles if role.state == RoleState.WAITING)

    @property
    def ready(self) -> tuple[OfferedRole, ...]:
        """What can go in right now."""
        return () if self.obstacle else self.waiting

    @property
    def changed(self) -> tuple[OfferedRole, ...]:
        return tuple(role for role in self.roles if role.state == RoleState.CHANGED)

    @property
    def adjusted(self) -> tuple[OfferedRole, ...]:
        return tuple(role for role in self.roles if role.state == RoleState.ADJUSTED)

    @property
    def declined(self) -> tuple[OfferedRole, ...]:
        return tuple(role for role in self.roles if role.state == RoleState.DECLINED)

    @property
    def done(self) -> tuple[OfferedRole, ...]:
        return tuple(role for role in self.roles if role.state in (RoleState.TAKEN, RoleState.ADJUSTED))


def sendings_of(matrix: RoleMatrix, day: date) -> list[Sending]:
    """Everybody of the matrix with their roles, in the order of its rows. Four queries."""
    rows = list(matrix.rows.select_related("employee").order_by("ordinal", "pk"))
    skps = _skps_of(matrix, [row.employee_id for row in rows])
    approved = _assignments(matrix, [row.employee_id for row in rows], day)
    cells: dict[int, list[MatrixCell]] = {}
    for cell in _roles(matrix):
        cells.setdefault(cell.row_id, []).append(cell)
    return [
        _sending(matrix, (row.pk, row.employee.name), skps.get(who), approved.get(who), cells.get(row.pk, ()))
        for row in rows
        for who in [row.employee_id]
    ]


def sendings_to(skp: Skp, day: date) -> list[Sending]:
    """What the matrices of a year have for this SKP's person: one entry per matrix with any role. A few queries per matrix."""
    matrices = RoleMatrix.objects.filter(
        rows__employee_id=skp.employee_id, skp__performance_year_id=skp.performance_year_id
    ).select_related("skp__employee", "skp__position").order_by("pk")
    found = []
    for matrix in matrices:
        approved = _assignments(matrix, [skp.employee_id], day).get(skp.employee_id)
        cells = list(_roles(matrix).filter(row__employee_id=skp.employee_id))
        if cells:
            found.append(_sending(matrix, (cells[0].row_id, matrix.skp.employee.name), skp, approved, cells))
    return found


def waiting_roles(skp: Skp) -> int:
    """How many roles wait in matrices for this SKP, or differ from it since the matrix changed. One query."""
    cells = MatrixCell.objects.filter(
        Q(result__isnull=True, taken="") | (Q(result__skp_id=skp.pk) & ~Q(taken=F("text"))),
        row__employee_id=skp.employee_id, row__matrix__skp__performance_year_id=skp.performance_year_id, no_role=False,
    )
    return cells.filter(_standing()).count()


def _roles(matrix: RoleMatrix) -> QuerySet[MatrixCell]:
    return (
        MatrixCell.objects.filter(_standing(), row__matrix_id=matrix.pk, no_role=False)
        .select_related("result", "indicator", "parent").order_by("row_id", "indicator_id", "parent_id", "ordinal", "pk")
    )


def _standing() -> Q:
    """Cells whose column an amendment has not taken away."""
    of_indicator = Q(indicator__isnull=False, indicator__dropped_on__isnull=True, indicator__result__dropped_on__isnull=True)
    return of_indicator | Q(parent__isnull=False, parent__dropped_on__isnull=True)


def _skps_of(matrix: RoleMatrix, employee_ids: Sequence[int]) -> dict[int, Skp]:
    """The SKP of each person that roles of this leader enter: the one with this leader as appraiser, else the latest."""
    rows = Skp.objects.standing().filter(
        employee_id__in=employee_ids, performance_year_id=matrix.skp.performance_year_id
    ).select_related("employee", "position")
    found: dict[int, Skp] = {}
    for skp in sorted(rows, key=lambda one: (one.appraiser_id == matrix.skp.employee_id, one.start, one.pk)):
        found[skp.employee_id] = skp
    return found


def _assignments(matrix: RoleMatrix, employee_ids: Sequence[int], day: date) -> dict[int, int]:
    """Approved assignments by this leader, or to the matrix's team: employee → assignment."""
    given = Q(giver_id=matrix.skp.employee_id)
    if matrix.team_id is not None:
        given |= Q(team_id=matrix.team_id)
    rows = Assignment.objects.filter(
        given, on(day), employee_id__in=employee_ids, state=workflow.ACTIVE,
        performance_year_id=matrix.skp.performance_year_id,
    )
    return dict(rows.order_by("pk").values_list("employee_id", "pk"))


def _sending(
    matrix: RoleMatrix, who: tuple[int, str], skp: Skp | None, assignment: int | None, cells: Iterable[MatrixCell]
) -> Sending:
    approved = assignment is not None or skp is None or not needs_approval(
        appraiser=skp.appraiser_id, leader=matrix.skp.employee_id, leaders_appraiser=matrix.skp.appraiser_id
    )
    roles = tuple(
        OfferedRole(
            cell, role_state(text=cell.text, taken=cell.taken, result=cell.result.statement if cell.result else None), assignment
        )
        for cell in cells
    )
    return Sending(*who, skp, obstacle(state=skp.state if skp else None, approved=approved), roles)
