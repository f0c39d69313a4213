"""What a manager types to change the ledger. Each form answers `values()` as its action takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.forms import day_field
from capaian.people.forms.choosing import PersonField, UnitField
from capaian.people.models import CircumstanceKind, Employee, Position, PositionGroup, PostingKind, Unit
from capaian.people.queries import ledger_person as queries

DECREE = gettext_lazy("Nomor keputusan")


class ChangeForm(forms.Form):
    """What every change has: whose it is, and the number of the decision."""

    decree = forms.CharField(label=DECREE, max_length=200, required=False)
    PEOPLE: tuple[tuple[str, Any, bool], ...] = ()
    ORDER: tuple[str, ...] = ()

    def __init__(self, *args: Any, person: Employee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"start": today}, **kwargs})
        self.person, self.today = person, today
        for name, label, required in self.PEOPLE:
            self.fields[name] = PersonField(agency_id=person.agency_id, day=today, label=label, required=required)
        self.order_fields([*self.ORDER, "decree"])

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AppraiserForm(ChangeForm):
    """Who appraises from which day."""

    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"), required=False)
    PEOPLE = (("appraiser", gettext_lazy("Pejabat penilai"), True),)
    ORDER = ("appraiser", "start", "end")


class PostForm(ChangeForm):
    """A post, named by its unit and its title."""

    title = forms.CharField(label=gettext_lazy("Jabatan"), max_length=200)
    group = forms.ChoiceField(
        label=gettext_lazy("Kelompok jabatan"), choices=PositionGroup.choices, initial=PositionGroup.FUNCTIONAL,
    )
    leads_unit = forms.BooleanField(label=gettext_lazy("Jabatan ini memimpin unit itu"), required=False)
    start = day_field(gettext_lazy("Mulai"))

    def __init__(self, *args: Any, person: Employee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, person=person, today=today, **kwargs)
        self.fields["unit"] = UnitField(agency_id=person.agency_id, day=today, label=gettext_lazy("Unit kerja"))
        self.order_fields([*self.ORDER, "decree"])

    def values(self) -> dict[str, Any]:
        given = super().values()
        unit, title = given.pop("unit"), given.pop("title")
        group, leads = given.pop("group"), given.pop("leads_unit")
        return {**given, "position": queries.post_in(unit, title, given["start"], group=group, leads=leads)}


class TransferForm(PostForm):
    """To which post, under whom, from when."""

    PEOPLE = (
        ("appraiser", gettext_lazy("Pejabat penilai di tempat baru"), True),
        ("successor", gettext_lazy("Yang menilai stafnya sekarang sesudah ia pindah"), False),
    )
    ORDER = ("unit", "title", "group", "leads_unit", "start", "appraiser", "successor")


class SecondmentForm(PostForm):
    """Lent to which unit, until when."""

    end = day_field(gettext_lazy("Sampai"))
    ORDER = ("unit", "title", "group", "leads_unit", "start", "end")


class ActingForm(ChangeForm):
    """For whom, or for which vacant head of a unit, somebody acts, and how long."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Bertugas sebagai"), widget=forms.RadioSelect, initial=PostingKind.PLT,
        choices=[(kind.value, kind.label) for kind in (PostingKind.PLT, PostingKind.PLH)],
    )
    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"))
    PEOPLE = (
        ("official", gettext_lazy("Menggantikan"), False),
        ("reports_to", gettext_lazy("Penilai selama menjadi Plt."), False),
    )
    ORDER = ("kind", "official", "unit", "start", "end", "reports_to")

    def __init__(self, *args: Any, person: Employee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, person=person, today=today, **kwargs)
        self.initial["kind"] = PostingKind.PLT
        self.fields["unit"] = UnitField(
            agency_id=person.agency_id, day=today, required=False, label=gettext_lazy("atau unit yang pimpinannya kosong"),
        )
        self.order_fields([*self.ORDER, "decree"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if not {"official", "unit", "start"} & self.errors.keys():
            data["position"], field, missing = self._post(data["official"], data["unit"], data["start"])
            if data["position"] is None:
                self.add_error(field, missing)
        return data

    @staticmethod
    def _post(official: Employee | None, unit: Unit | None, start: date) -> tuple[Position | None, str, str]:
        """The post that is acted in; beside which field to tell what, where there is none."""
        if official is not None:
            words = _("%(name)s tidak memegang jabatan definitif pada tanggal itu.")
            return queries.post_of(official, start), "official", words % {"name": official.name}
        if unit is not None:
            return queries.leading_post(unit), "unit", _("Jabatan pimpinan %(unit)s belum tercatat.") % {"unit": unit.name}
        return None, "official", _("Sebutkan siapa yang digantikan, atau unit yang pimpinannya kosong.")

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"official", "unit"}}


class CircumstanceForm(ChangeForm):
    """What happens to the person, from when to when."""

    kind = forms.ChoiceField(label=gettext_lazy("Keadaan"), choices=CircumstanceKind.choices)
    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"), required=False)
    step_up = forms.BooleanField(
        label=gettext_lazy("Selama itu, stafnya dinilai oleh atasannya (bila tidak ada Plt. atau Plh.)"), required=False,
    )
    ORDER = ("kind", "start", "end", "step_up")


class DepartureForm(ChangeForm):
    """The last day, and who appraises the people left behind."""

    last_day = day_field(gettext_lazy("Hari kerja terakhir"))
    PEOPLE = (("successor", gettext_lazy("Yang menilai stafnya sesudah itu"), False),)
    ORDER = ("last_day", "successor")


class HandOverForm(ChangeForm):
    """Who appraises somebody's people from a day on."""

    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"), required=False)
    PEOPLE = (("successor", gettext_lazy("Penilai stafnya"), False),)
    ORDER = ("successor", "start", "end")

    def __init__(self, *args: Any, person: Employee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, person=person, today=today, **kwargs)
        del self.fields["decree"]


class LastDayForm(forms.Form):
    """Something ends earlier than was written."""

    last_day = day_field(gettext_lazy("Hari terakhir"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"last_day": today}, **kwargs})

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class TeamForm(forms.Form):
    """A new task team."""

    name = forms.CharField(label=gettext_lazy("Nama tim"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("Tugas tim"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"), required=False)
    decree = forms.CharField(label=DECREE, max_length=200, required=False)

    def __init__(self, *args: Any, agency_id: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"start": today}, **kwargs})
        self.fields["unit"] = UnitField(agency_id=agency_id, day=today, label=gettext_lazy("Unit kerja"), required=False)
        self.fields["lead"] = PersonField(agency_id=agency_id, day=today, label=gettext_lazy("Ketua tim"), required=False)
        self.order_fields(["name", "purpose", "unit", "lead", "start", "end", "decree"])


class MemberForm(forms.Form):
    """Who joins a team, from when to when."""

    start = day_field(gettext_lazy("Mulai"))
    end = day_field(gettext_lazy("Sampai"), required=False)
    leads = forms.BooleanField(label=gettext_lazy("Sebagai ketua tim"), required=False)

    def __init__(self, *args: Any, agency_id: int, today: date, start: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"start": max(today, start)}, **kwargs})
        self.fields["employee"] = PersonField(agency_id=agency_id, day=today, label=gettext_lazy("Pegawai"))
        self.order_fields(["employee", "start", "end", "leads"])
