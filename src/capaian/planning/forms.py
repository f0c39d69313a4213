"""What is typed on the screens of planning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.errors import Problem
from capaian.foundation.forms import IndonesianDecimalField
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions import IndicatorDraft, ObjectiveDraft, ResultDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.models import Aspect, Indicator, Measurement, Objective, Polarity, ResultKind, ResultPlan
from capaian.planning.queries import ParentOption

_NUMBERS = {"target", "target_high", "target_text", "unit"}


def _area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def tell(form: forms.BaseForm, problems: Iterable[Problem]) -> None:
    """Put each problem beside its field, or above the form where it belongs to none."""
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.reason)


class Together:
    """Several forms of one page, for one summary of what is wrong."""

    def __init__(self, *forms: forms.BaseForm) -> None:
        self.forms = forms

    def non_field_errors(self) -> list[str]:
        return [text for form in self.forms for text in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (bound for form in self.forms for bound in form)


class ResultForm(forms.Form):
    """A planned result: column 3 of form A.1.7, and what it intervenes (column 2)."""

    kind = forms.ChoiceField(label=_("Jenis hasil kerja"), choices=ResultKind.choices, widget=forms.RadioSelect)
    statement = forms.CharField(label=_("Rencana hasil kerja"), max_length=LONGEST_TEXT, widget=_area(3))
    hangs = forms.ChoiceField(label=_("Rencana hasil kerja pimpinan yang diintervensi"), required=False)
    assigned_by = forms.CharField(label=_("Ditugaskan oleh (jabatan pimpinan atau tim)"), max_length=200, required=False)

    def __init__(self, *args: Any, options: Iterable[ParentOption], result: ResultPlan | None = None, **kwargs: Any) -> None:
        initial = of_result(result) if result else {"kind": ResultKind.MAIN}
        super().__init__(*args, initial=initial, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for option in options:
            groups.setdefault(option.group, []).append((option.value, option.label))
        self.fields["hangs"].choices = [("", _("Belum dikaitkan")), *groups.items()]

    def draft(self) -> ResultDraft:
        return ResultDraft(**{name: self.cleaned_data.get(name, "") for name in self.fields})

    def clean(self) -> None:
        tell(self, [problem for problem in self.draft().problems() if problem.field not in self.errors])


def of_result(result: ResultPlan) -> dict[str, str]:
    """What the form shows of a stored result."""
    hangs = f"result:{result.parent_id}" if result.parent_id else ""
    hangs = f"objective:{result.objective_id}" if result.objective_id else hangs
    return {
        "kind": result.kind, "statement": result.statement, "hangs": hangs, "assigned_by": result.assigned_by,
    }


class IndicatorForm(forms.Form):
    """An indicator with its target: columns 4-6 of form A.1.7, and the numbers the calculation uses."""

    aspect = forms.ChoiceField(label=_("Aspek"), choices=Aspect.choices)
    statement = forms.CharField(label=_("Indikator kinerja individu"), max_length=LONGEST_TEXT, widget=_area())
    target = IndonesianDecimalField(label=_("Target angka"), required=False)
    target_high = IndonesianDecimalField(label=_("Batas atas, bila target berupa rentang"), required=False)
    unit = forms.CharField(label=_("Satuan"), max_length=60, required=False)
    target_text = forms.CharField(label=_("Target seperti dicetak pada SKP"), max_length=200, required=False)
    polarity = forms.ChoiceField(label=_("Arah yang baik"), choices=Polarity.choices)
    measurement = forms.ChoiceField(label=_("Cara menghitung realisasi setahun"), choices=Measurement.choices)

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(indicator, name) for name in self.base_fields} if indicator else {}
        super().__init__(*args, initial=initial, **kwargs)

    def draft(self) -> IndicatorDraft:
        return IndicatorDraft(**{name: self.cleaned_data.get(name, self._missing(name)) for name in self.fields})

    def clean(self) -> None:
        unread = bool(_NUMBERS & self.errors.keys())
        for problem in self.draft().problems():
            if problem.field not in self.errors and not (unread and problem.field in _NUMBERS):
                tell(self, [problem])

    @staticmethod
    def _missing(name: str) -> str | None:
        return None if name in {"target", "target_high"} else ""


class LinesForm(forms.Form):
    """Numbered lines, one per row of the box."""

    lines = forms.CharField(label=_("Isi, satu baris satu butir"), required=False, widget=_area(6))

    def split(self) -> list[str]:
        return self.cleaned_data["lines"].splitlines()


class ReturnForm(forms.Form):
    """Why an SKP goes back to the employee."""

    reason = forms.CharField(
        label=_("Yang perlu diperbaiki"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=_area(4)
    )


class ObjectiveForm(forms.Form):
    """An objective of a unit, with its indicators in the rows of `ObjectiveIndicatorFormSet`."""

    statement = forms.CharField(label=_("Sasaran"), max_length=LONGEST_TEXT, widget=_area())
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


__all__ = [
    "IndicatorForm", "LinesForm", "ObjectiveForm", "ResultForm", "ReturnForm", "Together",
    "indicator_rows", "objective_draft", "tell",
]
