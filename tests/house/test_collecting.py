"""Every worker collects the same tests under the same names, and begins with its part of the long ones."""

from __future__ import annotations

from pathlib import Path

from tests import order

ROOT = Path(__file__).parents[2]


def test_no_test_is_named_by_the_content_of_a_file(request):
    """Bytes may hold a moment or a random number; xdist refuses workers that do not agree on the names."""
    named = [
        item.nodeid for item in request.session.items if hasattr(item, "callspec")
        for value in item.callspec.params.values()
        if isinstance(value, bytes) and len(value) > 3 and ascii(value)[2:-1] in item.nodeid
    ]
    assert named == []


def test_no_test_is_named_by_where_something_lies_in_memory(request):
    assert [item.nodeid for item in request.session.items if " at 0x" in item.nodeid] == []


def test_what_is_called_long_is_there():
    starts = [start.partition("::")[0] for start in order.LONG]
    assert [start for start in starts if not [*ROOT.glob(f"{start}*")]] == []


def test_long_tests_are_dealt_out_and_each_worker_begins_with_one():
    names = ["a.py::1", "a.py::2", "a.py::3", "tests/system/test_weight.py::1", "tests/system/test_path.py::1", "b.py::1"]
    dealt = order.dealt([(name, name) for name in names], 2)
    assert dealt == [
        "tests/system/test_path.py::1", "a.py::1", "a.py::2", "tests/system/test_weight.py::1", "a.py::3", "b.py::1",
    ]
    assert order.dealt([(name, name) for name in names], 1) == [
        "tests/system/test_path.py::1", "tests/system/test_weight.py::1", "a.py::1", "a.py::2", "a.py::3", "b.py::1",
    ]


def test_nothing_is_lost_where_there_are_more_workers_than_tests():
    names = ["tests/system/test_path.py::1", "a.py::1"]
    assert sorted(order.dealt([(name, name) for name in names], 4)) == sorted(names)
