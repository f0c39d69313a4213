"""Having the documents of a whole unit made: a job, because it takes longer than anybody waits for a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation import jobs
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.models import Job
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.people.models import Unit
from capaian.planning.actions.recording import note
from capaian.planning.permissions.documents import may_export_unit_documents
from capaian.planning.queries.documents import skps_to_print_for

KIND = "planning.documents.unit"
FORMS = ("skp", "annex")
ENDINGS = ("pdf", "xlsx")
MOST = 10_000
"""SKPs in one job: what one ZIP file, and one person, can still take in."""


@action
def print_unit(
    *, unit: Unit, year: int, forms: Sequence[str], ending: str, states: Sequence[str], by: Actor, at: datetime
) -> Job:
    """Queue the documents of a unit's people. Which SKPs they are is settled now: what this person may read today.

    Raises Refused, and InvalidInput where no form is chosen, nothing matches, or there are too many for one file.
    """
    today = timezone.localdate(at)
    require(may_export_unit_documents(by, unit, today))
    chosen = [form for form in FORMS if form in forms]
    problems = [] if chosen else [Problem(_("Pilih paling sedikit satu dokumen."), "documents")]
    if ending not in ENDINGS:
        problems.append(Problem(_("Pilih PDF atau XLSX."), "ending"))
    found = list(skps_to_print_for(by, unit, year, today, states).values_list("pk", flat=True)[: MOST + 1])
    if not found:
        problems.append(Problem(_("Tidak ada SKP yang sesuai pilihan ini."), "states"))
    if len(found) > MOST:
        problems.append(Problem(_("Lebih dari %(most)d SKP. Pilih unit yang lebih kecil.") % {"most": MOST}, "unit"))
    if problems:
        raise InvalidInput(problems)
    facts = {"year": year, "forms": chosen, "ending": ending, "states": list(states), "people": len(found)}
    note("documents.make", unit, by, at, after=facts)
    return jobs.enqueue(
        KIND, by=by, at=at, title=f"{unit.name} {year}",
        arguments={"skp_ids": found, "forms": chosen, "ending": ending, "name": f"SKP {unit.name} {year}"},
    )
