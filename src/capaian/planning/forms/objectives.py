"""What is typed about objectives, plans and performance agreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.forms import IndonesianDecimalField
from capaian.kernel.calendar import EARLIEST, LATEST
from capaian.planning.actions import ObjectiveDraft
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.actions.objectives import LONGEST_TARGET, KeyIndicator
from capaian.planning.actions.plans import PlanDraft
from capaian.planning.forms.fields import area, kept_rows, reason_field
from capaian.planning.forms.units import UnitChoice
from capaian.planning.models import Measurement, Objective, PlanKind, Polarity, StrategicPlan

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHOLE_YEAR = _("Tulis tahun dengan empat angka.")
SENSIBLE_YEAR = _("Tulis tahun antara 1990 dan 2100.")


def year_field(label: StrOrPromise, *, required: bool = True) -> forms.IntegerField:
    """A year of four digits."""
    return forms.IntegerField(
        label=label, required=required, min_value=EARLIEST, max_value=LATEST,
        error_messages={"invalid": WHOLE_YEAR, "min_value": SENSIBLE_YEAR, "max_value": SENSIBLE_YEAR},
    )


def objective_words(objective: Objective) -> str:
    """An objective as a choice: "Terpenuhinya air bersih · Renstra Dinas PU"."""
    where = objective.plan.title if objective.plan else f"{objective.unit.name} {objective.performance_year.year}"
    return f"{objective.statement} · {where}"


class ObjectiveForm(forms.Form):
    """An objective, with its indicators in the rows of `indicator_rows`."""

    statement = forms.CharField(label=_("Sasaran"), max_length=LONGEST_TEXT, widget=area())
    parent = forms.ChoiceField(label=_("Mendukung sasaran"), required=False)
    code = forms.CharField(label=_("Kode"), max_length=40, required=False)
    source = forms.CharField(label=_("Sumber"), max_length=300, required=False)

    def __init__(
        self, *args: Any, objective: Objective | None = None, parents: Sequence[Objective] = (), **kwargs: Any
    ) -> None:
        initial = dict(kwargs.pop("initial", {}))
        if objective:
            initial = {"statement": objective.statement, "source": objective.source, "code": objective.code}
            initial["parent"] = objective.parent_id
        super().__init__(*args, initial=initial, **kwargs)
        listed = [(one.pk, objective_words(one)) for one in parents]
        if objective and objective.parent and objective.parent_id not in {pk for pk, _words in listed}:
            listed.insert(0, (objective.parent_id, objective.parent.statement))
        self.fields["parent"].choices = [("", _("Tidak ada")), *listed]


class ObjectiveIndicatorForm(forms.Form):
    """A key indicator; of a plan it has a target for each of its years, of a year one."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    statement = forms.CharField(label=_("Indikator"), max_length=LONGEST_TEXT)
    target_text = forms.CharField(label=_("Target"), max_length=LONGEST_TARGET)
    unit = forms.CharField(label=_("Satuan"), max_length=60, required=False)
    polarity = forms.ChoiceField(label=_("Arah"), choices=Polarity.choices, initial=Polarity.HIGHER, required=False)
    measurement = forms.ChoiceField(
        label=_("Jenis capaian"), choices=Measurement.choices, initial=Measurement.SNAPSHOT, required=False,
    )
    formula = forms.CharField(label=_("Rumus"), max_length=LONGEST_TEXT, required=False, widget=area())
    baseline = IndonesianDecimalField(label=_("Data awal"), required=False, minimum=None)
    baseline_year = year_field(_("Tahun data awal"), required=False)

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        if years:
            del self.fields["target_text"]
        for year in years:
            label = _("Target %(year)s") % {"year": year}
            self.fields[f"year_{year}"] = forms.CharField(label=label, max_length=LONGEST_TARGET, required=False)

    def has_changed(self) -> bool:
        """A row in which only the choices stand, as they come, is empty."""
        return bool(set(self.changed_data) - {"polarity", "measurement", "key"})

    def targets(self) -> list[forms.BoundField]:
        return [self[f"year_{year}"] for year in self.years]


ObjectiveIndicatorFormSet = forms.formset_factory(ObjectiveIndicatorForm, extra=2, can_delete=True, max_num=20)


def indicator_rows(objective: Objective | None, data: Any = None, plan: StrategicPlan | None = None) -> forms.BaseFormSet:
    """The rows of an objective, with two empty ones to add more."""
    rows = objective.indicators.all() if objective else []
    initial = [
        {
            "key": row.pk, "polarity": row.polarity, "measurement": row.measurement,
            **{name: getattr(row, name) for name in ("statement", "target_text", "unit", "formula", "baseline", "baseline_year")},
            **{f"year_{target.year}": target.target_text for target in row.year_targets.all()},
        }
        for row in rows
    ]
    years = range(plan.first_year, plan.last_year + 1) if plan else ()
    return ObjectiveIndicatorFormSet(data, initial=initial, prefix="indicators", form_kwargs={"years": years})


