"""What changed between two agreements."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from capaian.planning.rules.content import IndicatorContent, LineContent, PlanContent, ResultContent
from capaian.planning.rules.difference import (
    Difference,
    FieldChange,
    IndicatorChange,
    Kind,
    LineChange,
    ResultChange,
    difference,
    lines_changed,
)

VISITS = IndicatorContent(7, 1, "quantity", "Jumlah kunjungan", "60 kunjungan", Decimal(60), unit="kunjungan")
MOTHERS = ResultContent(3, "main", 1, "Ibu hamil berisiko terpantau", supports="AKI turun", parent=9, indicators=(VISITS,))
CHILDREN = ResultContent(4, "main", 2, "Balita tumbuh sesuai umur")
PLAN = PlanContent("quantitative", 2, "dr. Budi", "Kepala Puskesmas", "2026-01-01", "2026-12-31", (MOTHERS, CHILDREN))


def with_first(**fields) -> PlanContent:
    return replace(PLAN, results=(replace(MOTHERS, **fields), CHILDREN))


def test_the_same_agreement_has_no_difference():
    assert difference(PLAN, PLAN) == Difference()
    assert not difference(PLAN, PLAN)
    assert difference(PLAN, PLAN).count == 0


def test_a_target_is_told_with_what_it_was():
    half = replace(VISITS, target=Decimal(30), target_text="30 kunjungan")
    found = difference(PLAN, with_first(indicators=(half,)))
    fields = (FieldChange("target_text", "60 kunjungan", "30 kunjungan"), FieldChange("target", Decimal(60), Decimal(30)))
    assert found.results == (
        ResultChange(Kind.CHANGED, replace(MOTHERS, indicators=(half,)), (), (IndicatorChange(Kind.CHANGED, half, fields),)),
    )
    assert found.count == 1


def test_results_and_indicators_come_and_go():
    new = ResultContent(None, "additional", 1, "Kader posyandu terlatih")
    beside = IndicatorContent(None, 2, "quality", "Mutu kunjungan", "Baik")
    found = difference(PLAN, replace(PLAN, results=(replace(MOTHERS, indicators=(beside,)), new)))
    changed, added, removed = found.results
    assert [(row.kind, row.indicator) for row in changed.indicators] == [(Kind.ADDED, beside), (Kind.REMOVED, VISITS)]
    assert (added.kind, added.result, removed.kind, removed.result) == (Kind.ADDED, new, Kind.REMOVED, CHILDREN)


def test_a_new_parent_is_a_change_and_the_leaders_own_rewording_is_none():
    assert not difference(PLAN, with_first(supports="Angka kematian ibu turun"))
    found = difference(PLAN, with_first(supports="Stunting turun", parent=10))
    assert found.results[0].fields == (FieldChange("supports", "AKI turun", "Stunting turun"),)


def test_the_frame_names_a_new_appraiser():
    found = difference(PLAN, replace(PLAN, appraiser=5, appraiser_name="Dewi", approach="qualitative"))
    assert found.frame == (
        FieldChange("approach", "quantitative", "qualitative"), FieldChange("appraiser", "dr. Budi", "Dewi"),
    )


def test_another_order_is_noticed_and_a_gap_is_none():
    assert difference(PLAN, replace(PLAN, results=(CHILDREN, MOTHERS))) == Difference(reordered=True)
    assert not difference(PLAN, replace(PLAN, results=(CHILDREN,))).reordered
    two = replace(MOTHERS, indicators=(VISITS, replace(VISITS, key=8)))
    other = replace(MOTHERS, indicators=(replace(VISITS, key=8), VISITS))
    assert difference(replace(PLAN, results=(two,)), replace(PLAN, results=(other,))).reordered


def lines(*texts: str, place: str = "resources") -> tuple[LineContent, ...]:
    return tuple(LineContent(place, number, text) for number, text in enumerate(texts, start=1))


def test_lines_changed_pairs_a_rewording_and_tells_what_came_and_went():
    assert lines_changed(lines("a", "b", "c"), lines("a", "B", "c")) == (LineChange("resources", "b", "B"),)
    assert lines_changed(lines("a"), lines("a", "b")) == (LineChange("resources", "", "b"),)
    assert lines_changed(lines("a", "b"), lines("b")) == (LineChange("resources", "a", ""),)
    assert lines_changed(lines("a"), lines("x", "y")) == (LineChange("resources", "a", "x"), LineChange("resources", "", "y"))


def test_lines_changed_stays_within_the_place_and_sees_a_new_day():
    found = lines_changed(lines("a"), lines("a", place="consequences"))
    assert found == (LineChange("resources", "a", ""), LineChange("consequences", "", "a"))
    dated = (LineContent("resources", 1, "a", "2026-03-01"),)
    assert lines_changed(lines("a"), dated) == (LineChange("resources", "a", "a (2026-03-01)"),)
