"""Long streams, some at a time: a regency's people pass through memory in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in their order, at most `size` together; nothing is drawn before it is asked for."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
