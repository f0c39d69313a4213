"""Where people's mail goes, for whoever tells them something (foundation.notices)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from capaian.foundation.notices.addresses import Address
from capaian.people.models import Agency, Employee


def addresses_of(user_ids: Iterable[int]) -> Mapping[int, Address]:
    """Addresses of open accounts with an e-mail: the account's own, else the one in the person's data. One query."""
    rows = Employee.objects.filter(user_id__in=list(user_ids), user__is_active=True).values_list(
        "user_id", "user__email", "email", "name", "agency__time_zone"
    )
    return {
        user_id: Address(own or office, name, zone)
        for user_id, own, office, name, zone in rows
        if user_id is not None and (own or office)
    }


def zone_of(agency_id: int) -> str:
    """The time zone of an agency, "" of none that is there. One query."""
    return Agency.objects.filter(pk=agency_id).values_list("time_zone", flat=True).first() or ""
