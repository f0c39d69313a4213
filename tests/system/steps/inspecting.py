"""The record: an inspector verifies it, somebody changes a row behind the product's back, and people see who read about them."""

from __future__ import annotations

from typing import Any

from django.db import connection

from capaian.foundation.actor import Role
from capaian.foundation.models import AuditEvent
from capaian.people.models import Employee
from capaian.people.tests import factories
from tests.system.steps.importing import GITA
from tests.system.steps.people import Office, select, send, status_of, told


class Inspecting:
    """What Fitri of the inspectorate finds, and what Gita sees of it."""

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast
        self.gita = Employee.objects.get(nip=GITA)
        self.fitri = factories.employee(
            cast.office, "Fitri Handayani, S.H.", "198609152010012999", title="Auditor Ahli Muda", roles=(Role.INSPECTOR,),
        )

    def when_the_inspector_reads_gitas_plan(self) -> None:
        page = self.desk.of(self.fitri)
        page.goto(f"/skp/{self.gita.skps.get().pk}/")
        told(page, "Gita Permata, S.K.M.")

    def when_she_verifies_the_record(self) -> None:
        page = self.desk.of(self.fitri)
        page.goto("/record/")
        told(page, "Plt. atau Plh. ditunjuk")
        send(page, "Periksa keutuhan")

    def then_it_is_intact(self) -> None:
        page = self.desk.of(self.fitri)
        told(page, "Utuh")
        self.desk.look(page, "catatan-utuh")

    def when_a_row_is_changed_in_the_database_itself(self) -> None:
        """Somebody with the keys of the database makes it look as if the correction had been refused."""
        self.row = AuditEvent.objects.get(agency_id=self.cast.agency.pk, verb="correction.approve")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE foundation_auditevent SET verb = %s WHERE id = %s", ["correction.reject", self.row.pk])

    def then_verification_says_where(self) -> None:
        page = self.desk.of(self.fitri)
        page.goto("/record/")
        send(page, "Periksa keutuhan")
        told(page, "Tidak utuh")
        told(page, f"{self.row.sequence}")
        self.desk.look(page, "catatan-tidak-utuh")
        select(page, "Tentang").select_option(label="Pegawai, jabatan dan atasan")
        send(page, "Cari")
        told(page, "Koreksi ditolak")

    def then_only_the_inspector_reads_it(self) -> None:
        for person in (self.gita, self.cast.citra):
            assert status_of(self.desk.of(person), "/record/")[0] == 403

    def then_gita_sees_who_read_her_plan(self) -> None:
        page = self.desk.of(self.gita)
        page.goto("/my-data/")
        told(page, "Fitri Handayani, S.H.")
        self.desk.look(page, "data-saya")
