"""Beranda: what must I do now? Each module answers for itself; this file puts the answers side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.evaluation.queries import todos_for as of_evaluation
from capaian.evaluation.queries.periods import periods_of
from capaian.foundation.actor import Actor
from capaian.foundation.ui.numbers import calling_name
from capaian.kernel.words import N_
from capaian.people.queries import appraisees_on
from capaian.people.queries.corrections import facts_of, get_self
from capaian.people.queries.ledger_health import todos_for as of_ledger
from capaian.people.queries.roles import todos_for as of_roles
from capaian.people.queries.todos import todos_for as of_people
from capaian.planning.queries import todos_for as of_planning
from capaian.progress.queries import summary_for
from capaian.progress.queries import todos_for as of_progress
from capaian.web.stages import stages

Item = dict[str, Any]
GREETINGS = (
    (4, N_("Selamat malam")), (11, N_("Selamat pagi")), (15, N_("Selamat siang")), (18, N_("Selamat sore")),
    (24, N_("Selamat malam")),
)
TEAM_SHOWN = 10


def desk(actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything the first screen answers without scrolling: where we are, to do, waiting for others, done."""
    today = timezone.localdate(now)
    periods = list(periods_of(actor.agency_id))
    items: list[Item] = [
        *of_progress(actor, now), *of_evaluation(actor, now, periods), *of_planning(actor, now), *of_people(actor, now),
        *of_roles(actor, today),
    ]
    columns = {column: [item for item in items if item["column"] == column] for column in ("todo", "waiting", "done")}
    for column in ("waiting", "done"):
        columns[column] = [{**item, "kind": "quiet"} for item in columns[column]]
    columns["todo"] = one_primary(sorted(columns["todo"], key=lambda item: item["kind"] != "primary"))
    return {
        "greeting": f"{greeting(now)}, {calling_name(actor.name)}", "today": today,
        "stages": stages([period for period in periods if period.performance_year.year == today.year], today), **columns,
    }


def standing(actor: Actor, now: datetime) -> dict[str, Any]:
    """How far along I am, who is on my team, and what the ledger lacks: what may take a moment longer than the rest."""
    today = timezone.localdate(now)
    team = list(appraisees_on(actor.employee_id, today)) if actor.appraises else []
    return {
        "summary": summary_for(actor, now), "team": team[:TEAM_SHOWN], "more": max(len(team) - TEAM_SHOWN, 0), "count": len(team),
        "facts": facts_of(get_self(actor), today), "ledger": of_ledger(actor, now), "team_href": reverse("evaluation:team"),
    }


def greeting(now: datetime) -> str:
    """By the clock on the wall of the agency."""
    hour = timezone.localtime(now).hour
    return _(next(words for until, words in GREETINGS if hour < until))


def one_primary(items: Iterable[Item]) -> list[Item]:
    """Only the first thing to do is drawn as the thing to do."""
    rows = list(items)
    return rows[:1] + [{**item, "kind": "plain"} for item in rows[1:]]
