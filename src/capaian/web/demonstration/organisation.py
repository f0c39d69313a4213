"""Seeding who exists: units, people, posts, who appraises whom, accounts. In bulk, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, cycle

from django.contrib.auth.hashers import make_password

from capaian.foundation.actor import Role
from capaian.foundation.models import User
from capaian.people.models import Agency, Employee, Position, Posting, Reporting, RoleGrant, Unit
from capaian.web.demonstration import names
from capaian.web.demonstration.shapes import Office, Post, Region

PASSWORD = "capaian-peragaan"
STAFF_OF_CAST = 20  # an appraiser with twenty people is who the team grid is made for
STAFF_PER_UNIT = 12

SECRETARY = Post("Sekretaris Daerah", "jpt", ("Pembina Utama Madya (IV/d)",), ())
MANAGER = Post("Analis SDM Aparatur Ahli Muda (pengelola kinerja)", "functional", ("Penata (III/c)",), ())


@dataclass(frozen=True, slots=True)
class Holder:
    """A seeded person in a post, with the leader above (None for the top) and the office whose plan applies."""

    employee: Employee
    position: Position
    post: Post
    leader: Holder | None
    office: Office | None
    unit: Unit
    is_cast: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether a visitor meets this person: somebody one signs in as, or somebody on their team."""
        return self.is_cast or (self.leader is not None and self.leader.is_cast)


@dataclass(slots=True)
class Wanted:
    """A person to make: filled in unit by unit, written in bulk."""

    post: Post
    unit: Unit
    office: Office | None
    leader: int | None  # index into the list of wanted people
    leads: bool = False
    name: str = ""
    roles: tuple[Role, ...] = ()


def people_of(region: Region, agency: Agency, size: int, start: date, first: int) -> list[Holder]:
    """Make about `size` people of a region (units are repeated until there are enough). Numbers begin at `first`."""
    wanted = list(_wanted(region, agency, size))
    numbers = count(first)
    persons = [_person(one, next(numbers), region) for one in wanted]
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        (User(username=nip, password=password, first_name=name[:150]) for name, nip in persons), batch_size=2_000
    )
    employees = Employee.objects.bulk_create((
        Employee(agency=agency, user=user, nip=nip, name=name, rank_grade=one.post.ranks[index % len(one.post.ranks)])
        for index, (one, user, (name, nip)) in enumerate(zip(wanted, users, persons, strict=True))
    ), batch_size=2_000)
    positions = Position.objects.bulk_create(
        (Position(unit=one.unit, title=one.post.title, group=one.post.group, leads_unit=one.leads) for one in wanted),
        batch_size=2_000,
    )
    Posting.objects.bulk_create(
        (Posting(employee=e, position=p, start=start) for e, p in zip(employees, positions, strict=True)), batch_size=2_000
    )
    Reporting.objects.bulk_create((
        Reporting(employee=e, appraiser=employees[one.leader], start=start)
        for one, e in zip(wanted, employees, strict=True) if one.leader is not None
    ), batch_size=2_000)
    RoleGrant.objects.bulk_create(
        RoleGrant(employee=e, role=role) for one, e in zip(wanted, employees, strict=True) for role in one.roles
    )
    holders: list[Holder] = []
    for one, employee, position in zip(wanted, employees, positions, strict=True):
        leader = holders[one.leader] if one.leader is not None else None
        holders.append(Holder(employee, position, one.post, leader, one.office, one.unit, bool(one.name)))
    return holders


def _person(one: Wanted, number: int, region: Region) -> tuple[str, str]:
    name, nip = names.person(number, region.surnames)
    return (one.name, names.nip_of(one.name, nip)) if one.name else (name, nip)


def _wanted(region: Region, agency: Agency, size: int) -> Iterator[Wanted]:
    root = Unit.objects.create(agency=agency, code="00", name="Sekretariat Daerah")
    personnel = Unit.objects.create(agency=agency, parent=root, code="01", name="Badan Kepegawaian dan Pengembangan SDM")
    yield Wanted(SECRETARY, root, None, None, leads=True)
    yield Wanted(MANAGER, personnel, None, 0, name=region.cast.manager, roles=(Role.PERFORMANCE_MANAGER,))
    made = 2
    offices = []
    for number, office in enumerate(region.offices, start=10):
        unit = Unit.objects.create(agency=agency, parent=root, code=str(number), name=office.name)
        yield Wanted(office.head, unit, office, 0, leads=True)
        offices.append((office, unit, made))
        made += 1
    for number, (office, above, head, name) in enumerate(_units(offices)):
        if made >= size and number >= sum(len(office.units) for office in region.offices):
            return
        unit = Unit.objects.create(agency=agency, parent=above, code=f"{above.code}.{number:04d}", name=name)
        leads, first = made, number == 0
        yield Wanted(office.unit_head, unit, office, head, leads=True, name=region.cast.appraiser if first else "")
        staff = STAFF_OF_CAST if first else STAFF_PER_UNIT
        for index, post in zip(range(staff), cycle(office.staff), strict=False):
            yield Wanted(post, unit, office, leads, name=region.cast.employee if first and index == 0 else "")
        made += 1 + staff


def _units(offices: list[tuple[Office, Unit, int]]) -> Iterator[tuple[Office, Unit, int, str]]:
    """The units of every office, then again with a number as long as somebody asks for more."""
    for turn in count(1):
        for office, unit, head in offices:
            for name in office.units:
                yield office, unit, head, name if turn == 1 else f"{name} {turn}"
