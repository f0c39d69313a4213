"""What is typed to ask for a correction, and to decide it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.files import PROOF
from capaian.foundation.forms import day_field
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.people import workflow
from capaian.people.forms.choosing import PersonField, UnitField
from capaian.people.models import CorrectionSubject, Position
from capaian.people.rules.corrections import LEAST_EXPLANATION

ALL, NEW = "semua", "baru"


class CorrectionForm(forms.Form):
    """The claim about one subject, from when on, why, and a proof."""

    use_required_attribute = False
    effective_from = day_field(_("Yang benar berlaku sejak"))
    explanation = forms.CharField(
        label=_("Penjelasan"), min_length=LEAST_EXPLANATION, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Jelaskan apa yang keliru dan dari mana Anda tahu."),
            "min_length": _("Jelaskan paling sedikit %(limit_value)d huruf: apa yang keliru dan dari mana Anda tahu."),
        })
    proof = forms.FileField(label=_("Bukti"), required=False, allow_empty_file=True, max_length=None,
                            widget=forms.FileInput(attrs={"accept": PROOF.accept, "data-shrink": ""}))

    def __init__(self, data: Any, proofs: Any, *, subject: str, agency_id: int, day: date, initial: dict[str, Any]) -> None:
        super().__init__(data, proofs, initial=initial)
        self.subject = subject
        claim: dict[str, forms.Field] = {}
        if subject == CorrectionSubject.APPRAISER:
            words = {"required": _("Tulis nama atau NIP atasan Anda yang benar.")}
            right = _("Atasan Anda yang benar")
            claim["appraiser"] = PersonField(agency_id=agency_id, day=day, label=right, error_messages=words)
        if subject == CorrectionSubject.UNIT:
            words = {"required": _("Tulis nama unit kerja Anda yang benar.")}
            claim["unit"] = UnitField(agency_id=agency_id, day=day, label=_("Unit kerja Anda yang benar"), error_messages=words)
        if subject != CorrectionSubject.APPRAISER:
            claim["position_title"] = forms.CharField(
                label=_("Jabatan Anda di sana") if subject == CorrectionSubject.UNIT else _("Jabatan Anda yang benar"),
                max_length=200, required=subject == CorrectionSubject.POSITION,
                error_messages={"required": _("Tulis nama jabatan Anda seperti pada surat keputusan.")})
        self.fields = {**claim, **self.fields}


class ApprovalForm(forms.Form):
    """For a unit or position: the right post and who appraises there. For a superior nothing but what was seen."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any, *, posts: list[Position] | None, title: str, agency_id: int, day: date, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        if posts is None:
            return
        choices = [(str(post.pk), post.title) for post in posts]
        self.fields["position"] = forms.ChoiceField(
            label=_("Jabatan"), choices=[*choices, (NEW, _("Jabatan baru: %(title)s") % {"title": title})])
        words = {"required": _("Tulis nama atau NIP penilai pada jabatan itu.")}
        self.fields["appraiser"] = PersonField(agency_id=agency_id, day=day, label=_("Pejabat penilai"), error_messages=words)


class RejectionForm(forms.Form):
    """Why not, in words the employee can use."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Alasan penolakan"), min_length=MINIMUM_REASON, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tuliskan mengapa catatan yang ada sudah benar, atau apa yang masih kurang."),
            "min_length": _("Tuliskan alasan yang berguna, paling sedikit %(limit_value)d huruf."),
        })


class QueueFilter(forms.Form):
    """Search and state of the managers' list, kept in the address."""

    use_required_attribute = False
    is_filter = True  # nothing in it must be filled in, and nothing needs to say so
    cari = forms.CharField(label=_("Cari nama atau NIP"), max_length=100, required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*workflow.CORRECTION.labels.items(), (ALL, _("Semua"))])

    def chosen(self) -> tuple[str, str]:
        """(search, state); what cannot be read falls back to everything that waits."""
        self.is_valid()
        state = self.cleaned_data.get("status") or workflow.SUBMITTED
        return self.cleaned_data.get("cari", "").strip(), "" if state == ALL else state
