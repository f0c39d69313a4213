"""How allauth behaves here: accounts are made by the agency, never by the visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MISMATCH = _("NIP atau surel dan kata sandi ini tidak cocok. Periksa lagi keduanya.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No signing up, and the common mistakes told in our words."""

    error_messages = {  # noqa: RUF012 - allauth's own attribute
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
