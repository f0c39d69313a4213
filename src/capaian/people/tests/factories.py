"""The named cast: Ani (staff), Budi (her appraiser), Citra (performance manager), Dewi (Budi's superior),
Eko (another agency: always 404). Fictional people; NIP serials 999."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capaian.foundation.actor import Actor, Role
from capaian.foundation.models import User
from capaian.people.models import Agency, Employee, Position, PositionGroup, Posting, Reporting, RoleGrant, Unit
from capaian.people.queries import actor_for

YEAR_START = date(2026, 1, 1)
PASSWORD = "rahasia-untuk-uji"


def agency(code: str = "contoh", name: str = "Pemerintah Kabupaten Contoh") -> Agency:
    return Agency.objects.create(code=code, name=name, place="Contoh", time_zone="Asia/Jayapura")


def unit(agency: Agency, name: str = "Puskesmas Galala", parent: Unit | None = None) -> Unit:
    return Unit.objects.create(agency=agency, parent=parent, code=f"U{Unit.objects.count() + 1}", name=name)


def employee(
    unit: Unit, name: str, nip: str, *, title: str = "Perawat Mahir", group: str = PositionGroup.FUNCTIONAL,
    leads: bool = False, roles: tuple[Role, ...] = (), appraiser: Employee | None = None, start: date = YEAR_START,
) -> Employee:
    user = User.objects.create_user(username=nip, password=PASSWORD)
    person = Employee.objects.create(agency=unit.agency, user=user, nip=nip, name=name, rank_grade="Penata (III/c)")
    position = Position.objects.create(unit=unit, title=title, group=group, leads_unit=leads)
    Posting.objects.create(employee=person, position=position, start=start)
    if appraiser is not None:
        Reporting.objects.create(employee=person, appraiser=appraiser, start=start)
    RoleGrant.objects.bulk_create(RoleGrant(employee=person, role=role) for role in roles)
    return person


@dataclass(frozen=True)
class Cast:
    agency: Agency
    office: Unit
    unit: Unit
    ani: Employee
    budi: Employee
    citra: Employee
    dewi: Employee
    eko: Employee

    def actor(self, person: Employee, day: date = YEAR_START) -> Actor:
        actor = actor_for(person.user, day)
        assert actor is not None
        return actor


def cast() -> Cast:
    here = agency()
    office = unit(here, "Dinas Kesehatan")
    puskesmas = unit(here, "Puskesmas Galala", parent=office)
    dewi = employee(office, "Dewi Kaisupy, S.K.M., M.Kes.", "197503152000012999", title="Kepala Dinas Kesehatan",
                    group=PositionGroup.JPT, leads=True)
    budi = employee(puskesmas, "dr. Budi Hartono", "198003152006011999", title="Kepala Puskesmas Galala",
                    group=PositionGroup.ADMINISTRATOR, leads=True, appraiser=dewi)
    ani = employee(puskesmas, "Ani Lestari, A.Md.Kep.", "199012312015032999", appraiser=budi)
    citra = employee(office, "Citra Wulandari, S.E.", "198503152010012999", title="Analis SDM Aparatur Ahli Muda",
                     roles=(Role.PERFORMANCE_MANAGER,), appraiser=dewi)
    there = agency("lain", "Pemerintah Kota Lain")
    eko = employee(unit(there, "Dinas Lain"), "Eko Prasetyo, S.T.", "198203152008011999", roles=(Role.PERFORMANCE_MANAGER,))
    return Cast(here, office, puskesmas, ani, budi, citra, dewi, eko)
