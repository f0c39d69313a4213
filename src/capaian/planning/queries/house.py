"""The house as one who acts: where nobody did, on the day's word."""

from __future__ import annotations

from capaian.foundation.actor import Actor
from capaian.foundation.tenancy import everywhere
from capaian.people.models import Agency

HOUSE = "Capaian"
HOUSE_ID = 0


def houses() -> list[Actor]:
    """The house in every agency, by the clock there: for duties, which go agency by agency. One query."""
    with everywhere():
        agencies = list(Agency.objects.order_by("pk").values_list("pk", "time_zone"))
    return [
        Actor(user_id=HOUSE_ID, employee_id=HOUSE_ID, agency_id=pk, name=HOUSE, time_zone=zone) for pk, zone in agencies
    ]
