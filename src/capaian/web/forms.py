"""The sign-in form: allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """NIP or e-mail and password. No placeholder stands in for a label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("NIP atau surel")
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].help_text = ""
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "maxlength": 254}
        )
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
