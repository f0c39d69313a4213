"""Reading notices and choosing how to be told. Marking one's own notice as read is a bookmark, not a deed: no audit row."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.models import Delivery, Notice, NoticeSettings
from capaian.foundation.notices.kinds import NoticeKind
from capaian.foundation.writing import action


def mark_read(*, notice: Notice, by: Actor, at: datetime) -> None:
    """Mark the person's own notice as read; the first time counts. Raises Refused for somebody else's."""
    if notice.recipient_id != by.user_id:
        raise Refused(_("Pemberitahuan ini untuk orang lain."))
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Mark everything the person was told until now as read; returns how many that were."""
    return Notice.objects.filter(recipient_id=by.user_id, read_at=None, created_at__lte=at).update(read_at=at)


@action
def choose_delivery(
    *, delivery: str, digest_hour: int, quiet_from: time | None = None, quiet_until: time | None = None,
    muted: frozenset[str] = frozenset(), by: Actor, at: datetime,
) -> NoticeSettings:
    """Keep how the person wants to be told by mail.

    Raises InvalidInput for an unknown choice, an hour that is none, or quiet hours with one end only.
    """
    if problems := _problems(delivery, digest_hour, quiet_from, quiet_until, muted):
        raise InvalidInput(problems)
    values = {
        "delivery": delivery, "digest_hour": digest_hour, "quiet_from": quiet_from, "quiet_until": quiet_until,
        "muted": sorted(muted),
    }
    row, _made = NoticeSettings.objects.update_or_create(user_id=by.user_id, defaults=values)
    audit.record(by=by, at=at, verb="notices.choose", subject=row, after=values)
    return row


def _problems(
    delivery: str, digest_hour: int, quiet_from: time | None, quiet_until: time | None, muted: frozenset[str]
) -> list[Problem]:
    problems = []
    if delivery not in Delivery.values:
        problems.append(Problem(_("Pilih salah satu cara."), "delivery"))
    if not 0 <= digest_hour <= 23:
        problems.append(Problem(_("Jam ringkasan antara 0 dan 23."), "digest_hour"))
    if (quiet_from is None) != (quiet_until is None):
        field = "quiet_from" if quiet_from is None else "quiet_until"
        problems.append(Problem(_("Isi awal dan akhir jam tenang, atau kosongkan keduanya."), field))
    if muted - set(NoticeKind):
        problems.append(Problem(_("Jenis pemberitahuan ini tidak dikenal."), "muted"))
    return problems
