"""What the ledger lacks: found in the database, at any size, for the units somebody oversees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.models import Agency, Circumstance, Employee, Posting, PostingKind, Reporting, ReportingBasis, Unit
from capaian.people.permissions.ledger import may_see_health
from capaian.people.permissions.scope import manages_units, oversees, within_reach
from capaian.people.queries.ledger import on
from capaian.people.queries.ledger_rows import ledger_of
from capaian.people.rules.ledger import EXEMPTING, REMOVING, Span, gaps, minus
from capaian.people.rules.lines import circles

Todo = dict[str, str]
KINDS = ("gaps", "left", "circles", "heads", "upward")


@dataclass(frozen=True, slots=True)
class Health:
    """How many of each kind of lack there are. `since`: from which day every employed day must be accounted for."""

    since: date | None
    counts: dict[str, int]

    @property
    def wrong(self) -> int:
        """What must be mended; people whom the superior appraises meanwhile are in order."""
        return sum(number for kind, number in self.counts.items() if kind != "upward")


def health_for(actor: Actor, today: date) -> Health:
    """The counts of every kind for what this person oversees. Raises Refused. Six queries."""
    require(may_see_health(actor))
    since = since_of(actor)
    counts = {
        "gaps": unaccounted_for(actor, since or today, today).count(), "left": absent_appraisers_for(actor, today).count(),
        "circles": len(circles_for(actor, today)), "heads": crowded_units_for(actor, today).count(),
        "upward": stepped_up_for(actor, today).count(),
    }
    return Health(since, counts)


def since_of(actor: Actor) -> date | None:
    """From which day on the agency keeps its ledger."""
    return Agency.objects.values_list("ledger_since", flat=True).get(pk=actor.agency_id)


def unaccounted_for(actor: Actor, since: date, today: date) -> QuerySet[Employee]:
    """People with an employed day, from `since` to today, without appraiser and without exemption. One query.

    A gap begins on the first day that counts, or on the day after something ends: only these days are looked at.
    """
    people = _here(actor, today).annotate(
        first=Greatest(Coalesce("employed_from", Value(since)), Value(since), output_field=DateField()),
        last=Least(Coalesce("employed_until", Value(today)), Value(today), output_field=DateField()),
    ).filter(first__lte=F("last"))
    never = ~Exists(_covering(Reporting.objects.all(), OuterRef("pk"), OuterRef("first"))) & ~Exists(
        _covering(_exempting(), OuterRef("pk"), OuterRef("first"))
    )
    lapsed = Q(pk__in=_lapsed(Reporting.objects.all(), actor, since, today)) | Q(
        pk__in=_lapsed(_exempting(), actor, since, today)
    )
    return people.filter(Q(never) | lapsed).order_by("name", "pk")


def _exempting() -> QuerySet[Circumstance]:
    return Circumstance.objects.filter(kind__in=list(EXEMPTING))


def _covering(rows: QuerySet[Any], employee: OuterRef, day: OuterRef) -> QuerySet[Any]:
    """The rows of a person that hold on a day."""
    return rows.filter(Q(end__isnull=True) | Q(end__gte=day), employee=employee, start__lte=day)


def _lapsed(rows: QuerySet[Any], actor: Actor, since: date, today: date) -> QuerySet[Any]:
    """Whose row ended, and on the day after, employed and before today's end, nothing holds."""
    following = Cast(ExpressionWrapper(F("end") + Value(timedelta(days=1)), output_field=DateField()), DateField())
    ended = rows.filter(
        Q(employee__employed_until__isnull=True) | Q(employee__employed_until__gt=F("end")),
        Q(employee__employed_from__isnull=True) | Q(employee__employed_from__lte=F("end")),
        employee__agency_id=actor.agency_id, end__gte=since - timedelta(days=1), end__lt=today,
    ).annotate(following=following)
    lapsed: QuerySet[Any] = ended.filter(
        ~Exists(_covering(Reporting.objects.all(), OuterRef("employee"), OuterRef("following"))),
        ~Exists(_covering(_exempting(), OuterRef("employee"), OuterRef("following"))),
    ).values("employee_id")
    return lapsed


