"""What is typed on the screens of an SKP."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import IndonesianDecimalField, tell
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions import IndicatorDraft, ResultDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.forms.fields import area
from capaian.planning.models import Aspect, Indicator, Measurement, Polarity, ResultKind, ResultPlan
from capaian.planning.queries import ParentOption

_NUMBERS = {"target", "target_high", "target_text", "unit"}


class ResultForm(forms.Form):
    """A planned result: column 3 of form A.1.7, and what it intervenes (column 2)."""

    kind = forms.ChoiceField(label=_("Jenis hasil kerja"), choices=ResultKind.choices, widget=forms.RadioSelect)
    statement = forms.CharField(label=_("Rencana hasil kerja"), max_length=LONGEST_TEXT, widget=area(3))
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
    statement = forms.CharField(label=_("Indikator kinerja individu"), max_length=LONGEST_TEXT, widget=area())
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

    lines = forms.CharField(label=_("Isi, satu baris satu butir"), required=False, widget=area(6))

    def split(self) -> list[str]:
        return self.cleaned_data["lines"].splitlines()


class ReturnForm(forms.Form):
    """Why an SKP goes back to the employee."""

    reason = forms.CharField(
        label=_("Yang perlu diperbaiki"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(4)
    )
