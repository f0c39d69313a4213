"""The content of an SKP as a value: the same agreement, the same text, the same digest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.planning.rules.content import (
    IndicatorContent,
    LineContent,
    PlanContent,
    ResultContent,
    as_json,
    canonical,
    digest,
    from_json,
    number_text,
)

VISITS = IndicatorContent(
    7, 1, "quantity", "Jumlah kunjungan", "60 – 70 kunjungan", Decimal("60.0000"), Decimal("70.5"), "kunjungan"
)
PLAN = PlanContent(
    approach="quantitative", appraiser=2, appraiser_name="dr. Budi Hartono", appraiser_post="Kepala Puskesmas",
    start="2026-01-01", end="2026-12-31",
    results=(ResultContent(3, "main", 1, "Ibu hamil berisiko terpantau", parent=9, indicators=(VISITS,)),),
    expectations=(LineContent("akuntabel", 1, "Melapor tepat waktu"),),
    annex=(LineContent("resources", 1, "Kendaraan dinas", "2026-03-01"),),
)


def test_as_json_and_from_json_are_each_others_inverse():
    assert from_json(as_json(PLAN)) == PLAN
    assert as_json(PLAN)["results"][0]["indicators"][0]["target"] == "60"
    assert as_json(PLAN)["results"][0]["indicators"][0]["target_high"] == "70.5"


def test_a_format_of_the_future_is_refused():
    with pytest.raises(ValueError, match="unknown format"):
        from_json({**as_json(PLAN), "format": 2})


def test_canonical_and_digest_do_not_depend_on_how_a_database_writes_sixty():
    other = replace(PLAN.results[0], indicators=(replace(VISITS, target=Decimal(60)),))
    assert canonical(replace(PLAN, results=(other,))) == canonical(PLAN)
    assert digest(replace(PLAN, results=(other,))) == digest(PLAN)
    assert len(digest(PLAN)) == 64


def test_digest_notices_a_single_letter():
    assert digest(replace(PLAN, appraiser_name="dr. Budi Hartano")) != digest(PLAN)


@pytest.mark.parametrize(
    ("number", "text"),
    [("60", "60"), ("60.0000", "60"), ("600", "600"), ("0.0500", "0.05"), ("0", "0"), ("-0.0", "0"), ("1E+2", "100")],
)
def test_number_text_writes_equal_numbers_the_same(number, text):
    assert number_text(Decimal(number)) == text


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_a_target_comes_back_exactly(target):
    plan = replace(PLAN, results=(replace(PLAN.results[0], indicators=(replace(VISITS, target=target),)),))
    assert from_json(as_json(plan)).results[0].indicators[0].target == target
