"""What was reached last year: asked of the floor above, which registers itself when the application starts.

Planning lies below progress and never imports it; progress names a function that gives the year's figure of indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

Provider = Callable[[Collection[int], date], Mapping[int, Decimal]]
"""(numbers of indicators, last day of the year) → the figure of each that has one."""

_providers: list[Provider] = []


def register_realisations(provider: Provider) -> None:
    """Name the function that knows realisations; called once, when the application starts."""
    if provider not in _providers:
        _providers.append(provider)


def realised_by(indicator_ids: Collection[int], until: date) -> dict[int, Decimal]:
    """What the indicators came to until a day; those without a figure are left out."""
    found: dict[int, Decimal] = {}
    for provider in _providers if indicator_ids else ():
        found.update(provider(indicator_ids, until))
    return found
