"""Reading role-result matrices: a fixed number of queries, however many people and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.people.models import Circumstance, Employee, Posting, TaskTeam, TeamMembership
from capaian.people.permissions.scope import reads_units, within_reach
from capaian.people.queries import appraisees_on, on, own_post_on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.people.rules.ledger import EXEMPTING
from capaian.people.rules.words import sort_key
from capaian.planning.models import (
    Cascade,
    Indicator,
    MatrixCell,
    MatrixLevel,
    MatrixRow,
    ResultKind,
    ResultPlan,
    RoleMatrix,
    Skp,
    Strategy,
)
from capaian.planning.permissions.matrix import may_edit_matrix, may_start_matrix, may_view_matrix
from capaian.planning.queries.family import leads
from capaian.planning.queries.hints import switched_off
from capaian.planning.queries.skps import get_skp_for
from capaian.planning.rules.matrix import Gaps, PlannedStrategy, Shape, gaps
from capaian.planning.rules.matrix_paste import KnownPerson
from capaian.planning.rules.matrix_text import CellText, Role

_FRAME = ("skp__employee", "skp__performance_year", "skp__position__unit", "skp__appraiser", "unit", "team")


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator of the head, or a result of the team lead. `key` is its id; `result_id` what roles below it hang below."""

    key: int
    number: int
    statement: str
    target: str
    result_id: int
    result: str


@dataclass(frozen=True, slots=True)
class Person:
    """A row: `key` is its id. `foreign` for somebody of another unit."""

    key: int
    number: int
    employee_id: int
    name: str
    nip: str
    post: str
    unit: str
    foreign: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix as it is drawn."""

    matrix: RoleMatrix
    columns: tuple[Column, ...]
    people: tuple[Person, ...]
    cells: Mapping[tuple[int, int], CellText]
    strategies: tuple[Strategy, ...]
    off: frozenset[str] = frozenset()  # hints the agency switched off

    @property
    def shape(self) -> Shape:
        return Shape(tuple(column.key for column in self.columns), tuple(one.key for one in self.people), self.cells)

    @property
    def gaps(self) -> Gaps:
        of_indicator = self.matrix.level == MatrixLevel.HEAD
        planned = [
            PlannedStrategy(
                one.pk, one.indicator_id if of_indicator else one.indicator.result_id, one.statement, bool(one.work.get("owner"))
            )
            for one in self.strategies
        ]
        return gaps(self.shape, planned, self.off)

    def person(self, key: int) -> Person | None:
        return next((one for one in self.people if one.key == key), None)

    def column(self, key: int) -> Column | None:
        return next((one for one in self.columns if one.key == key), None)

    @property
    def titles(self) -> list[str]:
        """The post titles among its people, each once."""
        return sorted({one.post for one in self.people if one.post})

    def with_title(self, title: str) -> list[int]:
        return [one.key for one in self.people if one.post == title]


def matrices_for(actor: Actor, year: int) -> QuerySet[RoleMatrix]:
    """The matrices of a year that this person leads, is in, or manages; own first, then by leader. One query."""
    mine = Q(skp__employee_id=actor.employee_id) | Q(skp__appraiser_id=actor.employee_id)
    inside = Q(Exists(MatrixRow.objects.filter(matrix=OuterRef("pk"), employee_id=actor.employee_id)))
    rows = RoleMatrix.objects.filter(unit__agency_id=actor.agency_id, skp__performance_year__year=year)
    wanted = mine | inside
    if reads_units(actor):
        wanted |= Q(pk__in=within_reach(actor, RoleMatrix.objects.filter(unit__agency_id=actor.agency_id), "unit").values("pk"))
    found: QuerySet[RoleMatrix] = rows.filter(wanted).select_related(*_FRAME).annotate(people=Count("rows"))
    return found.order_by("skp__employee__name", "pk")


def leading_skps_for(actor: Actor, year: int) -> list[Skp]:
    """One's own SKPs of a year from which a matrix could still be started."""
    rows = Skp.objects.standing().filter(employee_id=actor.employee_id, performance_year__year=year, matrix__isnull=True)
    found = list(rows.select_related("employee", "performance_year", "position__unit").order_by("start", "pk"))
    return [skp for skp in found if actor.day is not None and may_start_matrix(actor, skp, actor.day)]


