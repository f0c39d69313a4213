"""With whom the dialogue is held, who is on turn, who fixes, and when an appraiser counts as silent (Annex II.C)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.calendar import deadline
from capaian.foundation.language import day_in_words, told
from capaian.foundation.policy import policy_for
from capaian.people.models import Circumstance, CircumstanceKind, Employee, Posting, Sphere
from capaian.people.queries import appraiser_on, on
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.people.rules.ledger import exempts
from capaian.planning import workflow
from capaian.planning.models import DialogueEntry, Skp
from capaian.planning.permissions.sides import successor_on
from capaian.planning.queries.deadlines import Deadlines, deadlines_in
from capaian.planning.queries.house import HOUSE_ID
from capaian.planning.rules.deadlines import due_for_span
from capaian.planning.rules.fixing import (
    WORDS,
    Fixer,
    article_of,
    heads_institution,
    heads_region,
    is_fixed_by_superior,
    rank_below,
    who_fixes,
)
from capaian.planning.rules.leading import LEADING
from capaian.planning.rules.turns import Talk, came_late, is_being_kind, silent_from

FREEING = tuple(kind for kind in CircumstanceKind.values if exempts(kind) and kind != CircumstanceKind.APPRAISED_OUTSIDE)
"""II.C.8: circumstances in which no SKP is asked. Who is appraised outside has one, elsewhere (IV.A.12)."""

_LONGEST = 200  # of Skp.fixed_by


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is awaited: `party` is employee, appraiser or nobody."""

    party: str
    name: str


@dataclass(frozen=True, slots=True)
class Fixing:
    """Who fixes an SKP (II.C.1-3), in words and with the article; `other` where that is not whom the dialogue is held with."""

    words: str
    article: str
    other: bool


def counterpart_of(skp: Skp) -> Employee:
    """With whom the employee holds the dialogue: the appraiser, after II.C.5 the appraiser's superior; the new appraiser (II.C.7)
    also before the SKP went over, where it brought the ledger along (then one query)."""
    new = successor_on(skp, skp.__dict__.get("ledger_day")) if skp.state in workflow.OPEN_STATES else None
    if new is None:
        return skp.dialogue_with or skp.appraiser
    known: dict[int, Employee] = skp.__dict__.setdefault("successors", {})
    if new.who not in known:
        known[new.who] = Employee.objects.get(pk=new.who)
    return known[new.who]


def bring_successors(skps: Iterable[Skp]) -> None:
    """The new appraisers of SKPs that brought the ledger along, for `counterpart_of`: one query where there are any."""
    open_now = [skp for skp in skps if skp.state in workflow.OPEN_STATES]
    wanted = {row.who for skp in open_now if (row := successor_on(skp, skp.__dict__.get("ledger_day"))) is not None}
    known = Employee.objects.in_bulk(wanted) if wanted else {}
    for skp in open_now:
        skp.__dict__["successors"] = known


def turn_of(skp: Skp) -> Turn:
    """Who is on turn, by name."""
    party = workflow.SKP.turn_of[skp.state]
    names = {"employee": skp.employee.name, "appraiser": counterpart_of(skp).name}
    return Turn(party, names.get(party, ""))


@dataclass(frozen=True, slots=True)
class Silence:
    """II.C.5: since when the employee may go to the appraiser's superior. `answer_by` is set while an appraiser to whom the
    plan came late has time to answer: then nobody is urged."""

    since: date
    answer_by: date | None = None

    @property
    def tone(self) -> str:
        """In which a screen says it."""
        return "info" if self.answer_by else "warn"


def silent_since(skp: Skp, day: date, deadlines: Deadlines | None = None) -> date | None:
    """Since when the employee may go to the appraiser's superior, or None; see `silence_of`."""
    silence = silence_of(skp, day, deadlines)
    return silence.since if silence is not None else None


def silence_of(skp: Skp, day: date, deadlines: Deadlines | None = None) -> Silence | None:
    """II.C.5, asked of SKPs in the making; once taken up, the answer is None. Two queries, three where the deadlines are not in
    hand, two more of a plan that came late."""
    if skp.dialogue_with_id is not None or skp.state not in (workflow.DRAFT, workflow.SUBMITTED):
        return None
    due = (deadlines or deadlines_in(skp.performance_year)).of(skp)
    if day <= due:
        return None
    statuses = list(skp.statuses.order_by("at", "pk").values_list("state", "at", "by_id"))
    if skp.amends_id is not None and statuses:  # a change has no January: it has as long from the day it was begun
        due = due_for_span(due, timezone.localdate(statuses[0][1]))
    offered = [timezone.localtime(at) for state, at, _by in statuses if state == workflow.SUBMITTED]  # to the new one, too
    nobodys = (skp.employee_id, HOUSE_ID)
    words = [at for _state, at, by in statuses[1:] if by not in nobodys]  # the first: who opened it
    words += DialogueEntry.objects.filter(skp=skp).exclude(by_id=skp.employee_id).values_list("at", flat=True)
    talk = Talk(skp.state, offered[-1] if offered else None, words)
    answer_by = _answer_by(skp, offered[-1].date()) if came_late(talk, due) else None
    since = silent_from(talk, due, day, answer_by)
    if since is None:
        return None
    return Silence(since, answer_by if answer_by and is_being_kind(talk, due, day, answer_by) else None)