def gaps_of(people: Iterable[Employee], since: date, today: date) -> dict[int, tuple[Span, ...]]:
    """The days of these people that nobody accounts for. Three queries."""
    people = list(people)
    ledger = ledger_of(one.pk for one in people)
    found = {}
    for one in people:
        known = ledger.find(one.pk)
        employed = minus([Span(since, today)], known.unemployed)
        found[one.pk] = tuple(gap for days in employed for gap in gaps(days, known.rows, known.exempt))
    return found


def absent_appraisers_for(actor: Actor, today: date) -> QuerySet[Employee]:
    """People who appraise today although they have left or are away for good, with `number` of those they appraise."""
    away = Exists(Circumstance.objects.filter(on(today), employee=OuterRef("pk"), kind__in=list(REMOVING)))
    gone = Q(employed_until__lt=today) | Q(away)
    appraising = Reporting.objects.filter(on(today), employee__in=_here(actor, today).order_by().values("pk"))
    rows = Employee.objects.filter(gone, agency_id=actor.agency_id, pk__in=appraising.values("appraiser_id"))
    held = Q(appraisees__start__lte=today) & (Q(appraisees__end__isnull=True) | Q(appraisees__end__gte=today))
    return rows.annotate(number=Count("appraisees", filter=held)).order_by("name", "pk")


def circles_for(actor: Actor, today: date) -> tuple[tuple[int, ...], ...]:
    """People who appraise one another in a ring today. Only appraisers can: of the whole agency just their own rows are read."""
    appraising = Reporting.objects.filter(on(today), employee__agency_id=actor.agency_id)
    rows = appraising.filter(employee_id__in=appraising.values("appraiser_id"))
    if not oversees(actor):
        rows = rows.filter(employee__in=_here(actor, today).order_by().values("pk"))
    return circles(dict(rows.order_by().values_list("employee_id", "appraiser_id")))


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names by number."""
    return dict(Employee.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def crowded_units_for(actor: Actor, today: date) -> QuerySet[Unit]:
    """Units that two people lead definitively today."""
    heads = Posting.objects.filter(
        on(today), kind=PostingKind.DEFINITIVE, position__leads_unit=True, position__unit__agency_id=actor.agency_id,
    )
    crowded = (
        within_reach(actor, heads, "position__unit").order_by().values("position__unit_id")
        .annotate(number=Count("employee", distinct=True)).filter(number__gt=1)
    )
    return Unit.objects.filter(pk__in=crowded.values("position__unit_id")).order_by("name", "pk")


def heads_of(units: Sequence[Unit], today: date) -> dict[int, list[Employee]]:
    """Who leads each of these units definitively."""
    rows = Posting.objects.filter(on(today), kind=PostingKind.DEFINITIVE, position__leads_unit=True, position__unit__in=units)
    found: dict[int, list[Employee]] = {unit.pk: [] for unit in units}
    for one in rows.select_related("employee", "position").order_by("start", "pk"):
        found[one.position.unit_id].append(one.employee)
    return found


def stepped_up_for(actor: Actor, today: date) -> QuerySet[Employee]:
    """People whom today the superior's superior appraises for want of a superior (IV.A.2)."""
    rows = Reporting.objects.filter(on(today), basis=ReportingBasis.UPWARD).values("employee_id")
    return _here(actor, today).filter(pk__in=rows)


def _here(actor: Actor, today: date) -> QuerySet[Employee]:
    """The people this person oversees: the agency's, or those with a post in the units of a unit manager."""
    people = Employee.objects.filter(agency_id=actor.agency_id)
    if not oversees(actor):
        held = within_reach(actor, Posting.objects.filter(on(today)), "position__unit")
        people = people.filter(pk__in=held.values("employee_id"))
    return people.order_by("name", "pk")


def todos_for(actor: Actor, now: datetime) -> list[Todo]:
    """For a manager's home: that the ledger has something to mend. Nothing for anybody else."""
    if not manages_units(actor):
        return []
    number = health_for(actor, timezone.localdate(now)).wrong
    if not number:
        return []
    title = ngettext(
        "%(count)d hal pada buku penugasan perlu dibenahi", "%(count)d hal pada buku penugasan perlu dibenahi", number,
    )
    return [{
        "title": title % {"count": number}, "note": _("Pegawai tanpa penilai, atasan yang sudah berhenti, penilaian berputar"),
        "href": reverse("people:ledger_health"), "action": _("Benahi"), "kind": "plain", "column": "todo",
    }]