def get_skp_to_lead_from(actor: Actor, pk: int, day: date) -> Skp:
    """An SKP from which this person may start a matrix. Raises Http404 or Refused."""
    skp = get_skp_for(actor, pk)
    require(may_start_matrix(actor, skp, day))
    return skp


def get_matrix_for(actor: Actor, pk: int) -> RoleMatrix:
    """One matrix with its leader and unit. Raises Http404 for another agency's, Refused where not permitted."""
    matrix: RoleMatrix | None = (
        RoleMatrix.objects.filter(pk=pk, unit__agency_id=actor.agency_id).select_related(*_FRAME).first()
    )
    if matrix is None:
        raise Http404
    require(may_view_matrix(actor, matrix))
    return matrix


def get_matrix_to_edit_for(actor: Actor, pk: int) -> RoleMatrix:
    """One matrix that this person may change."""
    matrix = get_matrix_for(actor, pk)
    require(may_edit_matrix(actor, matrix))
    return matrix


def grid_of(matrix: RoleMatrix, day: date, *, actor: Actor | None = None) -> Grid:
    """The whole matrix in six queries. A reader other than its leader is noted."""
    if actor is not None:
        year = str(matrix.skp.performance_year.year)
        note_reading(actor, subject_id=matrix.skp.employee_id, thing="matrix", thing_id=matrix.pk, label=year)
    columns = columns_of(matrix)
    strategies = Strategy.objects.filter(indicator__result__skp_id=matrix.skp_id, indicator__dropped_on__isnull=True)
    return Grid(
        matrix, columns, people_of(matrix, day), cells_of(matrix),
        tuple(strategies.select_related("indicator").order_by("indicator__result__ordinal", "indicator_id", "ordinal", "pk")),
        switched_off(matrix.unit.agency_id),
    )


def columns_of(matrix: RoleMatrix) -> tuple[Column, ...]:
    """Form A.1.5: the head's indicators, or the team lead's results, as they stand in the SKP now. One query."""
    if matrix.level == MatrixLevel.HEAD:
        indicators = (
            Indicator.objects.standing().filter(result__skp_id=matrix.skp_id, result__dropped_on__isnull=True)
            .select_related("result").order_by(_additional_last("result__"), "result__ordinal", "result_id", "ordinal", "pk")
        )
        return tuple(
            Column(one.pk, number, one.statement, one.target_text, one.result_id, one.result.statement)
            for number, one in enumerate(indicators, start=1)
        )
    results = ResultPlan.objects.standing().filter(skp_id=matrix.skp_id).order_by(_additional_last(), "ordinal", "pk")
    return tuple(Column(one.pk, number, one.statement, "", one.pk, one.statement) for number, one in enumerate(results, start=1))


def people_of(matrix: RoleMatrix, day: date) -> tuple[Person, ...]:
    """The rows with the posts held on that day. Two queries."""
    rows = list(matrix.rows.select_related("employee").order_by("ordinal", "pk"))
    posts = _posts([row.employee_id for row in rows], day)
    found = []
    for number, row in enumerate(rows, start=1):
        post = posts.get(row.employee_id)
        unit = post.position.unit if post else None
        found.append(Person(
            row.pk, number, row.employee_id, row.employee.name, row.employee.nip, post.position.title if post else "",
            unit.name if unit else "", unit is not None and not unit.path.startswith(matrix.unit.path),
        ))
    return tuple(found)


