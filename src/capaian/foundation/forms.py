"""Fields that read and print numbers and days the way the screen does; problems beside fields; allauth's fields in our words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from capaian.foundation.errors import Problem
from capaian.foundation.language import is_english, told
from capaian.foundation.passwords import RULES
from capaian.kernel.numbers import NotANumber, parse_decimal, parse_decimal_en, trimmed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
"""How a day may be written: as the browser's field sends it, or by hand."""


def tell(form: forms.BaseForm, problems: Iterable[Problem]) -> None:
    """Put each problem beside its field, or above the form where it belongs to none."""
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.reason)


class DayInput(forms.DateInput):
    """A day as every browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: StrOrPromise, *, required: bool = True) -> forms.DateField:
    """A day."""
    words = {"required": _("Isi tanggalnya."), "invalid": _("Tulis tanggal seperti 24-11-2026.")}
    return forms.DateField(label=label, required=required, widget=DayInput(), input_formats=DAYS, error_messages=words)


class IndonesianDecimalField(forms.CharField):
    """A number typed as `1.250,5`; kept as Decimal, never a float, never guessed from a doubtful spelling.

    An empty value is None (not measured, not set), never zero. A stored Decimal is shown with a comma and no
    thousands dots, so that it is read back as the same number; on an English screen the two signs change places, there
    and in what is typed (`1,250.5`). Negative numbers are refused unless `minimum=None`.
    """

    default_error_messages = {  # noqa: RUF012 - Django's own attribute
        "negative": _("Angka tidak boleh kurang dari nol."),
    }

    def __init__(
        self, *, minimum: Decimal | None = Decimal(0), max_digits: int = 20, decimal_places: int = 4, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.minimum = minimum
        self.fits = DecimalValidator(max_digits, decimal_places)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if not text:
            return None
        try:
            number = parse_decimal_en(text) if is_english() else parse_decimal(text)
        except NotANumber as error:
            raise ValidationError(told(error.args[0]), code="invalid") from error
        return number

    def validate(self, value: Any) -> None:
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return
        if self.minimum is not None and value < self.minimum:
            raise ValidationError(self.error_messages["negative"], code="negative")
        self.fits(value)

    def run_validators(self, value: Any) -> None:
        """Length and characters were judged by `validate`; the text validators do not apply to a number."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


def plain(number: Decimal) -> str:
    """`Decimal("88.3100")` → `88,31`, in English `88.31`: as typed into a field, ungrouped, without trailing zeros."""
    return trimmed(number) if is_english() else trimmed(number).replace(".", ",")


def say(form: forms.Form, name: str, label: StrOrPromise, help_text: StrOrPromise = "", **attrs: str) -> None:
    """Label, hint and attributes of a field that a library made; no placeholder stands in for a label."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class NewPasswordFields:
    """The new password, typed twice, with its rules beside it: for allauth's forms that have these two fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("Kata sandi baru"), RULES)  # type: ignore[arg-type]
        say(self, "password2", _("Kata sandi baru, sekali lagi"))  # type: ignore[arg-type]
