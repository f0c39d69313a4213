"""What the page of an SKP says about its life: who is on turn, what this person can do, who fixes, how long is left, and
what was said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.permissions import answers
from capaian.planning.permissions.sides import gone_over, passed_on
from capaian.planning.queries.deadlines import countdown, deadlines_in
from capaian.planning.queries.dialogue import Said, Threads, is_objected, threads_of
from capaian.planning.queries.successions import taken_over
from capaian.planning.queries.turns import counterpart_of, fixing_of, silence_of, superior_of, turn_of


def life_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """The context of `skp_turn.html` and the dialogue. Each result of the SKP gets its `thread`."""
    actor, today = request.actor, timezone.localdate(request.now)
    owner, side = actor.employee_id == skp.employee_id, answers(actor, skp)
    threads = threads_of(skp)
    objected = is_objected(threads)
    _thread(skp, threads)
    passed = passed_on if skp.state == workflow.AGREED else gone_over  # of what stands: only to who may think to change it
    context = {
        "turn": turn_of(skp), "counterpart": counterpart_of(skp), "is_owner": owner,
        "can": _can(skp, owner=owner, side=side, objected=objected), "objected": objected, "fixing": fixing_of(skp),
        "talk": threads.get(None, []),
        "is_open": skp.state in workflow.OPEN_STATES, "passed_on": passed(actor, skp),
        "taken_over": skp.state == workflow.ADJUSTED and taken_over(skp),
    }
    if context["is_open"]:
        deadlines = deadlines_in(skp.performance_year)
        if skp.amends_id is None:  # a change has no January
            context["count"] = countdown(deadlines.of(skp), today)
        silence = silence_of(skp, today, deadlines) if owner else None
        if silence is not None:
            context |= {"silent": silence, "superior": superior_of(skp, today)}
    return context


def steps_of(skp: Skp, reader: int = 0) -> list[dict[str, str]]:
    """Drafted → with the appraiser → agreed, with a word on whose turn it is; who reads is not told the own name."""
    places = {
        workflow.DRAFT: 0, workflow.SUBMITTED: 1, workflow.ASKED: 1, workflow.ADJUSTED: 1, workflow.AGREED: 2,
        workflow.MERGED: 2, workflow.DISCARDED: 2, workflow.CLOSED: 2,
    }
    here, ended = places[skp.state], places[skp.state] == 2
    last = skp.state if ended else workflow.MERGED if skp.amends_id else workflow.AGREED
    middle = skp.state if here == 1 else workflow.SUBMITTED
    employee, counterpart = (
        _("Anda") if person.pk == reader else person.name for person in (skp.employee, counterpart_of(skp))
    )
    rows = (
        (workflow.DRAFT, employee),
        (middle, counterpart if middle == workflow.SUBMITTED else _("giliran %(name)s") % {"name": employee}),
        (last, _("oleh kedua pihak") if last in (workflow.AGREED, workflow.MERGED) else ""),
    )
    return [
        {
            "label": str(workflow.SKP.labels[state]), "note": note,
            "state": "done" if place < here or ended else "current" if place == here else "todo",
        }
        for place, (state, note) in enumerate(rows)
    ]


def _can(skp: Skp, *, owner: bool, side: bool, objected: bool) -> dict[str, bool]:
    """Verb → whether this person can do it now."""
    verbs = set(workflow.SKP.verbs_from(skp.state))
    return {
        "submit": owner and "submit" in verbs, "withdraw": owner and "withdraw" in verbs,
        "answer": owner and "answer" in verbs, "reply": owner and "reply" in verbs, "accept": owner and "accept" in verbs,
        "ask": side and "ask" in verbs, "adjust": side and "adjust" in verbs, "send_back": side and "return" in verbs,
        "agree": side and "agree" in verbs and not objected,
    }


def _thread(skp: Skp, threads: Threads) -> None:
    """What was said of results that are gone joins what was said of the whole."""
    shown: set[int | None] = {None}
    for result in skp.results.all():
        result.thread = threads.get(result.pk, [])
        shown.add(result.pk)
    gone: list[Said] = [said for key, rows in threads.items() if key not in shown for said in rows]
    if gone:
        threads[None] = sorted([*threads.get(None, []), *gone], key=lambda said: (said.entry.at, said.entry.pk))
