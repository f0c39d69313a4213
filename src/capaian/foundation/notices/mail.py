"""Mailing what is due: one mail for each person, each notice in one mail.

A mail is claimed first (its notices get a `mail_id`), sent, then marked. A worker killed in between leaves a claim, which
is taken up after CLAIM_LASTS under the same Message-ID. So no notice is lost, several workers never send the same mail
side by side, and a mail that the server had already taken when the worker died comes a second time with the same
Message-ID, by which most mailboxes drop it. SMTP knows no stronger promise.
"""

from __future__ import annotations

import logging
import smtplib
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from capaian.foundation.models import Notice
from capaian.foundation.notices.addresses import Address, addresses_of
from capaian.foundation.notices.delivery import Waiting, Wishes, due
from capaian.foundation.notices.kinds import KINDS
from capaian.foundation.notices.queries import wishes_of

WINDOW = timedelta(days=7)
"""Older notices are not mailed any more; they wait in the app."""
CLAIM_LASTS = timedelta(minutes=15)
PEOPLE_AT_ONCE = 200
MAILS_A_ROUND = 200
MOST_LINES = 40
PACES: Mapping[str, str] = {str(kind): str(facts.mailed) for kind, facts in KINDS.items()}
log = logging.getLogger(__name__)


def candidates(now: datetime, since: timedelta = WINDOW) -> QuerySet[Notice]:
    """Notices that were neither read nor mailed and are not older than `since`."""
    return Notice.objects.filter(read_at=None, mailed_at=None, created_at__gt=now - since, created_at__lte=now)


def deliver(now: datetime, since: timedelta = WINDOW) -> int:
    """Send what is due, at most MAILS_A_ROUND mails; returns how many were handed to the mail server.

    Does nothing where no mail server is configured: the notices then wait in the app. A mail that the server refuses
    stays claimed and is tried again later; a server that does not answer ends the round.
    """
    if not settings.MAIL_READY:
        return 0
    sent, connection = 0, get_connection()
    try:
        for address, mail_id in claims(now, since):
            sent += _send(connection, address, mail_id, now)
            if sent >= MAILS_A_ROUND:
                break
    except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError) as error:
        log.warning("mail server does not answer, notices wait: %s", error)
    finally:
        connection.close()
    return sent


def claims(now: datetime, since: timedelta = WINDOW) -> Iterator[tuple[Address, str]]:
    """The mails that this worker may send now, each claimed before it is given out."""
    for waiting in _by_people(now, since):
        wishes, addresses = wishes_of(waiting), addresses_of(waiting)
        for user_id, rows in waiting.items():
            if address := addresses.get(user_id):
                for mail_id in _claimed(user_id, rows, wishes.get(user_id, Wishes()), address, now):
                    yield address, mail_id


def _by_people(now: datetime, since: timedelta) -> Iterator[dict[int, list[Notice]]]:
    """What waits, for PEOPLE_AT_ONCE people at a time."""
    after = 0
    while True:
        found = candidates(now, since).filter(recipient_id__gt=after)
        people = list(found.order_by("recipient_id").values_list("recipient_id", flat=True).distinct()[:PEOPLE_AT_ONCE])
        if not people:
            return
        waiting = defaultdict(list)
        for row in found.filter(recipient_id__in=people).order_by("recipient_id", "created_at", "pk"):
            waiting[row.recipient_id].append(row)
        yield dict(waiting)
        after = people[-1]


def _claimed(user_id: int, rows: Sequence[Notice], wishes: Wishes, address: Address, now: datetime) -> Iterator[str]:
    """Mails left over from a killed worker, then a new one with what is due: each given out only to who claims it first."""
    left = now - CLAIM_LASTS
    for mail_id in {row.mail_id: None for row in rows if row.mail_id}:
        mine = Notice.objects.filter(recipient_id=user_id, mail_id=mail_id, mailed_at=None, claimed_at__lt=left)
        if mine.update(claimed_at=now):
            yield mail_id
    free = [Waiting(row.pk, row.kind, row.created_at) for row in rows if not row.mail_id]
    ids = due(free, wishes=wishes, paces=PACES, now=now, zone=ZoneInfo(address.time_zone))
    if ids:
        mail_id = uuid.uuid4().hex
        if Notice.objects.filter(pk__in=ids, mail_id="", read_at=None).update(mail_id=mail_id, claimed_at=now):
            yield mail_id


def _send(connection: BaseEmailBackend, address: Address, mail_id: str, now: datetime) -> int:
    notices = list(Notice.objects.filter(mail_id=mail_id).order_by("created_at", "pk"))
    try:
        connection.send_messages([message(address, mail_id, notices, connection)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError) as error:
        log.warning("mail %s was refused and will be tried again: %s", mail_id, type(error).__name__)
        return 0
    Notice.objects.filter(mail_id=mail_id).update(mailed_at=now)
    return 1


def message(
    address: Address, mail_id: str, notices: Sequence[Notice], connection: BaseEmailBackend | None = None
) -> EmailMessage:
    """One mail in plain text: each notice with its link, and the way to have fewer. Written in Indonesian."""
    site = settings.SITE_URL.rstrip("/")
    chosen = f"{site}{reverse('notices:settings')}"
    lines = [{"notice": each, "href": f"{site}{reverse('notices:open', args=[each.pk])}"} for each in notices[:MOST_LINES]]
    data = {
        "name": address.name, "lines": lines, "more": max(len(notices) - MOST_LINES, 0), "settings": chosen,
        "all": f"{site}{reverse('notices:notices')}",
    }
    with override("id"):
        body = render_to_string("notices/mail.txt", data)
    subject = notices[0].title if len(notices) == 1 else f"Capaian: {len(notices)} pemberitahuan baru"
    headers = {
        "Message-ID": f"<{mail_id}@{urlsplit(site).hostname or 'capaian'}>", "List-Unsubscribe": f"<{chosen}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [address.email],
                        headers=headers, connection=connection)
