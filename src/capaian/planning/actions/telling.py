"""Whom the life of an SKP concerns, and what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import say
from capaian.planning.models import Skp


def offered(skp: Skp, at: datetime) -> None:
    """The appraiser."""
    title = say("%(name)s mengajukan SKP %(year)s", name=skp.employee.name, year=skp.performance_year.year)
    _tell([skp], [Telling([skp.appraiser.user_id], NoticeKind.PLAN_OFFERED, title, "", _href(skp))], at)


def returned(skp: Skp, reason: str, at: datetime) -> None:
    """The employee, with the reason."""
    title = say("SKP %(year)s dikembalikan %(name)s", year=skp.performance_year.year, name=skp.appraiser.name)
    _tell([skp], [Telling([skp.employee.user_id], NoticeKind.PLAN_RETURNED, title, reason, _href(skp))], at)


def agreed(skps: Sequence[Skp], at: datetime) -> None:
    """Everybody whose SKP was agreed to."""
    _tell(skps, [
        Telling([skp.employee.user_id], NoticeKind.PLAN_AGREED,
                say("SKP %(year)s Anda disepakati", year=skp.performance_year.year), "", _href(skp))
        for skp in skps
    ], at)


def _tell(skps: Sequence[Skp], tellings: list[Telling], at: datetime) -> None:
    notify_many(agency_id=skps[0].employee.agency_id, tellings=tellings, at=at)


def _href(skp: Skp) -> str:
    return reverse("planning:skp", args=[skp.pk])
