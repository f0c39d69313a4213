"""What time alone brings about: links are proposed to those who could not be served when their leader planned."""

from __future__ import annotations

from datetime import datetime

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.tenancy import everywhere
from capaian.kernel.words import N_
from capaian.people.models import Agency
from capaian.planning.actions.linking import propose_links
from capaian.planning.duties.carrying_on import CarryingOn
from capaian.planning.queries.linking import leaders_to_link

HOUSE = N_("Capaian")


def propose_daily(now: datetime) -> int:
    """The worker's daily duty: propose links below every announced plan of a leader that has waiting results; how many.

    Leader by leader, each in a transaction of its own: nobody waits longer for the duty than for one leader's people, and
    where one leader, or one agency, cannot be served, the others are. Raises Unfinished at the end, naming them.
    """
    with everywhere():
        agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    proposed, duty = 0, CarryingOn()
    for agency_id in agencies:
        house = Actor(user_id=0, employee_id=0, agency_id=agency_id, name=HOUSE)
        with duty.part(f"links of agency {agency_id}"), working_for(agency_id):
            for leader in leaders_to_link(agency_id):
                with duty.part(f"links below SKP {leader.pk}"):
                    proposed += propose_links(skp=leader, by=house, at=now)
    duty.tell()
    return proposed
