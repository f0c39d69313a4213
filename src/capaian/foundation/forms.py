"""Form fields that read and print numbers the way the screen prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from capaian.foundation.language import is_english, told
from capaian.kernel.numbers import NotANumber, parse_decimal, parse_decimal_en, trimmed


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
