"""Filling an empty database with the five demonstration agencies of fictional people and real published figures,
and with the ministry of the regulation's own worked example."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection, transaction

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.roles import ROLES as ROLE_FACTS
from capaian.foundation.writing import writing
from capaian.governance import schemes
from capaian.governance.models import EvaluationPeriod, PerformanceYear, PeriodKind, SchemeAdoption
from capaian.kernel.words import N_
from capaian.people.models import Agency, Employee, Sphere
from capaian.people.queries.directory import reindex_agency
from capaian.planning.actions.versions import record_versions
from capaian.web.demonstration import (
    assignments,
    chain,
    corrections,
    evaluations,
    needs,
    offices,
    official_example,
    organisation,
    planning,
    plans,
    reports,
)
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.library import starter_library
from capaian.web.demonstration.regions import REGIONS
from capaian.web.demonstration.shapes import Region

DEFAULT_SIZE = 60
EXAMPLE_CODE = "contoh-resmi"
EXAMPLE_NAME = "Kementerian X (contoh resmi PermenPANRB 6/2022)"
ROLES = (N_("Pegawai"), N_("Pejabat penilai"), N_("Pengelola kinerja"))
MANY = 1_000
"""From this many people on, what nobody looks at is left out (most months, annexes), so that a large seed stays quick."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account: which role it shows, where, and its NIP."""

    region: str
    role: str
    name: str
    nip: str


def is_seeded() -> bool:
    """Whether the demonstration agencies are there already."""
    return Agency.objects.filter(code=REGIONS[0].code).exists()


def seed(*, people: int = DEFAULT_SIZE, today: date, tell: Callable[[str], None] = lambda line: None) -> None:
    """Make the five agencies: about 60 people each, the first with `people`. Each agency is one transaction."""
    first = 0
    with _nothing_collected():
        for number, region in enumerate(REGIONS):
            made = _region(region, people if number == 0 else DEFAULT_SIZE, Clock(today), first)
            first += made + 1_000
            tell(f"{region.name}: {made} pegawai")
    planning.of_first_region(REGIONS[0], Clock(today))
    _example()
    _gather_statistics()
    tell(f"{EXAMPLE_NAME}: pejabat fungsional dan kepala subdirektorat dari Anak Lampiran 2 dan 4")


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Millions of rows are made and kept until their agency is complete: looking for garbage among them takes a fifth
    of the time and finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _gather_statistics() -> None:
    """Tell the database how its tables have grown: without it, SQLite guesses and reads the agency to find one person."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _example() -> None:
    """The regulation's worked example, in an agency of its own and through the real actions."""
    with transaction.atomic():
        agency = Agency.objects.create(
            code=EXAMPLE_CODE, name=EXAMPLE_NAME, sphere=Sphere.CENTRAL, place="Jakarta",
            ledger_since=date(official_example.YEAR, 1, 1),
        )
        official_example.build_official_example(agency, year=official_example.YEAR, password=organisation.PASSWORD)


def seed_region(code: str, *, today: date, people: int = DEFAULT_SIZE) -> Agency:
    """Make one agency alone, as `seed` would. StopIteration where no region has this code."""
    region = next(region for region in REGIONS if region.code == code)
    _region(region, people, Clock(today), first=0)
    return Agency.objects.get(code=code)


def _region(region: Region, size: int, clock: Clock, first: int) -> int:
    with transaction.atomic(), writing("seed"):
        return _fill(region, size, clock, first)


def _fill(region: Region, size: int, clock: Clock, first: int) -> int:
    agency = Agency.objects.create(
        code=region.code, name=region.name, place=region.place, time_zone=region.time_zone, ledger_since=date(clock.year, 1, 1),
    )
    year = _year(agency, region, clock)
    holders = organisation.people_of(region, agency, size, date(clock.year, 1, 1), first)
    few = len(holders) > MANY
    agreed_at = datetime(clock.year, 1, 24, 3, tzinfo=UTC)
    planned = plans.agreed_skps(holders, year, agreed_at, few)
    reports.months(planned, clock, few=few)
    reports.feedback(planned, clock)
    evaluations.of_quarters(planned, clock, schemes.load(region.scheme), few=few)
    keeper = next(holder for holder in holders if holder.post is organisation.MANAGER)
    chain.of_region(region, holders, year)
    needs.of_region(region.code, year, keeper.employee)
    assignments.of_region(region, holders, clock, keeper)
    corrections.of_region(region, holders, clock, keeper)
    offices.of_region(holders, clock, keeper)
    manager = keeper.employee
    starter_library(agency, datetime(clock.year, 1, 5, 3, tzinfo=UTC), manager.pk, manager.name)
    by = Actor(user_id=manager.user_id or 0, employee_id=manager.pk, agency_id=agency.pk, name=manager.name)
    audit.record(by=by, at=datetime.now(tz=UTC), verb="agency.seed", subject=agency, after={"people": len(holders)})
    if not few:  # what was agreed is kept as version 1, as agreeing does
        record_versions(skps=[one.skp for one in planned], by=by, at=agreed_at)
    reindex_agency(agency.pk, clock.today)
    return len(holders)


def _year(agency: Agency, region: Region, clock: Clock) -> PerformanceYear:
    scheme = schemes.load(region.scheme)
    SchemeAdoption.objects.create(agency=agency, scheme_id=scheme.id, scheme_hash=scheme.hash, start=date(clock.year, 1, 1))
    year = PerformanceYear.objects.create(agency=agency, year=clock.year)
    for quarter in (1, 2, 3, 4):
        start, end = clock.quarter_span(quarter)
        opens, closes = clock.window(quarter)
        EvaluationPeriod.objects.create(
            performance_year=year, kind=PeriodKind.QUARTER, ordinal=quarter, start=start, end=end,
            window_start=opens, window_end=closes,
        )
    EvaluationPeriod.objects.create(
        performance_year=year, kind=PeriodKind.ANNUAL, ordinal=1, start=date(clock.year, 1, 1), end=date(clock.year, 12, 31),
        window_start=date(clock.year, 12, 28), window_end=date(clock.year + 1, 1, 31),
    )
    return year


def accounts() -> list[Account]:
    """The accounts to try, one per role and region, in the order of the regions; offices after the three of every day."""
    wanted = [
        (region.code, region.name, role, name)
        for region in REGIONS
        for role, name in zip(ROLES, (region.cast.employee, region.cast.appraiser, region.cast.manager), strict=True)
    ]
    example = (official_example.OFFICIAL, official_example.HEAD, official_example.DIRECTOR_GENERAL)
    wanted += [(EXAMPLE_CODE, EXAMPLE_NAME, role, one.name) for role, one in zip(ROLES, example, strict=True)]
    people = Employee.objects.filter(name__in=[name for *_, name in wanted])
    found = {(code, name): nip for code, name, nip in people.values_list("agency__code", "name", "nip")}
    known = {
        code: [Account(agency, role, name, found[code, name]) for one, agency, role, name in wanted
               if one == code and (code, name) in found]
        for code in dict.fromkeys(code for code, *_ in wanted)
    }
    for code, role, name, nip in offices.held(known):
        known[code].append(Account(known[code][0].region, str(ROLE_FACTS[role].label), name, nip))
    return [account for rows in known.values() for account in rows]
