"""Assignments: proposed by a leader or asked for, decided by the appraiser, ended, taken into the SKP."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.kernel.words import Saying, say
from capaian.people.models import Employee, TaskTeam
from capaian.planning import workflow
from capaian.planning.actions.adoption import Adopted, adopt_results
from capaian.planning.actions.drafts import LONGEST_TEXT, ResultDraft, refuse
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import Assignment, Host, ResultPlan, ResultSource, Skp
from capaian.planning.permissions.assignments import (
    may_decide_assignment,
    may_end_assignment,
    may_propose_assignment,
    may_take_assignment,
    may_withdraw_assignment,
)
from capaian.planning.queries import assignments as queries
from capaian.planning.rules.assignments import ABROAD, AssignmentFacts, activates_at_once, host_of, kind_of, lacks


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """An assignment as typed, for a person or for everybody of a team. `giver` is a Pimpinan of the own agency; outside it,
    `giver_name`, `giver_post`, `organisation` and `consent` (number and date of the letter) say who. `host` is found out
    where it is empty."""

    form: str
    statement: str
    start: date
    employee: Employee | None = None
    team: TaskTeam | None = None
    host: str = ""
    giver: Employee | None = None
    giver_name: str = ""
    giver_post: str = ""
    organisation: str = ""
    consent: str = ""
    main: bool = False
    end: date | None = None


@action
def propose_assignment(*, draft: AssignmentDraft, by: Actor, at: datetime) -> list[Assignment]:
    """One row for the person, or for each member of the team. Active at once where the giver is the appraiser (II.A.5.f.10),
    else it waits for the appraiser, who is told.

    Raises InvalidInput for what is missing, Refused for who may not.
    """
    if draft.host in ABROAD:
        draft = replace(draft, giver=None)
    people = _people(draft, by, timezone.localdate(at))
    places = queries.unit_paths_of([*(one.pk for one in people), *([draft.giver.pk] if draft.giver else [])], draft.start)
    leads = draft.giver is not None and queries.leads_on(draft.giver.pk, timezone.localdate(at))
    for one in people:
        host = draft.host or host_of(places.get(one.pk, ""), places.get(draft.giver.pk, "") if draft.giver else "")
        require(may_propose_assignment(
            by, form=draft.form, host=host, employee_id=one.pk, unit_path=places.get(one.pk, ""),
            giver_id=draft.giver.pk if draft.giver else None, leads=leads,
        ))
    appraisers = queries.appraisers_of([one.pk for one in people], timezone.localdate(at))
    year = queries.performance_year_of(by.agency_id, draft.start)
    refuse(_problems(draft, people, appraisers, leads=leads, opened=year is not None))
    made = []
    for one in people:
        row = Assignment(
            employee=one, performance_year=year, team=draft.team, form=draft.form, giver=draft.giver,
            host=draft.host or host_of(places.get(one.pk, ""), places.get(draft.giver.pk, "") if draft.giver else ""),
            statement=draft.statement.strip(), start=draft.start, end=draft.end, **_who_gives(draft),
        )
        row.main = kind_of(draft.main, queries.acts_on(one.pk, draft.start)) == "main"
        row.save()
        row.statuses.create(state=row.state, by_id=by.employee_id, by_name=by.name, at=at)
        note("assignment.propose", row, by, at, after=values_of(row))
        if activates_at_once(row.form, appraisers[one.pk].pk == row.giver_id):
            transition(row, verb="approve", by=by, at=at)
        made.append(row)
    _tell_new(made, appraisers, at)
    return made


@action
def approve_assignment(*, assignment: Assignment, main: bool, by: Actor, at: datetime) -> None:
    """The appraiser says yes, and whether the result is a main one (step 6; a Plt.'s or Plh.'s always is)."""
    require(may_decide_assignment(by, assignment))
    assignment.main = kind_of(main, queries.acts_on(assignment.employee_id, assignment.start)) == "main"
    transition(assignment, verb="approve", by=by, at=at, also=("main",), detail={"main": assignment.main})
    _tell_decided(assignment, say("Penugasan disetujui %(name)s", name=by.name), "", at)


@action
def reject_assignment(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> None:
    """The appraiser says no, with a reason of at least 20 characters."""
    require(may_decide_assignment(by, assignment))
    transition(assignment, verb="reject", by=by, at=at, reason=reason)
    _tell_decided(assignment, say("Penugasan tidak disetujui %(name)s", name=by.name), reason.strip(), at)


@action
def withdraw_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """Taken back before anybody decided."""
    require(may_withdraw_assignment(by, assignment))
    transition(assignment, verb="withdraw", by=by, at=at)


@action
def end_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """The work is done, or no longer asked: its last day is today, or earlier where that was planned."""
    require(may_end_assignment(by, assignment))
    today = timezone.localdate(at)
    assignment.end = max(assignment.start, min(assignment.end or today, today))
    transition(assignment, verb="end", by=by, at=at, also=("end",), detail={"end": assignment.end.isoformat()})


@action
def take_assignment(*, assignment: Assignment, skp: Skp, by: Actor, at: datetime) -> ResultPlan:
    """Into the employee's draft, as one more result. Refused where it is not active or stands there already; an agreed SKP
    is changed by an amendment."""
    require(may_take_assignment(by, assignment))
    stored = assignment.lock()
    if stored.state != workflow.ACTIVE:
        raise Refused(_("Penugasan baru dapat dimasukkan ke SKP setelah disetujui pejabat penilai."))
    if queries.taken_into(stored, skp):
        raise Refused(_("Penugasan ini sudah ada di SKP Anda."))
    draft = ResultDraft(
        statement=stored.statement[:LONGEST_TEXT], kind=kind_of(stored.main, False), assigned_by=stored.giver_post[:200],
        source=ResultSource.ASSIGNMENT,
    )
    adopted = Adopted(result=draft, assignment_id=stored.pk, source=ResultSource.ASSIGNMENT)
    made = adopt_results(skp=skp, drafts=[adopted], by=by, at=at)[0]
    note("assignment.take", assignment, by, at, after={"result_id": made.pk})
    return made


def _people(draft: AssignmentDraft, by: Actor, today: date) -> list[Employee]:
    """For whom: the person, or the team without the giver. Raises InvalidInput."""
    named = [one for one in (draft.employee, draft.team, draft.giver) if one is not None]
    if any(one.agency_id != by.agency_id for one in named):
        raise Refused(_("Data ini milik instansi lain."))
    if (draft.employee is None) == (draft.team is None):
        raise InvalidInput([Problem(_("Pilih seorang pegawai atau sebuah tim kerja, salah satu saja."), "employee")])
    if draft.employee is not None:
        return [draft.employee]
    assert draft.team is not None
    if not queries.teams_to_give_for(by, today).filter(pk=draft.team.pk).exists():
        raise Refused(_("Penugasan kepada tim diberikan oleh ketua tim atau pimpinan unit tim itu."))
    people = [one for one in queries.members_on(draft.team, draft.start) if one.pk != by.employee_id]
    if not people:
        raise InvalidInput([Problem(_("Tim ini belum punya anggota pada tanggal mulai."), "team")])
    return people


def _problems(
    draft: AssignmentDraft, people: list[Employee], appraisers: dict[int, Employee], *, leads: bool, opened: bool
) -> list[Problem]:
    facts = AssignmentFacts(
        statement=draft.statement, host=draft.host, inside=draft.giver is not None, leads=leads, giver_name=draft.giver_name,
        giver_post=draft.giver_post, organisation=draft.organisation, consent=draft.consent, start=draft.start, end=draft.end,
        year_opened=opened,
    )
    found = [Problem(told(lack.text), lack.field) for lack in lacks(facts)]
    if len(draft.statement) > LONGEST_TEXT:
        found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TEXT}, "statement"))
    if draft.host and draft.host not in Host.values:
        found.append(Problem(_("Pilihan ini tidak dikenal."), "host"))
    for one in people:
        if one.pk not in appraisers:
            words = _("Pejabat penilai %(name)s belum tercatat untuk hari ini, jadi belum ada yang dapat menyetujuinya.")
            found.append(Problem(words % {"name": one.name}, "employee"))
        elif queries.same_running(one.pk, draft.statement.strip(), draft.start):
            found.append(Problem(_("Penugasan yang sama untuk %(name)s sudah ada.") % {"name": one.name}, "statement"))
    return found


def _who_gives(draft: AssignmentDraft) -> dict[str, str]:
    """In words: of a colleague as the ledger says, of an outsider as typed."""
    if draft.giver is None:
        return {name: getattr(draft, name).strip() for name in ("giver_name", "giver_post", "organisation", "consent")}
    post = queries.post_of(draft.giver.pk, draft.start)
    return {"giver_name": draft.giver.name, "giver_post": post, "consent": draft.consent.strip()}


def _tell_new(rows: list[Assignment], appraisers: dict[int, Employee], at: datetime) -> None:
    """The employee of what somebody else asks; the appraiser of what waits."""
    tellings = []
    for row in rows:
        person, appraiser = row.employee, appraisers[row.employee_id]
        if row.state == workflow.PROPOSED:
            title = say("Penugasan %(name)s menunggu persetujuan Anda", name=person.name)
            tellings.append(Telling([appraiser.user_id], NoticeKind.ASSIGNMENT_ASKED, title, row.statement, _href(row)))
        else:
            title = say("%(name)s memberi Anda penugasan", name=row.giver_name)
            tellings.append(Telling([person.user_id], NoticeKind.ASSIGNMENT_DECIDED, title, row.statement, _href(row)))
    notify_many(agency_id=rows[0].employee.agency_id, tellings=tellings, at=at)


def _tell_decided(row: Assignment, title: Saying, reason: str, at: datetime) -> None:
    people = [row.employee.user_id, row.giver.user_id if row.giver else None]
    telling = Telling(people, NoticeKind.ASSIGNMENT_DECIDED, title, reason or row.statement, _href(row))
    notify_many(agency_id=row.employee.agency_id, tellings=[telling], at=at)


def _href(row: Assignment) -> str:
    return reverse("planning:assignment", args=[row.pk])
