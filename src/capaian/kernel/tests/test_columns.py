from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.columns import column_letters, column_number


def test_columns_as_a_spreadsheet_names_them():
    assert [column_letters(number) for number in (1, 26, 27, 28, 53, 703)] == ["A", "Z", "AA", "AB", "BA", "AAA"]
    assert [column_number(letters) for letters in ("A", "Z", "AA", "AAA")] == [1, 26, 27, 703]


@given(st.integers(1, 16_384))
def test_a_column_is_found_again_by_its_name(number):
    assert column_number(column_letters(number)) == number
