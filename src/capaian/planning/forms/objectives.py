"""What is typed about objectives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.planning.actions import ObjectiveDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.forms.fields import area
from capaian.planning.models import Objective


class ObjectiveForm(forms.Form):
    """An objective of a unit, with its indicators in the rows of `ObjectiveIndicatorFormSet`."""

    statement = forms.CharField(label=_("Sasaran"), max_length=LONGEST_TEXT, widget=area())
    source = forms.CharField(label=_("Sumber"), max_length=300, required=False)

    def __init__(self, *args: Any, objective: Objective | None = None, **kwargs: Any) -> None:
        initial = {"statement": objective.statement, "source": objective.source} if objective else {}
        super().__init__(*args, initial=initial, **kwargs)


class ObjectiveIndicatorForm(forms.Form):
    statement = forms.CharField(label=_("Indikator"), max_length=LONGEST_TEXT)
    target_text = forms.CharField(label=_("Target"), max_length=120)


ObjectiveIndicatorFormSet = forms.formset_factory(ObjectiveIndicatorForm, extra=2, can_delete=True, max_num=20)


def indicator_rows(objective: Objective | None, data: Any = None) -> forms.BaseFormSet:
    """The rows of an objective, with two empty ones to add more."""
    rows = objective.indicators.all() if objective else []
    initial = [{"statement": row.statement, "target_text": row.target_text} for row in rows]
    return ObjectiveIndicatorFormSet(data, initial=initial, prefix="indicators")


def objective_draft(form: ObjectiveForm, rows: forms.BaseFormSet) -> ObjectiveDraft:
    """The objective as typed: rows left empty or ticked for deletion are dropped."""
    kept = [row.cleaned_data for row in rows.forms if row.cleaned_data and row not in rows.deleted_forms]
    return ObjectiveDraft(
        **form.cleaned_data, indicators=tuple((row["statement"], row["target_text"]) for row in kept)
    )
