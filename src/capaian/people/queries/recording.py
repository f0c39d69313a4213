"""Finding people for the record, which keeps their numbers only."""

from __future__ import annotations

from capaian.people.models import Employee
from capaian.people.rules.words import wanted_nip

MOST = 50


def people_named(agency_id: int, text: str) -> list[int]:
    """The numbers of an agency's people by a part of the name, or the beginning of a NIP; at most fifty. Also of those
    who have left, whom the directory no longer shows."""
    everybody = Employee.objects.filter(agency_id=agency_id)
    nip = wanted_nip(text)
    found = everybody.filter(nip__startswith=nip) if nip else everybody.filter(name__icontains=text)
    return list(found.order_by("name", "pk").values_list("pk", flat=True)[:MOST])
