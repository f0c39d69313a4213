from __future__ import annotations

from itertools import chain, count

from hypothesis import given
from hypothesis import strategies as st

from capaian.kernel.batches import in_batches


@given(st.lists(st.integers()), st.integers(1, 9))
def test_nothing_is_lost_and_only_the_last_batch_is_small(items, size):
    batches = list(in_batches(items, size))
    assert list(chain.from_iterable(batches)) == items
    assert [len(some) for some in batches[:-1]] == [size] * (len(batches) - 1)
    assert all(batches)


def test_a_stream_is_drawn_only_as_far_as_it_is_read():
    assert next(in_batches(count(), 3)) == [0, 1, 2]