def cells_of(matrix: RoleMatrix, row: int | None = None) -> dict[tuple[int, int], CellText]:
    """What the cells say, (row, column) → text. One query."""
    column = column_field(matrix)
    cells = MatrixCell.objects.filter(row__matrix_id=matrix.pk, **{f"{column}__isnull": False})
    if row is not None:
        cells = cells.filter(row_id=row)
    return collected(cells.order_by("ordinal", "pk").values_list("row_id", column, "text", "no_role", "cascade"))


def collected(cells: Iterable[tuple[int, int, str, bool, str]]) -> dict[tuple[int, int], CellText]:
    """Rows of cells put together, cell by cell."""
    roles: dict[tuple[int, int], list[Role]] = {}
    for row, column, text, no_role, cascade in cells:
        said = roles.setdefault((row, column), [])
        if not no_role:
            said.append(Role(text, cascade == Cascade.DIRECT))
    return {key: CellText(tuple(said), no_role=not said) for key, said in roles.items()}


def column_field(matrix: RoleMatrix) -> str:
    """Which field of a cell names its column."""
    return "indicator_id" if matrix.level == MatrixLevel.HEAD else "parent_id"


def known_people(people: Sequence[Person]) -> list[KnownPerson]:
    """The people of a matrix as the rules compare them with a pasted table."""
    return [KnownPerson(one.key, one.nip, one.name, sort_key(one.name)) for one in people]


def level_of(skp: Skp) -> str:
    """First level for JPT and heads of independent units, second for everybody else who leads (p.47-49)."""
    return MatrixLevel.HEAD if leads(skp) else MatrixLevel.TEAM


def team_led_by(skp: Skp, day: date) -> TaskTeam | None:
    """The task team that the second level is made for: of somebody who leads one and no unit."""
    if skp.position.leads_unit:
        return None
    led = TeamMembership.objects.filter(on(day), employee_id=skp.employee_id, leads=True).select_related("team")
    row = led.order_by("start", "pk").first()
    return row.team if row else None


def people_to_share_with(skp: Skp, day: date) -> list[Employee]:
    """Everybody who belongs into the matrix of this leader on that day (p.47-48), by name without titles.

    The unit's own people and whom the ledger says the leader appraises (so also of sub-units without a head of their own);
    members of the task teams the leader leads. Who needs no SKP (II.C.8) is left out.
    """
    wanted = Q(pk__in=appraisees_on(skp.employee_id, day).values("pk"))
    if skp.position.leads_unit:
        wanted |= Q(pk__in=Posting.objects.filter(own_post_on(day), position__unit_id=skp.position.unit_id).values("employee_id"))
    led = TeamMembership.objects.filter(on(day), employee_id=skp.employee_id, leads=True)
    wanted |= Q(pk__in=TeamMembership.objects.filter(on(day), team__in=led.values("team_id")).values("employee_id"))
    exempt = Circumstance.objects.filter(on(day), employee=OuterRef("pk"), kind__in=EXEMPTING)
    here = Q(employed_until__isnull=True) | Q(employed_until__gte=day)
    rows = (
        Employee.objects.filter(wanted, here, ~Exists(exempt), agency_id=skp.employee.agency_id)
        .exclude(pk__in=(skp.employee_id, skp.appraiser_id))
    )
    return sorted(rows, key=lambda one: (sort_key(one.name), one.pk))


def newcomers_of(matrix: RoleMatrix, day: date) -> list[Employee]:
    """People who belong into the matrix by now and are not in it."""
    inside = set(matrix.rows.values_list("employee_id", flat=True))
    return [one for one in people_to_share_with(matrix.skp, day) if one.pk not in inside]


def _posts(employee_ids: Sequence[int], day: date) -> dict[int, Posting]:
    held = Posting.objects.filter(on(day), employee_id__in=employee_ids).select_related("position__unit")
    found: dict[int, Posting] = {}
    for row in held.order_by(DEFINITIVE_FIRST, "-start"):
        found.setdefault(row.employee_id, row)
    return found


def _additional_last(prefix: str = "") -> Case:
    return Case(When(**{f"{prefix}kind": ResultKind.MAIN}, then=Value(0)), default=Value(1), output_field=IntegerField())
