from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms

from capaian.foundation.forms import IndonesianDecimalField, plain


class Sheet(forms.Form):
    value = IndonesianDecimalField(required=False)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None), ("  ", None), ("88,31", Decimal("88.31")), ("5.014", Decimal(5014)), ("5,014", Decimal("5.014")),
        ("0", Decimal(0)),
    ],
)
def test_a_number_is_read_the_indonesian_way_and_nothing_is_not_zero(typed, read):
    form = Sheet({"value": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"value": read}


@pytest.mark.parametrize("typed", ["n/a", "lima", "5,0,1", "60%", "NaN", "1e9", "-1", "9" * 21, "0,00001"])
def test_what_is_no_number_here_is_told(typed):
    form = Sheet({"value": typed})
    assert list(form.errors) == ["value"]


def test_a_stored_number_is_shown_as_it_is_read_back():
    stored = Decimal("1250.5000")
    html = str(Sheet(initial={"value": stored})["value"])
    assert 'value="1250,5"' in html
    assert 'inputmode="decimal"' in html
    assert Sheet({"value": plain(stored)}).fields["value"].clean(plain(stored)) == stored


def test_what_was_typed_wrongly_is_shown_again():
    assert 'value="lima"' in str(Sheet({"value": "lima"})["value"])


def test_a_required_number_and_a_negative_one():
    field = IndonesianDecimalField(minimum=None)
    assert field.clean("-3,5") == Decimal("-3.5")
    assert field.clean(Decimal(3)) == Decimal(3)
    with pytest.raises(forms.ValidationError):
        field.clean("")
