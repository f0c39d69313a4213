"""Giving a spreadsheet, and saying which of its columns holds what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from capaian.foundation.errors import InvalidInput
from capaian.foundation.files import IMPORT
from capaian.foundation.forms import day_field
from capaian.foundation.language import told
from capaian.people.rules.staging_shapes import SHAPES

SKIP = "skip"


class ImportForm(forms.Form):
    """The file, and the day from which its assignments hold where they name none."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Berkas"), allow_empty_file=True, max_length=None, widget=forms.FileInput(attrs={"accept": IMPORT.accept}),
        error_messages={"required": _("Pilih berkas yang akan diimpor."), "missing": _("Pilih berkas yang akan diimpor.")})
    effective_from = day_field(_("Berlaku sejak"))


class ColumnsForm(forms.Form):
    """For every sheet of the file what it holds, and for what it holds the column of each of our fields.

    The fields follow the chosen kind of sheet, so choosing another one draws the form anew.
    """

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None, *, tables: list[dict[str, Any]], kinds: Mapping[str, str]) -> None:
        super().__init__(data)
        self.tables = tables
        self.kinds = {number: kinds.get(f"sheet-{number}", table["sheet"]) for number, table in enumerate(tables)}
        for number, table in enumerate(tables):
            self._add(number, table)

    def _add(self, number: int, table: dict[str, Any]) -> None:
        choices = [(SKIP, gettext("Jangan diimpor")), *((sheet, told(shape.title)) for sheet, shape in SHAPES.items())]
        kind = self.kinds[number] if self.kinds[number] in SHAPES else ""
        self.fields[f"sheet-{number}"] = forms.ChoiceField(
            label=_("Lembar ini berisi"), choices=choices, initial=kind or SKIP,
        )
        if not kind:
            return
        headings = [("", gettext("Tidak ada")), *((heading, heading) for heading in dict.fromkeys(table["headings"]) if heading)]
        known = table["columns"] if kind == table["sheet"] else {}
        for field in SHAPES[kind].fields:
            self.fields[f"column-{number}-{field.name}"] = forms.ChoiceField(
                label=told(field.heading), choices=headings, required=field.required, initial=known.get(field.name, ""),
                error_messages={"required": gettext("Pilih kolom untuk “%(field)s”.") % {"field": told(field.heading)}},
            )

    def parts(self) -> list[dict[str, Any]]:
        """The form sheet by sheet, for the template."""
        return [
            {
                "table": table, "kind": self[f"sheet-{number}"],
                "fields": [
                    {"bound": self[name], "note": told(field.note)}
                    for field in (SHAPES[self.kinds[number]].fields if self.kinds[number] in SHAPES else ())
                    for name in [f"column-{number}-{field.name}"] if name in self.fields
                ],
            } for number, table in enumerate(self.tables)
        ]

    def given(self) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """Title → sheet, and sheet → our field → their heading."""
        chosen = {table["title"]: self.cleaned_data[f"sheet-{number}"] for number, table in enumerate(self.tables)}
        sheets = {title: "" if kind == SKIP else kind for title, kind in chosen.items()}
        columns = {
            kind: {
                field.name: heading for field in SHAPES[kind].fields
                if (heading := self.cleaned_data.get(f"column-{number}-{field.name}"))
            } for number, kind in self.kinds.items() if kind in SHAPES
        }
        return sheets, columns

    def add_problems(self, invalid: InvalidInput) -> None:
        """What the action found, put beside its fields."""
        for problem in invalid.problems:
            sheet, _dot, field = problem.field.partition(".")
            name = next((f"column-{number}-{field}" for number, kind in self.kinds.items() if kind == sheet), "")
            self.add_error(name if name in self.fields else None, problem.reason)

