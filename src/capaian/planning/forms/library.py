"""What is typed about the indicator library and the hints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import IndonesianDecimalField
from capaian.foundation.ui.lookup import LookupInput
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.people.forms.choosing import UnitField
from capaian.planning.actions.hints import LONGEST_REASON
from capaian.planning.actions.library import LibraryDraft
from capaian.planning.forms.fields import area
from capaian.planning.models import Aspect, ControlLevel, LibraryVersion, Measurement, Polarity, Rhythm
from capaian.planning.queries.hints import labels
from capaian.planning.queries.library import chosen_version
from capaian.planning.rules.library import LONGEST, NAMES, Content
from capaian.planning.rules.library_file import MOST_BYTES
from capaian.planning.rules.linting import Kind, Worded

_CODE = 60


class LibraryForm(forms.Form):
    """One wording of an indicator: form A.1.3, with examples."""

    owner = forms.CharField()  # replaced below: which units there are depends on the agency
    code = forms.CharField(label=_("Kode bersama"), max_length=_CODE, required=False)
    name = forms.CharField(label=_("Nama indikator"), max_length=LONGEST["name"], widget=area())
    definition = forms.CharField(label=_("Definisi"), max_length=LONGEST["definition"], widget=area(3))
    purpose = forms.CharField(label=_("Tujuan"), max_length=LONGEST["purpose"], widget=area())
    formula = forms.CharField(label=_("Formula"), max_length=LONGEST["formula"], required=False, widget=area())
    unit = forms.CharField(label=_("Satuan"), max_length=LONGEST["unit"], required=False)
    polarity = forms.ChoiceField(label=_("Arah yang baik"), choices=Polarity.choices)
    aspect = forms.ChoiceField(label=_("Aspek"), choices=Aspect.choices)
    measurement = forms.ChoiceField(
        label=_("Cara menghitung setahun"), choices=Measurement.choices, initial=Measurement.SNAPSHOT
    )
    control = forms.ChoiceField(label=_("Kualitas dan tingkat kendali"), choices=ControlLevel.choices)
    data_source = forms.CharField(label=_("Sumber data"), max_length=LONGEST["data_source"], required=False, widget=area())
    rhythm = forms.ChoiceField(label=_("Periode pelaporan"), choices=Rhythm.choices)
    good_example = forms.CharField(label=_("Contoh yang baik"), max_length=LONGEST["good_example"], required=False, widget=area())
    bad_example = forms.CharField(
        label=_("Contoh yang kurang baik"), max_length=LONGEST["bad_example"], required=False, widget=area()
    )

    def __init__(self, *args: Any, agency_id: int, content: Content | None = None, owner: str = "", **kwargs: Any) -> None:
        initial = {name: getattr(content, name) for name in NAMES} if content else {}
        super().__init__(*args, initial={"owner": owner, **initial}, **kwargs)
        self.fields["owner"] = UnitField(agency_id=agency_id, label=_("Unit pemilik"))

    def draft(self) -> LibraryDraft:
        given = self.cleaned_data
        content = Content(**{name: given.get(name, "") for name in NAMES})
        return LibraryDraft(content, given.get("code") or slugify(content.name)[:_CODE].strip("-"))


class RevisionForm(LibraryForm):
    """The wording alone: code and owner stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["owner"], self.fields["code"]


class FileForm(forms.Form):
    """A library file of another agency."""

    file = forms.FileField(
        label=_("Berkas kamus indikator (.json)"), widget=forms.FileInput(attrs={"accept": ".json,application/json"})
    )

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("Berkas terlalu besar: paling besar 1 MB."))
        return bytes(sent.read())


class TakingForm(forms.Form):
    """Which entries of the file are taken; the file itself travels along as it was read."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    codes = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, agency_id: int, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        self.fields["owner"] = UnitField(agency_id=agency_id, label=_("Unit pemilik di instansi Anda"))


class ReasonForm(forms.Form):
    """Why something is returned or retired."""

    reason = forms.CharField(label=_("Alasan"), min_length=MINIMUM_REASON, max_length=1000, widget=area(3))


class SwitchForm(forms.Form):
    """One hint off or on, with the reason."""

    code = forms.ChoiceField(label=_("Petunjuk"))
    off = forms.TypedChoiceField(
        label=_("Menjadi"), choices=(("1", _("Tidak ditampilkan")), ("0", _("Ditampilkan"))), coerce=lambda value: value == "1"
    )
    reason = forms.CharField(label=_("Alasan"), min_length=MINIMUM_REASON, max_length=LONGEST_REASON, widget=area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(labels().items())  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of a result or an indicator on their way to the linter: whatever cannot be read counts as not typed yet."""

    statement = forms.CharField(required=False)
    name = forms.CharField(required=False)  # what the library calls it
    target_text = forms.CharField(required=False)
    target = IndonesianDecimalField(required=False, minimum=None)
    target_high = IndonesianDecimalField(required=False, minimum=None)
    unit = forms.CharField(required=False)
    polarity = forms.CharField(required=False)
    baseline = IndonesianDecimalField(required=False, minimum=None)

    def base(self) -> Decimal | None:
        """The baseline of a key indicator, where the form has one."""
        return self.cleaned_data.get("baseline") if self.is_valid() else None

    def words(self, kind: Kind) -> Worded:
        self.is_valid()
        given = self.cleaned_data
        text = {name: (given.get(name) or "")[:2000] for name in ("statement", "target_text", "unit", "polarity")}
        text["statement"] = text["statement"] or (given.get("name") or "")[:2000]
        return Worded(kind=kind, target=given.get("target"), target_high=given.get("target_high"), **text)


class FollowForm(forms.Form):
    """“Dari kamus indikator”: a code or a name with suggestions; cleaned to an approved wording, or None where left empty."""

    entry = forms.CharField(
        label=_("Dari kamus indikator"), required=False, max_length=400,
        widget=LookupInput(format_lazy("{}?from=form", reverse_lazy("planning:library_lookup"))),
    )

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id = agency_id

    def clean_entry(self) -> LibraryVersion | None:
        text = self.cleaned_data["entry"].strip()
        found = chosen_version(self.agency_id, text)
        if text and found is None:
            raise forms.ValidationError(_("Tidak ada di kamus. Pilih dari saran, atau kosongkan."), code="unknown")
        return found
