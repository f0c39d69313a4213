"""Opening the drafts of a whole unit's SKPs, where they are too many to wait for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from capaian.foundation.actor import Role
from capaian.foundation.jobs import Progress, job_kind
from capaian.kernel.words import N_, say
from capaian.planning.actions.bulk import START, start_skps
from capaian.planning.queries.unit_plans import CHUNK, people_to_start

NAMED = 5
"""Of those for whom no draft could be opened, how many are named in the outcome."""


@job_kind(START, title=_("Membuka konsep SKP"))
def open_drafts(progress: Progress, *, unit_id: int, deep: bool) -> str:
    """Chunk by chunk, by number; a run that was interrupted continues after the last chunk."""
    today = timezone.localdate(timezone.now())
    people = people_to_start(progress.by.agency_id, unit_id, today, deep=deep)
    by = replace(progress.by, roles=frozenset({Role.PERFORMANCE_MANAGER}), day=today)  # asked when the job was queued
    found: dict[str, Any] = {"made": 0, "had": 0, "left": 0, "names": [], "after": 0} | progress.checkpoint
    progress.step(total=people.count())
    while chunk := list(people.filter(pk__gt=found["after"]).order_by("pk")[:CHUNK]):
        with transaction.atomic():
            outcome = start_skps(employees=chunk, by=by, at=timezone.now())
            found["made"] += len(outcome.skps)
            found["had"] += outcome.had
            found["left"] += len(outcome.left)
            found["names"] = [*found["names"], *(f"{left.employee.name} ({left.reason})" for left in outcome.left)][:NAMED]
            found["after"] = chunk[-1].pk
            progress.step(done=progress.done + len(chunk), checkpoint=found)
    told = [say(N_("%(made)s konsep SKP dibuka, %(had)s sudah ada sebelumnya."), made=found["made"], had=found["had"])]
    if found["left"]:
        words = N_("Bagi %(left)s orang konsep belum dapat dibuka: %(names)s")
        told.append(say(words, left=found["left"], names="; ".join(found["names"])))
    return "\n".join(str(line) for line in told)
