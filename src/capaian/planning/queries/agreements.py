"""Performance agreements of an agency: everybody of it reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee, Position, Posting, Unit
from capaian.people.permissions.scope import manages_agency
from capaian.people.queries import appraiser_on, on, posting_on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning import workflow
from capaian.planning.models import (
    BudgetLine,
    DeadlineKind,
    Objective,
    PerformanceAgreement,
    PerformanceAgreementStatus,
)
from capaian.planning.queries.deadlines import Countdown, Deadlines, countdown, deadlines_of, due_on
from capaian.planning.queries.objectives import as_promised
from capaian.planning.rules.agreements import AgreementFacts, ObjectiveFact
from capaian.planning.rules.fixing import heads_institution


def get_agreement_for(actor: Actor, pk: int) -> PerformanceAgreement:
    """One agreement of one's agency, with its unit, year, first party, history and budget. Http404 for another agency's."""
    rows = PerformanceAgreement.objects.filter(pk=pk, unit__agency_id=actor.agency_id)
    row: PerformanceAgreement | None = (
        rows.select_related("unit__agency", "performance_year", "first_party__unit")
        .prefetch_related(
            Prefetch("budget_lines", BudgetLine.objects.select_related("objective").order_by("ordinal", "pk")),
            Prefetch("statuses", PerformanceAgreementStatus.objects.order_by("-at", "-pk")),
        )
        .first()
    )
    if row is None:
        raise Http404
    return row


def agreement_of(unit: Unit, year: int) -> PerformanceAgreement | None:
    """The unit's agreement of the year, if somebody began one."""
    found: PerformanceAgreement | None = PerformanceAgreement.objects.filter(unit=unit, performance_year__year=year).first()
    return found


def promised_by(agreement: PerformanceAgreement) -> QuerySet[Objective]:
    """The objectives that the agreement promises, in order, with their indicators and what they serve."""
    return as_promised(
        Objective.objects.filter(unit_id=agreement.unit_id, performance_year_id=agreement.performance_year_id)
    )


def agreement_facts(agreement: PerformanceAgreement, objectives: Sequence[Objective] | None = None) -> AgreementFacts:
    """What the rules judge before it is fixed."""
    rows = promised_by(agreement) if objectives is None else objectives
    return AgreementFacts(
        first_party=agreement.first_party.title if agreement.first_party else "", second_party=agreement.second_party,
        second_party_post=agreement.second_party_post,
        objectives=[
            ObjectiveFact(row.statement, [(one.statement, one.target_text) for one in row.indicators.all()]) for row in rows
        ],
        budget_lines=len(agreement.budget_lines.all()), alone=is_alone(agreement),
    )


def is_alone(agreement: PerformanceAgreement) -> bool:
    """PermenPANRB 53/2014 Lampiran I: who heads the institution (a minister, a governor, regent or mayor) promises alone and
    needs no second party. Free where unit, agency and post are loaded."""
    post, unit = agreement.first_party, agreement.unit
    return post is not None and heads_institution(
        sphere=unit.agency.sphere, top=unit.parent_id is None, leads=post.leads_unit, title=post.title
    )


def head_position_of(unit: Unit) -> Position | None:
    """The post that leads a unit."""
    return Position.objects.filter(unit=unit, leads_unit=True).order_by("pk").first()


def holder_of(position: Position | None, day: date) -> Employee | None:
    """Who holds a post on a day: the definitive holder, else whoever acts in it."""
    if position is None:
        return None
    held = Posting.objects.filter(on(day), position=position).select_related("employee").order_by(DEFINITIVE_FIRST, "-start")
    posting = held.first()
    return posting.employee if posting else None


def second_party_of(unit: Unit, day: date) -> tuple[str, str]:
    """Name and post of the superior of a unit's head, as the ledger says; empty where the superior is no employee."""
    head = holder_of(head_position_of(unit), day)
    superior = appraiser_on(head, day) if head else None
    if superior is None:
        return "", ""
    posting = posting_on(superior, day)
    return superior.name, posting.position.title if posting else ""


def positions_to_sign_for(actor: Actor, agreement: PerformanceAgreement) -> list[Position]:
    """The posts that may promise: of the unit, its head first."""
    rows = Position.objects.filter(unit_id=agreement.unit_id, unit__agency_id=actor.agency_id)
    return list(rows.order_by("-leads_unit", "title", "pk")[:100])


def agreement_due(unit: Unit, performance_year: PerformanceYear, today: date) -> Countdown:
    """Until when a unit's agreement is to be fixed; afterwards its draft is used (II.A.2.a.3)."""
    return countdown(due_on(performance_year, DeadlineKind.AGREEMENT, unit), today)


@dataclass(frozen=True, slots=True)
class UnitAgreement:
    """A unit in the list of a year: its agreement, how many objectives it has, how long is left."""

    unit: Unit
    agreement: PerformanceAgreement | None
    objectives: int
    due: Countdown

    @property
    def asked(self) -> bool:
        """Whether an agreement is awaited: somebody began it, or wrote what it promises."""
        return self.agreement is not None or bool(self.objectives)

    @property
    def fixed(self) -> bool:
        return self.agreement is not None and self.agreement.state == workflow.FIXED


def units_with_agreements_for(actor: Actor, year: int, today: date, search: str = "") -> QuerySet[Unit]:
    """The units that have objectives or an agreement in the year, those that one leads, and for who manages the agency its own
    parts, so that a year begins with a list; searched for, any unit of that name."""
    units = Unit.objects.filter(agency_id=actor.agency_id)
    if search:
        return units.filter(name__icontains=search).order_by("path")
    goals = Objective.objects.filter(unit=OuterRef("pk"), performance_year__year=year)
    begun = PerformanceAgreement.objects.filter(unit=OuterRef("pk"), performance_year__year=year)
    led = Posting.objects.filter(on(today), employee_id=actor.employee_id, position__leads_unit=True)
    wanted = Exists(goals) | Exists(begun) | Q(pk__in=led.values("position__unit_id"))
    if manages_agency(actor):
        wanted |= Q(closed_on=None) & (Q(parent=None) | Q(parent__parent=None))
    return units.filter(wanted).order_by("path")


def agreements_of(actor: Actor, units: Sequence[Unit], year: int, today: date) -> list[UnitAgreement]:
    """These units with their agreements of the year. Three queries at any number of units."""
    rows = PerformanceAgreement.objects.filter(unit__in=units, performance_year__year=year)
    agreements = {row.unit_id: row for row in rows}
    goals = Objective.objects.filter(unit__in=units, performance_year__year=year)
    counts = dict(goals.values_list("unit_id").annotate(count=Count("pk")))
    days: Deadlines = deadlines_of(actor.agency_id, year)
    return [
        UnitAgreement(
            unit, agreements.get(unit.pk), counts.get(unit.pk, 0), countdown(days.on(DeadlineKind.AGREEMENT, unit.path), today),
        )
        for unit in units
    ]
