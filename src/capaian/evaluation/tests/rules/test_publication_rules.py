"""What is owed before publishing, what is frozen with it, and what stood furthest from its target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.evaluation.rules.freezing import frozen_trace
from capaian.evaluation.rules.nearest import Measured, shortfalls, value_reaching
from capaian.evaluation.rules.readiness import missing_for_publication, needs_reason
from capaian.kernel.trace import Step


@pytest.mark.parametrize(("result", "behaviour", "feedback", "owed"), [
    ("below", "meets", 0, True), ("meets", "below", 0, True), ("below", "below", 0, True),
    ("below", "below", 1, False), ("meets", "above", 0, False), ("", "", 0, False),
])  # fmt: skip
def test_below_without_feedback_owes_a_reason(result, behaviour, feedback, owed):
    assert needs_reason(result=result, behaviour=behaviour, feedback=feedback) is owed


@pytest.mark.parametrize(("result", "behaviour", "reason", "missing"), [
    ("meets", "meets", "", 0), ("", "meets", "", 1), ("meets", "", "", 1), ("", "", "", 2),
    ("below", "meets", "", 1), ("below", "meets", "x" * 19, 1), ("below", "meets", " " * 5 + "x" * 20, 0),
    ("below", "", "", 2),
])  # fmt: skip
def test_what_is_missing_is_listed(result, behaviour, reason, missing):
    assert len(missing_for_publication(result=result, behaviour=behaviour, reason=reason, feedback=0)) == missing


def test_the_trace_tells_level_score_ratings_cell_and_scheme_in_order():
    frozen = frozen_trace(
        score=[Step("skor", "a", {}, "100")], unit="Puskesmas", level="BAIK", result="meets", behaviour="above",
        decision=[Step("matriks", "b", {}, "BAIK")], appraiser="Budi", scheme="s 1f",
    )
    assert [step["value"] for step in frozen] == ["BAIK", "100", "meets", "above", "BAIK", "s 1f"]
    assert frozen[0] == {
        "rule": "Capaian kinerja organisasi unit yang dipimpin pejabat penilai",
        "article": "PermenPANRB 6/2022, Lampiran IV.B.1.g", "inputs": {"unit": "Puskesmas"}, "value": "BAIK", "rounding": "",
    }


@pytest.mark.parametrize(("target", "high", "realization", "needed"), [
    ("60", None, "46", "60"), ("15", None, "20", "15"), ("80", "90", "70", "80"), ("80", "90", "95", "90"),
])  # fmt: skip
def test_the_nearest_value_that_reaches_the_target(target, high, realization, needed):
    found = value_reaching(Decimal(target), Decimal(high) if high else None, Decimal(realization))
    assert found == Decimal(needed)


def measured(name, pct, *, target="60", realization="46"):
    return Measured(
        name, Decimal(target) if target else None, None, Decimal(realization) if realization else None, "kunjungan",
        Decimal(pct) if pct else None,
    )


def test_the_furthest_below_comes_first_and_what_cannot_be_computed_is_left_out():
    found = shortfalls([
        measured("b", "76.67"), measured("a", "50", realization="30"), measured("penuh", "100"), measured("lebih", "120"),
        measured("tanpa realisasi", None, realization=None), measured("tanpa target", "50", target=None),
        measured("aneh", "50", realization=None),
    ])
    assert [(short.name, short.needed, short.gap) for short in found] == [("a", 60, 30), ("b", 60, 14)]
