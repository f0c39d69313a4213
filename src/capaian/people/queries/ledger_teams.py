"""Task teams: everybody of the agency may see who works in which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.models import TaskTeam, TeamMembership
from capaian.people.permissions.ledger import may_change_team
from capaian.people.permissions.scope import manages_units
from capaian.people.queries.ledger import on


@dataclass(frozen=True, slots=True)
class TeamFilter:
    """What narrows the list: words of its name, and whether ended teams are shown too."""

    search: str = ""
    show: str = ""  # "" running, "mine", "all"


def teams_for(actor: Actor, wanted: TeamFilter, today: date) -> QuerySet[TaskTeam]:
    """The agency's teams with `lead_name`, `members` of today, and `unit`; the newest first. One query."""
    running = Q(end__isnull=True) | Q(end__gte=today)
    member = TeamMembership.objects.filter(on(today), team=OuterRef("pk"))
    here = Q(memberships__start__lte=today) & (Q(memberships__end__isnull=True) | Q(memberships__end__gte=today))
    rows = TaskTeam.objects.filter(agency_id=actor.agency_id)
    if wanted.show != "all":
        rows = rows.filter(running)
    if wanted.show == "mine":
        rows = rows.filter(Exists(member.filter(employee_id=actor.employee_id)))
    if wanted.search:
        rows = rows.filter(name__icontains=wanted.search)
    return rows.select_related("unit").annotate(
        lead_name=Subquery(member.filter(leads=True).values("employee__name")[:1]), members=Count("memberships", filter=here),
    ).order_by("-start", "name", "pk")


def may_found(actor: Actor) -> bool:
    """Whether this person may found a team anywhere."""
    return manages_units(actor)


def get_team_for(actor: Actor, pk: int) -> TaskTeam:
    """A team of one's own agency, or Http404. One query."""
    team = TaskTeam.objects.filter(pk=pk, agency_id=actor.agency_id).select_related("unit").first()
    if team is None:
        raise Http404
    return team


def may_change(actor: Actor, team: TaskTeam) -> bool:
    """Whether this person may change the team."""
    return bool(may_change_team(actor, team.unit.path if team.unit else ""))


def get_team_to_change_for(actor: Actor, pk: int) -> TaskTeam:
    """A team that this person may change. Raises Http404 or Refused."""
    team = get_team_for(actor, pk)
    require(may_change_team(actor, team.unit.path if team.unit else ""))
    return team


def get_membership_for(actor: Actor, pk: int, member_id: int) -> TeamMembership:
    """A membership that this person may end. Raises Http404 or Refused."""
    team = get_team_to_change_for(actor, pk)
    found = TeamMembership.objects.filter(team=team, pk=member_id).select_related("team__unit", "employee").first()
    if found is None:
        raise Http404
    return found


def members_of(team: TaskTeam) -> list[TeamMembership]:
    """Everybody who is or was in the team: the lead first, then by name. One query."""
    return list(team.memberships.select_related("employee").order_by("-leads", "employee__name", "start", "pk"))
