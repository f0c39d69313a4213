"""Choosing a unit: from a list where there are few, by words with suggestions where there are many."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from capaian.kernel.numbers import whole_number
from capaian.people.forms import UnitField
from capaian.people.models import Unit
from capaian.people.queries.choosing import unit_called

LISTED = 30
"""More units than these are found faster by typing than in a list."""


class UnitChoice(UnitField):
    """One of `units`; the cleaned value is the unit, or None. `none` is what the list says for none at all.

    `kept` is the number of the unit shown before: its label chooses it even where it is closed or none of `units`; whether
    it may be shown is asked by the view.
    """

    def __init__(
        self, *, units: QuerySet[Unit], agency_id: int, day: date | None = None, none: str = "", kept: int | None = None,
        **kwargs: Any,
    ) -> None:
        listed = list(units[: LISTED + 1])
        self.units = units
        self.kept = kept
        self.listed = {unit.pk: unit for unit in listed} if len(listed) <= LISTED else None
        if self.listed is not None:
            first = [("", capfirst(none))] if none else []
            if not none and len(listed) > 1 and kwargs.get("required", True) and kwargs.get("initial") is None:
                first = [("", _("Pilih unit"))]
            kwargs["widget"] = forms.Select(choices=[*first, *((one.pk, one.name) for one in listed)])
        elif none:
            kwargs["help_text"] = _("Tulis sebagian namanya, lalu pilih. Bila kosong: %(none)s.") % {"none": none}
        super().__init__(agency_id=agency_id, day=day, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        if self.listed is not None:
            del attributes["maxlength"]  # of a text input
        return attributes

    def choose(self, text: str) -> tuple[Unit | None, tuple[str, ...]]:
        if self.listed is not None:
            return self.listed.get(whole_number(text)), ()
        if kept := unit_called(self.agency_id, self.kept, text):
            return kept, ()
        found, candidates = super().choose(text)
        if found is not None and not self.units.filter(pk=found.pk).exists():
            raise ValidationError(_("%(unit)s di luar lingkup Anda.") % {"unit": found.name}, code="out-of-reach")
        return found, candidates

    def nobody(self) -> str:
        return super().nobody() if self.listed is None else _("Pilih dari unit yang ditampilkan.")

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Unit) and self.listed is not None else super().prepare_value(value)


class UnitFilter(forms.Form):
    """Turning a page to another unit: `unit` is its number, as links and the list have it; `at` is what was typed.

    Beside the box of `at` the form keeps the number of the unit that is shown, so that its label, left as it stands, is it.
    """

    is_filter = True

    def __init__(self, given: QueryDict, *, label: str, **choice: Any) -> None:
        asked = whole_number(given.get("unit"))
        field = UnitChoice(label=label, required=False, kept=asked, **choice)
        typed = given.get("at", "") if field.listed is None else ""
        cleared = field.listed is None and "at" in given and not typed.strip()
        self.asked = None if cleared else asked
        self.shown: int | None = None
        super().__init__({"at": typed} if typed.strip() else None, auto_id="%s")
        self.name = "unit" if field.listed is not None else "at"
        self.fields[self.name] = field
        self.one = field.listed is not None and len(field.listed) <= 1

    def typed(self) -> Unit | None:
        """The unit that was typed."""
        return self.cleaned_data["at"] if self.is_valid() else None

    @property
    def failed(self) -> bool:
        """Whether something was typed that is no unit to turn to."""
        return self.is_bound and not self.is_valid()

    def beside(self, unit: Unit | None) -> UnitFilter:
        """The same with the unit that is shown."""
        self.initial[self.name] = unit
        self.shown = unit.pk if unit and self.name == "at" else None
        return self

    @property
    def box(self) -> forms.BoundField:
        return self[self.name]
