"""A region in January, of any size: offices, units and staff with accounts, drafts opened in bulk, a share of superiors late.

People, drafts and their results are laid down in sets; whatever somebody does (offer, confirm) is the action of the button,
person by person. Shared by the tests, one of them with 6,000 people, and by the bench.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.foundation.actor import Actor, Role
from capaian.foundation.models import User
from capaian.foundation.writing import writing
from capaian.governance.models import PerformanceYear
from capaian.people.models import Agency, Employee, Position, PositionGroup, Posting, Reporting, Unit
from capaian.planning import workflow
from capaian.planning.actions.bulk import start_skps
from capaian.planning.actions.linking import confirm_links
from capaian.planning.actions.skps import submit_skp
from capaian.planning.models import Aspect, Indicator, LinkProposal, Objective, Perspective, ResultPlan, Skp, SkpStatus
from capaian.planning.queries.linking import waiting_results

YEAR = 2026
OPENING, LAST_DAY, AFTER = (datetime(YEAR, month, day, 2, 0, tzinfo=UTC) for month, day in ((1, 5), (1, 31), (2, 20)))
FEBRUARY = datetime(YEAR, 1, 31, 17, 0, tzinfo=UTC)  # begins at this moment in Jakarta
STAFF, UNITS = 14, 10  # of a unit, of an office
WORK = ("Menurunnya kasus demam berdarah", "Meningkatnya kesehatan ibu hamil", "Tertib administrasi keuangan")


@dataclass(slots=True)
class Person:
    """Somebody with a post; `late` superiors plan in February only."""

    employee: Employee
    above: Person | None
    level: int  # 0 the secretary, 1 heads of offices, 2 heads of units, 3 staff
    unit: Unit
    late: bool = False
    skp: Skp | None = None
    results: list[ResultPlan] = field(default_factory=list)

    def actor(self, at: datetime) -> Actor:
        return Actor(
            user_id=self.employee.user_id, employee_id=self.employee.pk, agency_id=self.employee.agency_id,
            name=self.employee.name, roles=frozenset({Role.EMPLOYEE}), appraises=self.level < 3, day=at.date(),
        )


@dataclass(slots=True)
class Region:
    agency: Agency
    root: Unit
    people: list[Person]

    @property
    def manager(self) -> Actor:
        return Actor(
            user_id=0, employee_id=0, agency_id=self.agency.pk, name="Pengelola",
            roles=frozenset({Role.PERFORMANCE_MANAGER}), day=OPENING.date(),
        )

    def late(self) -> list[Person]:
        return [person for person in self.people if person.late]


def region(people: int, late_of_ten: int = 3) -> Region:
    """About so many people; of every ten superiors below the secretary so many are late."""
    agency = Agency.objects.create(code="terlambat", name="Pemerintah Kabupaten Contoh", place="Contoh", time_zone="Asia/Jakarta")
    root = Unit.objects.create(agency=agency, code="00", name="Sekretariat Daerah", path="00/")
    offices = max(1, round((people - 1) / (1 + UNITS * (1 + STAFF))))
    tops = _units([(f"{number:02d}", root) for number in range(1, offices + 1)])
    inner = _units([(f"{top.code}.{number}", top) for top in tops for number in range(UNITS)])
    made = [_wanted(agency, root, None, 0)]
    made += [_wanted(agency, top, made[0], 1) for top in tops]
    heads = {person.unit.pk: person for person in made}
    made += [_wanted(agency, unit, heads[unit.parent_id], 2) for unit in inner]
    heads = {person.unit.pk: person for person in made}
    made += [_wanted(agency, unit, heads[unit.pk], 3) for unit in inner for _number in range(STAFF)]
    _keep(made)
    for number, person in enumerate(person for person in made if person.level in (1, 2)):
        person.late = number % 10 < late_of_ten
    return Region(agency, root, made)


def january(here: Region) -> None:
    """Drafts are opened for everybody; who has a plan above hangs below it, who waits says for what; all in time submit."""
    year = PerformanceYear.objects.create(agency=here.agency, year=YEAR)
    start_skps(unit=here.root, deep=True, by=here.manager, at=OPENING)
    rows = Skp.objects.filter(performance_year=year).select_related("employee", "appraiser", "performance_year")
    opened = {skp.employee_id: skp for skp in rows}
    for person in here.people:
        person.skp = opened.get(person.employee.pk)
    goals = Objective.objects.bulk_create(
        Objective(unit=person.unit, performance_year=year, statement=f"Sasaran {person.unit.name}")
        for person in here.people if person.level == 1
    )
    for level in (1, 2, 3):
        draft([person for person in here.people if person.level == level and not person.late], goals)
    submit([person for person in here.people if person.level and not person.late], LAST_DAY)


def draft(people: Sequence[Person], goals: Iterable[Objective] = ()) -> None:
    """Two results each with an indicator: below the superior's, below the office's objective, or waiting."""
    objective_of = {goal.unit_id: goal for goal in goals}
    with writing("late"):
        rows = [_result(person, number, objective_of) for person in people for number in (0, 1)]
        ResultPlan.objects.bulk_create(rows, batch_size=500)
        Indicator.objects.bulk_create([
            Indicator(
                result=row, aspect=Aspect.QUANTITY, statement="Jumlah kunjungan", target_text="60 kunjungan", target=Decimal(60),
                unit="kunjungan", perspective=Perspective.BUDGET if row.ordinal == 2 else Perspective.RECIPIENT,
            ) for row in rows
        ], batch_size=500)
    for person, first in zip(people, range(0, len(rows), 2), strict=True):
        person.results = rows[first: first + 2]


def submit(people: Iterable[Person], at: datetime) -> None:
    """Each offers the own plan, as the button does."""
    for person in people:
        assert person.skp is not None
        submit_skp(skp=person.skp, by=person.actor(at), at=at)


def february(here: Region) -> None:
    """The late superiors plan, from the top down, and submit; links are proposed to whoever waited, and both sides confirm."""
    goals = list(Objective.objects.filter(performance_year__agency=here.agency))
    for level in (1, 2):
        people = [person for person in here.late() if person.level == level]
        draft(people, goals)
        submit(people, AFTER)
    confirm(here)


def confirm(here: Region) -> None:
    """Each presses once for all that is proposed, the superiors last for those below them."""
    by_employee: dict[int, list[LinkProposal]] = {}
    by_leader: dict[int, list[LinkProposal]] = {}
    for row in LinkProposal.objects.select_related("result__skp__employee", "parent__skp__employee"):
        by_employee.setdefault(row.result.skp.employee_id, []).append(row)
        by_leader.setdefault(row.parent.skp.employee_id, []).append(row)
    for person in here.people:
        for rows in (by_employee, by_leader):
            if person.employee.pk in rows:
                confirm_links(proposals=rows[person.employee.pk], by=person.actor(AFTER), at=AFTER)


def orphans(here: Region) -> int:
    """Results that hang below nothing, or still wait."""
    return ResultPlan.objects.filter(waiting_results(), skp__employee__agency=here.agency).count()


def not_submitted(here: Region) -> int:
    """People, other than late superiors and the secretary, whose plan nobody had been offered by the end of January."""
    wanted = {person.employee.pk for person in here.people if person.level and not person.late}
    offered = SkpStatus.objects.filter(record__employee__agency=here.agency, state=workflow.SUBMITTED, at__lt=FEBRUARY)
    return len(wanted - set(offered.values_list("record__employee", flat=True)))


def astray(here: Region) -> int:
    """Results that do not hang below one of the own superior's, all the way up to the objective of the office."""
    rows = ResultPlan.objects.filter(skp__employee__agency=here.agency).values_list(
        "pk", "parent", "objective__unit", "skp__employee", "skp__appraiser", "skp__position__unit"
    )
    found = {row[0]: row[1:] for row in rows}
    return sum(not _leads_up(key, found) for key in found)


