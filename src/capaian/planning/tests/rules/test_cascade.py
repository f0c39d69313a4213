from __future__ import annotations

import pytest

from capaian.planning.rules.cascade import would_loop


@pytest.mark.parametrize(
    ("parent", "parent_of", "loops"),
    [
        (2, {2: 3, 3: None}, False),
        (2, {}, False),
        (1, {}, True),  # itself
        (2, {2: 1, 1: None}, True),  # its own child
        (2, {2: 3, 3: 4, 4: 1}, True),  # a descendant far below
        (2, {2: 3, 3: 2}, True),  # the chain was a loop already
    ],
)
def test_a_result_never_supports_itself(parent, parent_of, loops):
    assert would_loop(1, parent, parent_of) is loops
