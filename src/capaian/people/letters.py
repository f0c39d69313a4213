"""Letters with a link into an account."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import override

from capaian.people.models import Invitation

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, and which link."""

    address: str
    link: Invitation
    href: str


def send(letters: Iterable[Letter]) -> bool:
    """Send them over one connection; False where the mail server did not take them (the links are on the screen anyway)."""
    with override("id"):
        mails = [_mail(letter) for letter in letters if letter.address and settings.MAIL_READY]
    if not mails:
        return False
    try:
        get_connection().send_messages(mails)
    except OSError as error:
        logger.warning("Links into accounts could not be mailed: %s", error)
        return False
    return True


def _mail(letter: Letter) -> EmailMessage:
    opens = letter.link.purpose == Invitation.Purpose.OPEN
    subject = "Akun Capaian Anda" if opens else "Kata sandi baru untuk akun Capaian Anda"
    body = render_to_string("people/accounts/letter.txt", {"letter": letter, "link": letter.link, "opens": opens})
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [letter.address])
