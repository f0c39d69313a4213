"""Who holds which office in a demonstration agency, so that every role can be tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from capaian.foundation.actor import Role
from capaian.people.models import RoleGrant
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.organisation import Holder

OFFICES = (Role.UNIT_MANAGER, Role.EVALUATION_TEAM, Role.INSPECTOR, Role.ADMINISTRATOR)


def of_region(holders: Sequence[Holder], clock: Clock, keeper: Holder) -> None:
    """Four of the staff of the last unit, whom no visitor meets otherwise; the unit manager keeps the first office."""
    last = holders[-1].leader
    staff = [one for one in holders if one.leader is last and not one.is_cast][-len(OFFICES):]
    office = next(one.unit for one in holders if one.office is not None)
    RoleGrant.objects.bulk_create(
        RoleGrant(
            employee=one.employee, role=role, unit=office if role is Role.UNIT_MANAGER else None, start=date(clock.year, 1, 1),
            reason=f"SK Nomor 800/7/{clock.year} (peragaan)", granted_by=keeper.employee.name,
        )
        for role, one in zip(OFFICES, staff, strict=True)
    )


def held(codes: Iterable[str]) -> list[tuple[str, Role, str, str]]:
    """(agency's code, role, name, NIP) of those four, agency by agency."""
    order = {role: place for place, role in enumerate(OFFICES)}
    rows = RoleGrant.objects.filter(employee__agency__code__in=list(codes), role__in=OFFICES, end__isnull=True)
    found = rows.values_list("employee__agency__code", "role", "employee__name", "employee__nip")
    return sorted(((code, Role(role), name, nip) for code, role, name, nip in found), key=lambda row: (row[0], order[row[1]]))
