"""What is typed to give, take back and lend roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.actor import Role
from capaian.foundation.forms import day_field
from capaian.foundation.roles import ROLES
from capaian.people.forms.choosing import PersonField, UnitField
from capaian.people.models import RoleGrant

LONGEST_REASON = 300


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Alasan"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))


class GrantForm(forms.Form):
    """Who gets which role, where, how long and why."""

    role = forms.ChoiceField(label=_("Peran"))
    start = day_field(_("Mulai"))
    end = day_field(_("Sampai"), required=False)
    reason = _reason()
    field_order = ("employee", "role", "unit", "start", "end", "reason")

    def __init__(self, *args: Any, agency_id: int, roles: Iterable[Role], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"start": today}
        super().__init__(*args, **kwargs)
        self.fields["employee"] = PersonField(agency_id=agency_id, day=today, label=_("Pegawai"))
        self.fields["unit"] = UnitField(agency_id=agency_id, day=today, label=_("Unit"), required=False)
        self.fields["role"].choices = [("", _("Pilih peran")), *((role.value, ROLES[role].label) for role in roles)]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}


class ReasonForm(forms.Form):
    """Why a role is taken back."""

    reason = _reason()


class LendingForm(forms.Form):
    """Which of one's roles is lent to whom, from when to when, and why."""

    grant = forms.ChoiceField(label=_("Peran Anda"))
    start = day_field(_("Mulai"))
    end = day_field(_("Sampai"))
    reason = _reason()
    field_order = ("grant", "delegate", "start", "end", "reason")

    def __init__(self, *args: Any, agency_id: int, grants: Iterable[RoleGrant], today: date, **kwargs: Any) -> None:
        self.grants = {str(grant.pk): grant for grant in grants}
        first = next(iter(self.grants), "")
        kwargs["initial"] = {"start": today, "grant": first}
        super().__init__(*args, **kwargs)
        self.fields["delegate"] = PersonField(agency_id=agency_id, day=today, label=_("Dipinjamkan kepada"))
        self.fields["grant"].choices = [(key, name_of(grant)) for key, grant in self.grants.items()]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        return {**self.cleaned_data, "grant": self.grants[self.cleaned_data["grant"]]}


def name_of(grant: RoleGrant) -> str:
    """A role with its unit: "Pengelola kinerja unit · Puskesmas Galala"."""
    label = str(ROLES[Role(grant.role)].label)
    return f"{label} · {grant.unit.name}" if grant.unit else label
