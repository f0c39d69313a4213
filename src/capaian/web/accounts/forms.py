"""allauth's forms in our words. What they check and do stays allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import NewPasswordFields, say

PASSWORD = _("Kata sandi")


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """NIP or e-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", _("NIP atau surel"),
            autocomplete="username", autocapitalize="none", spellcheck="false", maxlength="254")
        say(self, "password", PASSWORD)


class ChangePasswordForm(NewPasswordFields, account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Kata sandi yang sekarang"))


class SetPasswordForm(NewPasswordFields, account.SetPasswordForm):  # type: ignore[misc]
    """For those who have only signed in through the office's provider so far."""


class NewPasswordForm(NewPasswordFields, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Behind a link that came by mail."""


class ForgottenPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Surel"), _("Alamat yang tercatat pada data kepegawaian Anda."))


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", PASSWORD)


class EmailForm(account.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Surel baru"),
            _("Kami mengirim tautan ke alamat ini. Alamat baru berlaku setelah tautannya Anda buka."))


class _Once:
    """A code of the app counts once for as long as it is valid, also where the tolerance lets it live longer."""

    authenticator: Authenticator
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Kode"), _("6 angka dari aplikasi autentikator, atau 8 angka salah satu kode pemulihan."),  # type: ignore[arg-type]
            inputmode="numeric", autocomplete="one-time-code", maxlength="20")

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            life = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
            if not cache.add(f"capaian.totp.{self.user.pk}.{''.join(code.split())}", 1, timeout=life):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Once, codes.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(_Once, codes.ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before a step that matters."""


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Setting up an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Kode dari aplikasi"), _("6 angka yang sedang tampil di aplikasi."),
            inputmode="numeric", autocomplete="one-time-code", maxlength="10")

    @property
    def secret_in_groups(self) -> str:
        """The secret as one types it: four letters at a time."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class PasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey always signs in by itself: it is kept on the device and asks for finger, face or PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "name", _("Nama kunci sandi"), _("Supaya Anda mengenalinya nanti."), maxlength="60", autocomplete="off")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].widget = forms.HiddenInput()


class PasskeyNameForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "name", _("Nama kunci sandi"), maxlength="60", autocomplete="off")
