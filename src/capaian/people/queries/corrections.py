"""Finding corrections for somebody; what the ledger says, who decides, and how the clock stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor, Role
from capaian.foundation.calendar import calendar_for
from capaian.foundation.models import StoredFile
from capaian.foundation.permissions import Verdict, require
from capaian.kernel.words import say
from capaian.people import workflow
from capaian.people.models import (
    Correction,
    CorrectionStatus,
    CorrectionSubject,
    Employee,
    Posting,
    PostingKind,
    Reporting,
    RoleGrant,
)
from capaian.people.permissions import corrections as permissions
from capaian.people.permissions.scope import below, managed_paths, manages_agency
from capaian.people.queries.identity import held_on
from capaian.people.queries.ledger import appraiser_on, named, on, posting_on, unit_path_of
from capaian.people.rules.corrections import Office, Standing, deciders, standing

WAITING_FIRST = Case(When(state=workflow.SUBMITTED, then=Value(0)), default=Value(1), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger says of a subject on a day: in words, and as a value that changes when the ledger does."""

    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A correction's clock: how it stands, in words, until when, and whether not all holidays until then are decreed yet."""

    standing: Standing
    words: str
    due_on: date
    provisional: bool

    @property
    def until(self) -> str:
        """`sampai Selasa, 24 November 2026`."""
        due = date_format(self.due_on, "l, j F Y")
        return (_("batasnya %(due)s") if self.standing is Standing.OVERDUE else _("sampai %(due)s")) % {"due": due}

    @property
    def tone(self) -> str:
        return {Standing.RUNNING: "info", Standing.LAST_DAY: "warn", Standing.OVERDUE: "bad"}[self.standing]


def get_self(actor: Actor) -> Employee:
    """The employee behind the actor, with the agency. One query."""
    return Employee.objects.select_related("agency").get(pk=actor.employee_id, agency_id=actor.agency_id)


def recorded_of(employee: Employee, subject: str, day: date) -> Recorded:
    """What the ledger says on a day; also that it says nothing. One query."""
    if subject == CorrectionSubject.APPRAISER:
        appraiser = appraiser_on(employee, day)
        if appraiser is None:
            return Recorded(_("belum ada atasan yang tercatat"), "appraiser:")
        return Recorded(appraiser.name, f"appraiser:{appraiser.pk}")
    held = posting_on(employee, day)
    if held is None:
        return Recorded(_("belum ada jabatan yang tercatat"), "position:")
    if subject == CorrectionSubject.UNIT:
        return Recorded(held.position.unit.name, f"position:{held.position_id}")
    return Recorded(f"{held.position.title} · {held.position.unit.name}", f"position:{held.position_id}")


def _with_all() -> QuerySet[Correction]:
    return Correction.objects.select_related("employee__agency", "appraiser", "unit", "position__unit", "proof")


def own_corrections(actor: Actor) -> QuerySet[Correction]:
    """What this person asked for, what waits first, then the newest."""
    mine = _with_all().filter(employee_id=actor.employee_id, employee__agency_id=actor.agency_id)
    return mine.order_by(WAITING_FIRST, "-sent_at", "-pk")


def corrections_for(actor: Actor, *, state: str = workflow.SUBMITTED, search: str = "", day: date) -> QuerySet[Correction]:
    """What this person may decide or oversee: what is due first at the head. `state` "" is all of them.

    Raises Refused for whoever manages and inspects nothing.
    """
    require(permissions.may_see_queue(actor))
    found = _with_all().filter(employee__agency_id=actor.agency_id)
    if not (manages_agency(actor) or actor.has(Role.INSPECTOR)):
        units = below(managed_paths(actor), actor.agency_id).values("pk")
        there = Posting.objects.filter(on(day), position__unit__in=units)
        found = found.filter(employee__in=there.values("employee"))
    if state:
        found = found.filter(state=state)
    if search:
        found = found.filter(named(search, "employee__"))
    return found.order_by(WAITING_FIRST, "due_on" if state == workflow.SUBMITTED else "-sent_at", "pk")


def get_correction_for(actor: Actor, correction_id: int, day: date) -> Correction:
    """One correction this person may read. Raises Http404 (another agency's) or Refused."""
    found = _with_all().filter(pk=correction_id, employee__agency_id=actor.agency_id).first()
    if found is None:
        raise Http404
    require(permissions.may_read_correction(actor, found, unit_path_of(found.employee, day)))
    return found


def get_correction_to_decide_for(actor: Actor, correction_id: int, day: date) -> Correction:
    """One correction this person may approve or reject. Raises Http404 or Refused."""
    found = get_correction_for(actor, correction_id, day)
    require(permissions.may_decide_correction(actor, found, paths_of(found, day)))
    return found


def paths_of(correction: Correction, day: date) -> tuple[str, ...]:
    """The units a correction touches: where the person belongs today and, if one is claimed, that one."""
    here = unit_path_of(correction.employee, day)
    return (here, correction.unit.path) if correction.unit is not None else (here,)


def history_of(correction: Correction) -> list[CorrectionStatus]:
    """Every state it entered, newest first. One query."""
    return list(correction.statuses.order_by("-at", "-pk"))


