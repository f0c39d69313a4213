"""Results that hang below nothing yet, and the links proposed for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.planning import workflow
from capaian.planning.models import Indicator, LinkProposal, ResultKind, ResultPlan, ResultSource, Skp
from capaian.planning.permissions.linking import may_choose_link, may_settle_link
from capaian.planning.queries.skps import appraised_by
from capaian.planning.queries.successions import mark_appraised
from capaian.planning.rules.linking import Match, Worded, ranked

ANNOUNCED = (workflow.SUBMITTED, workflow.ASKED, workflow.ADJUSTED, workflow.AGREED)
"""A leader's plan that is more than a draft: from now on people's results are linked to it."""
ELSEWHERE = (ResultSource.ASSIGNMENT, ResultSource.STUDY)
"""Sources whose results serve somebody else than the own leader."""


def waiting_results() -> Q:
    """Results that wait for a link, as part of a query: without parent and objective, or with a placeholder."""
    wanted = Q(parent__isnull=True, assignment__isnull=True, dropped_on__isnull=True) & ~Q(source__in=ELSEWHERE)
    return wanted & (Q(objective__isnull=True) | ~Q(placeholder="")) & standing_skp()


def standing_skp() -> Q:
    """Of people's SKPs themselves, as `Skp.objects.standing()` says, asked from a result."""
    return Q(skp__amends__isnull=True) & ~Q(skp__state=workflow.CLOSED)


def waiting_below(leaders: Sequence[Skp]) -> list[ResultPlan]:
    """The waiting results of the people whose SKP of the same year names one of these leaders as appraiser, with nothing
    proposed at the moment. Three queries, one for who leads nobody, as most people do, none for nobody.

    Not one with subqueries: a database that has no statistics of the year's new rows yet would look at all of them.
    """
    led = list(Skp.objects.filter(_led_by(leaders)).exclude(employee=F("appraiser")).values_list("pk", flat=True))
    rows = ResultPlan.objects.filter(waiting_results(), skp__in=led).select_related("skp__employee")
    waiting = {row.pk: row for row in rows.order_by("skp_id", "ordinal", "pk")}
    proposed = set(_living().filter(result__in=list(waiting)).values_list("result_id", flat=True))
    return [row for key, row in waiting.items() if key not in proposed]


def _led_by(leaders: Sequence[Skp]) -> Q:
    """The SKPs that name one of these leaders as appraiser, of the same year, as part of a query."""
    led = Q()
    for year in {leader.performance_year_id: 0 for leader in leaders}:
        people = [leader.employee_id for leader in leaders if leader.performance_year_id == year]
        led |= Q(appraiser__in=people, performance_year=year)
    return led or Q(pk__in=())


def _unproposed() -> Q:
    """Results that wait and for which nothing is proposed at the moment, as part of a query."""
    return waiting_results() & ~Q(Exists(_living().filter(result=OuterRef("pk"))))


def refused_for(results: Iterable[int]) -> dict[int, set[int]]:
    """Which of the leader's results were proposed before to these that wait, by result: refused, or let go since."""
    found: dict[int, set[int]] = {}
    rows = LinkProposal.objects.filter(result__in=list(results))
    for result_id, parent_id in rows.values_list("result_id", "parent_id"):
        found.setdefault(result_id, set()).add(parent_id)
    return found


def offered_by(leaders: Iterable[int]) -> dict[int, list[Worded]]:
    """What may be hung below, of these SKPs: their results with the words of their indicators. Two queries."""
    indicators = Prefetch("indicators", Indicator.objects.standing().order_by("ordinal", "pk"))
    rows = ResultPlan.objects.standing().filter(skp__in=list(leaders)).order_by("skp_id", "ordinal", "pk")
    found: dict[int, list[Worded]] = {}
    for row in rows.prefetch_related(indicators):
        words = " ".join([row.statement, *(indicator.statement for indicator in row.indicators.all())])
        found.setdefault(row.skp_id, []).append(Worded(row.pk, words, row.kind == ResultKind.MAIN, row.ordinal))
    return found


def words_of(result: ResultPlan) -> str:
    """What a waiting result says it is about."""
    return f"{result.placeholder} {result.statement}"


def leaders_to_link(agency_id: int) -> QuerySet[Skp]:
    """Announced SKPs of this agency's leaders below whom results wait unproposed; for the daily duty."""
    waiting = ResultPlan.objects.filter(
        _unproposed(), skp__appraiser_id=OuterRef("employee_id"), skp__performance_year_id=OuterRef("performance_year_id"),
    )
    rows: QuerySet[Skp] = Skp.objects.standing().filter(Exists(waiting), state__in=ANNOUNCED, employee__agency_id=agency_id)
    return rows.order_by("pk")


