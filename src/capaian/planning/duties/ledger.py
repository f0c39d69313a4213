"""What a day alone brings about: SKPs of posts that ended are closed, and new appraisers are told to clarify."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.jobs.clock import working_for
from capaian.kernel.batches import in_batches
from capaian.planning.actions.successions import close_skp, tell_clarification
from capaian.planning.duties.carrying_on import CarryingOn
from capaian.planning.models import Skp
from capaian.planning.queries.house import houses
from capaian.planning.queries.successions import ended_skps, skps_to_clarify

AT_ONCE = 500

log = logging.getLogger(__name__)


def follow_ledger(now: datetime) -> dict[str, int]:
    """The worker's duty, some times a day: agency by agency what the ledger brings about; how many of each.

    Done twice it does nothing more: what is closed runs no longer, and of each new appraiser is told once. Where one SKP, or
    one agency, cannot be served, the others are; Unfinished at the end names them.
    """
    duty = CarryingOn()
    done = {"closed": 0, "clarify": 0}
    for house in houses():
        with duty.part(f"ledger of agency {house.agency_id}"), working_for(house.agency_id):
            day = timezone.localdate(now)
            for skp, last in ended_skps(house.agency_id, day):
                with duty.part(f"closing SKP {skp.pk}"):
                    done["closed"] += close_ended(skp, last, house, now)
            skps = skps_to_clarify(house.agency_id, day)
            for some in in_batches(skps, AT_ONCE):
                done["clarify"] += _tell(some, house, now, duty)
    duty.tell()
    return done


def _tell(skps: Sequence[Skp], by: Actor, at: datetime, duty: CarryingOn) -> int:
    """Tell of many at once; of each alone where that fails, so that one is in nobody's way. Of how many it was told."""
    try:
        tell_clarification(skps=skps, by=by, at=at)
    except Exception:
        told = 0
        for skp in skps:
            with duty.part(f"clarification of SKP {skp.pk}"):
                tell_clarification(skps=[skp], by=by, at=at)
                told += 1
        return told
    return len(skps)


def close_ended(skp: Skp, last: date, by: Actor, at: datetime) -> bool:
    """Whether it could be closed: not where somebody closed it, or corrected the ledger, since the list was read."""
    try:
        close_skp(skp=skp, end=last, by=by, at=at)
    except Refused:
        log.info("SKP %s was not closed: it has moved meanwhile", skp.pk)
        return False
    return True
