"""What may be claimed, who decides, and how the clock stands: values alone."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.people.rules.corrections import Office, Standing, deciders, reaches, standing, why_not_from
from capaian.people.rules.ledger import Row

TODAY = date(2026, 1, 21)
AGENCY, UNIT, OTHER, SELF = Office(1, 11, ""), Office(2, 12, "U1/"), Office(3, 13, "U9/"), Office(4, 14, "U1/")


@pytest.mark.parametrize(("due", "how"), [
    (date(2026, 1, 22), Standing.RUNNING), (TODAY, Standing.LAST_DAY), (date(2026, 1, 20), Standing.OVERDUE),
])
def test_the_last_day_still_belongs_to_the_clock(due, how):
    assert standing(TODAY, due) is how


@pytest.mark.parametrize(("day", "words"), [
    (date(2020, 5, 1), ""), (date(2026, 2, 21), ""),
    (date(2020, 4, 30), "sejak 01-05-2020"), (date(2026, 2, 22), "paling lama 31 hari"),
    (date(2026, 7, 1), "berakhir 30-06-2026"),
])
def test_a_correction_begins_within_the_employment_and_not_far_ahead(day, words):
    found = why_not_from(
        day, today=TODAY, days_ahead=31, employed_from=date(2020, 5, 1), employed_until=date(2026, 6, 30))
    assert (words in found, bool(found)) == (True, bool(words))


def test_without_known_employment_any_past_day_will_do():
    assert why_not_from(date(1990, 1, 1), today=TODAY, days_ahead=0, employed_from=None, employed_until=None) == ""


def line(*above: int, until: date | None = None):
    """1 is appraised by `above[0]`, who is appraised by `above[1]`, and so on."""
    rows = {who: [Row(boss, date(2026, 1, 1), until)] for who, boss in zip((1, *above), above, strict=False)}
    return lambda who: rows.get(who, ())


def test_whoever_is_below_cannot_appraise():
    assert reaches(1, 3, TODAY, line(2, 3)) is True
    assert reaches(2, 1, TODAY, line(2, 3)) is False
    assert reaches(1, 3, TODAY, line(2, 3, until=date(2026, 1, 20))) is False


def test_a_circle_that_old_data_holds_does_not_hang():
    assert reaches(1, 9, TODAY, line(2, 1)) is False


@pytest.mark.parametrize(("offices", "paths", "asked"), [
    ([AGENCY, UNIT, OTHER], ["U1/U2/"], (UNIT,)),
    ([AGENCY, UNIT, OTHER], ["U1/U2/", "U9/"], (AGENCY,)),
    ([AGENCY, OTHER], ["U1/"], (AGENCY,)),
    ([AGENCY, SELF], ["U1/"], (AGENCY,)),
    ([AGENCY, UNIT], [""], (AGENCY,)),
    ([SELF], ["U1/"], ()),
])
def test_the_nearest_office_that_reaches_everything_decides_and_nobody_about_oneself(offices, paths, asked):
    assert deciders(offices, paths, employee_id=14) == asked
