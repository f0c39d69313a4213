"""`capaian roles`: the first administrator of an agency, whom nobody on the screens could name; and who holds what."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from capaian.cli.database import agency_of
from capaian.cli.messages import UsageError

if TYPE_CHECKING:
    pass


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `roles grant` and `roles list` to the command line."""
    parser = subparsers.add_parser("roles", help="peran pegawai: beri, lihat")
    verbs = parser.add_subparsers(title="tindakan", metavar="tindakan", required=True, dest="verb")
    grant = verbs.add_parser("grant", help="beri peran, misalnya pengelola sistem yang pertama")
    grant.add_argument("--agency", required=True, metavar="KODE", help="kode instansi")
    grant.add_argument("--nip", required=True, help="NIP pegawai yang diberi peran")
    grant.add_argument("--role", required=True, help="misalnya system-administrator atau performance-manager")
    grant.add_argument("--unit", default="", metavar="KODE", help="kode unit, untuk peran per unit")
    grant.add_argument("--reason", required=True, help="dasar pemberian; tercatat")
    grant.set_defaults(run=give)
    listing = verbs.add_parser("list", help="siapa memegang peran apa hari ini")
    listing.add_argument("--agency", required=True, metavar="KODE", help="kode instansi")
    listing.set_defaults(run=show)


def give(arguments: argparse.Namespace) -> int:
    """Give a role in the name of whoever runs the server. Raises UsageError, InvalidInput or Refused as a line each."""
    agency = agency_of(arguments.agency)
    from django.utils import timezone  # noqa: PLC0415 - Django starts in `agency_of`

    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415
    from capaian.foundation.errors import Refused  # noqa: PLC0415
    from capaian.people.actions.roles import grant_role  # noqa: PLC0415
    from capaian.people.models import Employee, Unit  # noqa: PLC0415

    known = [role.value for role in Role if role is not Role.EMPLOYEE]
    employee = Employee.objects.filter(agency=agency, nip=arguments.nip).first()
    unit = Unit.objects.filter(agency=agency, code=arguments.unit).first() if arguments.unit else None
    problems = [
        *([] if arguments.role in known else [f"--role: “{arguments.role}” tidak dikenal; pilih {', '.join(known)}"]),
        *([] if employee else [f"--nip: tidak ada pegawai ber-NIP {arguments.nip} di {agency.code}"]),
        *([] if unit or not arguments.unit else [f"--unit: tidak ada unit berkode {arguments.unit} di {agency.code}"]),
    ]
    if problems or employee is None:
        raise UsageError(problems)
    server = Actor(0, 0, agency.pk, "Pengelola peladen (capaian roles)", frozenset({Role.ADMINISTRATOR}))
    try:
        grant_role(
            employee=employee, role=Role(arguments.role), unit=unit, reason=arguments.reason, by=server, at=timezone.now(),
        )
    except Refused as refusal:
        raise UsageError([str(refusal)]) from refusal
    print(f"{employee.name}: {arguments.role}")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """One line per role held today."""
    agency = agency_of(arguments.agency)
    from django.utils import timezone  # noqa: PLC0415

    from capaian.people.models import RoleGrant  # noqa: PLC0415
    from capaian.people.queries import held_on  # noqa: PLC0415

    rows = RoleGrant.objects.filter(held_on(timezone.localdate()), employee__agency=agency).select_related("employee", "unit")
    for row in rows.order_by("role", "employee__name"):
        sys.stdout.write(f"{row.role:<26} {row.employee.nip}  {row.employee.name}{f' · {row.unit.name}' if row.unit else ''}\n")
    return 0
