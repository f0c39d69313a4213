"""Reading notices: one's own only."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.models import Notice, NoticeSettings
from capaian.foundation.notices.delivery import Wishes


def notices_for(actor: Actor, *, kind: str = "", unread_only: bool = False) -> QuerySet[Notice]:
    """The person's notices, unread first, then the newest."""
    found = Notice.objects.filter(recipient_id=actor.user_id, agency_id=actor.agency_id)
    if kind:
        found = found.filter(kind=kind)
    if unread_only:
        found = found.filter(read_at=None)
    read = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(read, "-created_at", "-pk")


def get_notice_for(actor: Actor, notice_id: int) -> Notice:
    """One notice of the person. Raises Http404 for anybody else's."""
    found = Notice.objects.filter(pk=notice_id, recipient_id=actor.user_id, agency_id=actor.agency_id).first()
    if found is None:
        raise Http404
    return found


def settings_for(actor: Actor) -> NoticeSettings:
    """How the person wants to be told; where nothing was chosen yet, an unsaved row with the house's proposal."""
    return NoticeSettings.objects.filter(user_id=actor.user_id).first() or NoticeSettings(user_id=actor.user_id)


def wishes_of(user_ids: Iterable[int]) -> dict[int, Wishes]:
    """What these accounts have chosen; whoever chose nothing is left out. One query."""
    return {
        row.user_id: Wishes(row.delivery, row.digest_hour, row.quiet_from, row.quiet_until, frozenset(row.muted))
        for row in NoticeSettings.objects.filter(user_id__in=list(user_ids))
    }
