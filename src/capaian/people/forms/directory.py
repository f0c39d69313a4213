"""What narrows the list of people: all of it stands in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.actor import Actor
from capaian.people.forms.choosing import UnitField
from capaian.people.models import EmployeeKind


class DirectoryFilter(forms.Form):
    """Words, a unit with everything below it, a kind of employment."""

    is_filter = True  # nothing in it must be filled in, and nothing needs to say so

    q = forms.CharField(
        label=_("Nama atau jabatan"), required=False, max_length=200, strip=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=_("Jenis kepegawaian"), required=False, choices=[("", _("Semua")), *EmployeeKind.choices])

    def __init__(self, data: Any, *, actor: Actor, by_nip: bool) -> None:
        super().__init__(data)
        if by_nip:
            self.fields["q"].label = _("Nama, jabatan atau NIP")
        self.fields["unit"] = UnitField(
            agency_id=actor.agency_id, label=_("Unit kerja dan bawahannya"), required=False,
        )
        self.order_fields(["q", "unit", "kind"])
