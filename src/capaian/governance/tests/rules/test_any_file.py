"""Whatever stands in a file: it is a scheme, or it is refused with reasons; and dates tile or are refused."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from capaian.governance.schemes import SchemeErrors, check_file
from capaian.governance.tests.rules.files import GOOD, MATRIX, write

TEXT = GOOD + MATRIX
PIECES = st.sampled_from(
    ["", "\n", "  ", ":", "- ", "{", "}", "[", "]", "null", "'", "&a ", "*a", "!!int ", "value", "-1", "\t", "é", "\x07"])


@given(st.integers(0, len(TEXT)), st.integers(0, 30), PIECES)
def test_a_slip_of_the_hand_never_breaks_the_loader(tmp_path_factory, start, length, piece):
    path = write(tmp_path_factory.mktemp("skema"), TEXT[:start] + piece + TEXT[start + length:])
    try:
        outcome = check_file(path).id == "contoh-2026"
    except SchemeErrors as error:
        outcome = all(problem.reason and problem.file == path.name for problem in error.problems)
    assert outcome is True


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), min_size=1, max_size=4))
def test_dates_that_tile_are_accepted_and_no_others(tmp_path_factory, spans):
    first = date(2026, 1, 1)
    dated = [(first + timedelta(days=start), first + timedelta(days=start + length)) for start, length in spans]
    lines = "".join(
        f"    - {{from: {start}, until: {end}, unit: percent, kind: policy, confidence: H, source: Contoh, value: 80}}\n"
        for start, end in dated
    )
    path = write(tmp_path_factory.mktemp("skema"), GOOD[: GOOD.index("  bridge")] + "  bridge.meets_from:\n" + lines)
    covered = sorted(start + timedelta(days=day) for start, end in dated for day in range((end - start).days + 1))
    tiles = covered == [covered[0] + timedelta(days=day) for day in range(len(covered))]
    try:
        accepted = bool(check_file(path))
    except SchemeErrors:
        accepted = False
    assert accepted is tiles
