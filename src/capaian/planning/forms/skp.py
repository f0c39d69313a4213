"""What is typed on the screens of an SKP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import IndonesianDecimalField, day_field, tell
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions import IndicatorDraft, ResultDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.forms.fields import area
from capaian.planning.models import (
    AnnexItem,
    Aspect,
    BehaviourExpectation,
    Cascade,
    ControlLevel,
    Indicator,
    Measurement,
    Perspective,
    Polarity,
    PromiseState,
    ResultKind,
    ResultPlan,
    ResultSource,
)
from capaian.planning.queries import ParentOption

_NUMBERS = {"target", "target_high", "target_text", "unit"}


_DRAWN = {
    Cascade.DIRECT: _("Langsung: hasil Anda mewakili hasil pimpinan; hasilnya dibagi menurut bagian, wilayah atau jumlah."),
    Cascade.INDIRECT: _("Tidak langsung: hasil Anda mendukung hasil pimpinan, tetapi belum mewakilinya."),
}
_OF_LEADERS = (
    ResultSource.AGREEMENT, ResultSource.STRATEGIC, ResultSource.ANNUAL, ResultSource.DIRECTIVE, ResultSource.ACTION,
    ResultSource.ACTING, ResultSource.STUDY, ResultSource.OWN,
)
_OF_OTHERS = (
    ResultSource.OWN, ResultSource.MATRIX, ResultSource.ASSIGNMENT, ResultSource.DIRECTIVE, ResultSource.ACTING,
    ResultSource.STUDY,
)


class ResultForm(forms.Form):
    """A planned result: column 3 of form A.1.7 (2 of A.1.2), what it intervenes, and where it comes from. `leading` is the
    family of forms A.1.1 and A.1.2."""

    statement = forms.CharField(label=_("Rencana hasil kerja"), max_length=LONGEST_TEXT, widget=area(3))
    kind = forms.ChoiceField(label=_("Jenis hasil kerja"), choices=ResultKind.choices, widget=forms.RadioSelect)
    hangs = forms.ChoiceField(label=_("Rencana hasil kerja pimpinan yang diintervensi"), required=False)
    placeholder = forms.CharField(label=_("Bila pimpinan belum menyusun: yang akan didukung"), max_length=300, required=False)
    cascade = forms.ChoiceField(
        label=_("Cara mendukung hasil pimpinan"), choices=list(_DRAWN.items()), widget=forms.RadioSelect, required=False,
    )
    source = forms.ChoiceField(label=_("Asal hasil kerja"), required=False)
    assigned_by = forms.CharField(label=_("Ditugaskan oleh (jabatan pimpinan atau tim)"), max_length=200, required=False)

    def __init__(
        self, *args: Any, options: Iterable[ParentOption], result: ResultPlan | None = None, leading: bool = False, **kwargs: Any
    ) -> None:
        self.leading = leading
        self.stored = ResultDraft.of(result) if result else ResultDraft(
            "", source=ResultSource.DIRECTIVE if leading else ResultSource.OWN
        )
        super().__init__(*args, initial=asdict(self.stored), **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for option in options:
            groups.setdefault(option.group, []).append((option.value, option.label))
        self.fields["hangs"].choices = [("", _("Belum dikaitkan")), *groups.items()]
        offered = _OF_LEADERS if leading else _OF_OTHERS
        kept = () if self.stored.source in offered else (ResultSource(self.stored.source),)
        self.fields["source"].choices = [(value, value.label) for value in (*kept, *offered)]
        if leading:
            self.fields["hangs"].label = _("Hasil kerja pimpinan atau sasaran yang didukung")
            del self.fields["cascade"]  # forms A.1.1 and A.1.2 do not ask for it

    @property
    def has_other_source(self) -> bool:
        """Whether the boxes that few need say something, or want mending: then they are not folded away."""
        boxes = (self["source"], self["assigned_by"])
        return any(box.errors for box in boxes) or [box.value() or "" for box in boxes] != [ResultSource.OWN, ""]

    def draft(self) -> ResultDraft:
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        for name in ("cascade", "source"):
            given[name] = given.get(name) or getattr(self.stored, name)
        return ResultDraft(**given)

    def clean(self) -> None:
        tell(self, [problem for problem in self.draft().problems() if problem.field not in self.errors])


class IndicatorForm(forms.Form):
    """An indicator with its target: columns 4-6 of form A.1.7, or 3-5 of A.1.2, and the numbers the calculation uses. Where the
    plan is described instead of measured (`exact` False), one narrative says both (A.1.1, A.1.6)."""

    statement = forms.CharField(label=_("Indikator kinerja individu"), max_length=LONGEST_TEXT, widget=area())
    aspect = forms.ChoiceField(label=_("Aspek"), choices=Aspect.choices)
    perspective = forms.ChoiceField(
        label=_("Perspektif"), required=False, choices=[("", _("Pilih perspektif")), *Perspective.choices]
    )
    control = forms.ChoiceField(
        label=_("Kualitas dan tingkat kendali"), required=False, choices=[("", _("Belum ditentukan")), *ControlLevel.choices]
    )
    target = IndonesianDecimalField(label=_("Target angka"), required=False)
    target_high = IndonesianDecimalField(label=_("Batas atas, bila target berupa rentang"), required=False)
    unit = forms.CharField(label=_("Satuan"), max_length=60, required=False)
    target_text = forms.CharField(label=_("Target seperti dicetak pada SKP"), max_length=200, required=False)
    polarity = forms.ChoiceField(label=_("Arah yang baik"), choices=Polarity.choices)
    measurement = forms.ChoiceField(label=_("Cara menghitung realisasi setahun"), choices=Measurement.choices)
    definition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, indicator: Indicator | None = None, start: IndicatorDraft | None = None, leading: bool = False,
        exact: bool = True, **kwargs: Any,
    ) -> None:
        self.stored = IndicatorDraft.of(indicator) if indicator else start or IndicatorDraft(Aspect.QUANTITY, "")
        self.leading, self.exact = leading, exact
        super().__init__(*args, initial=asdict(self.stored), **kwargs)
        left_out = {"aspect"} if leading else {"perspective"}
        if not exact:
            left_out |= {"aspect", "target", "target_high", "unit", "target_text", "polarity", "measurement"}
            self.fields["statement"].label = _("Ukuran keberhasilan/indikator kinerja individu dan target")
            self.fields["statement"].widget = area(4)
        for name in left_out:
            del self.fields[name]

    def draft(self) -> IndicatorDraft:
        given = {name: self.cleaned_data.get(name, self._missing(name)) for name in self.fields}
        return replace(self.stored, **given)

    def clean(self) -> None:
        unread = bool(_NUMBERS & self.errors.keys())
        for problem in self.draft().problems(measured=self.exact):
            if problem.field not in self.errors and not (unread and problem.field in _NUMBERS):
                tell(self, [problem])

    @staticmethod
    def _missing(name: str) -> str | None:
        return None if name in {"target", "target_high", "definition"} else ""


class LinesForm(forms.Form):
    """Numbered lines, one per row of the box; under resources each stored promise (`dated`) with the day it is due."""

    lines = forms.CharField(label=_("Isi, satu baris satu butir"), required=False, widget=area(6))

    def __init__(self, *args: Any, rows: Iterable[AnnexItem | BehaviourExpectation], dated: bool = False, **kwargs: Any) -> None:
        rows = list(rows)
        super().__init__(*args, initial={"lines": "\n".join(row.text for row in rows)}, **kwargs)
        self.dated = {f"due_{row.pk}": row.pk for row in rows} if dated else {}
        for row in rows if dated else ():
            self.fields[f"due_{row.pk}"] = day_field(row.text, required=False)
            self.initial[f"due_{row.pk}"] = row.due_on

    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in self.dated]

    def split(self) -> list[str]:
        return self.cleaned_data["lines"].splitlines()

    def due(self) -> dict[int, date | None]:
        return {pk: self.cleaned_data.get(name) for name, pk in self.dated.items()}


class PromiseForm(forms.Form):
    """Whether a promised resource came, and how."""

    promise = forms.ChoiceField(label=_("Keadaannya"), choices=PromiseState.choices, widget=forms.RadioSelect)
    told = forms.CharField(label=_("Keterangan"), max_length=300, required=False, widget=area(3))

    def __init__(self, *args: Any, item: AnnexItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"promise": item.promise, "told": item.told}, **kwargs)


class ReturnForm(forms.Form):
    """Why an SKP goes back to the employee."""

    reason = forms.CharField(
        label=_("Yang perlu diperbaiki"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(4)
    )
