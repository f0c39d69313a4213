"""What is typed when an agreed SKP is to be changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import IndonesianDecimalField, day_field, tell
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.actions.study import LONGEST, StudyDraft
from capaian.planning.forms.fields import area
from capaian.planning.models import AmendmentBasis
from capaian.planning.rules.study import PACES, WORDS, Level, Pace

_GRADES = [("", "—"), *((grade.value, _(words)) for grade, words in WORDS.items())]
_NOT_HERE = {AmendmentBasis.STUDY_START, AmendmentBasis.APPRAISER}
"""They have a form and a button of their own."""


class AmendmentForm(forms.Form):
    """Why it is opened again."""

    basis = forms.ChoiceField(
        label=_("Dasar perubahan"), widget=forms.RadioSelect,
        choices=[choice for choice in AmendmentBasis.choices if choice[0] not in _NOT_HERE],
        error_messages={"required": _("Pilih dasar perubahannya.")},
    )
    reason = forms.CharField(
        label=_("Alasan"), min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(3),
        error_messages={
            "required": _("Tuliskan apa yang berubah dan mengapa."),
            "min_length": _("Tuliskan alasannya, paling sedikit %(limit_value)d huruf: apa yang berubah dan mengapa."),
        },
    )


class StudyForm(forms.Form):
    """Where one studies, and what is expected of it (II.B.2-7)."""

    level = forms.ChoiceField(
        label=_("Jenjang"), widget=forms.RadioSelect,
        choices=[(Level.BACHELOR.value, _("S-1")), (Level.GRADUATE.value, _("Profesi, S-2 atau S-3"))],
        error_messages={"required": _("Pilih jenjangnya.")},
    )
    institution = forms.CharField(label=_("Perguruan tinggi"), max_length=LONGEST)
    course = forms.CharField(label=_("Program studi"), max_length=LONGEST)
    where = forms.ChoiceField(
        label=_("Tempat studi"), widget=forms.RadioSelect, choices=[("home", _("Dalam negeri")), ("abroad", _("Luar negeri"))],
        error_messages={"required": _("Pilih dalam atau luar negeri.")},
    )
    university = forms.ChoiceField(label=_("Akreditasi perguruan tinggi"), required=False, choices=_GRADES)
    programme = forms.ChoiceField(label=_("Akreditasi program studi"), required=False, choices=_GRADES)
    gpa = IndonesianDecimalField(label=_("IPK yang diharapkan, paling rendah"), required=False)
    academic = forms.CharField(label=_("Hasil evaluasi akademik yang lain"), max_length=LONGEST, required=False)
    pace = forms.ChoiceField(
        label=_("Ketepatan waktu kelulusan"), widget=forms.RadioSelect, initial=Pace.ON_TIME, required=False,
        choices=[(pace.value, _(words)) for pace, words in PACES.items()],
    )
    graduation = day_field(_("Lulus paling lambat"))

    def draft(self) -> StudyDraft:
        values: dict[str, Any] = {name: self.cleaned_data.get(name) or "" for name in (
            "institution", "course", "level", "university", "programme", "academic",
        )}
        return StudyDraft(
            **values, abroad=self.cleaned_data.get("where") == "abroad", gpa=self.cleaned_data.get("gpa"),
            graduation=self.cleaned_data.get("graduation"), pace=self.cleaned_data.get("pace") or Pace.ON_TIME,
        )

    def clean(self) -> None:
        tell(self, [problem for problem in self.draft().problems() if problem.field not in self.errors])
