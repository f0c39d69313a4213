"""What hung below a result that an amendment takes out: let go, not lost. It says what it was to support and is linked anew."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import say
from capaian.planning.actions.recording import note
from capaian.planning.models import ResultPlan
from capaian.planning.queries.versions import hanging_below

_LONGEST = 300  # of ResultPlan.placeholder


def let_go(result: ResultPlan, by: Actor, at: datetime) -> int:
    """Let the results below this one go, keep its words with each as what it is to support, and tell whose they are; how
    many they were. From then on the room of links proposes another parent. Called inside an action."""
    children = list(hanging_below([result.pk]))
    for child in children:
        before: dict[str, object] = {"parent_id": child.parent_id, "parent_indicator_id": child.parent_indicator_id}
        child.parent, child.parent_indicator, child.placeholder = None, None, result.statement[:_LONGEST]
        child.save(update_fields=["parent", "parent_indicator", "placeholder"])
        note("result.let-go", child, by, at, before=before, after={"placeholder": child.placeholder})
    title = say("Kaitkan ulang hasil kerja Anda: %(name)s mengeluarkan hasil kerja yang didukungnya", name=by.name)
    told = [
        Telling([child.skp.employee.user_id], NoticeKind.LINK_PROPOSED, title, child.statement, reverse("planning:links"))
        for child in children
    ]
    notify_many(agency_id=by.agency_id, tellings=told, at=at)
    return len(children)
