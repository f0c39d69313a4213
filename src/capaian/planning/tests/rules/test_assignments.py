from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from capaian.planning.rules.assignments import AssignmentFacts, activates_at_once, host_of, kind_of, lacks

INSIDE = AssignmentFacts(
    statement="Terlaksananya vaksinasi massal", host="agency", inside=True, leads=True, giver_name="Budi", giver_post="Kepala",
    organisation="", consent="", start=date(2026, 2, 1), end=date(2026, 6, 30), year_opened=True,
)
ABROAD = replace(INSIDE, host="outside", inside=False, leads=False, organisation="PMI", consent="12/PMI/2026, 3 Januari 2026")


@pytest.mark.parametrize("facts", [INSIDE, ABROAD, replace(INSIDE, end=None), replace(ABROAD, host="other-agency")])
def test_what_is_complete_lacks_nothing(facts):
    assert lacks(facts) == ()


@pytest.mark.parametrize(("facts", "fields"), [
    (replace(INSIDE, statement=" "), ["statement"]),
    (replace(INSIDE, year_opened=False), ["start"]),
    (replace(INSIDE, end=date(2026, 1, 31)), ["end"]),
    (replace(INSIDE, end=date(2027, 1, 31)), ["end"]),
    (replace(INSIDE, inside=False), ["giver"]),
    (replace(INSIDE, leads=False), ["giver"]),
    (replace(ABROAD, giver_name="", giver_post=""), ["giver_name", "giver_post"]),
    (replace(ABROAD, organisation="", consent=" "), ["organisation", "consent"]),
])
def test_what_lacks_is_told_beside_its_field(facts, fields):
    assert [lack.field for lack in lacks(facts)] == fields


@pytest.mark.parametrize(("form", "appraises", "at_once"), [
    ("appointment", True, True), ("appointment", False, False), ("voluntary", True, False), ("voluntary", False, False),
])
def test_activates_at_once_only_by_the_appraisers_own_appointment(form, appraises, at_once):
    assert activates_at_once(form, appraises) is at_once


def test_kind_of_an_acting_duty_is_main():
    assert [kind_of(main, acting) for main, acting in ((False, False), (True, False), (False, True))] == [
        "additional", "main", "main",
    ]


@pytest.mark.parametrize(("employee", "giver", "host"), [
    ("00/10/", "00/10/", "unit"), ("00/10/1/", "00/10/", "unit"), ("00/10/", "00/10/1/", "unit"), ("00/10/", "00/20/", "agency"),
    ("", "00/10/", "agency"), ("00/10/", "", "agency"),
])
def test_host_of_giver_and_employee(employee, giver, host):
    assert host_of(employee, giver) == host
