"""Reads of feedback: the page of one SKP, and counts for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404

from capaian.feedback import permissions
from capaian.feedback.models import Feedback, Giver
from capaian.feedback.permissions import Standing
from capaian.foundation.actor import Actor
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.record.own_data import Section, rows_of
from capaian.foundation.record.readings import note_reading
from capaian.kernel.berakhlak import BERAKHLAK, CoreValue
from capaian.kernel.words import N_
from capaian.people.models import Posting, Reporting
from capaian.people.queries import on
from capaian.planning.models import Indicator, Skp
from capaian.planning.permissions import appraises
from capaian.planning.queries.assignments import is_leader_of


def day_of(skp: Skp, moment: datetime) -> date:
    """The calendar day of a moment where the SKP's agency is."""
    return moment.astimezone(ZoneInfo(skp.employee.agency.time_zone)).date()


def standing_of(actor: Actor, skp: Skp, day: date) -> Standing:
    """What the actor is to the person of the SKP on a day: leader (who appraises, who may also note what
    stakeholders said), leader by an assignment, peer (a post in the same unit), subordinate (appraised by the person).
    Three queries; none for the person and for the appraiser."""
    if skp.employee_id == actor.employee_id:
        return frozenset()
    if appraises(actor, skp):
        return frozenset({Giver.LEADER, Giver.STAKEHOLDER})
    found: set[str] = set()
    ledger = on(day) & Q(employee_id=actor.employee_id)
    if Reporting.objects.filter(ledger, appraiser_id=skp.employee_id).exists():
        found.add(Giver.SUBORDINATE)
    elif Posting.objects.filter(ledger, position__unit_id=skp.position.unit_id).exists():
        found.add(Giver.PEER)
    if is_leader_of(actor, skp):  # who gives work by an assignment gives feedback on it, too (Art 1.10)
        found.add(Giver.LEADER)
    return frozenset(found)


def get_skp_for(actor: Actor, skp_id: int, now: datetime) -> tuple[Skp, Standing]:
    """The SKP whose feedback this person may open, with what they are to its person.

    Raises Http404 (other agency) or Refused. One to three queries.
    """
    skp = (
        Skp.objects.standing().filter(pk=skp_id, employee__agency_id=actor.agency_id)
        .select_related("employee__agency", "appraiser", "position__unit", "performance_year")
        .first()
    )
    if skp is None:
        raise Http404
    standing = standing_of(actor, skp, day_of(skp, now))
    require(permissions.may_open_feedback(actor, skp, standing))
    return skp, standing


def get_skp_to_give_for(actor: Actor, skp_id: int, now: datetime) -> tuple[Skp, Standing]:
    """As `get_skp_for`, for who wants to give: Refused, before a word is read, where they are nothing to the person."""
    skp, standing = get_skp_for(actor, skp_id, now)
    require(permissions.may_give_feedback(actor, skp, next(iter(standing), ""), standing))
    return skp, standing


def get_indicator_of(skp: Skp, indicator_id: int) -> Indicator:
    """An indicator of this SKP; another's does not exist here (Http404). One query."""
    found: Indicator | None = Indicator.objects.filter(pk=indicator_id, result__skp=skp).select_related("result").first()
    if found is None:
        raise Http404
    return found


def indicators_of(skp: Skp) -> list[Indicator]:
    """The SKP's indicators with their results, in the order of the forms: those that stand, and those dropped since about
    which something was said. One query."""
    order = ("-result__kind", "result__ordinal", "result__pk", "ordinal", "pk")
    told = Exists(Feedback.objects.filter(indicator=OuterRef("pk")))
    rows = Indicator.objects.filter(Q(dropped_on__isnull=True) | told, result__skp=skp)
    return list(rows.select_related("result").order_by(*order))


def feedback_of(skp: Skp) -> list[Feedback]:
    """Every entry: results in the order of the forms, then core values, each oldest first. One query."""
    rows = Feedback.objects.filter(skp=skp).select_related("indicator__result").order_by("at", "pk")
    place = {value.slug: number for number, value in enumerate(BERAKHLAK)}

    def order(entry: Feedback) -> tuple[int, ...]:
        if entry.indicator is None:
            return (1, place.get(entry.core_value, len(place)))
        result = entry.indicator.result
        return (0, result.kind != "main", result.ordinal, result.pk, entry.indicator.ordinal, entry.indicator.pk)

    return sorted(rows, key=order)


def feedback_for(actor: Actor, skp: Skp) -> list[Feedback]:
    """What this person may see of it: all, or only what they gave themselves. One query."""
    rows = feedback_of(skp)
    if not permissions.may_read_feedback(actor, skp):
        return [row for row in rows if row.by_id == actor.employee_id]
    note_reading(actor, subject_id=skp.employee_id, thing="feedback", thing_id=skp.pk)
    return rows


def held_by_feedback(actor: Actor) -> Iterator[Section]:
    """What this module holds about a person: what was said to them, and what they said themselves (without about whom)."""
    rows = Feedback.objects.order_by("at", "pk")
    columns = ("at", "by_name", "giver", "giver_label", "tone", "text", "core_value")
    about = rows.filter(skp__employee_id=actor.employee_id)
    yield Section("umpan-balik", N_("Umpan balik untuk saya"), rows_of(
        about, *columns, skp="skp_id", indicator="indicator__statement",
    ))
    given = rows.filter(by_id=actor.employee_id).exclude(skp__employee_id=actor.employee_id)
    yield Section("umpan-balik-dari-saya", N_("Umpan balik dari saya"), rows_of(given, "at", "tone", "text", "core_value"))


def feedback_counts(skp_ids: Iterable[int]) -> dict[int, int]:
    """How many entries each SKP has; 0 where none. One query."""
    skp_ids = list(skp_ids)
    rows = Feedback.objects.filter(skp_id__in=skp_ids).values("skp_id").annotate(number=Count("pk"))
    return dict.fromkeys(skp_ids, 0) | {row["skp_id"]: row["number"] for row in rows}


@dataclass(frozen=True, slots=True)
class About:
    """What feedback is about, an indicator or a core value, with what was said; `key` names it in the form."""

    key: str
    name: str
    entries: tuple[Feedback, ...]
    indicator: Indicator | None = None
    value: CoreValue | None = None


def subjects(indicators: Iterable[Indicator], rows: Iterable[Feedback]) -> list[About]:
    """Every indicator, then every core value, each with its entries (also where there are none). No query."""
    said: dict[str, list[Feedback]] = defaultdict(list)
    for row in rows:
        said[f"i{row.indicator_id}" if row.indicator_id else row.core_value].append(row)
    return [
        About(key, indicator.statement, tuple(said[key]), indicator=indicator)
        for indicator in indicators
        if (key := f"i{indicator.pk}")
    ] + [About(value.slug, told(value.name), tuple(said[value.slug]), value=value) for value in BERAKHLAK]
