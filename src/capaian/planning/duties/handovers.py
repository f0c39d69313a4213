"""What the worker sees to every hour: what is in the making goes on with the appraiser whom the ledger names now (II.C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.clock import working_for
from capaian.kernel.batches import in_batches
from capaian.planning.actions.handing import hand_over
from capaian.planning.duties.carrying_on import CarryingOn
from capaian.planning.models import Skp
from capaian.planning.queries.house import houses
from capaian.planning.queries.successions import skps_to_hand_over

AT_ONCE = 200


def hand_over_dialogues(now: datetime) -> int:
    """The worker's duty, agency by agency; how many SKPs and changes went over. Done twice it does nothing more.

    Where one SKP, or one agency, cannot be served, the others are; Unfinished at the end names them.
    """
    done, duty = 0, CarryingOn()
    for house in houses():
        with duty.part(f"dialogues of agency {house.agency_id}"), working_for(house.agency_id):
            skps = skps_to_hand_over(house.agency_id, timezone.localdate(now))
            for some in in_batches(skps, AT_ONCE):
                done += _hand_over(some, house, now, duty)
    duty.tell()
    return done


def _hand_over(skps: Sequence[Skp], by: Actor, at: datetime, duty: CarryingOn) -> int:
    """Many at once; each alone where that fails, so that one is in nobody's way. How many went over."""
    try:
        return hand_over(skps=skps, by=by, at=at)
    except Exception:
        done, these = 0, {skp.pk for skp in skps}
        for skp in skps_to_hand_over(by.agency_id, timezone.localdate(at)):  # read anew: those in hand name the new one already
            if skp.pk in these:
                with duty.part(f"dialogue of SKP {skp.pk}"):
                    done += hand_over(skps=[skp], by=by, at=at)
        return done
