"""The schemes that ship: what the law says, typed once more by hand, and the calendar against an independent one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import holidays
import pytest

from capaian.governance.schemes import load

REGIONS = ("sofifi-capaian-2026", "jambi-kinerja-2026", "lampung-capaian-2026", "rakumpit-capaian-2026", "sofifi-kebutuhan-2026")
DAY = date(2026, 6, 30)


def test_the_nine_cells_of_the_quadrant():
    matrix = load("permenpanrb-6-2022").get("predikat.matrix", on=DAY)
    cells = {(r, b): matrix.value[r][b] for r, b in product(("above", "meets", "below"), repeat=2)}
    assert cells == {
        ("above", "above"): "SANGAT_BAIK", ("above", "meets"): "BAIK", ("above", "below"): "KURANG",
        ("meets", "above"): "BAIK", ("meets", "meets"): "BAIK", ("meets", "below"): "KURANG",
        ("below", "above"): "BUTUH_PERBAIKAN", ("below", "meets"): "BUTUH_PERBAIKAN", ("below", "below"): "SANGAT_KURANG",
    }  # fmt: skip
    assert (matrix.kind, matrix.source) == ("law", "PermenPANRB 6/2022, Lampiran IV.B.3, hlm. 99 dan 102")


def test_the_ten_clocks_run_in_working_days():
    scheme = load("permenpanrb-6-2022")
    clocks = [name for name in scheme.names() if name.startswith("clock.")]
    assert {scheme.get(name).unit for name in clocks} == {"working-day"}
    assert {name.removeprefix("clock."): scheme.get(name).value for name in clocks} == {
        "document_handed_over": 14, "document_returned": 14, "report": 30, "superior_signs": 14, "superior_hands_over": 7,
        "superior_document_returned": 7, "superior_report": 30, "objection_filed": 14, "objection_decided": 7,
        "objection_report": 30,
    }  # fmt: skip
    assert (scheme.get("planning.fixed_by").value, scheme.get("evaluation.annual_window.end").value) == ("01-31", "01-31")


def test_the_pure_law_has_no_bridge_and_no_cap():
    scheme = load("permenpanrb-6-2022")
    assert [name for name in scheme.names() if name.startswith("bridge.")] == []
    assert scheme.get("achievement.cap").value is None


@pytest.mark.parametrize("scheme_id", REGIONS)
def test_a_regions_bridge_is_policy_and_not_law(scheme_id):
    scheme = load(scheme_id)
    assert scheme.extends == "permenpanrb-6-2022"
    assert {value.kind for values in scheme.own.values() for value in values} == {"policy"}
    assert sorted(name for name in scheme.own if name.startswith("bridge.")) == [
        "bridge.above_from", "bridge.above_main_floor", "bridge.main_weight", "bridge.meets_from", "bridge.meets_main_floor"]
    assert scheme.get("predikat.matrix", on=DAY).kind == "law"


def test_the_regions_differ():
    caps = {scheme_id: load(scheme_id).get("achievement.cap", on=DAY).value for scheme_id in REGIONS}
    assert caps == dict(zip(REGIONS, (Decimal(120), Decimal(110), Decimal(100), None, Decimal(120)), strict=True))
    bridges = {
        tuple(load(scheme_id).get(f"bridge.{name}", on=DAY).value for name in
              ("above_from", "meets_from", "above_main_floor", "meets_main_floor", "main_weight"))
        for scheme_id in REGIONS
    }
    assert len(bridges) == len(REGIONS)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_decreed_calendar_agrees_with_an_independent_one(year):
    scheme = load(f"kalender-nasional-{year}")
    for key, category in (("calendar.national", "public"), ("calendar.collective_leave", "government")):
        independent = holidays.country_holidays("ID", years=year, categories=(category,))
        assert sorted(scheme.get(key).value) == sorted(independent)


def test_the_fixed_days_are_part_of_every_decree():
    fixed = load("kalender-tetap").get("calendar.fixed").value
    for year in (2025, 2026):
        decreed = {f"{day:%m-%d}" for day in load(f"kalender-nasional-{year}").get("calendar.national").value}
        assert set(fixed) - decreed == set()
