"""Whose day it is. A worker has no time zone of its own: what it does for an agency it does by the clock on the wall there
(WIB, WITA, WIT), so that "today" is the same day for a job as for whoever asked for it. Agencies live a floor up, so people
registers itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.utils import timezone

from capaian.foundation.tenancy import scoped_to

Source = Callable[[int], str]
_sources: list[Source] = []


def register_zones(source: Source) -> None:
    """Name what knows the time zone of an agency ("" of none that is known); called once, when the application starts."""
    _sources[:] = [source]


@contextmanager
def working_for(agency_id: int) -> Iterator[None]:
    """Within, the rows of this agency and the clock of this agency; without a source, or an agency, the house's clock."""
    with scoped_to(agency_id):
        name = _sources[0](agency_id) if _sources else ""
        with timezone.override(ZoneInfo(name) if name else timezone.get_default_timezone()):
            yield
