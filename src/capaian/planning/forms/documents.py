"""Choosing what is printed for a whole unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.planning import workflow
from capaian.planning.forms.units import UnitChoice

STATES = (workflow.AGREED, workflow.SUBMITTED, workflow.ASKED, workflow.ADJUSTED, workflow.DRAFT)


class UnitDocumentsForm(forms.Form):
    """Unit and year, which documents as what, and of which SKPs."""

    use_required_attribute = False
    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int, error_messages={"invalid_choice": _("Pilih tahun dari daftar.")})
    documents = forms.MultipleChoiceField(
        label=_("Dokumen"), widget=forms.CheckboxSelectMultiple, initial=["skp", "annex"],
        choices=[("skp", _("SKP (format menurut jabatan dan pendekatannya)")), ("annex", _("Lampiran SKP (A.1.8)"))],
        error_messages={"required": _("Pilih paling sedikit satu dokumen.")},
    )
    ending = forms.ChoiceField(
        label=_("Bentuk berkas"), widget=forms.RadioSelect, initial="pdf", choices=[("pdf", "PDF"), ("xlsx", "XLSX")],
        error_messages={"required": _("Pilih PDF atau XLSX."), "invalid_choice": _("Pilih PDF atau XLSX.")},
    )
    states = forms.MultipleChoiceField(
        label=_("Keadaan SKP"), widget=forms.CheckboxSelectMultiple, initial=[workflow.AGREED],
        error_messages={"required": _("Pilih paling sedikit satu keadaan.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, unit: UnitChoice, years: Sequence[int],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["unit"] = unit
        self.listed = unit.listed is not None
        self.order_fields(["unit"])
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["states"].choices = [(state, workflow.SKP.labels[state]) for state in STATES]  # type: ignore[attr-defined]

    def count(self, counts: Mapping[str, int]) -> None:
        """Say beside each state how many SKPs of the unit at hand are in it."""
        self.fields["states"].choices = [  # type: ignore[attr-defined]
            (state, f"{workflow.SKP.labels[state]} ({counts.get(state, 0)})") for state in STATES
        ]