def offices_of(agency_id: int, day: date) -> list[Office]:
    """Everybody with an account who manages people's data on a day. One query."""
    roles = (Role.PERFORMANCE_MANAGER, Role.UNIT_MANAGER)
    grants = RoleGrant.objects.filter(
        held_on(day), employee__agency_id=agency_id, employee__user__is_active=True, role__in=roles
    ).order_by("pk").values_list("employee__user_id", "employee_id", "role", "unit__path")
    return [
        Office(user_id, employee_id, "" if role == Role.PERFORMANCE_MANAGER else path)
        for user_id, employee_id, role, path in grants
        if role == Role.PERFORMANCE_MANAGER or path
    ]


def inspectors_of(agency_id: int, day: date) -> list[int | None]:
    """The accounts of an agency's inspectors on a day. One query."""
    grants = RoleGrant.objects.filter(held_on(day), employee__agency_id=agency_id, role=Role.INSPECTOR)
    return list(grants.values_list("employee__user_id", flat=True))


def deciders_of(correction: Correction, day: date) -> tuple[Office, ...]:
    """Who is asked to decide; nobody where the agency has no other manager."""
    offices = offices_of(correction.employee.agency_id, day)
    return deciders(offices, paths_of(correction, day), correction.employee_id)


def clocks_of(corrections: Iterable[Correction], agency_id: int, day: date) -> dict[int, Clock]:
    """The clocks of those that still wait. One query for the calendar, none where nothing waits."""
    waiting = [one for one in corrections if one.state == workflow.SUBMITTED]
    if not waiting:
        return {}
    years = {year for one in waiting for year in range(min(one.due_on, day).year, max(one.due_on, day).year + 1)}
    calendar = calendar_for(agency_id, sorted(years))
    return {
        one.pk: clock_of(day, one.due_on, calendar.working_days_between(day, one.due_on), provisional=one.due_provisional)
        for one in waiting
    }


def clock_of(day: date, due_on: date, left: int, *, provisional: bool) -> Clock:
    """`1 hari kerja lagi`; `left` is in working days, negative when overdue. Over a weekend it is late by none yet."""
    now = standing(day, due_on)
    if now is Standing.OVERDUE:
        words = ngettext("lewat %(days)d hari kerja", "lewat %(days)d hari kerja", -left) if left else _("lewat batas")
    elif now is Standing.LAST_DAY:
        words = _("hari ini batasnya")
    else:
        words = ngettext("%(days)d hari kerja lagi", "%(days)d hari kerja lagi", left)
    return Clock(now, words % {"days": abs(left)}, due_on, provisional)


@dataclass(frozen=True, slots=True)
class Line:
    """A correction as a list shows it: the claim in words and, while it waits, its clock."""

    correction: Correction
    claim: str
    clock: Clock | None


def lines_of(corrections: Iterable[Correction], agency_id: int, day: date) -> list[Line]:
    """The lines of a page. One query for the calendar at most."""
    rows = list(corrections)
    clocks = clocks_of(rows, agency_id, day)
    return [Line(row, claim_of(row), clocks.get(row.pk)) for row in rows]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the records say about one subject, with the words by which one disagrees."""

    subject: str
    label: str
    words: str


def facts_of(employee: Employee, day: date) -> list[Fact]:
    """Superior, unit and position as recorded on a day. Three queries."""
    labels = {
        CorrectionSubject.APPRAISER: _("Atasan Anda"), CorrectionSubject.UNIT: _("Unit kerja Anda"),
        CorrectionSubject.POSITION: _("Jabatan Anda"),
    }
    return [Fact(subject, label, recorded_of(employee, subject, day).words) for subject, label in labels.items()]


def proposal_of(employee: Employee, subject: str, day: date) -> dict[str, object]:
    """What the form begins with: since when the row called wrong has held, and the title one has now. One query."""
    if subject == CorrectionSubject.APPRAISER:
        row = Reporting.objects.filter(on(day), employee=employee).first()
        return {"effective_from": row.start if row else day}
    held = posting_on(employee, day)
    title = held.position.title if held and subject == CorrectionSubject.UNIT else ""
    return {"effective_from": held.start if held else day, "position_title": title}


def claim_of(correction: Correction) -> str:
    """What the employee says it should be, in words."""
    if correction.subject == CorrectionSubject.APPRAISER:
        return correction.appraiser.name if correction.appraiser else ""
    unit = correction.unit.name if correction.unit else ""
    return say("%(title)s · %(unit)s", title=correction.position_title, unit=unit) if unit else correction.position_title


def may_read_proof(actor: Actor, stored: StoredFile) -> Verdict | None:
    """The question that foundation.files asks: None where the file proves no correction."""
    found = Correction.objects.filter(proof=stored, employee__agency_id=actor.agency_id).select_related("employee").first()
    if found is None:
        return None
    # Where the person belongs by the last row there is: a file knows no day.
    last = Posting.objects.filter(employee=found.employee, kind=PostingKind.DEFINITIVE).select_related("position__unit")
    newest = last.order_by("-start").first()
    return permissions.may_read_correction(actor, found, newest.position.unit.path if newest else "")
