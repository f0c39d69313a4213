"""What is typed in the dialogue of expectations, and when planning is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.forms import IndonesianDecimalField, day_field
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions.dialogue import Adjustment, Target, field_of
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.forms.fields import area
from capaian.planning.forms.units import UnitChoice
from capaian.planning.models import DeadlineKind, Indicator, ResultKind, ResultPlan


@dataclass(frozen=True, slots=True)
class Topic:
    """A box of the form: what it is about, and what was said to which one answers."""

    result_id: int | None
    label: str
    context: str = ""
    required: bool = False


class TalkForm(forms.Form):
    """A box for each topic; what stays empty is not said."""

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        for topic in topics:
            self.fields[field_of(topic.result_id)] = forms.CharField(
                label=topic.label, required=topic.required, max_length=LONGEST_TEXT, widget=area(2),
                error_messages={"required": _("Jawab pertanyaan ini.")},
            )

    def words(self) -> dict[int | None, str]:
        return {topic.result_id: self.cleaned_data[field_of(topic.result_id)] for topic in self.topics}

    def boxes(self) -> Iterable[tuple[Topic, forms.BoundField]]:
        return ((topic, self[field_of(topic.result_id)]) for topic in self.topics)


class AdjustmentForm(forms.Form):
    """What a result of an offered SKP should read instead, and why."""

    statement = forms.CharField(label=gettext_lazy("Rencana hasil kerja"), max_length=LONGEST_TEXT, widget=area(3))
    kind = forms.ChoiceField(label=gettext_lazy("Jenis hasil kerja"), choices=ResultKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Alasan penyesuaian"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(3),
    )

    def __init__(self, *args: Any, result: ResultPlan, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        initial: dict[str, Any] = {"statement": result.statement, "kind": result.kind}
        self.indicators = indicators
        for row in indicators:
            initial.update({
                f"target_text-{row.pk}": row.target_text, f"target-{row.pk}": row.target,
                f"target_high-{row.pk}": row.target_high,
            })
        super().__init__(*args, initial=initial, **kwargs)
        for row in indicators:
            self.fields[f"target-{row.pk}"] = IndonesianDecimalField(label=_("Target angka"), required=False)
            self.fields[f"target_high-{row.pk}"] = IndonesianDecimalField(
                label=_("Batas atas, bila target berupa rentang"), required=False,
            )
            self.fields[f"target_text-{row.pk}"] = forms.CharField(
                label=_("Target seperti dicetak pada SKP"), max_length=200, required=False,
            )

    def adjustment(self) -> Adjustment:
        data = self.cleaned_data
        targets = {
            row.pk: Target(self._printed(row), data[f"target-{row.pk}"], data[f"target_high-{row.pk}"]) for row in self.indicators
        }
        return Adjustment(data["statement"], data["kind"], targets)

    def _printed(self, row: Indicator) -> str:
        """What is printed. Where only the number was changed, the old words would contradict it: they are made anew."""
        data, text = self.cleaned_data, str(self.cleaned_data[f"target_text-{row.pk}"])
        moved = (data[f"target-{row.pk}"], data[f"target_high-{row.pk}"]) != (row.target, row.target_high)
        return "" if moved and text == row.target_text else text

    def groups(self) -> Iterable[tuple[Indicator, list[forms.BoundField]]]:
        names = ("target", "target_high", "target_text")
        return ((row, [self[f"{name}-{row.pk}"] for name in names]) for row in self.indicators)


class DeadlineForm(forms.Form):
    """Another day, for all or for one unit, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Tenggat"), choices=DeadlineKind.choices)
    due_on = day_field(gettext_lazy("Paling lambat"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(3),
    )

    def __init__(self, *args: Any, unit: UnitChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit
        self.order_fields(["kind", "unit"])
