"""What indicators came to, for planning's hints about next year's targets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from capaian.planning.models import Indicator
from capaian.progress.queries.realized import year_to_date_of


def realised_until(indicator_ids: Collection[int], until: date) -> dict[int, Decimal]:
    """The figures of the accepted months until a day, for those indicators that have one. Two queries."""
    rows = list(Indicator.objects.filter(pk__in=indicator_ids).select_related("result"))
    found = year_to_date_of(rows, {row.result.skp_id for row in rows}, until)
    return {pk: one.value for pk, one in found.items() if one.value is not None}
