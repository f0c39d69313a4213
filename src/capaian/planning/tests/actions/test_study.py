"""Study leave in the middle of the year: academic results come to the running SKP (Lampiran II.B.12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.planning import workflow
from capaian.planning.actions.study import StudyDraft, start_study
from capaian.planning.models import Indicator, Skp
from capaian.planning.tests import factories
from capaian.planning.tests.amending import agree

STUDY = StudyDraft(
    "Universitas Khairun", "S-2 Kesehatan Masyarakat", "graduate", False, "B", "B", Decimal("3.55"), date(2028, 6, 30),
)


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state=workflow.AGREED)


def test_gpa_and_graduation_are_added_by_an_amendment(cast, agreed, at):
    copied = start_study(skp=agreed, draft=STUDY, by=cast.actor(cast.ani), at=at)
    assert (copied.basis, copied.state) == ("study-start", "draft")
    assert copied.basis_reason == "Tugas belajar dimulai: S-2 Kesehatan Masyarakat, Universitas Khairun."
    agree(amendment=copied, by=cast.actor(cast.ani), at=at)
    added = Indicator.objects.filter(result__skp=agreed, result__source="study").order_by("result__ordinal")
    assert [(row.target_text, row.target, row.aspect) for row in added] == [
        ("Paling rendah 3,55", Decimal("3.55"), "quality"), ("Tepat waktu, lulus paling lambat 30 Juni 2028", None, "time"),
    ]
    assert agreed.results.count() == 3


def test_an_institution_may_judge_otherwise_than_by_gpa(cast, agreed, at):
    """II.B.3: GPA, academic predicate, or another evaluation; one or both."""
    draft = replace(STUDY, gpa=None, academic=" Predikat cum laude ")
    copied = start_study(skp=agreed, draft=draft, by=cast.actor(cast.ani), at=at)
    rows = Indicator.objects.filter(result__skp=copied, result__source="study").order_by("result__ordinal", "ordinal")
    assert [(row.statement, row.target_text, row.target) for row in rows][:-1] == [
        ("Hasil evaluasi akademik", "Predikat cum laude", None),
    ]


def test_both_measures_stand_one_below_the_other(cast, agreed, at):
    draft = replace(STUDY, academic="Lulus ujian proposal")
    copied = start_study(skp=agreed, draft=draft, by=cast.actor(cast.ani), at=at)
    rows = Indicator.objects.filter(result__skp=copied, result__source="study", aspect="quality").order_by("ordinal")
    assert [(row.ordinal, row.target_text) for row in rows] == [(1, "Paling rendah 3,55"), (2, "Lulus ujian proposal")]


@pytest.mark.parametrize(("pace", "statement", "target"), [
    ("faster", "selesai lebih cepat", "Lebih cepat, lulus"), ("on-time", "selesai tepat waktu", "Tepat waktu, lulus"),
    ("extended", "selesai dalam masa perpanjangan", "Adanya perpanjangan, lulus"),
])
def test_graduation_is_expected_in_one_of_three_ways(cast, agreed, at, pace, statement, target):
    """II.B.7."""
    copied = start_study(skp=agreed, draft=replace(STUDY, pace=pace), by=cast.actor(cast.ani), at=at)
    row = Indicator.objects.select_related("result").get(result__skp=copied, aspect="time")
    assert row.result.statement.endswith(statement)
    assert row.target_text == f"{target} paling lambat 30 Juni 2028"


def test_abroad_asks_for_no_accreditation(cast, agreed, at):
    draft = replace(STUDY, abroad=True, university="", programme="")
    assert start_study(skp=agreed, draft=draft, by=cast.actor(cast.budi), at=at).basis == "study-start"


@pytest.mark.parametrize(("change", "fields"), [
    ({"institution": " "}, ["institution"]), ({"course": "x" * 151}, ["course"]), ({"level": "s4"}, ["level"]),
    ({"university": "", "programme": "D"}, ["university", "programme"]), ({"gpa": None}, ["gpa"]),
    ({"gpa": Decimal("4.01")}, ["gpa"]), ({"gpa": Decimal(0)}, ["gpa"]), ({"gpa": Decimal("3.555")}, ["gpa"]),
    ({"graduation": None}, ["graduation"]), ({"pace": "soon"}, ["pace"]), ({"academic": "x" * 151}, ["academic"]),
    ({"gpa": Decimal(5), "academic": "Cum laude"}, ["gpa"]), ({"gpa": None, "academic": "  "}, ["gpa"]),
])  # fmt: skip
def test_says_beside_each_field_what_is_missing(cast, agreed, at, change, fields):
    with pytest.raises(InvalidInput) as error:
        start_study(skp=agreed, draft=replace(STUDY, **change), by=cast.actor(cast.ani), at=at)
    assert [problem.field for problem in error.value.problems] == fields
    assert not Skp.objects.filter(amends=agreed).exists()


def test_is_refused_as_any_change_is(cast, agreed, at):
    with pytest.raises(Refused):
        start_study(skp=agreed, draft=STUDY, by=cast.actor(cast.eko), at=at)
