"""Every role in one readable table: what it is called, how far it reaches, whether it may be lent, how strongly it signs in.

Being somebody's appraiser, or the superior of an appraiser, is never granted: it follows from the ledger of people,
day by day (`Actor.appraises`, and the permission that holds the record at hand).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role(StrEnum):
    """Granted roles; the values are stable names in the database."""

    EMPLOYEE = "employee"
    UNIT_MANAGER = "unit-performance-manager"
    PERFORMANCE_MANAGER = "performance-manager"
    EVALUATION_TEAM = "evaluation-team"
    SERVICE_OFFICER = "service-officer"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "system-administrator"


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What the house knows of a role. `per_unit`: granted for a unit and everything below it. `granted_by`: who gives
    it and takes it back. `last_stays`: the last holder of an agency keeps it, or nobody could give anything any more.
    `apart`: not together with these in one person, because one of them checks or must not see what the other does;
    `careful`: possible in a small agency, but said aloud."""

    label: StrOrPromise
    does: StrOrPromise
    granted_by: tuple[Role, ...] = ()
    per_unit: bool = False
    delegable: bool = False
    needs_second_factor: bool = False
    last_stays: bool = False
    apart: tuple[Role, ...] = ()
    careful: tuple[Role, ...] = ()


ROLES: dict[Role, RoleFacts] = {
    Role.EMPLOYEE: RoleFacts(_("Pegawai"), _("Menyusun SKP dan mengirim progresnya sendiri.")),
    Role.UNIT_MANAGER: RoleFacts(
        _("Pengelola kinerja unit"), _("Mengelola data dan kelengkapan kinerja satu unit dan unit di bawahnya."),
        granted_by=(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR), per_unit=True, delegable=True,
    ),
    Role.PERFORMANCE_MANAGER: RoleFacts(
        _("Pengelola kinerja instansi"), _("Mengelola data pegawai, periode dan kelengkapan kinerja seluruh instansi."),
        granted_by=(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR), delegable=True, needs_second_factor=True, last_stays=True,
    ),
    Role.EVALUATION_TEAM: RoleFacts(
        _("Tim evaluasi"), _("Membaca hasil kinerja seluruh instansi untuk menyelaraskan penilaian."),
        granted_by=(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR), delegable=True,
    ),
    Role.SERVICE_OFFICER: RoleFacts(
        _("Petugas layanan"), _("Mengelola survei, pengaduan dan antrean satu unit layanan."),
        granted_by=(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR), per_unit=True, delegable=True,
    ),
    Role.INSPECTOR: RoleFacts(
        _("Pengawas"), _("Membaca seluruh data kinerja dan memeriksa catatan; tidak mengubah apa pun."),
        granted_by=(Role.ADMINISTRATOR,), needs_second_factor=True,
        apart=(Role.UNIT_MANAGER, Role.PERFORMANCE_MANAGER, Role.EVALUATION_TEAM, Role.SERVICE_OFFICER, Role.ADMINISTRATOR),
    ),
    Role.ADMINISTRATOR: RoleFacts(
        _("Pengelola sistem"), _("Mengatur akun, peran dan sambungan; tidak membaca penilaian kinerja."),
        granted_by=(Role.ADMINISTRATOR,), needs_second_factor=True, last_stays=True,
        careful=(Role.UNIT_MANAGER, Role.PERFORMANCE_MANAGER, Role.EVALUATION_TEAM),
    ),
}

LONGEST_LENDING = 90
"""Days for which a role is lent at most. Kebijakan Capaian: longer than a quarter is no absence but a change of office."""
