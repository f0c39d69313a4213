"""Making a link into an account, and using one."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordKeyForm
from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import NewPasswordFields


class LinkForm(forms.Form):
    """Why the link is made, and whether it also takes the second factors off."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Tercatat, dan terbaca oleh pegawainya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    clear_second_factor = forms.BooleanField(
        label=_("Lepas juga aplikasi autentikator dan kunci sandinya"), required=False,
        help_text=_("Hanya bila ponselnya hilang atau rusak. Dicatat tersendiri."),
    )


class BulkLinkForm(forms.Form):
    """Why links are made for these people."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class FirstPasswordForm(NewPasswordFields, ResetPasswordKeyForm):  # type: ignore[misc]
    """The password behind a link; the policy is the one of every other page."""
