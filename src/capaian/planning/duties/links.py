"""What time alone brings about: links are proposed to those who could not be served when their leader planned."""

from __future__ import annotations

from datetime import datetime

from capaian.foundation.jobs.clock import working_for
from capaian.planning.actions.linking import propose_links
from capaian.planning.duties.carrying_on import CarryingOn
from capaian.planning.queries.house import houses
from capaian.planning.queries.linking import leaders_to_link


def propose_daily(now: datetime) -> int:
    """The worker's daily duty: propose links below every announced plan of a leader that has waiting results; how many.

    Leader by leader, each in a transaction of its own: nobody waits longer for the duty than for one leader's people, and
    where one leader, or one agency, cannot be served, the others are. Raises Unfinished at the end, naming them.
    """
    proposed, duty = 0, CarryingOn()
    for house in houses():
        with duty.part(f"links of agency {house.agency_id}"), working_for(house.agency_id):
            for leader in leaders_to_link(house.agency_id):
                with duty.part(f"links below SKP {leader.pk}"):
                    proposed += propose_links(skp=leader, by=house, at=now)
    duty.tell()
    return proposed
