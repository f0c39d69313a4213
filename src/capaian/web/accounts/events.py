"""What can happen to an account: the verb of the record, and the sentence its owner is mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from capaian.foundation import audit, tenancy
from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.people.queries import actor_for
from capaian.web.accounts import factor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Event(NamedTuple):
    """How allauth's notification is recorded (the verb) and told."""

    verb: str
    sentence: StrOrPromise


EVENTS = {
    "account/email/password_changed": Event("account.password.change", _("Kata sandi akun Anda diganti.")),
    "account/email/password_set": Event("account.password.change", _("Kata sandi akun Anda dibuat.")),
    "account/email/password_reset": Event("account.password.reset", _("Kata sandi akun Anda diatur ulang lewat surel.")),
    "account/email/email_changed": Event("account.email.change", _("Surel akun Anda diganti.")),
    "account/email/email_confirm": Event("account.email.confirm", _("Surel akun Anda dibuktikan.")),
    "account/email/email_deleted": Event("account.email.remove", _("Surel dihapus dari akun Anda.")),
    "mfa/email/totp_activated": Event("account.app.add", _("Aplikasi autentikator dipasang pada akun Anda.")),
    "mfa/email/totp_deactivated": Event("account.app.remove", _("Aplikasi autentikator dilepas dari akun Anda.")),
    "mfa/email/webauthn_added": Event("account.passkey.add", _("Kunci sandi ditambahkan pada akun Anda.")),
    "mfa/email/webauthn_removed": Event("account.passkey.remove", _("Kunci sandi dihapus dari akun Anda.")),
    "mfa/email/recovery_codes_generated": Event("account.codes.renew", _("Kode pemulihan akun Anda dibuat ulang.")),
    "socialaccount/email/account_connected": Event(
        "account.provider.connect", _("Akun Anda dihubungkan dengan akun masuk instansi."),
    ),
}


def sentence(template_prefix: str) -> StrOrPromise:
    """The sentence of a notification; empty for mails that are none."""
    return EVENTS[template_prefix].sentence if template_prefix in EVENTS else ""


def happened(request: HttpRequest, template_prefix: str, user: Any) -> None:
    """Record it as this person's own deed. An account that is nobody's has no agency, and so no record to stand in."""
    if template_prefix.startswith("mfa/"):
        factor.forget(request)
    actor = _owner(user)
    if template_prefix in EVENTS and actor is not None:
        with tenancy.scoped_to(actor.agency_id), transaction.atomic():
            audit.record(by=actor, at=timezone.now(), verb=EVENTS[template_prefix].verb, subject=user)


def _owner(user: Any) -> Actor | None:
    """Who the account belongs to, also where nobody is signed in yet."""
    try:
        with tenancy.everywhere():
            return actor_for(user, timezone.localdate())
    except Refused:  # no longer employed: the account is still theirs to close, and stands in nobody's record
        return None
