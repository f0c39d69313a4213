from __future__ import annotations

import pytest

from capaian.planning.rules.coverage import MENDABLE, Kind, overloaded, rolled_up, worst_first


@pytest.mark.parametrize(("results", "assignments", "much"), [(10, 3, False), (11, 0, True), (0, 4, True)])
def test_overloaded_beyond_the_limits(results, assignments, much):
    assert overloaded(results, assignments) is much


def test_rolled_up_counts_for_every_unit_above():
    counts = {"00/": 1, "00/10/": 2, "00/10/1/": 4, "00/100/": 8}
    assert rolled_up(counts, ["00/", "00/10/", "00/20/"]) == {"00/": 15, "00/10/": 6, "00/20/": 0}


def test_worst_first_without_those_who_are_exempt():
    sums = {"a/": {Kind.ORPHANS: 1, Kind.EXEMPT: 9}, "b/": {Kind.ORPHANS: 2}, "c/": {Kind.WITHOUT: 1}}
    assert worst_first(sums) == ("b/", "a/", "c/")
    assert Kind.EXEMPT not in MENDABLE
