"""A duty that is many deeds goes on where one of them fails; the rest is done, and what failed is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


class Unfinished(RuntimeError):  # noqa: N818
    """Parts of a duty failed, everything else was done. The message names them."""


@dataclass(slots=True)
class CarryingOn:
    """`part("…")` lets nothing out but keeps it; `tell()` at the end raises Unfinished, so that the duty counts as failed."""

    failed: list[str] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception:
            log.exception("%s: failed, the duty goes on", name)
            self.failed.append(name)

    def tell(self) -> None:
        if self.failed:
            raise Unfinished(f"{len(self.failed)} failed: {'; '.join(self.failed)}")
