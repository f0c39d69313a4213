"""Work on the SKPs of many people at once, in steps of sets, not person by person: opening drafts, reminding. Each person offers
an own one; many are agreed by `actions.skps`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.jobs import enqueue
from capaian.foundation.models import Job, Notice
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.kernel.batches import in_batches
from capaian.kernel.words import say
from capaian.people.models import Employee, Unit
from capaian.planning.actions.recording import values_of
from capaian.planning.actions.skps import begun, who_mends
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.permissions import answers, may_start_for
from capaian.planning.queries.turns import exempt_ids
from capaian.planning.queries.unit_plans import (
    CHUNK,
    Ledger,
    Standing,
    ledger_on,
    people_of,
    standings_of,
    started_of,
    with_states,
)

START = "planning.skp.start"
AT_ONCE = 200
"""People for whom drafts are opened while one waits; more become a job."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody for whom no draft could be opened, and why."""

    employee: Employee
    reason: str


@dataclass(slots=True)
class Started:
    """What opening drafts came to; `had` counts who had an SKP already."""

    skps: list[Skp] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    had: int = 0


@dataclass(slots=True)
class Reminded:
    """`already`: told today before; `unreachable`: without an account; `idle`: nobody is on turn."""

    sent: int = 0
    already: int = 0
    unreachable: int = 0
    idle: int = 0


@action
def start_skps(
    *, by: Actor, at: datetime, unit: Unit | None = None, deep: bool = False, employees: Sequence[Employee] | None = None
) -> Started:
    """Open drafts for everybody of a unit (`deep`: and below it), or for these people, who has none this year.

    By who leads or manages them. Whoever cannot have one is told with the reason; the others get theirs.
    """
    today = timezone.localdate(at)
    if unit is not None:
        require(may_start_for(by, unit, today))
        employees = list(people_of(unit, today, deep=deep))
    year = PerformanceYear.objects.filter(agency_id=by.agency_id, year=today.year).first()
    if year is None:
        raise Refused(_("Tahun kinerja %(year)s belum dibuka. ") % {"year": today.year} + who_mends(by.agency_id, today))
    opening = _Opening(year, _Reach(by, today) if unit is None else None, by, at)
    for people in in_batches(employees or (), CHUNK):
        opening.open(people)
    return opening.outcome


@action
def start_unit(*, unit: Unit, deep: bool = False, by: Actor, at: datetime) -> Started | Job:
    """`start_skps` for a unit: at once, or as a job where more than 200 people are concerned."""
    today = timezone.localdate(at)
    require(may_start_for(by, unit, today))
    if people_of(unit, today, deep=deep).count() <= AT_ONCE:
        return start_skps(unit=unit, deep=deep, by=by, at=at)
    return enqueue(
        START, by=by, at=at, title=unit.name, arguments={"unit_id": unit.pk, "deep": deep},
        href=f"{reverse('planning:unit_plans')}?unit={unit.pk}",
    )


@action
def remind(*, employees: Sequence[Employee], by: Actor, at: datetime) -> Reminded:
    """Tell whoever is on turn with these people's SKPs, each at most once a day per SKP. Raises Refused for people whom one
    neither appraises, leads nor manages."""
    if not employees:
        raise InvalidInput([Problem(_("Pilih paling sedikit satu pegawai."), "person")])
    today = timezone.localdate(at)
    reach, outcome = _Reach(by, today), Reminded()
    for people in in_batches(employees, CHUNK):
        rows = standings_of(with_states(Employee.objects.filter(pk__in=[person.pk for person in people]), today), today)
        ledger = ledger_on([row.employee.pk for row in rows], today)
        for row in rows:
            reach.insist(row.employee, ledger, row.skp)
        tellings = _reminders(rows, today, by, at, outcome)
        notify_many(agency_id=by.agency_id, tellings=tellings, at=at)
        audit.record_many(by=by, at=at, deeds=[
            audit.Deed("skp.remind", row.skp or row.employee, after={"awaited": row.awaited.name})
            for row in rows if row.awaited
        ])
    return outcome


@dataclass(slots=True)
class _Reach:
    """Whether somebody leads, manages or appraises people, asked once for every unit."""

    by: Actor
    today: date
    known: dict[int, bool] = field(default_factory=dict)

    def covers(self, employee: Employee, ledger: Ledger, skp: Skp | None = None) -> bool:
        appraiser = ledger.appraisers.get(employee.pk)
        if employee.pk == self.by.employee_id or (appraiser and appraiser.pk == self.by.employee_id):
            return True
        if skp is not None and answers(self.by, skp):
            return True
        held = ledger.postings.get(employee.pk)
        if held is None:
            return False
        unit = held.position.unit
        if unit.pk not in self.known:
            self.known[unit.pk] = bool(may_start_for(self.by, unit, self.today))
        return self.known[unit.pk]

    def insist(self, employee: Employee, ledger: Ledger, skp: Skp | None = None) -> None:
        if not self.covers(employee, ledger, skp):
            words = _("%(name)s tidak termasuk pegawai yang Anda pimpin, nilai atau kelola.")
            raise Refused(words % {"name": employee.name})


