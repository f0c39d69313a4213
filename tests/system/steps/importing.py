"""A new puskesmas comes in from a spreadsheet: looked at first, then applied, then proven to change nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from capaian.foundation import jobs
from capaian.people.models import Employee
from tests.system.steps.people import Office, follow, select, send, told

UNIT = "Puskesmas Kayu Merah"
HASAN, GITA = "198104052008011999", "198807172012032999"
LINA, INDRA = "199209042017032999", "199403212019031999"
TOO_SHORT = "19950612202003299"
FILE = "pegawai-kayu-merah.xlsx"
ROWS = 14  # of which one is refused and one says nothing new


def spreadsheet(folder: Path, office: str, *, head: str, neighbour: str, known: tuple[str, str]) -> Path:
    """What an agency's staff office would send: one new puskesmas, one new rank, one number that lost a digit.

    `neighbour` is entered as Gita's superior, which is wrong; `known` is somebody who is in the records as the file has it.
    """
    sheets: dict[str, list[list[str]]] = {
        "Unit kerja": [["Kode unit", "Nama unit", "Kode unit induk"], ["PKM-KM", UNIT, office]],
        "Jabatan": [
            ["Kode jabatan", "Kode unit", "Nama jabatan", "Jenis jabatan", "Jenjang", "Memimpin unit"],
            ["KM-KEPALA", "PKM-KM", f"Kepala {UNIT}", "Administrator", "", "ya"],
            ["KM-TU", "PKM-KM", "Kepala Subbagian Tata Usaha", "Pengawas", "", "tidak"],
            ["KM-BIDAN", "PKM-KM", "Bidan Terampil", "Fungsional", "Terampil", "tidak"],
            ["KM-PERAWAT", "PKM-KM", "Perawat Mahir", "Fungsional", "Mahir", "tidak"],
        ],
        "Pegawai": [
            ["NIP", "Nama", "Jenis pegawai", "Pangkat/golongan", "Surel"],
            [HASAN, "drg. Hasan Tomagola", "PNS", "Pembina (IV/a)", ""],
            [GITA, "Gita Permata, S.K.M.", "PNS", "Penata (III/c)", "gita@contoh.go.id"],
            [LINA, "Lina Marsaoly, A.Md.Keb.", "PNS", "Pengatur (II/c)", ""],
            [INDRA, "Indra Wahab, A.Md.Kep.", "PNS", "Penata Muda (III/a)", ""],
            [known[0], known[1], "PNS", "Penata (III/c)", ""],
            [neighbour, "dr. Budi Hartono", "PNS", "Penata Tingkat I (III/d)", ""],
            [TOO_SHORT, "Yusuf Kolano", "PNS", "Pengatur (II/c)", ""],
        ],
        "Penugasan": [
            ["NIP", "Kode jabatan", "Jenis penugasan", "Mulai", "NIP atasan"],
            [HASAN, "KM-KEPALA", "Definitif", "2026-01-01", head],
            [GITA, "KM-TU", "Definitif", "2026-01-01", neighbour],
            [LINA, "KM-BIDAN", "Definitif", "2026-01-01", HASAN],
            [INDRA, "KM-PERAWAT", "Definitif", "2026-01-01", HASAN],
        ],
    }
    path = folder / FILE
    with xlsxwriter.Workbook(path) as workbook:
        text = workbook.add_format({"num_format": "@"})
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, text)
    return path


class Importing:
    """What the agency's performance manager does on the first working day of the year."""

    def __init__(self, desk: Office, cast: Any, folder: Path) -> None:
        self.desk, self.cast = desk, cast
        self.file = spreadsheet(
            folder, cast.office.code, head=cast.dewi.nip, neighbour=cast.budi.nip, known=(cast.ani.nip, cast.ani.name),
        )

    def when_citra_gives_the_file(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/imports/")
        told(page, "Belum ada impor")
        self.desk.look(page, "impor-baru")
        page.get_by_label("Berkas", exact=True).set_input_files(self.file)
        page.get_by_label("Berlaku sejak").fill("2026-01-01")
        send(page, "Baca berkas")
        page.get_by_role("heading", name=FILE).wait_for()

    def then_the_work_is_found_under_pekerjaan(self) -> None:
        """She may leave: the file is read when a worker takes it."""
        page = self.desk.of(self.cast.citra)
        page.goto("/jobs/")
        told(page.get_by_role("row").filter(has_text=FILE), "Menunggu")

    def when_a_worker_takes_it(self) -> None:
        self.desk.of(self.cast.citra).goto("/account/")  # a page that does not ask again and again
        assert jobs.run_queued() == 1

    def then_she_sees_what_would_happen_and_why_one_row_is_refused(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/imports/")
        follow(page, FILE)
        for sheet, counts in {
            "Unit kerja": "1000", "Jabatan": "4000", "Pegawai": "4111", "Penugasan dan atasan": "4000",
        }.items():
            row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=sheet, exact=True))
            assert "".join(row.get_by_role("cell").all_inner_texts()) == counts, sheet
        told(page, "1 baris ditolak dan tidak akan diterapkan.")
        assert not Employee.objects.filter(nip=HASAN).exists()
        self.desk.look(page, "impor-pratinjau")
        select(page, "Hasil").select_option(label="Ditolak")
        send(page, "Saring")
        told(page, "NIP terdiri atas 18 angka; yang ini 17 angka.")
        self.desk.look(page, "impor-ditolak")

    def when_she_applies_it(self) -> None:
        page = self.desk.of(self.cast.citra)
        send(page, "Terapkan 14 baris")
        told(page, "Halaman ini boleh ditinggalkan; pekerjaan ini ada di")

    def then_it_is_done_under_pekerjaan_with_its_count(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/jobs/")
        done = page.get_by_role("row").filter(has_text="Menerapkan")
        told(done, "Selesai")
        self.desk.look(page, "pekerjaan")
        with page.expect_navigation():
            done.get_by_role("link").click()
        follow(page, "Lihat hasilnya")
        told(page, "Diterapkan")

    def then_the_same_file_again_changes_nothing(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/imports/")
        page.get_by_label("Berkas", exact=True).set_input_files(self.file)
        page.get_by_label("Berlaku sejak").fill("2026-01-01")
        send(page, "Baca berkas")
        self.when_a_worker_takes_it()
        page.goto("/imports/")
        follow(page, FILE)
        told(page, "Tidak ada baris yang akan menambah atau mengubah sesuatu.")
        self.desk.look(page, "impor-ulang")

    def then_the_new_unit_is_in_the_chart_and_its_people_are_found(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/people/")
        page.get_by_role("searchbox", name="Nama, jabatan atau NIP").fill("gita per")
        told(page, "Kepala Subbagian Tata Usaha")
        self.desk.look(page, "cari")
        page.goto("/units/")
        self.desk.look(page, "bagan")
