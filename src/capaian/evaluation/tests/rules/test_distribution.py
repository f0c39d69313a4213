from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluation.rules import distribution
from capaian.evaluation.rules.distribution import Finding, Kind, Limit, Pattern, Severity, check, compared, read_pattern
from capaian.evaluation.rules.predikat import Predikat
from capaian.foundation.errors import InvalidInput
from capaian.governance.schemes import NoSuchValue, load

SCHEME = load("se-menpanrb-3-2023")
PATTERNS = SCHEME.get("distribution.patterns").value
SB, B, BP, K, SK = Predikat


def found(organisation, **counts):
    return check(organisation=organisation, counts=counts, **distribution.parameters(SCHEME))


def test_seventy_percent_is_still_within():
    assert found("BAIK", SANGAT_BAIK=2, BAIK=14, BUTUH_PERBAIKAN=3, KURANG=1) == ()


def test_a_share_off_is_told_in_points_and_people():
    assert found("BAIK", SANGAT_BAIK=2, BAIK=15, BUTUH_PERBAIKAN=3) == (
        Finding(
            Kind.LIMIT, Severity.VIOLATION, (B,),
            "Baik: 15 dari 20 orang (75,00 %), paling banyak 70 %; lebih 1 orang (5,00 poin persentase).",
            share="75.00", bound="70", unit="percent", points="5.00", people=1,
        ),
    )  # fmt: skip


def test_a_head_count_limit_is_told_as_people():
    (finding,) = found("BAIK", SANGAT_BAIK=7, BAIK=13)
    assert finding.message == (
        "Butuh Perbaikan dan/atau Kurang/Misconduct: 0 dari 20 orang (0,00 %), paling sedikit 1 orang; "
        "kurang 1 orang (5,00 poin persentase)."
    )
    assert (finding.bound, finding.unit, finding.people) == ("1", "people", 1)


def test_the_expected_peak_is_only_a_warning():
    (finding,) = found("ISTIMEWA", SANGAT_BAIK=4, BAIK=6)
    assert finding == Finding(
        Kind.MODE, Severity.WARNING, (SB,),
        "Sangat Baik diharapkan menjadi yang terbanyak, tetapi Baik lebih banyak 2 orang (20,00 poin persentase).",
        share="40.00", bound="60.00", points="20.00", people=1,
    )  # fmt: skip
    assert found("ISTIMEWA", SANGAT_BAIK=5, BAIK=5) == ()


def test_a_low_unit_has_floors_and_a_ceiling():
    findings = found("KURANG", SANGAT_BAIK=3, BAIK=7, KURANG=10)
    assert [(one.predikat, one.points, one.people) for one in findings] == [
        ((K,), "10.00", 2), ((BP,), "10.00", 2), ((SB,), "5.00", 1),
    ]  # fmt: skip


def test_small_and_empty_units_are_noted():
    (small,) = found("ISTIMEWA", SANGAT_BAIK=3, BAIK=2)
    assert (small.kind, small.severity) == (Kind.SMALL_UNIT, Severity.NOTE)
    (empty,) = found("BAIK")
    assert (empty.kind, empty.severity) == (Kind.EMPTY, Severity.NOTE)
    assert empty.as_json() == {
        "kind": "empty", "severity": "note", "predikat": [], "share": "", "bound": "", "unit": "percent", "points": "",
        "people": "0", "message": "Belum ada predikat di unit ini, jadi tidak ada yang dibandingkan.",
    }  # fmt: skip


def test_what_was_compared_is_traced_even_where_nothing_is_off():
    counts = {SB: 2, B: 14, BP: 3, K: 1}
    steps = compared(patterns=PATTERNS, organisation="BAIK", counts=counts)
    assert [(step.inputs["predikat"], step.inputs["batas"], step.value) for step in steps] == [
        ("BAIK", "paling banyak 70 %", "14 orang, 70.00 %"),
        ("BUTUH_PERBAIKAN + KURANG", "paling sedikit 1 orang", "4 orang, 20.00 %"),
        ("BAIK", "yang terbanyak", "14 orang, 70.00 %"),
    ]
    (first, *_) = compared(patterns=PATTERNS, organisation="KURANG", counts={})
    assert first.value == "0 orang"


def test_a_wrong_level_name_or_count_is_refused():
    with pytest.raises(InvalidInput, match="organisation: “HEBAT” bukan capaian kinerja organisasi"):
        found("HEBAT", BAIK=1)
    with pytest.raises(InvalidInput) as refused:
        found("BAIK", BAGUS=1, BAIK=-2)
    assert [str(one) for one in refused.value.problems] == [
        "counts: “BAGUS” bukan predikat", "counts: jumlah BAIK tidak boleh negatif (-2)",
    ]  # fmt: skip


def test_patterns_are_dated():
    with pytest.raises(NoSuchValue):
        distribution.parameters(SCHEME, date(2023, 1, 30))
    assert distribution.parameters(SCHEME, date(2023, 1, 31))["small_unit"] == 10


people = st.integers(0, 400)


@given(st.sampled_from(sorted(PATTERNS)), st.lists(people, min_size=5, max_size=5))
def test_moving_the_people_named_mends_every_limit(organisation, numbers):
    counts = dict(zip(Predikat, numbers, strict=True))
    total = sum(numbers)
    for finding in check(patterns=PATTERNS, organisation=organisation, counts=counts):
        if finding.kind is Kind.LIMIT:
            have = sum(counts[one] for one in finding.predikat)
            bound = int(finding.bound) * (total if finding.unit == "percent" else 100)
            if "paling banyak" in finding.message:
                assert (have - finding.people) * 100 <= bound < (have - finding.people + 1) * 100
            else:
                assert (have + finding.people - 1) * 100 < bound <= (have + finding.people) * 100


def test_read_pattern_takes_the_shape_of_the_scheme_file():
    limits = [{"of": ["BAIK"], "most": 70}, {"of": ["KURANG"], "least": 1, "unit": "people"}]
    assert read_pattern({"mode": "BAIK", "limits": limits}) == Pattern(Predikat.BAIK, (
        Limit((Predikat.BAIK,), most=Fraction(70)), Limit((Predikat.KURANG,), least=Fraction(1), unit="people"),
    ))
    assert read_pattern({}) == Pattern(None, ())
