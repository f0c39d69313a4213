"""The year from its months, and the path to the target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.progress.rules.accumulate import (
    NOT_MEASURED,
    YearToDate,
    accumulate,
    bound,
    expected_path,
    is_on_path,
    year_to_date,
)

D = Decimal

AMOUNTS = st.decimals(min_value=0, max_value=10**14, places=4, allow_nan=False)
MONTHS = st.lists(st.none() | AMOUNTS, max_size=12)
KINDS = st.sampled_from(["cumulative", "snapshot", "released"])


@pytest.mark.parametrize(
    ("measurement", "values", "expected"),
    [
        ("cumulative", [D("4"), None, D("5.5")], D("9.5")),
        ("cumulative", [D("0"), None], D("0")),
        ("snapshot", [D("80"), D("86"), None], D("86")),
        ("snapshot", [None, D("0")], D("0")),
        ("released", [None, D("86.4"), None, None], D("86.4")),
        ("released", [D("84"), D("86.4")], D("86.4")),
    ],
)
def test_the_year_is_read_from_the_months(measurement, values, expected):
    assert year_to_date(measurement, values) == expected


@pytest.mark.parametrize("measurement", ["cumulative", "snapshot", "released"])
@pytest.mark.parametrize("values", [[], [None], [None] * 12])
def test_what_is_missing_stays_missing_and_says_why(measurement, values):
    assert accumulate(measurement, values) == YearToDate(None, NOT_MEASURED[measurement], 0)


def test_an_unknown_measurement_is_refused():
    with pytest.raises(ValueError, match="average"):
        year_to_date("average", [D(1)])


def test_it_says_on_how_many_months_it_rests():
    assert accumulate("cumulative", [D(1), None, D(2)]).months == 2
    assert accumulate("snapshot", [D(1), D(2)]).months == 1


@given(MONTHS)
def test_missing_months_never_change_the_year(values):
    for kind in ("cumulative", "snapshot", "released"):
        assert year_to_date(kind, values) == year_to_date(kind, [value for value in values if value is not None])


@given(MONTHS, AMOUNTS)
def test_another_month_never_lowers_a_sum(values, more):
    before = year_to_date("cumulative", values)
    after = year_to_date("cumulative", [*values, more])
    assert after is not None
    assert after >= (before or 0)


@given(MONTHS, st.permutations(range(12)))
def test_the_order_of_months_does_not_change_a_sum(values, order):
    shuffled = [values[place] for place in order if place < len(values)]
    assert year_to_date("cumulative", shuffled) == year_to_date("cumulative", values)


@given(MONTHS, AMOUNTS, KINDS)
def test_the_latest_figure_stands_where_it_is_a_state(values, last, kind):
    expected = last if kind != "cumulative" else sum((v for v in values if v is not None), last)
    assert year_to_date(kind, [*values, last]) == expected


@pytest.mark.parametrize(
    ("measurement", "target", "month", "expected"),
    [
        ("cumulative", D("60"), 1, D("5")),
        ("cumulative", D("60"), 11, D("55")),
        ("cumulative", D("60"), 12, D("60")),
        ("cumulative", D("0"), 6, D("0")),
        ("snapshot", D("92"), 1, D("92")),
        ("released", D("85"), 6, None),
        ("cumulative", None, 6, None),
        ("snapshot", None, 6, None),
    ],
)
@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_the_path_to_the_target(measurement, polarity, target, month, expected):
    assert expected_path(measurement, polarity, target, month) == expected


def test_the_path_runs_over_the_months_of_the_skp():
    assert expected_path("cumulative", "higher", D("60"), 3, 6) == D("30")


@pytest.mark.parametrize(("month", "months"), [(0, 12), (13, 12), (4, 3)])
def test_a_month_outside_the_year_is_refused(month, months):
    with pytest.raises(ValueError, match="not within"):
        expected_path("cumulative", "higher", D("60"), month, months)


def test_an_unknown_polarity_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        expected_path("cumulative", "sideways", D("60"), 1)


@given(AMOUNTS, st.integers(1, 12))
def test_the_path_rises_and_ends_at_the_target(target, month):
    path = expected_path("cumulative", "higher", target, month)
    assert path is not None
    assert path <= target
    assert expected_path("cumulative", "higher", target, 12) == target
    if month < 12:
        assert path <= expected_path("cumulative", "higher", target, month + 1)


@pytest.mark.parametrize(
    ("polarity", "value", "path", "expected"),
    [
        ("higher", D(5), D(5), True), ("higher", D("4.9999"), D(5), False), ("higher", D(6), D(5), True),
        ("lower", D(5), D(5), True), ("lower", D("5.0001"), D(5), False), ("lower", D(4), D(5), True),
        ("higher", None, D(5), None), ("higher", D(5), None, None),
    ],
)
def test_whether_one_is_on_the_path(polarity, value, path, expected):
    assert is_on_path(polarity, value, path) is expected


def test_a_range_is_kept_at_its_nearer_end():
    assert bound("higher", D(80), D(90)) == D(80)
    assert bound("lower", D(80), D(90)) == D(90)
    assert bound("lower", D(80), None) == D(80)
    assert bound("lower", None, None) is None
