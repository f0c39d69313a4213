"""How allauth behaves here: accounts are made by the agency, and what happens to one is told to its owner and recorded."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.passwords import in_our_words
from capaian.foundation.sealing import Unreadable, seal, unseal
from capaian.web.accounts import events, factor

logger = logging.getLogger(__name__)
MISMATCH = gettext_lazy("NIP atau surel dan kata sandi ini tidak cocok. Periksa lagi keduanya.")
TOO_MANY = gettext_lazy("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No signing up, and the common mistakes told in our words."""

    error_messages = {  # noqa: RUF012 - allauth's own attribute
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "enter_current_password": gettext_lazy("Kata sandi yang sekarang tidak cocok."),
        "incorrect_password": gettext_lazy("Kata sandi ini tidak cocok."),
        "duplicate_email": gettext_lazy("Surel ini sudah tercatat pada akun Anda."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise in_our_words(error) from error

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        factor.signed_in(request, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Pakai kata sandi"), "mfa_reauthenticate": _("Pakai kode dari aplikasi"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci sandi"),
        }
        return [{**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None,
    ) -> None:
        """Whatever happened to the account: into the record, and told to its owner by mail where there is an address."""
        events.happened(self.request, template_prefix, user)
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except OSError as error:  # the deed is done; a mail server that is away does not undo it
            logger.warning("A notification about an account could not be mailed: %s", error)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Notifications share one text, with a sentence each."""
        if sentence := events.sentence(template_prefix):
            template_prefix, context = "account/email/notification", {**context, "sentence": sentence}
        super().send_mail(template_prefix, email, context)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """The page answers the same, whether or not the mail could be sent."""
        try:
            super().send_password_reset_mail(user, email, context)
        except OSError as error:
            logger.warning("A link for a new password could not be mailed: %s", error)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keys of authenticator apps are sealed in the database; the texts are ours."""

    error_messages = {  # noqa: RUF012 - allauth's own attribute
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Kode ini tidak cocok atau sudah dipakai. Pastikan jam ponsel Anda diatur otomatis, lalu ketik kode yang terbaru."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "Peran Anda memerlukan verifikasi dua langkah. Pasang kunci sandi lebih dahulu, baru matikan aplikasi ini."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Pasang aplikasi autentikator atau kunci sandi lebih dahulu."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unseal(encrypted_text)
        except Unreadable as error:
            logger.error("A second factor cannot be read: was CAPAIAN_SECRET_KEY changed? (CAPAIAN_SECRET_KEY_OLD opens it)")
            raise self.validation_error("incorrect_code") from error

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        return _("Perangkat ini, %(device)s") % {"device": factor.this_device(context.request)}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Capaian"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        try:
            name = context.request.actor.name
        except PermissionDenied:
            name = user.username
        return {**super().get_public_key_credential_user_entity(user), "display_name": name, "name": user.username}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays where the role needs one."""
        return not factor.is_last_needed(context.request, authenticator)
