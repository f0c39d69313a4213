from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.planning.rules.objectives import AGREEMENT, RENSTRA, RPJMD, Place, fault_of_parent, number_in

REGION, OTHER_REGION = Place(RPJMD, 1, 2025, 2029), Place(RPJMD, 9, 2020, 2024)
OFFICE, OTHER_OFFICE = Place(RENSTRA, 2, 2025, 2029), Place(RENSTRA, 3, 2025, 2029)
YEAR, NEXT = Place(AGREEMENT, None, 2026, 2026), Place(AGREEMENT, None, 2027, 2027)


@pytest.mark.parametrize(("child", "parent", "words"), [
    (REGION, REGION, None), (OFFICE, REGION, None), (OFFICE, OFFICE, None), (YEAR, REGION, None), (YEAR, OFFICE, None),
    (YEAR, YEAR, None),
    (REGION, OFFICE, "dokumen di atasnya"), (REGION, YEAR, "dokumen di atasnya"), (OFFICE, YEAR, "dokumen di atasnya"),
    (OFFICE, OTHER_OFFICE, "rencana yang sama"), (REGION, OTHER_REGION, "rencana yang sama"),
    (OFFICE, OTHER_REGION, "berlaku 2020–2024"), (YEAR, NEXT, "berlaku 2027–2027"), (YEAR, OTHER_REGION, "berlaku 2020–2024"),
])
def test_fault_of_parent(child, parent, words):
    fault = fault_of_parent(child, parent)
    assert (fault is None) if words is None else words in fault


@pytest.mark.parametrize(("text", "unit", "number"), [
    ("85", "", "85"), ("85 %", "", "85"), ("78,9%", "%", "78.9"), ("1.250 sambungan", "sambungan", "1250"), ("-2,5", "", "-2.5"),
    ("48 → 35", "", None), ("WTP", "", None), ("85 orang", "%", None), ("", "", None), ("9" * 17, "", None),
    ("0,00001", "", None),
])
def test_number_in(text, unit, number):
    assert number_in(text, unit) == (None if number is None else Decimal(number))
