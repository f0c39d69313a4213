"""Giving feedback: about what, as whom, how it is meant, and the words."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.feedback.actions.give import SHORTEST
from capaian.feedback.models import Giver, Tone
from capaian.feedback.permissions import Standing
from capaian.feedback.queries import About


class FeedbackForm(forms.Form):
    """`standing` offers the givers this person may speak as; `subjects` what it can be about (none: it is given)."""

    about = forms.ChoiceField(label=_("Tentang"))
    giver = forms.ChoiceField(label=_("Anda menyampaikan sebagai"))
    giver_label = forms.CharField(label=_("Disampaikan oleh"), required=False, max_length=120)
    tone = forms.ChoiceField(
        label=_("Nada"), choices=Tone.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih nada umpan balik.")},
    )
    text = forms.CharField(
        label=_("Umpan balik"), min_length=SHORTEST, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Tuliskan umpan baliknya."),
            "min_length": _("Tuliskan paling sedikit %(limit_value)d huruf agar dapat ditindaklanjuti."),
        },
    )

    def __init__(self, data: object | None, standing: Standing, subjects: Iterable[About] = (), **kwargs: object) -> None:
        super().__init__(data, **kwargs)
        choices = [(giver, label) for giver, label in Giver.choices if giver in standing]
        if len(choices) > 1:
            self.fields["giver"].choices = choices
        else:
            self.only_giver = choices[0][0] if choices else ""
            del self.fields["giver"]
        if Giver.STAKEHOLDER not in standing:
            del self.fields["giver_label"]
        self._offer(list(subjects))

    def _offer(self, subjects: list[About]) -> None:
        if not subjects:
            del self.fields["about"]
            return
        self.fields["about"].choices = [
            ("", _("Pilih hasil atau nilai dasar")),
            (_("Hasil kerja"), [(s.key, s.name) for s in subjects if s.indicator]),
            (_("Perilaku kerja"), [(s.key, s.name) for s in subjects if s.value]),
        ]

    def given(self) -> dict[str, str]:
        """What the action takes, apart from what it is about. Only after `is_valid()`."""
        data = self.cleaned_data
        return {
            "giver": data.get("giver") or self.only_giver, "giver_label": data.get("giver_label", ""),
            "tone": data["tone"], "text": data["text"],
        }
