"""Beranda: what must I do now? Each module answers for itself; this file puts the answers side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.ui.numbers import calling_name
from capaian.governance.queries import periods_for
from capaian.people.queries import appraisees_on
from capaian.planning.queries import todos_for as of_planning
from capaian.progress.queries import summary_for
from capaian.progress.queries import todos_for as of_progress
from capaian.web.stages import stages

Item = dict[str, Any]
PROVIDERS: tuple[Callable[[Actor, datetime], list[Item]], ...] = (of_progress, of_planning)
"""In the order in which their items matter on an ordinary day."""
GREETINGS = ((4, "Selamat malam"), (11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"), (24, "Selamat malam"))
TEAM_SHOWN = 8


def desk(actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything the first screen answers without scrolling: where we are, to do, waiting for others, done."""
    today = timezone.localdate(now)
    items = [item for provider in PROVIDERS for item in provider(actor, now)]
    columns = {column: [item for item in items if item["column"] == column] for column in ("todo", "waiting", "done")}
    columns["todo"] = one_primary(sorted(columns["todo"], key=lambda item: item["kind"] != "primary"))
    return {
        "greeting": f"{greeting(now)}, {calling_name(actor.name)}", "today": today,
        "stages": stages(periods_for(actor.agency_id, today.year), today), **columns,
    }


def standing(actor: Actor, now: datetime) -> dict[str, Any]:
    """How far along I am, and who is on my team."""
    team = list(appraisees_on(actor.employee_id, timezone.localdate(now))) if actor.appraises else []
    return {"summary": summary_for(actor, now), "team": team[:TEAM_SHOWN], "more": max(len(team) - TEAM_SHOWN, 0), "count": len(team)}


def greeting(now: datetime) -> str:
    """By the clock on the wall of the agency."""
    hour = timezone.localtime(now).hour
    return _(next(words for until, words in GREETINGS if hour < until))


def one_primary(items: Iterable[Item]) -> list[Item]:
    """Only the first thing to do is drawn as the thing to do."""
    return [{**item, "kind": item["kind"] if place == 0 or item["kind"] != "primary" else "plain"} for place, item in enumerate(items)]
