"""The form of a month: one set of fields per indicator, all in one form so that it also works as a plain submit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from capaian.foundation.errors import InvalidInput
from capaian.foundation.files import PROOF
from capaian.foundation.forms import IndonesianDecimalField
from capaian.foundation.ui.numbers import number
from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.models import Indicator, Measurement, ResultPlan
from capaian.progress import workflow
from capaian.progress.actions import Entry
from capaian.progress.models import Realization
from capaian.progress.queries import Card, groups_of

NAMES = ("value", "text", "note", "evidence_url", "evidence_file", "remove_file")


class MayBeMissing:
    """Not marked "optional" on screen, yet an empty answer is kept as missing: the note then says why."""

    def validate(self, value: object) -> None:
        if value not in (None, ""):
            super().validate(value)


class FigureField(MayBeMissing, IndonesianDecimalField):
    pass


class WordsField(MayBeMissing, forms.CharField):
    pass


class OneOfField(MayBeMissing, forms.ChoiceField):
    pass


def _fields(indicator: Indicator) -> dict[str, forms.Field]:
    """A target without a number is answered in words; the others with a figure."""
    answer: dict[str, forms.Field] = (
        {"text": WordsField(label=_("Realisasi bulan ini"), max_length=300)}
        if indicator.target is None
        else {"value": FigureField(label=_("Realisasi bulan ini"))}
    )
    return answer | {
        "note": forms.CharField(
            label=_("Catatan"), required=False, max_length=2000,
            widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Apa yang berubah?")}),
        ),
        "evidence_url": forms.CharField(
            label=_("Tautan bukti"), required=False,
            widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
        ),
        "evidence_file": forms.FileField(
            label=_("Foto atau berkas bukti"), required=False, allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": PROOF.accept, "data-shrink": ""}),
        ),
        "remove_file": forms.BooleanField(label=_("Hapus berkas ini"), required=False),
    }


@dataclass(frozen=True)
class Row:
    """One card with its bound fields: `value` or, where the target has no number, `text`."""

    card: Card
    note: BoundField
    evidence_url: BoundField
    evidence_file: BoundField
    remove_file: BoundField
    value: BoundField | None = None
    text: BoundField | None = None

    @property
    def answer(self) -> BoundField:
        return self.value or self.text

    @property
    def params(self) -> str:
        """The names that an autosave of this card sends, and no other card's."""
        fields = (self.answer, self.note, self.evidence_url, self.evidence_file, self.remove_file)
        return ",".join(bound.html_name for bound in fields)

    @property
    def hint(self) -> str:
        return hint_of(self.card)


def figure(realization: Realization | None) -> str:
    """A month's answer as one reads it: the figure, or the words, or that there is none."""
    if realization is None:
        return gettext("belum terkirim")
    if realization.value is None and not realization.text:
        return gettext("belum ada angka")
    return number(realization.value) if realization.value is not None else realization.text


def hint_of(card: Card) -> str:
    """`Bulan lalu: 86 · jalur ke target: 90`; in the SKP's first month there is no last one. Where months add up, the
    path is a sum of all of them, and says so."""
    parts = [] if card.is_first else [gettext("Bulan lalu: %(value)s") % {"value": figure(card.last)}]
    if card.path is not None:
        adds_up = card.indicator.measurement == Measurement.CUMULATIVE
        words = gettext("sejak Januari seharusnya %(value)s") if adds_up else gettext("jalur ke target: %(value)s")
        parts.append(words % {"value": number(card.path)})
    return " · ".join(parts)


class ReportForm(forms.Form):
    """Fields `i<indicator>-value` (or `-text`), `-note`, `-evidence_url` and `-evidence_file` for each card."""

    use_required_attribute = False

    def __init__(self, data: object | None, cards: Iterable[Card], given: object | None = None) -> None:
        self.cards = {card.indicator.pk: card for card in cards}
        initial = {}
        for pk, card in self.cards.items():
            initial |= {f"i{pk}-{name}": getattr(card.realization, name, None) for name in NAMES[:4]}
        super().__init__(data, given, initial=initial)
        for pk, card in self.cards.items():
            self.fields |= {f"i{pk}-{name}": field for name, field in _fields(card.indicator).items()}

    def groups(self) -> list[tuple[ResultPlan, list[Row]]]:
        """What the page shows: each result with its rows of card and fields."""
        return [
            (group.result, [Row(card, **self.of(card.indicator)) for card in group.cards])
            for group in groups_of(self.cards.values())
        ]

    def of(self, indicator: Indicator) -> dict[str, BoundField]:
        """The bound fields of one indicator by their short names."""
        names = [name for name in NAMES if f"i{indicator.pk}-{name}" in self.fields]
        return {name: self[f"i{indicator.pk}-{name}"] for name in names}

    def entries(self) -> list[Entry]:
        """What was typed, per indicator. Only after `is_valid()`."""
        return [self._entry(card.indicator) for card in self.cards.values()]

    def _entry(self, indicator: Indicator) -> Entry:
        given = {name: self.cleaned_data[f"i{indicator.pk}-{name}"] for name in self.of(indicator)}
        return Entry(indicator=indicator, **given)

    def add_problems(self, invalid: InvalidInput) -> None:
        """What the action found, put beside its fields."""
        for problem in invalid.problems:
            known = problem.field in self.fields
            name = problem.field if known else problem.field.replace("-value", "-text")
            self.add_error(name if name in self.fields else None, problem.reason)

    @property
    def summary(self) -> Summary:
        """The problems for the top of the page, each named with its indicator."""
        return Summary(self)


class Summary:
    """A form as the error summary reads it, with labels that tell the cards apart."""

    def __init__(self, form: ReportForm) -> None:
        self.form = form

    def non_field_errors(self) -> list[str]:
        return self.form.non_field_errors()

    def __iter__(self) -> Iterator[SimpleNamespace]:
        for card in self.form.cards.values():
            for bound in self.form.of(card.indicator).values():
                yield SimpleNamespace(
                    errors=bound.errors, auto_id=bound.auto_id, id_for_label=bound.id_for_label,
                    label=f"{card.indicator.statement} – {bound.label}",
                )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan pengembalian"), min_length=MINIMUM_REASON, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tuliskan apa yang perlu diperbaiki."),
            "min_length": _("Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit %(limit_value)d huruf."),
        },
    )


class ReviewFilter(forms.Form):
    """Search and state of the review list, kept in the address."""

    use_required_attribute = False

    cari = WordsField(label=_("Cari nama atau NIP"), max_length=100)
    status = OneOfField(
        label=_("Status"),
        choices=[
            (state, label) for state, label in workflow.REPORT.labels.items() if state != workflow.DRAFT
        ] + [("semua", _("Semua"))],
    )

    def chosen(self) -> tuple[str, str]:
        """(search, state); what cannot be read falls back to everything that waits."""
        self.is_valid()
        state = self.cleaned_data.get("status") or workflow.SUBMITTED
        return self.cleaned_data.get("cari", "").strip(), "" if state == "semua" else state
