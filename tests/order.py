"""Long tests begin first, dealt out evenly, so that no worker is left with one at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

LONG = {
    "tests/system/test_planning_journey.py": 40, "tests/system/test_people_journey.py": 60, "tests/system/test_path.py": 60,
    "tests/system/test_scenario_": 25, "tests/system/": 4,
    "tests/house/test_matrix.py::test_who_is_answered_what[planning]": 38,
    "tests/house/test_matrix.py": 5,
    "src/capaian/planning/tests/actions/test_late_superiors.py": 60,
    "src/capaian/evaluation/tests/bulk/": 2,
    "src/capaian/cli/tests/test_worker.py": 5, "src/capaian/cli/tests/test_server.py": 2,
}
"""The beginning of a test's name → seconds of processor time, roughly (docs/performance.md); the first that fits counts."""

One = TypeVar("One")


def seconds(name: str) -> int:
    """What a test of this name takes, or 0 where it is one of the many short ones."""
    return next((lasting for start, lasting in LONG.items() if name.startswith(start)), 0)


def dealt(tests: Sequence[tuple[str, One]], workers: int) -> list[One]:
    """(name, test) in the order in which the workers get them: `--dist worksteal` gives each an unbroken share of it."""
    heads: list[list[One]] = [[] for _ in range(workers)]
    load = [0] * workers
    for name, test in sorted(tests, key=lambda one: -seconds(one[0])):
        if lasting := seconds(name):
            least = load.index(min(load))
            heads[least].append(test)
            load[least] += lasting
    short = [test for name, test in tests if not seconds(name)]
    ordered: list[One] = []
    for number, head in enumerate(heads):
        share = (len(tests) - len(ordered)) // (workers - number)
        room = max(share - len(head), 0) if number < workers - 1 else len(short)
        ordered += [*head, *short[:room]]
        short = short[room:]
    return ordered
