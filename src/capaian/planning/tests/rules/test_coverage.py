from __future__ import annotations

import pytest

from capaian.planning.rules.coverage import MENDABLE, Held, Kind, burden, in_order, outermost, overloaded, rolled_up, summed


@pytest.mark.parametrize(("results", "assignments", "much"), [(10, 3, False), (11, 0, True), (0, 4, True)])
def test_overloaded_beyond_the_limits(results, assignments, much):
    assert overloaded(results, assignments) is much


def test_rolled_up_counts_for_every_unit_above():
    counts = {"00/": 1, "00/10/": 2, "00/10/1/": 4, "00/100/": 8}
    held = [Held(number, path, {Kind.ORPHANS: count}) for number, (path, count) in enumerate(counts.items())]
    held[1] = Held(1, "00/10/", {Kind.ORPHANS: 2, Kind.EXEMPT: 5})
    assert rolled_up(held, ["00/", "00/10/", "00/20/"]) == {
        "00/": {"orphans": 15, "exempt": 5}, "00/10/": {"orphans": 6, "exempt": 5}, "00/20/": {},
    }
    assert summed(held) == {**dict.fromkeys(Kind, 0), "orphans": 15, "exempt": 5}
    assert set(summed([]).values()) == {0}


def test_the_burden_leaves_out_those_who_are_exempt():
    assert burden({Kind.ORPHANS: 1, Kind.WITHOUT: 2, Kind.EXEMPT: 9}) == 3
    assert Kind.EXEMPT not in MENDABLE


def test_of_units_within_each_other_the_outermost_is_looked_at():
    assert outermost(["00/10/1/", "00/10/", "00/100/", "00/10/"]) == ("00/10/", "00/100/")
    assert outermost([]) == ()


def test_what_lacks_most_comes_first_and_exemptions_last():
    assert in_order({Kind.ORPHANS: 1, Kind.WAITING: 0, Kind.WITHOUT: 4, Kind.EXEMPT: 9}) == (
        Kind.WITHOUT, Kind.ORPHANS, Kind.EXEMPT,
    )
    assert in_order({Kind.ORPHANS: 0}) == ()
