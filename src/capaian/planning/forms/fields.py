"""What the forms of planning have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import MINIMUM_REASON
from capaian.planning.actions.drafts import LONGEST_TEXT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def area(rows: int = 2) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def reason_field(label: StrOrPromise) -> forms.CharField:
    """A reason that somebody who reads it later can do something with."""
    return forms.CharField(
        label=label, min_length=MINIMUM_REASON, max_length=LONGEST_TEXT, widget=area(3),
        error_messages={"min_length": _("Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit 20 huruf.")},
    )


def kept_rows(rows: forms.BaseFormSet) -> list[forms.Form]:
    """The rows of a formset that say something: neither left empty nor ticked for deletion."""
    return [row for row in rows.forms if row.cleaned_data and row not in rows.deleted_forms]


class Together:
    """Several forms of one page, for one summary of what is wrong."""

    def __init__(self, *forms: forms.BaseForm) -> None:
        self.forms = forms

    def non_field_errors(self) -> list[str]:
        return [text for form in self.forms for text in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (bound for form in self.forms for bound in form)
