"""What is typed about an assignment: by a leader who appoints, by who applies, or by who records what an outsider asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import day_field
from capaian.foundation.language import told
from capaian.people.forms.choosing import PersonField
from capaian.people.models import Employee, TaskTeam
from capaian.planning.actions.assignments import AssignmentDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.forms.fields import area, reason_field
from capaian.planning.models import AssignmentForm, Host
from capaian.planning.rules.assignments import ABROAD_NEEDS

APPOINT, APPLY, RECORD = "appoint", "apply", "record"
MODES = (APPOINT, APPLY, RECORD)


class _WorkForm(forms.Form):
    """What every assignment says: the expected result, from when to when, and whether it is a Plt.'s or Plh.'s duty."""

    mode = ""

    def __init__(self, *args: Any, agency_id: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id = agency_id
        self.fields["statement"] = forms.CharField(
            label=_("Hasil yang diharapkan"), max_length=LONGEST_TEXT, widget=area(3),
            error_messages={"required": _("Tuliskan hasil yang diharapkan dari penugasan ini.")},
        )
        self.fields["start"] = day_field(_("Mulai"))
        self.fields["end"] = day_field(_("Sampai dengan"), required=False)
        acting = _("Tugas Plt./Plh. atau jabatan struktural (menjadi hasil utama)")
        self.fields["main"] = forms.BooleanField(label=acting, required=False)
        self.initial.setdefault("start", today)

    def _work(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("statement", "start", "end", "main")}


class AppointmentForm(_WorkForm):
    """A Pimpinan of the agency appoints a person, or everybody of a team."""

    mode = APPOINT
    unmarked = ("employee", "team")

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        agency_id, today = kwargs["agency_id"], kwargs["today"]
        super().__init__(*args, **kwargs)
        self.fields = {
            "employee": PersonField(label=_("Pegawai"), agency_id=agency_id, day=today, required=False),
            "team": forms.ModelChoiceField(
                teams, label=_("Atau seluruh anggota tim kerja"), required=False, empty_label=_("Bukan untuk tim")
            ),
            **self.fields,
        }

    def clean(self) -> dict[str, Any]:
        """Who is meant is told together with what else is missing, not one after the other."""
        typed = "employee" in self.errors or "team" in self.errors
        if not typed and not self.cleaned_data.get("employee") and not self.cleaned_data.get("team"):
            self.add_error("employee", _("Pilih seorang pegawai atau sebuah tim kerja, salah satu saja."))
        return self.cleaned_data

    def draft(self, me: Employee) -> AssignmentDraft:
        team: TaskTeam | None = self.cleaned_data["team"]
        return AssignmentDraft(
            form=AssignmentForm.APPOINTMENT, employee=self.cleaned_data["employee"], team=team, giver=me, **self._work()
        )


class ApplicationForm(_WorkForm):
    """One applies for work with a Pimpinan of the agency, or with another organisation."""

    mode = APPLY
    hosts = tuple(Host.choices)
    unmarked = ("giver", "giver_name", "giver_post", "organisation", "consent")  # the first here, the others abroad

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        agency_id, today = kwargs["agency_id"], kwargs["today"]
        super().__init__(*args, **kwargs)
        before = {
            "host": forms.ChoiceField(label=_("Tempat penugasan"), choices=self.hosts, widget=forms.RadioSelect),
            "giver": PersonField(label=_("Pimpinan di instansi ini"), agency_id=agency_id, day=today, required=False),
        }
        self.fields = {**before, **_outside(), **self.fields}
        self.initial.setdefault("host", self.hosts[0][0])

    def clean(self) -> dict[str, Any]:
        """What the chosen place does not ask for is not on the screen: what was typed there before is left aside."""
        here = self.cleaned_data.get("host") in (Host.UNIT, Host.AGENCY)
        for name in set(_outside() if here else ("giver",)) & self.fields.keys():
            self.errors.pop(name, None)
            self.cleaned_data[name] = None if name == "giver" else ""
        return self.cleaned_data

    def draft(self, me: Employee) -> AssignmentDraft:
        outside = {name: self.cleaned_data[name] for name in _outside()}
        return AssignmentDraft(
            form=AssignmentForm.VOLUNTARY, employee=me, host=self.cleaned_data["host"], giver=self.cleaned_data["giver"],
            **outside, **self._work(),
        )


class RecordForm(ApplicationForm):
    """What a leader of another agency or organisation asks, written down with the letter by the employee or a manager."""

    mode = RECORD
    hosts = tuple(choice for choice in Host.choices if choice[0] in (Host.OTHER_AGENCY, Host.OUTSIDE))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["giver"]
        for name, words in ABROAD_NEEDS.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = told(words)
        person = PersonField(label=_("Pegawai"), agency_id=kwargs["agency_id"], day=kwargs["today"], required=False)
        self.fields = {"employee": person, **self.fields}

    def draft(self, me: Employee) -> AssignmentDraft:
        outside = {name: self.cleaned_data[name] for name in _outside()}
        return AssignmentDraft(
            form=AssignmentForm.APPOINTMENT, employee=self.cleaned_data["employee"] or me, host=self.cleaned_data["host"],
            **outside, **self._work(),
        )


class RejectionForm(forms.Form):
    reason = reason_field(_("Alasan"))


def assignment_form(mode: str, data: Any, *, agency_id: int, today: date, teams: Any) -> AppointmentForm | ApplicationForm:
    """The form of one of the MODES."""
    if mode == APPOINT:
        return AppointmentForm(data, agency_id=agency_id, today=today, teams=teams)
    return (ApplicationForm if mode == APPLY else RecordForm)(data, agency_id=agency_id, today=today)


def _outside() -> dict[str, forms.CharField]:
    return {
        "giver_name": forms.CharField(label=_("Nama pimpinan pemberi tugas"), max_length=200, required=False),
        "giver_post": forms.CharField(label=_("Jabatannya"), max_length=200, required=False),
        "organisation": forms.CharField(label=_("Instansi atau organisasinya"), max_length=200, required=False),
        "consent": forms.CharField(label=_("Surat persetujuannya (nomor dan tanggal)"), max_length=300, required=False),
    }
