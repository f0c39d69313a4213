from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.periods import Span, add_months, month, months, months_served, quarter, quarters, whole_year

YEARS = st.integers(1990, 2100)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end", "served"), [
    # worked examples of PerBKN 3/2023
    (date(2026, 1, 20), date(2026, 12, 20), 11), (date(2026, 1, 20), date(2026, 12, 31), 12),
    (date(2026, 1, 2), date(2026, 2, 28), 2), (date(2026, 3, 3), date(2026, 12, 31), 10),
    (date(2026, 6, 1), date(2026, 12, 31), 7),
    # edges
    (date(2026, 1, 1), date(2026, 12, 31), 12), (date(2026, 1, 1), date(2026, 1, 1), 1),
    (date(2026, 1, 31), date(2026, 2, 28), 1), (date(2026, 1, 31), date(2026, 3, 1), 2),
    (date(2025, 12, 31), date(2026, 1, 1), 1), (date(2024, 2, 29), date(2025, 2, 28), 12),
])  # fmt: skip
def test_a_begun_month_counts(start, end, served):
    assert months_served(start, end) == served


def test_nobody_serves_backwards():
    with pytest.raises(ValueError, match="comes before"):
        months_served(date(2026, 2, 1), date(2026, 1, 31))
    with pytest.raises(ValueError, match="comes before"):
        Span(date(2026, 2, 1), date(2026, 1, 31))


@given(SPANS)
def test_serving_longer_never_counts_less(span):
    assert months_served(span.start, span.end) <= months_served(span.start, span.end + timedelta(days=1))


@given(DAYS, st.integers(1, 400))
def test_whole_months_are_counted_as_they_are(start, count):
    assert months_served(start, add_months(start, count)) == count


@given(YEARS)
def test_months_and_quarters_tile_the_year(year):
    for parts in (months(year), quarters(year)):
        assert parts[0].start == whole_year(year).start
        assert parts[-1].end == whole_year(year).end
        assert [later.start - earlier.end for earlier, later in pairwise(parts)] == (
            [timedelta(days=1)] * (len(parts) - 1))
        assert sum(part.days for part in parts) == whole_year(year).days


def test_names_of_spans():
    assert month(2024, 2) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert quarter(2026, 4) == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert date(2026, 12, 31) in quarter(2026, 4)
    assert date(2027, 1, 1) not in quarter(2026, 4)


@given(SPANS, SPANS)
def test_two_spans_share_the_same_days_whoever_asks(one, other):
    shared = one.overlap(other)
    assert shared == other.overlap(one)
    if shared is None:
        assert one.end < other.start or other.end < one.start
    else:
        assert shared.start in one
        assert shared.start in other
        assert shared.end in one
        assert shared.end in other
