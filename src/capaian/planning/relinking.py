"""What time alone brings about: links are proposed to those who could not be served when their leader planned."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from operator import attrgetter

from capaian.foundation.actor import Actor
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.tenancy import everywhere
from capaian.kernel.words import N_
from capaian.planning.actions.linking import propose_links_of_all
from capaian.planning.queries.linking import leaders_to_link

BATCH = 500
HOUSE = N_("Capaian")


def propose_daily(now: datetime) -> int:
    """The worker's daily duty: propose links below every announced plan of a leader that has waiting results; how many."""
    with everywhere():
        leaders = list(leaders_to_link(BATCH))
    proposed = 0
    by_agency = sorted(leaders, key=lambda skp: (skp.employee.agency_id, skp.pk))
    for agency_id, skps in groupby(by_agency, key=attrgetter("employee.agency_id")):
        house = Actor(user_id=0, employee_id=0, agency_id=agency_id, name=HOUSE)
        with working_for(agency_id):
            proposed += propose_links_of_all(skps=list(skps), by=house, at=now)
    return proposed
