from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.numbers import (
    NotANumber,
    format_id,
    parse_decimal,
    parse_decimal_en,
    parse_decimal_strict,
    whole_number,
    whole_numbers,
)

ANY = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(("typed", "number"), [
    ("88,31", "88.31"), ("1.250.000", "1250000"), ("1.250.000,50", "1250000.50"), ("88.31", "88.31"), ("5.014", "5014"),
    ("5,014", "5.014"), ("0.125", "0.125"), ("1.25", "1.25"), ("1.2500", "1.2500"), ("0", "0"), ("007", "7"), (" 35 ", "35"),
    ("-2,5", "-2.5"), ("−2,5", "-2.5"), ("1234.567", "1234.567"), ("12.345.678", "12345678"), ("100", "100"),
])  # fmt: skip
def test_what_people_type(typed, number):
    assert parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(("typed", "reason"), [
    ("1,250,000", "“1,250,000” memakai koma sebagai pemisah ribuan; tulis 1.250.000."),
    ("1,250.50", "“1,250.50” memakai koma sebagai pemisah ribuan; tulis 1.250,5."),
    ("1" + ",000" * 12, f"“1{',000' * 12}” memakai koma sebagai pemisah ribuan; tulis 1{'.000' * 12}."),
    ("n/a", "“n/a” bukan angka; bila datanya belum ada, kosongkan isian dan tulis alasannya."),
    ("", "Angkanya kosong; bila datanya belum ada, kosongkan isian dan tulis alasannya."),
    ("92 %", "Tulis angkanya saja tanpa tanda persen, misalnya 88,31 atau 1.250.000."),
    ("12.34,5", "“12.34,5” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
    ("1.250.00", "“1.250.00” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
    ("1e3", "“1e3” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
    ("NaN", "“NaN” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
    ("٣", "“٣” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
    ("x" * 50, f"“{'x' * 40}…” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000."),
])  # fmt: skip
def test_what_is_refused_on_a_screen(typed, reason):
    with pytest.raises(NotANumber) as caught:
        parse_decimal(typed)
    assert str(caught.value) == reason


@pytest.mark.parametrize(("written", "number"), [
    ("88.31", "88.31"), ("5.014", "5.014"), ("1250000", "1250000"), ("-3", "-3"), ("0.5", "0.5"), ("1.250", "1.250"),
])  # fmt: skip
def test_what_machine_files_carry(written, number):
    assert parse_decimal_strict(written) == Decimal(number)


@pytest.mark.parametrize(("written", "reason"), [
    ("5,014", "“5,014” dapat berarti 5.014 (desimal) atau 5014 (ribuan); tulis dengan titik desimal dan tanpa pemisah ribuan."),
    ("1.250.000", "“1.250.000” memakai pemisah ribuan, padahal titik di sini tanda desimal; tulis 1250000."),
    ("1.250,5", "“1.250,5” memakai pemisah ribuan, padahal titik di sini tanda desimal; tulis 1250.5."),
    ("1,250,000.5", "“1,250,000.5” memakai pemisah ribuan; tulis 1250000.5."),
    ("88,31", "“88,31” memakai koma desimal; tulis 88.31."),
    ("n/a", "“n/a” bukan angka; bila datanya belum ada, kosongkan isian dan tulis alasannya."),
    ("1.2.3", "“1.2.3” bukan angka yang dikenal; tulis misalnya 88.31 atau 1250000."),
    ("inf", "“inf” bukan angka yang dikenal; tulis misalnya 88.31 atau 1250000."),
])  # fmt: skip
def test_what_is_refused_in_a_machine_file(written, reason):
    with pytest.raises(NotANumber) as caught:
        parse_decimal_strict(written)
    assert str(caught.value) == reason


@pytest.mark.parametrize(("value", "decimals", "shown"), [
    ("1250000.50", None, "1.250.000,5"), ("88.30", None, "88,3"), ("100.00", None, "100"), ("-1234.5", None, "-1.234,5"),
    ("88.3", 2, "88,30"), ("88.305", 2, "88,31"), ("1E+3", None, "1.000"), ("999.5", 0, "1.000"), ("-0.5", None, "-0,5"),
])  # fmt: skip
def test_numbers_as_people_read_them(value, decimals, shown):
    assert format_id(Decimal(value), decimals) == shown


@given(ANY)
def test_what_is_shown_is_read_back_as_the_same_number(value):
    assert parse_decimal(format_id(value)) == value


@given(ANY)
def test_what_a_machine_writes_is_read_back_as_the_same_number(value):
    assert parse_decimal_strict(format(value, "f")) == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused_with_a_reason(text):
    for parse in (parse_decimal, parse_decimal_strict):
        try:
            outcome = parse(text).is_finite()
        except NotANumber as refusal:
            outcome = str(refusal).endswith(".")
        assert outcome is True


@pytest.mark.parametrize(("typed", "number"), [
    ("88.31", "88.31"), ("1,250,000", "1250000"), ("1,250,000.50", "1250000.50"), ("88,31", "88.31"), ("5,014", "5014"),
    ("5.014", "5.014"), ("0,125", "0.125"), ("0", "0"), (" 35 ", "35"), ("−2.5", "-2.5"), ("1234,567", "1234.567"),
])  # fmt: skip
def test_what_people_type_on_an_english_screen(typed, number):
    assert parse_decimal_en(typed) == Decimal(number)


@pytest.mark.parametrize(("typed", "reason"), [
    ("1.250.000", "“1.250.000” memakai titik sebagai pemisah ribuan; tulis 1,250,000."),
    ("1.250,50", "“1.250,50” memakai titik sebagai pemisah ribuan; tulis 1,250.5."),
    ("1e3", "“1e3” bukan angka yang dikenal; tulis misalnya 88.31 atau 1,250,000."),
    ("90%", "Tulis angkanya saja tanpa tanda persen, misalnya 88.31 atau 1,250,000."),
])
def test_what_is_refused_on_an_english_screen(typed, reason):
    with pytest.raises(NotANumber) as caught:
        parse_decimal_en(typed)
    assert str(caught.value) == reason


@given(ANY)
def test_what_an_english_screen_prints_is_read_back(number):
    assert parse_decimal_en(format_id(number).translate(str.maketrans(".,", ",."))) == number


@pytest.mark.parametrize(("text", "number"), [
    ("0", 0), ("2026", 2026), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("", None), (None, None), ("-1", None), ("1.5", None),
    (" 1", None), ("²", None), ("٣", None), ("1e3", None), ("satu", None),
])
def test_a_number_in_an_address(text, number):
    assert whole_number(text) == number
    assert whole_number(text, 7) == (7 if number is None else number)


def test_what_was_ticked():
    assert whole_numbers(["3", "x", "", "²", "12"]) == [3, 12]
