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
    """What the house knows of a role. `per_unit`: granted for a unit and everything below it."""

    label: StrOrPromise
    does: StrOrPromise
    per_unit: bool = False
    delegable: bool = False
    needs_second_factor: bool = False


ROLES: dict[Role, RoleFacts] = {
    Role.EMPLOYEE: RoleFacts(_("Pegawai"), _("Menyusun SKP dan mengirim progresnya sendiri.")),
    Role.UNIT_MANAGER: RoleFacts(
        _("Pengelola kinerja unit"), _("Mengelola data dan kelengkapan kinerja satu unit dan unit di bawahnya."),
        per_unit=True, delegable=True,
    ),
    Role.PERFORMANCE_MANAGER: RoleFacts(
        _("Pengelola kinerja instansi"), _("Mengelola data pegawai, periode dan kelengkapan kinerja seluruh instansi."),
        delegable=True, needs_second_factor=True,
    ),
    Role.EVALUATION_TEAM: RoleFacts(
        _("Tim evaluasi"), _("Membaca hasil kinerja seluruh instansi untuk menyelaraskan penilaian."), delegable=True,
    ),
    Role.SERVICE_OFFICER: RoleFacts(
        _("Petugas layanan"), _("Mengelola survei, pengaduan dan antrean satu unit layanan."), per_unit=True, delegable=True,
    ),
    Role.INSPECTOR: RoleFacts(
        _("Pengawas"), _("Membaca seluruh data kinerja dan memeriksa catatan; tidak mengubah apa pun."), needs_second_factor=True,
    ),
    Role.ADMINISTRATOR: RoleFacts(
        _("Pengelola sistem"), _("Mengatur akun, peran dan sambungan; tidak membaca penilaian kinerja."),
        needs_second_factor=True,
    ),
}
