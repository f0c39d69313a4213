"""What a performance manager does now and then: roles, leave, task teams, and looking whether the data are whole."""

from __future__ import annotations

from typing import Any

from tests.system.steps.people import Office, box, select, send, told

TEAM = "Tim Percepatan Penurunan Stunting"


class Rooms:
    """Citra's other rooms."""

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_citra_gives_budi_the_data_of_his_unit(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/roles/new/")
        _choose(page, "Pegawai", "budi", "dr. Budi Hartono")
        select(page, "Peran").select_option(label="Pengelola kinerja unit")
        _choose(page, "Unit", "galala", "Puskesmas Galala")
        box(page, "Alasan").fill("SK Bupati Nomor 800/123/2026 tentang pengelola kinerja.")
        self.desk.look(page, "peran-beri")
        send(page, "Beri peran")
        told(page, "dr. Budi Hartono")
        self.desk.look(page, "peran")

    def when_she_lends_her_own_role_for_a_week(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/delegations/")
        _choose(page, "Dipinjamkan kepada", "budi", "dr. Budi Hartono")
        page.get_by_label("Mulai").fill("2026-01-12")
        page.get_by_label("Sampai").fill("2026-01-18")
        box(page, "Alasan").fill("Cuti tahunan; urusan mendesak ditangani dr. Budi.")
        send(page, "Pinjamkan")
        told(page, "Anda pinjamkan kepada dr. Budi Hartono")
        self.desk.look(page, "peran-pinjaman")

    def then_budi_works_in_her_name_and_everybody_sees_it(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/delegations/")
        send(page, "Pakai peran ini")
        told(page, "atas nama Citra Wulandari, S.E.")
        self.desk.look(page, "atas-nama")

    def when_citra_founds_a_task_team(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/task-teams/new/")
        box(page, "Nama tim").fill(TEAM)
        _choose(page, "Ketua tim", "ani", "Ani Lestari, A.Md.Kep.")
        self.desk.look(page, "tim-kerja-baru")
        send(page, "Simpan")
        told(page, TEAM)
        self.desk.look(page, "tim-kerja")

    def when_she_notes_a_study_leave(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto(f"/people/{self.cast.ani.pk}/ledger/circumstance/")
        select(page, "Keadaan").select_option(label="Tugas belajar")
        page.get_by_label("Mulai").fill("2026-02-02")
        page.get_by_label("Sampai").fill("2026-07-31")
        told(page, "Tidak ada pejabat penilai yang berubah.")
        self.desk.look(page, "keadaan")
        send(page, "Simpan")
        told(page, "Tersimpan.")

    def then_every_other_room_can_be_used_at_this_width(self) -> None:
        page = self.desk.of(self.cast.citra)
        for what, address, words in (
            ("mutasi", f"/people/{self.cast.ani.pk}/ledger/transfer/", "Mutasi"),
            ("kesehatan-data", "/people/ledger/", "Keadaan buku penugasan"),
            ("unit", f"/units/{self.cast.unit.pk}/", "Pimpinan"),
            ("akun-pegawai", "/accounts/", "Akun pegawai"),
            ("surel", "/notices/settings/", "Cara pemberitahuan"),
        ):
            assert page.goto(address).status == 200, address
            told(page, words)
            self.desk.look(page, what)


def _choose(page: Any, label: str, typed: str, name: str) -> None:
    """Type a few letters and take the suggestion."""
    page.get_by_role("combobox", name=label).first.fill(typed)
    page.get_by_role("option").filter(has_text=name).first.click()