def _answer_by(skp: Skp, came_on: date) -> date:
    """Until when an appraiser has time to answer a plan that came late: working days of the agency's policy."""
    agency_id = skp.employee.agency_id
    return deadline(agency_id, came_on, policy_for(agency_id, "clock.plan_answered", came_on).value).day


def superior_of(skp: Skp, day: date) -> Employee | None:
    """Who appraises the appraiser in the ledger on that day, or None where the ledger names nobody."""
    return appraiser_on(skp.appraiser, day)


def fixing_of(skp: Skp) -> Fixing:
    """Who fixes this SKP, by the agency's sphere, the group of the post and that of the superior with whom the dialogue is
    held; with the name where the ledger knows it. No query for most posts; for who leads, two at most where the superior's
    post was not loaded and one where a head of agency or region may be named."""
    group, heads = _above(skp)
    rank = rank_below(superior_group=group, superior_heads_agency=heads)
    fixer = who_fixes(sphere=skp.employee.agency.sphere, group=skp.position.group, rank=rank)
    if is_fixed_by_superior(fixer, group):
        return Fixing(counterpart_of(skp).name, article_of(fixer), other=False)
    head = _head_of(skp) if fixer in (Fixer.HEAD_OF_REGION, Fixer.HEAD_OF_AGENCY) else None
    words = told(WORDS[fixer])
    if head is not None:
        words = f"{words} ({head.name})"
    return Fixing(words, article_of(fixer), other=head is None or head.pk != counterpart_of(skp).pk)


def fixed_by_of(skp: Skp, by_name: str) -> str:
    """What is kept in `Skp.fixed_by`: who fixed, where that is not the appraiser; "" where it is."""
    fixing = fixing_of(skp)
    if fixing.other:
        return fixing.words[:_LONGEST]
    return by_name if by_name != skp.appraiser.name else ""


def exemption_on(employee_id: int, day: date) -> str:
    """II.C.8: why no SKP is asked of this person on that day, in words; "" where one is. One query."""
    kept = Circumstance.objects.filter(on(day), employee_id=employee_id, kind__in=FREEING).first()
    if kept is None:
        return ""
    told_of = {"kind": kept.get_kind_display().lower(), "article": exempts(kept.kind), "since": day_in_words(kept.start)}
    if kept.end is not None:
        words = _("Dari Anda tidak diminta SKP karena %(kind)s sejak %(since)s sampai %(until)s (%(article)s). Bila data ini "
                  "keliru, ajukan koreksi kepada pengelola kinerja.")
        return words % {**told_of, "until": day_in_words(kept.end)}
    words = _("Dari Anda tidak diminta SKP karena %(kind)s sejak %(since)s (%(article)s). Bila data ini keliru, ajukan koreksi "
              "kepada pengelola kinerja.")
    return words % told_of


def exempt_ids(employee_ids: Iterable[int], day: date) -> dict[int, str]:
    """The same of many: who is exempt, with the kind of circumstance. One query."""
    rows = Circumstance.objects.filter(on(day), employee_id__in=employee_ids, kind__in=FREEING)
    return {row.employee_id: row.get_kind_display() for row in rows}


def _above(skp: Skp) -> tuple[str, bool]:
    """The group of the appraiser's post, and whether it heads the agency, where that decides who fixes: for who leads. Of
    whom the dialogue was taken up with instead (II.C.5) no post is kept."""
    post = skp.appraiser_position if skp.position.group in LEADING and skp.dialogue_with_id is None else None
    if post is None or post.pk == skp.position_id:  # nobody stands above oneself
        return "", False
    top, sphere = post.unit.parent_id is None, skp.employee.agency.sphere
    return post.group, heads_institution(sphere=sphere, top=top, leads=post.leads_unit, title=post.title)


def _head_of(skp: Skp) -> Employee | None:
    """Who heads the agency: the post that leads its root unit; in a region only where that post is the regent's, mayor's or
    governor's own, for the secretary of the region leads the offices, not the region."""
    held = (
        Posting.objects.filter(
            on(skp.start), position__unit__agency_id=skp.employee.agency_id, position__unit__parent=None,
            position__leads_unit=True,
        )
        .select_related("employee", "position")
        .order_by(DEFINITIVE_FIRST, "-start")
    )
    regional = skp.employee.agency.sphere == Sphere.REGIONAL
    return next(
        (row.employee for row in held if not regional or heads_region(row.position.title)), None
    )
