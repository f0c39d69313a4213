from __future__ import annotations

from datetime import date

import pytest

from capaian.people.rules.ledger import Row
from capaian.planning.rules.successions import asks_clarification

START = date(2026, 7, 1)


@pytest.mark.parametrize(("row", "asked"), [
    (Row(2, START), False), (Row(3, START), True), (Row(3, START, basis="transfer"), True),
    (Row(3, START, date(2026, 7, 14), "acting"), False), (Row(3, START, date(2026, 7, 30), "acting"), False),
    (Row(3, START, date(2026, 7, 31), "acting"), True), (Row(3, START, None, "acting"), True),
    (Row(3, START, None, "served-as-plt"), False), (Row(3, START, date(2026, 7, 5), "superior"), True),
])  # fmt: skip
def test_asks_clarification(row, asked):
    assert asks_clarification(row, agreed_with=2) is asked
