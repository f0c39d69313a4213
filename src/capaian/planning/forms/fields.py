"""What the forms of planning have in common."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms


def area(rows: int = 2) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class Together:
    """Several forms of one page, for one summary of what is wrong."""

    def __init__(self, *forms: forms.BaseForm) -> None:
        self.forms = forms

    def non_field_errors(self) -> list[str]:
        return [text for form in self.forms for text in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (bound for form in self.forms for bound in form)
