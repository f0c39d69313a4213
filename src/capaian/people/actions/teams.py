"""Task teams (tim kerja, Art 1.13): made, joined, left, ended. One member leads on any day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.people.actions.rows import Problems, check_agency, check_employed, check_order, end_rows, insist_own, lock
from capaian.people.models import Employee, TaskTeam, TeamMembership, Unit
from capaian.people.permissions.ledger import may_change_team
from capaian.people.queries.ledger_rows import meets
from capaian.people.rules.ledger import DAY, Span, minus


@action
def create_team(
    *, name: str, start: date, end: date | None = None, unit: Unit | None = None, purpose: str = "", decree: str = "",
    lead: Employee | None = None, by: Actor, at: datetime,
) -> TaskTeam:
    """Found a team, of a unit or of the whole agency, with its lead if that is known. Raises Refused or InvalidInput."""
    if unit is not None:
        insist_own(by, unit.agency_id)
    require(may_change_team(by, unit.path if unit else ""))
    problems = Problems()
    check_agency(problems, by, (lead, "lead"))
    problems.when(not name.strip(), _("Isi nama tim kerja."), "name")
    span = check_order(problems, start, end)
    if lead is not None:
        check_employed(problems, lead, span and Span(start, start), "lead")
    problems.insist()
    team = TaskTeam.objects.create(
        agency_id=by.agency_id, unit=unit, name=name.strip(), purpose=purpose, start=start, end=end, decree=decree,
    )
    audit.record(by=by, at=at, verb="team.create", subject=team, after=_of_team(team))
    if lead is not None:
        _join(team, lead, True, Span(start, end), by=by, at=at)
    return team


@action
def add_member(
    *, team: TaskTeam, employee: Employee, start: date, end: date | None = None, leads: bool = False, by: Actor, at: datetime,
) -> TeamMembership:
    """Let somebody join, within the days of the team. Raises Refused or InvalidInput (twice, a second lead, not employed)."""
    _allow(by, team)
    lock(by)
    problems = Problems()
    check_agency(problems, by, (employee, "employee"))
    span = check_order(problems, start, end)
    if span is not None:
        check_employed(problems, employee, Span(start, start), "employee")
        span = Span(start, end or team.end) if start <= (team.end or start) else span
        problems.when(bool(minus([span], [Span(team.start, team.end)])),
                      _("Keanggotaan berada di dalam masa tim: %(days)s.") % {"days": _days(team)}, "start")
        _check_members(problems, team, employee, span, leads)
    problems.insist()
    return _join(team, employee, leads, Span(start, end or team.end), by=by, at=at)


@action
def end_membership(*, membership: TeamMembership, last_day: date, by: Actor, at: datetime) -> None:
    """Somebody leaves the team. Raises Refused or InvalidInput."""
    _allow(by, membership.team)
    problems = Problems()
    problems.when(last_day < membership.start or (membership.end is not None and last_day >= membership.end),
                  _("Isi tanggal di antara mulai dan berakhirnya keanggotaan ini."), "last_day")
    problems.insist()
    before = _of_membership(membership)
    membership.end = last_day
    membership.save(update_fields=["end"])
    audit.record(by=by, at=at, verb="team.leave", subject=membership, before=before, after=_of_membership(membership))


@action
def end_team(*, team: TaskTeam, last_day: date, by: Actor, at: datetime) -> None:
    """The team ends, and with it every membership. Raises Refused or InvalidInput."""
    _allow(by, team)
    problems = Problems()
    problems.when(last_day < team.start or (team.end is not None and last_day >= team.end),
                  _("Isi tanggal di antara mulai dan berakhirnya tim ini."), "last_day")
    problems.insist()
    before = _of_team(team)
    team.end = last_day
    team.save(update_fields=["end"])
    end_rows(TeamMembership.objects.filter(meets(Span(last_day + DAY)), team=team).order_by("pk"), last_day)
    audit.record(by=by, at=at, verb="team.end", subject=team, before=before, after=_of_team(team))


def _allow(by: Actor, team: TaskTeam) -> None:
    insist_own(by, team.agency_id)
    require(may_change_team(by, team.unit.path if team.unit else ""))


def _check_members(problems: Problems, team: TaskTeam, employee: Employee, span: Span, leads: bool) -> None:
    there = TeamMembership.objects.filter(meets(span), team=team).select_related("employee").order_by("start", "pk")
    for member in there:
        if member.employee_id == employee.pk:
            words = _("%(name)s sudah menjadi anggota sejak %(day)s.")
            problems.when(True, words % {"name": employee.name, "day": day_in_words(member.start)}, "employee")
        elif leads and member.leads:
            words = _("Tim ini sudah dipimpin %(name)s sejak %(day)s. Satu tim dipimpin satu orang.")
            problems.when(True, words % {"name": member.employee.name, "day": day_in_words(member.start)}, "leads")


def _join(team: TaskTeam, employee: Employee, leads: bool, span: Span, *, by: Actor, at: datetime) -> TeamMembership:
    member = TeamMembership.objects.create(team=team, employee=employee, leads=leads, start=span.start, end=span.end)
    audit.record(by=by, at=at, verb="team.join", subject=member, after=_of_membership(member))
    return member


def _days(team: TaskTeam) -> str:
    return f"{day_in_words(team.start)} – {day_in_words(team.end) if team.end else _('seterusnya')}"


def _of_team(team: TaskTeam) -> dict[str, object]:
    return {"name": team.name, "unit": team.unit_id, "start": team.start, "end": team.end, "decree": team.decree}


def _of_membership(member: TeamMembership) -> dict[str, object]:
    return {"team": member.team_id, "employee": member.employee_id, "leads": member.leads, "start": member.start,
            "end": member.end}
