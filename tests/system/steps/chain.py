"""From a need of the citizens to the performance agreement of an office."""

from __future__ import annotations

from typing import Any

from tests.system.steps.people import Office, box, follow, select, send, told

WATER = "Air minum yang mengalir setiap hari di pulau kecil"
HALL = "Gedung pertemuan kecamatan yang lebih besar"
SURVEY = "Survei kebutuhan warga 2025, 384 responden"
WHY_NOT = "Gedung yang ada terpakai 31 hari setahun; cukup untuk lima tahun ke depan."
PLAN = "Renstra Dinas Kesehatan 2025-2029"
OBJECTIVE = "Menurunnya penyakit yang ditularkan lewat air"
IKU = "Insiden diare per 1.000 penduduk"
TARGET = "22 per 1.000"


class Chain:
    """What Citra and Dewi do before anybody writes an SKP."""

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_citra_weighs_two_needs(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/")
        follow(page, "Rencana")
        self.desk.look(page, "pintu")
        follow(page, "Kebutuhan")
        follow(page, "Analisis baru")
        send(page, "Simpan metode")  # too early: it has no title
        page.get_by_role("alert").first.wait_for()
        box(page, "Judul").fill("Kebutuhan warga 2026")
        self.desk.look(page, "metode")
        send(page, "Simpan metode")
        self._need(WATER, "Infrastruktur", 5, evidence=(SURVEY, "61,5 % responden menyebut air minum"))
        self._need(HALL, "Infrastruktur", 2)

    def then_clean_water_ranks_first_and_says_why(self) -> None:
        page = self.desk.of(self.cast.citra)
        told(page, "2 belum diputuskan")
        assert page.get_by_text(WATER).first.bounding_box()["y"] < page.get_by_text(HALL).first.bounding_box()["y"]
        page.get_by_text("Bagaimana peringkat ini terjadi").first.click()
        told(page, SURVEY)
        self.desk.look(page, "kebutuhan")

    def when_she_writes_the_strategic_plan(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/plans/")
        follow(page, "Rencana baru")
        select(page, "Jenis").select_option(label="Renstra")
        select(page, "Unit (untuk Renstra)").select_option(label="Dinas Kesehatan")
        box(page, "Judul").fill(PLAN)
        page.get_by_label("Tahun pertama").fill("2025")
        page.get_by_label("Tahun terakhir").fill("2029")
        send(page, "Simpan rencana")
        follow(page, "Tambah sasaran")
        box(page, "Sasaran").fill(OBJECTIVE)
        box(page, "Indikator").first.fill(IKU)
        box(page, "Target 2026").first.fill(TARGET)
        self.desk.look(page, "sasaran-renstra")
        send(page, "Simpan sasaran")
        told(page, OBJECTIVE)

    def when_she_decides_about_both_needs(self) -> None:
        page = self.desk.of(self.cast.citra)
        self._decide(page, WATER)
        page.get_by_role("checkbox", name=OBJECTIVE).check()
        send(page, "Simpan keputusan")
        self._decide(page, HALL)
        box(page, "Atau: mengapa belum menjadi sasaran").fill(WHY_NOT)
        self.desk.look(page, "keputusan-kebutuhan")
        send(page, "Simpan keputusan")
        told(page, "Semua diputuskan")

    def when_she_takes_the_objective_into_the_agreement_of_the_year(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/plans/")
        follow(page, PLAN)
        send(page, "Turunkan 1 sasaran ke perjanjian kinerja 2026")
        self.desk.look(page, "renstra")
        page.goto("/agreements/")
        told(page, "Dinas Kesehatan")
        self.desk.look(page, "perjanjian-daftar")

    def when_dewi_fixes_the_agreement(self) -> None:
        page = self.desk.of(self.cast.dewi)
        page.goto("/agreements/")
        follow(page, "Rancangan")
        follow(page, "Ubah pihak dan anggaran")
        select(page, "Pihak pertama").select_option(label="Kepala Dinas Kesehatan")
        box(page, "Nama pihak kedua").fill("Hj. Salma Ibrahim, S.E.")
        box(page, "Jabatan pihak kedua").fill("Bupati Contoh")
        box(page, "Program atau kegiatan").first.fill("Penyehatan lingkungan")
        box(page, "Anggaran (rupiah)").first.fill("1.250.000.000")
        self.desk.look(page, "perjanjian-isi")
        send(page, "Simpan perjanjian kinerja")
        send(page, "Tetapkan perjanjian kinerja")
        told(page, "Ditetapkan")
        self.desk.look(page, "perjanjian")

    def then_it_is_printed(self) -> None:
        page = self.desk.of(self.cast.dewi)
        answer = page.context.request.get(page.get_by_role("link", name="Unduh PDF").get_attribute("href"))
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")

    def _need(self, statement: str, sector: str, points: int, evidence: tuple[str, str] | None = None) -> None:
        page = self.desk.of(self.cast.citra)
        follow(page, "Tambah kebutuhan")
        box(page, "Kebutuhan").fill(statement)
        select(page, "Bidang").select_option(label=sector)
        for score in page.locator("select[name^=score_]").all():
            score.select_option(str(points))
        if evidence:
            box(page, "Sumber").first.fill(evidence[0])
            box(page, "Temuan").first.fill(evidence[1])
            self.desk.look(page, "kebutuhan-isi")
        send(page, "Simpan kebutuhan")

    def _decide(self, page: Any, statement: str) -> None:
        page.goto("/needs/")
        follow(page, "Kebutuhan warga 2026")
        page.locator("article, section, li, tr").filter(has_text=statement).get_by_role("link", name="Putuskan").first.click()
        page.wait_for_load_state()
