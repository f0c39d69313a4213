"""What the worker sees to every hour: what is in the making goes on with the appraiser whom the ledger names now (II.C.7)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.tenancy import everywhere
from capaian.people.models import Agency
from capaian.planning.actions.handing import HOUSE, hand_over
from capaian.planning.queries.successions import skps_to_hand_over

AT_ONCE = 200


def hand_over_dialogues(now: datetime) -> int:
    """The worker's duty, agency by agency; how many SKPs and changes went over. Done twice it does nothing more."""
    with everywhere():
        agencies = list(Agency.objects.order_by("pk").values_list("pk", "time_zone"))
    done = 0
    for agency_id, zone in agencies:
        house = Actor(user_id=0, employee_id=0, agency_id=agency_id, name=HOUSE, time_zone=zone)
        with working_for(agency_id):
            skps = skps_to_hand_over(agency_id, timezone.localdate(now))
            for start in range(0, len(skps), AT_ONCE):
                done += hand_over(skps=skps[start:start + AT_ONCE], by=house, at=now)
    return done
