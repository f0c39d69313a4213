"""What is typed about needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.files import IMPORT
from capaian.foundation.language import told
from capaian.planning.actions.drafts import LONGEST_TEXT
from capaian.planning.actions.needs import AnalysisDraft, EvidenceDraft, NeedDraft
from capaian.planning.forms.fields import area, kept_rows
from capaian.planning.forms.objectives import objective_words
from capaian.planning.forms.units import UnitChoice
from capaian.planning.models import EvidenceKind, Need, NeedsAnalysis, Objective, Sector
from capaian.planning.rules.needs import HIGHEST, HOUSE_CRITERIA, HOUSE_METHOD, LOWEST, WHOLE, Criterion

SCORES = [("", "–"), *((number, str(number)) for number in range(LOWEST, HIGHEST + 1))]
WHOLE_NUMBER = _("Tulis bilangan bulat.")
PER_CENT = _("Bobot adalah persen bulat dari 1 sampai 100.")


class AnalysisForm(forms.Form):
    """Title, unit and method; the criteria stand in rows beside it."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    year = forms.ChoiceField(label=_("Tahun"))
    method = forms.CharField(label=_("Metode"), max_length=LONGEST_TEXT, widget=area(4))

    def __init__(
        self, *args: Any, unit: UnitChoice | None = None, years: Sequence[int] = (), analysis: NeedsAnalysis | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {"method": told(HOUSE_METHOD)}
        if analysis is not None:
            initial = {"title": analysis.title, "method": analysis.method}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        if analysis is not None:
            del self.fields["year"]
            return
        self.fields["unit"] = unit
        self.order_fields(["title", "unit"])
        self.fields["year"].choices = [(year, year) for year in years]


class CriterionForm(forms.Form):
    slug = forms.SlugField(required=False, widget=forms.HiddenInput, max_length=44)
    label = forms.CharField(label=_("Kriteria"), max_length=80)
    weight = forms.IntegerField(
        label=_("Bobot (%)"), min_value=1, max_value=WHOLE,
        error_messages={"invalid": WHOLE_NUMBER, "min_value": PER_CENT, "max_value": PER_CENT},
    )


CriterionFormSet = forms.formset_factory(CriterionForm, extra=1, can_delete=True, max_num=8)


def criterion_rows(analysis: NeedsAnalysis | None, data: Any = None) -> forms.BaseFormSet:
    """The criteria of an analysis, or the house default, with an empty row to add one more."""
    house = [{"slug": one.slug, "label": told(one.label), "weight": one.weight} for one in HOUSE_CRITERIA]
    return CriterionFormSet(data, initial=analysis.criteria if analysis else house, prefix="criteria")


def analysis_draft(form: AnalysisForm, rows: forms.BaseFormSet) -> AnalysisDraft:
    kept = [row.cleaned_data for row in kept_rows(rows)]
    criteria = [(row.get("slug", ""), row["label"], row["weight"]) for row in kept]
    return AnalysisDraft(form.cleaned_data["title"], form.cleaned_data["method"], criteria)


class NeedForm(forms.Form):
    """A need with one score per criterion of its analysis."""

    statement = forms.CharField(label=_("Kebutuhan"), max_length=LONGEST_TEXT, widget=area())
    sector = forms.ChoiceField(
        label=_("Bidang"), choices=[("", _("Pilih bidangnya")), *Sector.choices],
        error_messages={"required": _("Pilih bidangnya.")},
    )
    sector_name = forms.CharField(label=_("Nama bidang lain"), max_length=80, required=False)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], need: Need | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if need is not None:
            initial = {"statement": need.statement, "sector": need.sector, "sector_name": need.sector_name}
            initial |= {f"score_{slug}": score for slug, score in need.scores.items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.criteria = criteria
        self.unmarked = [f"score_{one.slug}" for one in criteria]  # the words above them say that they may be empty
        for one in criteria:
            self.fields[f"score_{one.slug}"] = forms.TypedChoiceField(
                label=f"{one.label} ({one.weight} %)", choices=SCORES, coerce=int, empty_value=None, required=False,
            )

    def scores(self) -> list[forms.BoundField]:
        return [self[f"score_{one.slug}"] for one in self.criteria]


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=EvidenceKind.choices)
    source = forms.CharField(label=_("Sumber"), max_length=300)
    finding = forms.CharField(label=_("Temuan"), max_length=LONGEST_TEXT, widget=area(2))

    def has_changed(self) -> bool:
        """A row in which only the kind stands, as it comes, is empty."""
        return any(name in self.changed_data for name in ("source", "finding"))


EvidenceFormSet = forms.formset_factory(EvidenceForm, extra=2, can_delete=True, max_num=20)


def evidence_rows(need: Need | None, data: Any = None) -> forms.BaseFormSet:
    """What a need rests on, with two empty rows to add more."""
    rows = need.evidence.all() if need else []
    initial = [{"kind": row.kind, "source": row.source, "finding": row.finding} for row in rows]
    return EvidenceFormSet(data, initial=initial, prefix="evidence")


def need_draft(form: NeedForm, rows: forms.BaseFormSet) -> NeedDraft:
    kept = [row.cleaned_data for row in kept_rows(rows)]
    scores = {one.slug: form.cleaned_data[f"score_{one.slug}"] for one in form.criteria}
    return NeedDraft(
        **{name: form.cleaned_data[name] for name in ("sector", "statement", "sector_name")},
        scores={slug: score for slug, score in scores.items() if score is not None},
        evidence=[EvidenceDraft(row["kind"], row["source"], row["finding"]) for row in kept],
    )


class DecisionForm(forms.Form):
    """Which objectives answer a need, or why none does."""

    unmarked = ("objectives", "reason_not")

    objectives = forms.TypedMultipleChoiceField(
        label=_("Sasaran yang menjawab kebutuhan ini"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
    )
    reason_not = forms.CharField(
        label=_("Atau: mengapa belum menjadi sasaran"), max_length=LONGEST_TEXT, required=False, widget=area(3),
    )

    def __init__(self, *args: Any, need: Need, offered: Sequence[Objective], **kwargs: Any) -> None:
        initial = {"objectives": [one.pk for one in need.objectives.all()], "reason_not": need.reason_not}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["objectives"].choices = [(one.pk, objective_words(one)) for one in offered]


class SheetForm(forms.Form):
    """A spreadsheet that is given."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Berkas"), allow_empty_file=True, max_length=None, widget=forms.FileInput(attrs={"accept": IMPORT.accept}),
        error_messages={"required": _("Pilih berkas yang akan diimpor."), "missing": _("Pilih berkas yang akan diimpor.")})