@dataclass(slots=True)
class _Opening:
    """Opening drafts, set by set. `reach` is asked where no unit was."""

    year: PerformanceYear
    reach: _Reach | None
    by: Actor
    at: datetime
    outcome: Started = field(default_factory=Started)

    def open(self, people: Sequence[Employee]) -> None:
        keys, today = [person.pk for person in people], timezone.localdate(self.at)
        list(Employee.objects.select_for_update().filter(pk__in=keys).values_list("pk"))  # whoever starts alone meanwhile waits
        ledger, started, exempt = ledger_on(keys, today), started_of(keys, self.year.year), exempt_ids(keys, today)
        posts_above = ledger_on(list({row.pk for row in ledger.appraisers.values()}), today).postings
        made = []
        for person in people:
            if self.reach is not None:
                self.reach.insist(person, ledger)
            posting, appraiser = ledger.postings.get(person.pk), ledger.appraisers.get(person.pk)
            if posting and (person.pk, posting.position_id) in started:
                self.outcome.had += 1
            elif person.pk in exempt:
                words = _("Tidak diminta SKP: %(kind)s (Lampiran II.C.8).")
                self._leave(person, words % {"kind": exempt[person.pk].lower()})
            elif posting is None:
                self._leave(person, _("Jabatannya belum tercatat untuk hari ini."))
            elif appraiser is None:
                self._leave(person, _("Pejabat penilainya belum tercatat untuk hari ini."))
            else:
                made.append(begun(person, self.year, posting, appraiser, posts_above.get(appraiser.pk)))
        _keep(made, self.by, self.at)
        self.outcome.skps += made

    def _leave(self, person: Employee, reason: str) -> None:
        self.outcome.left.append(Left(person, reason))


def _keep(made: list[Skp], by: Actor, at: datetime) -> None:
    Skp.objects.bulk_create(made)
    SkpStatus.objects.bulk_create([
        SkpStatus(record=skp, state=skp.state, by_id=by.employee_id, by_name=by.name, at=at) for skp in made
    ])
    audit.record_many(by=by, at=at, deeds=[audit.Deed("skp.start", skp, after=values_of(skp)) for skp in made])
    others = [skp for skp in made if skp.employee_id != by.employee_id]
    notify_many(agency_id=by.agency_id, at=at, tellings=[
        Telling([skp.employee.user_id], NoticeKind.PLAN_REMINDER,
                say("Konsep SKP %(year)s Anda sudah dibuka. Lengkapi, lalu ajukan", year=skp.performance_year.year), "",
                reverse("planning:skp", args=[skp.pk]))
        for skp in others
    ])


def _reminders(rows: Sequence[Standing], today: date, by: Actor, at: datetime, outcome: Reminded) -> list[Telling]:
    told_today = _told_today([row.awaited.user_id for row in rows if row.awaited and row.awaited.user_id], today)
    tellings = []
    for row in rows:
        if row.awaited is None:
            outcome.idle += 1
        elif row.awaited.user_id is None:
            outcome.unreachable += 1
        elif (row.awaited.user_id, _href(row)) in told_today:
            outcome.already += 1
        else:
            outcome.sent += 1
            tellings.append(Telling([row.awaited.user_id], NoticeKind.PLAN_REMINDER, _title(row, today), "", _href(row)))
    return tellings


def _told_today(user_ids: Iterable[int], today: date) -> set[tuple[int, str]]:
    begun_at = timezone.make_aware(datetime.combine(today, time.min))
    told = Notice.objects.filter(
        recipient_id__in=set(user_ids), kind=NoticeKind.PLAN_REMINDER, created_at__gte=begun_at,
    )
    return set(told.values_list("recipient_id", "href"))


def _href(row: Standing) -> str:
    return reverse("planning:skp", args=[row.skp.pk]) if row.skp else reverse("planning:skp_list")


def _title(row: Standing, today: date) -> str:
    if row.skp is None:
        return say("Pengingat: SKP %(year)s Anda belum dimulai", year=today.year)
    if row.awaited and row.awaited.pk == row.employee.pk:
        return say("Pengingat: SKP %(year)s Anda menunggu Anda", year=today.year)
    return say("Pengingat: SKP %(name)s menunggu Anda", name=row.employee.name)


__all__ = [
    "AT_ONCE", "START", "Left", "Reminded", "Started", "remind", "start_skps", "start_unit",
]
