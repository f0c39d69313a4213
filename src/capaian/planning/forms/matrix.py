"""What is typed beside a role-result matrix."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.files import IMPORT
from capaian.people.forms.choosing import PersonField
from capaian.planning.actions.strategies import StrategyDraft
from capaian.planning.models import Cascade, Strategy
from capaian.planning.queries.matrix import Grid

LISTS = {"activities": ("routine", "transformative"), "milestones": ("routine", "transformative")}
TICKED = "ticked"
EVERYBODY = "all"


class PeopleForm(forms.Form):
    """For whom: everybody of a post title, everybody, or who was ticked."""

    use_required_attribute = False
    title = forms.ChoiceField(label=_("Untuk"), required=False)

    def __init__(self, grid: Grid, data: Any = None, ticked: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.grid, self.ticked = grid, ticked or []
        counts = [(title, f"{title} ({len(grid.with_title(title))})") for title in grid.titles]
        self.fields["title"].choices = [  # type: ignore[attr-defined]
            (TICKED, _("yang dicentang")), (EVERYBODY, _("semua pegawai")), *counts,
        ]

    def rows(self) -> list[int]:
        """The chosen rows."""
        title = self.cleaned_data.get("title") or TICKED
        if title == EVERYBODY:
            return [one.key for one in self.grid.people]
        return self.ticked if title == TICKED else self.grid.with_title(title)


class AssignForm(PeopleForm):
    """A text for many people, in one column."""

    column = forms.TypedChoiceField(label=_("Kolom"), coerce=int)
    strategy = forms.ChoiceField(label=_("Isi dari strategi"), required=False)
    text = forms.CharField(label=_("Peran"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("text", "column", "title", "strategy")
    unmarked = ("text", "strategy")

    def __init__(self, grid: Grid, data: Any = None, ticked: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(grid, data, ticked, **kwargs)
        columns = [(one.key, f"{one.number}. {one.statement[:80]}") for one in grid.columns]
        self.fields["column"].choices = columns  # type: ignore[attr-defined]
        self.fields["strategy"].choices = [  # type: ignore[attr-defined]
            ("", _("tidak, saya tulis sendiri")), *((str(one.pk), one.statement[:80]) for one in grid.strategies),
        ]

    def given(self) -> str:
        """What was typed, else the chosen strategy."""
        typed = self.cleaned_data["text"].strip()
        chosen = next((one for one in self.grid.strategies if str(one.pk) == self.cleaned_data["strategy"]), None)
        if typed or chosen is None:
            return typed
        return f"[L] {chosen.statement}" if chosen.cascade == Cascade.DIRECT else chosen.statement


class AddPersonForm(forms.Form):
    """Somebody of another unit who works here."""

    use_required_attribute = False

    def __init__(self, agency_id: int, data: Any = None) -> None:
        super().__init__(data)
        self.fields["employee"] = PersonField(
            agency_id=agency_id, label=_("Pegawai"), error_messages={"required": _("Tulis nama atau NIP pegawai.")}
        )


class PasteForm(forms.Form):
    """A table from a spreadsheet: pasted, or as a file."""

    use_required_attribute = False
    unmarked = ("text", "file")
    text = forms.CharField(
        label=_("Tabel dari lembar kerja"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("atau berkas XLSX"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": IMPORT.accept}),
    )


class StrategyForm(forms.Form):
    """A strategy with the fields of the workblock A.1.4, as the regulation prints them."""

    use_required_attribute = False
    statement = forms.CharField(
        label=_("Strategi"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )
    cascade = forms.ChoiceField(label=_("Penyelarasan"), choices=Cascade.choices)
    title = forms.CharField(label="JUDUL INISIATIF STRATEGI PENCAPAIAN IKU", max_length=300, required=False)
    owner = forms.CharField(label="PEMILIK STRATEGI", max_length=300, required=False)
    involved = forms.CharField(label="PIHAK YANG TERLIBAT", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    time = forms.CharField(label="WAKTU PENYELESAIAN", max_length=120, required=False)
    beneficiaries = forms.CharField(label="PENERIMA MANFAAT", max_length=300, required=False)
    purpose = forms.CharField(label="TUJUAN", max_length=500, required=False)
    budget = forms.CharField(label="ANGGARAN", max_length=120, required=False)
    activities_routine = forms.CharField(
        label="STRATEGI (KEY ACTIVITIES) · A. RUTIN", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    activities_transformative = forms.CharField(
        label="STRATEGI (KEY ACTIVITIES) · B. TRANSFORMATIF", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    milestones_routine = forms.CharField(
        label="KELUARAN KUNCI (KEY MILESTONE) · A. RUTIN", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    milestones_transformative = forms.CharField(
        label="KELUARAN KUNCI (KEY MILESTONE) · B. TRANSFORMATIF", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    WORDS = ("title", "owner", "time", "beneficiaries", "purpose", "budget")

    def __init__(self, data: Any = None, strategy: Strategy | None = None) -> None:
        super().__init__(data, initial=_typed(strategy) if strategy else {"cascade": Cascade.INDIRECT})

    def draft(self) -> StrategyDraft:
        """The strategy as typed; the workblock holds what was filled in."""
        given = self.cleaned_data
        work: dict[str, Any] = {name: given[name].strip() for name in self.WORDS if given[name].strip()}
        if involved := _lines(given["involved"]):
            work["involved"] = involved
        for name, kinds in LISTS.items():
            lists = {kind: lines for kind in kinds if (lines := _lines(given[f"{name}_{kind}"]))}
            if lists:
                work[name] = lists
        return StrategyDraft(given["statement"], given["cascade"], work)

    @property
    def has_work(self) -> bool:
        """Whether any of it is filled in or wrong, so that it is shown."""
        return any(bound.value() or bound.errors for bound in self.workblock)

    @property
    def workblock(self) -> list[forms.BoundField]:
        """Its fields after the two that every strategy has."""
        return [bound for bound in self if bound.name not in ("statement", "cascade")]


def _typed(strategy: Strategy) -> dict[str, Any]:
    work = strategy.work
    typed = {name: work.get(name, "") for name in StrategyForm.WORDS}
    typed |= {"statement": strategy.statement, "cascade": strategy.cascade, "involved": "\n".join(work.get("involved", []))}
    for name, kinds in LISTS.items():
        for kind in kinds:
            typed[f"{name}_{kind}"] = "\n".join(work.get(name, {}).get(kind, []))
    return typed


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line]