def _leads_up(key: int, found: dict[int, tuple[int, ...]]) -> bool:
    parent, office, _employee, appraiser, unit = found[key]
    if parent is None:
        return office == unit
    return found[parent][2] == appraiser and _leads_up(parent, found)


def _result(person: Person, number: int, objective_of: dict[int, Objective]) -> ResultPlan:
    row = ResultPlan(skp=person.skp, ordinal=number + 1, statement=f"{WORK[number]} di {person.unit.name}")
    if person.level == 1:
        row.objective = objective_of[person.unit.pk]
    elif person.above is not None and person.above.results:
        row.parent = person.above.results[number]
    else:
        row.placeholder = WORK[number]
    return row


def _units(wanted: Sequence[tuple[str, Unit]]) -> list[Unit]:
    rows = [
        Unit(agency=above.agency, parent=above, code=code, name=f"Unit {code}", path=f"{above.path}{code}/")
        for code, above in wanted
    ]
    return Unit.objects.bulk_create(rows, batch_size=500)


def _wanted(agency: Agency, unit: Unit, above: Person | None, level: int) -> Person:
    return Person(Employee(agency=agency), above, level, unit)


def _keep(people: Sequence[Person]) -> None:
    """People with posts and appraisers; the secretary is appraised outside."""
    for number, person in enumerate(people):
        person.employee.nip, person.employee.name = f"19{number:013d}999", f"Pegawai {number:05d}"
    accounts = User.objects.bulk_create([User(username=one.employee.nip, password="!") for one in people], batch_size=500)
    for person, account in zip(people, accounts, strict=True):
        person.employee.user = account
    Employee.objects.bulk_create([person.employee for person in people], batch_size=500)
    groups = (PositionGroup.JPT, PositionGroup.JPT, PositionGroup.ADMINISTRATOR, PositionGroup.FUNCTIONAL)
    posts = Position.objects.bulk_create([
        Position(unit=one.unit, title=f"Jabatan {one.level}", group=groups[one.level], leads_unit=one.level < 3) for one in people
    ], batch_size=500)
    start = date(YEAR, 1, 1)
    Posting.objects.bulk_create([
        Posting(employee=one.employee, position=post, start=start) for one, post in zip(people, posts, strict=True)
    ], batch_size=500)
    Reporting.objects.bulk_create([
        Reporting(employee=one.employee, appraiser=one.above.employee, start=start) for one in people if one.above
    ], batch_size=500)