def objective_draft(form: ObjectiveForm, rows: forms.BaseFormSet) -> ObjectiveDraft:
    """The objective as typed: rows left empty or ticked for deletion are dropped."""
    given = form.cleaned_data
    return ObjectiveDraft(
        given["statement"], given["source"], tuple(_indicator(row) for row in kept_rows(rows)), code=given["code"],
        parent_id=int(given["parent"]) if given["parent"] else None,
    )


def _indicator(row: ObjectiveIndicatorForm) -> KeyIndicator:
    given = row.cleaned_data
    return KeyIndicator(
        given["statement"], given.get("target_text", ""), pk=given["key"], formula=given["formula"], unit=given["unit"],
        baseline=given["baseline"], baseline_year=given["baseline_year"], polarity=given["polarity"] or Polarity.HIGHER,
        measurement=given["measurement"] or Measurement.SNAPSHOT,
        years=tuple((year, given[f"year_{year}"]) for year in row.years),
    )


class PlanForm(forms.Form):
    """A plan of several years."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=PlanKind.choices)
    title = forms.CharField(label=_("Judul"), max_length=200)
    first_year = year_field(_("Tahun pertama"))
    last_year = year_field(_("Tahun terakhir"))
    document = forms.CharField(label=_("Ditetapkan dengan"), max_length=300, required=False)

    def __init__(
        self, *args: Any, plan: StrategicPlan | None = None, unit: UnitChoice | None = None, region: bool = False, **kwargs: Any
    ) -> None:
        names = ("title", "first_year", "last_year", "document")
        super().__init__(*args, initial={name: getattr(plan, name) for name in names} if plan else {}, **kwargs)
        if plan is not None:
            del self.fields["kind"]
            return
        self.fields["unit"] = unit
        self.order_fields(["kind", "unit"])
        if not region:
            self.fields["kind"].choices = [(PlanKind.RENSTRA.value, PlanKind.RENSTRA.label)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == PlanKind.RPJMD and given.get("unit"):
            self.add_error("unit", _("RPJMD milik seluruh daerah. Kosongkan unitnya, atau pilih Renstra."))
        return given

    def draft(self) -> PlanDraft:
        given = self.cleaned_data
        return PlanDraft(given["title"], given["first_year"], given["last_year"], given["document"])


class AgreementForm(forms.Form):
    """The parties of a performance agreement."""

    first_party = forms.ChoiceField(label=_("Pihak pertama"), required=False)
    second_party = forms.CharField(label=_("Nama pihak kedua"), max_length=200, required=False)
    second_party_post = forms.CharField(label=_("Jabatan pihak kedua"), max_length=200, required=False)
    number = forms.CharField(label=_("Nomor"), max_length=120, required=False)

    def __init__(self, *args: Any, agreement: Any, positions: Sequence[Any] = (), **kwargs: Any) -> None:
        names = ("second_party", "second_party_post", "number")
        initial = {name: getattr(agreement, name) for name in names} | {"first_party": agreement.first_party_id}
        super().__init__(*args, initial=initial, **kwargs)
        listed = [(one.pk, one.title) for one in positions]
        if agreement.first_party and agreement.first_party_id not in {pk for pk, _title in listed}:
            listed.insert(0, (agreement.first_party_id, agreement.first_party.title))
        self.fields["first_party"].choices = [("", _("Belum dipilih")), *listed]


class RupiahField(IndonesianDecimalField):
    """Whole rupiah: sen are of no budget."""

    def validate(self, value: Any) -> None:
        try:
            super().validate(value)
        except forms.ValidationError as error:
            if error.code != "max_decimal_places":
                raise
            raise forms.ValidationError(_("Tulis rupiah bulat, tanpa angka di belakang koma."), code=error.code) from error


class BudgetForm(forms.Form):
    """A programme that pays for the agreement."""

    program = forms.CharField(label=_("Program atau kegiatan"), max_length=300)
    amount = RupiahField(label=_("Anggaran (rupiah)"), decimal_places=0)
    source = forms.CharField(label=_("Sumber dana"), max_length=80, required=False)
    objective = forms.ChoiceField(label=_("Untuk sasaran"), required=False)

    def __init__(self, *args: Any, objectives: Sequence[Objective] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].choices = [("", _("Seluruh perjanjian")), *((one.pk, one.statement) for one in objectives)]


BudgetFormSet = forms.formset_factory(BudgetForm, extra=2, can_delete=True, max_num=60)


def budget_rows(agreement: Any, objectives: Sequence[Objective], data: Any = None) -> forms.BaseFormSet:
    initial = [
        {"program": one.program, "amount": one.amount, "source": one.source, "objective": one.objective_id}
        for one in agreement.budget_lines.all()
    ]
    return BudgetFormSet(data, initial=initial, prefix="budget", form_kwargs={"objectives": objectives})


class ReopeningForm(forms.Form):
    reason = reason_field(_("Alasan membuka kembali"))