_PROPOSED = ("result__skp__employee", "result__skp__position__unit", "parent__skp__employee", "parent__skp__position")


def proposals_for(actor: Actor) -> QuerySet[LinkProposal]:
    """Links that wait for this person, of either side; the own first, then by name."""
    mine = Q(result__skp__employee_id=actor.employee_id, employee_at__isnull=True)
    led = Q(parent__skp__employee_id=actor.employee_id) | appraised_by(actor, "result__skp__")
    return _open().filter(
        mine | (led & Q(leader_at__isnull=True) & ~Q(result__skp__employee_id=actor.employee_id)),
        result__skp__employee__agency_id=actor.agency_id,
    ).select_related(*_PROPOSED).order_by("result__skp__employee__name", "result__ordinal", "pk")


def waiting_of(actor: Actor) -> QuerySet[ResultPlan]:
    """The own results of the running year for which nothing is proposed (yet, or any more)."""
    year = actor.day.year if actor.day else timezone.localdate().year
    rows = ResultPlan.objects.filter(_unproposed(), skp__employee_id=actor.employee_id, skp__performance_year__year=year)
    return rows.select_related("skp__appraiser").order_by("ordinal", "pk")


def get_proposals_for(actor: Actor, chosen: Sequence[int]) -> list[LinkProposal]:
    """These open proposals. Http404 where one is another agency's, Refused where one is not this person's to settle."""
    rows = {row.pk: row for row in _open().filter(
        pk__in=chosen, result__skp__employee__agency_id=actor.agency_id
    ).select_related(*_PROPOSED)}
    if set(chosen) - rows.keys():
        raise Http404
    mark_appraised(actor, [row.result.skp for row in rows.values()])
    for row in rows.values():
        require(may_settle_link(actor, row))
    return [rows[pk] for pk in dict.fromkeys(chosen)]


def get_waiting_for(actor: Actor, pk: int) -> ResultPlan:
    """One result whose link this person may choose. Raises Http404 or Refused."""
    rows = ResultPlan.objects.filter(pk=pk, skp__employee__agency_id=actor.agency_id, skp__amends__isnull=True)
    row: ResultPlan | None = rows.select_related(
        "skp__employee", "skp__appraiser", "skp__performance_year", "skp__position__unit"
    ).first()
    if row is None:
        raise Http404
    require(may_choose_link(actor, row))
    return row


def shared_words(proposal: LinkProposal) -> tuple[str, ...]:
    """The words that the two results have in common, as the screen shows why this was proposed."""
    return ranked(words_of(proposal.result), [Worded(proposal.parent_id, proposal.parent.statement)])[0].shared


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the leader's results, with why it might fit."""

    result: ResultPlan
    match: Match


def leaders_of(result: ResultPlan) -> QuerySet[Skp]:
    """The SKPs of the year of who appraises this result's owner: below their results it may hang."""
    rows: QuerySet[Skp] = Skp.objects.standing().filter(
        employee_id=result.skp.appraiser_id, performance_year_id=result.skp.performance_year_id
    )
    return rows.exclude(pk=result.skp_id)


def choices_for(result: ResultPlan) -> list[Choice]:
    """The results of the appraiser's SKPs of the year, the likeliest first. Three queries."""
    offered = [one for rows in offered_by(leaders_of(result).values_list("pk", flat=True)).values() for one in rows]
    rows = ResultPlan.objects.in_bulk([one.key for one in offered])
    return [Choice(rows[match.key], match) for match in ranked(words_of(result), offered)]


def waiting_rows(actor: Actor) -> QuerySet[LinkProposal]:
    """Links that wait for this person, to be counted."""
    return proposals_for(actor)


def told_of(count: int) -> dict[str, str]:
    """The row for the home page."""
    title = ngettext("%(count)d kaitan hasil kerja menunggu Anda", "%(count)d kaitan hasil kerja menunggu Anda", count)
    return {
        "title": title % {"count": count}, "note": _("Cocokkan dengan hasil kerja pimpinan, satu tekan untuk semua"),
        "href": reverse("planning:links"), "action": _("Konfirmasi"), "kind": "plain", "column": "todo",
    }


def _open() -> QuerySet[LinkProposal]:
    return _living().filter(
        result__parent__isnull=True, result__dropped_on__isnull=True, result__skp__amends__isnull=True,
    ).exclude(result__skp__state=workflow.CLOSED)


def _living() -> QuerySet[LinkProposal]:
    """Proposals that can still become a link: neither refused nor settled, and what they lead to stands."""
    rows: QuerySet[LinkProposal] = LinkProposal.objects.filter(rejected_at__isnull=True, parent__dropped_on__isnull=True)
    return rows.filter(Q(employee_at__isnull=True) | Q(leader_at__isnull=True)).exclude(parent__skp__state=workflow.CLOSED)
