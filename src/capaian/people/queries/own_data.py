"""What this module holds about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from capaian.foundation.actor import Actor
from capaian.foundation.record.own_data import Section, rows_of
from capaian.kernel.words import N_
from capaian.people.models import (
    Circumstance,
    Correction,
    Delegation,
    Employee,
    Invitation,
    Posting,
    Reporting,
    RoleGrant,
    TeamMembership,
)


def held_by_people(actor: Actor) -> Iterator[Section]:
    me = actor.employee_id
    yield Section("pegawai", N_("Data pegawai"), rows_of(
        Employee.objects.filter(pk=me), "nip", "name", "kind", "rank_grade", "birth_date", "email", "employed_from",
        "employed_until", agency="agency__name",
    ))
    yield Section("jabatan", N_("Jabatan"), rows_of(
        Posting.objects.filter(employee_id=me).order_by("start", "pk"), "kind", "start", "end", "decree",
        position="position__title", unit="position__unit__name",
    ))
    yield Section("pejabat-penilai", N_("Pejabat penilai saya"), rows_of(
        Reporting.objects.filter(employee_id=me).order_by("start", "pk"), "start", "end", "basis", "decree",
        appraiser="appraiser__name",
    ))
    yield Section("keadaan", N_("Keadaan"), rows_of(
        Circumstance.objects.filter(employee_id=me).order_by("start", "pk"), "kind", "start", "end", "decree",
    ))
    yield Section("tim-kerja", N_("Tim kerja"), rows_of(
        TeamMembership.objects.filter(employee_id=me).order_by("start", "pk"), "start", "end", "leads", team="team__name",
    ))
    yield Section("peran", N_("Peran"), rows_of(
        RoleGrant.objects.filter(employee_id=me).order_by("pk"), "role", "start", "end", "reason", "granted_by",
        unit="unit__name",
    ))
    yield Section("peran-pinjaman", N_("Peran pinjaman"), rows_of(
        Delegation.objects.filter(Q(lender_id=me) | Q(delegate_id=me)).order_by("pk"), "role", "start", "end", "reason",
        "ended_at", lender="lender__name", delegate="delegate__name",
    ))
    yield Section("koreksi", N_("Koreksi yang saya minta"), rows_of(
        Correction.objects.filter(employee_id=me).order_by("pk"), "subject", "state", "effective_from", "recorded", "explanation",
        "sent_at", "due_on",
    ))
    yield Section("tautan-akun", N_("Tautan akun"), rows_of(
        Invitation.objects.filter(employee_id=me).order_by("pk"), "purpose", "made_at", "made_by_name", "reason", "expires_at",
        "used_at", "revoked_at",
    ))
