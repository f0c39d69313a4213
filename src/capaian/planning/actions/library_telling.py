"""Whom a wording of the indicator library concerns, and what they are told."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import N_, Saying, say
from capaian.planning.models import LibraryIndicator
from capaian.planning.queries.library import deciders_of, newest_version, offered_by


def offered(indicator: LibraryIndicator, by: Actor, at: datetime) -> None:
    """Those who are to decide, save who offers it."""
    users = deciders_of(indicator.agency_id, timezone.localdate(at)) - {by.user_id}
    title = say(N_("%(by)s mengajukan indikator kamus “%(name)s”"), by=by.name, name=_name(indicator))
    _tell(indicator, Telling(sorted(users), NoticeKind.LIBRARY_OFFERED, title, "", _href(indicator)), at)


def approved(indicator: LibraryIndicator, by: Actor, at: datetime) -> None:
    """Who offered it: from now on plans may follow it."""
    title = say(N_("Indikator kamus “%(name)s” disetujui dan berlaku"), name=_name(indicator))
    _decided(indicator, title, "", by, at)


def returned(indicator: LibraryIndicator, reason: str, by: Actor, at: datetime) -> None:
    """Who offered it, with the reason."""
    title = say(N_("%(by)s mengembalikan indikator kamus “%(name)s”"), by=by.name, name=_name(indicator))
    _decided(indicator, title, reason, by, at)


def retired(indicator: LibraryIndicator, reason: str, by: Actor, at: datetime) -> None:
    """Who offered it last, with the reason."""
    title = say(N_("Indikator kamus “%(name)s” tidak dipakai lagi"), name=_name(indicator))
    _decided(indicator, title, reason, by, at)


def _decided(indicator: LibraryIndicator, title: Saying, reason: str, by: Actor, at: datetime) -> None:
    users = offered_by(indicator) - {by.user_id}
    _tell(indicator, Telling(users, NoticeKind.LIBRARY_DECIDED, title, reason, _href(indicator)), at)


def _tell(indicator: LibraryIndicator, telling: Telling, at: datetime) -> None:
    notify_many(agency_id=indicator.agency_id, tellings=[telling], at=at)


def _name(indicator: LibraryIndicator) -> str:
    return newest_version(indicator).name


def _href(indicator: LibraryIndicator) -> str:
    return reverse("planning:library_indicator", args=[indicator.pk])
