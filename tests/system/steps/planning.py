"""January: the unit's objective, the leader's result, the employee's SKP, agreed by both."""

from __future__ import annotations

from typing import Any, NamedTuple

from capaian.planning.models import Skp
from tests.system.steps.people import Desk, box, follow, press, select, status_of, told


class Planned(NamedTuple):
    """An indicator as it is typed on the screen."""

    statement: str
    aspect: str
    target: str
    unit: str
    polarity: str
    measurement: str
    high: str = ""


OBJECTIVE = "Menurunnya angka kesakitan demam berdarah"
LEADERS_RESULT = "Menurunnya kejadian demam berdarah di wilayah kerja puskesmas"
LEADERS_INDICATOR = Planned(
    "Insiden DBD per 100.000 penduduk", "Kualitas", "35", "per 100.000", "Lebih rendah lebih baik", "Keadaan terakhir"
)
MAIN_RESULT = "Jentik nyamuk terkendali di kelurahan binaan"
HOUSES = Planned("Jumlah rumah yang diperiksa jentiknya", "Kuantitas", "480", "rumah", "Lebih tinggi lebih baik", "Kumulatif")
FREE = Planned(
    "Persentase rumah bebas jentik", "Kualitas", "92,5", "persen", "Lebih tinggi lebih baik", "Keadaan terakhir"
)
INCIDENCE = Planned(
    "Insiden DBD di kelurahan binaan", "Kualitas", "35", "per 100.000", "Lebih rendah lebih baik", "Keadaan terakhir"
)
RESPONSE = Planned(
    "Laporan warga yang ditanggapi dalam sehari", "Waktu", "80", "persen", "Lebih tinggi lebih baik", "Keadaan terakhir", "90"
)
ADDITIONAL_RESULT = "Kader posyandu mampu mencatat dengan benar"
VOLUNTEERS = Planned("Jumlah kader terlatih", "Kuantitas", "1.250", "kader", "Lebih tinggi lebih baik", "Kumulatif")
ANNEX = {
    "DUKUNGAN SUMBER DAYA": "Satu kendaraan roda dua untuk kunjungan setiap Selasa\nBubuk abate dan senter",
    "SKEMA PERTANGGUNGJAWABAN": "Progres dilaporkan setiap bulan dengan register kunjungan",
    "KONSEKUENSI": "Bila ekspektasi terpenuhi, diusulkan mengikuti pelatihan surveilans",
}
REASON_SKP = "Target 1.250 kader keliru: kader di wilayah kita 36 orang. Mohon diperbaiki."


class Planning:
    """What the people of the story do in January."""

    def __init__(self, desk: Desk, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_citra_adds_an_objective_for_the_puskesmas(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/skp/")
        follow(page, "Sasaran unit")
        select(page, "Unit").select_option(label="Puskesmas Galala")
        press(page, "Tampilkan")
        told(page, "Belum ada sasaran untuk unit dan tahun ini")
        follow(page, "Tambah sasaran")
        box(page, "Sasaran").fill(OBJECTIVE)
        box(page, "Sumber").fill("Perjanjian Kinerja Dinas Kesehatan 2026")
        box(page, "Indikator").first.fill("Insiden DBD per 100.000 penduduk")
        box(page, "Target").first.fill("48 → 35")
        self.desk.look(page, "sasaran-isi")
        press(page, "Simpan sasaran")

    def then_the_objective_hangs_there_with_its_source(self) -> None:
        page = self.desk.of(self.cast.citra)
        told(page, f"1. {OBJECTIVE}")
        told(page, "Perjanjian Kinerja Dinas Kesehatan 2026")
        self.desk.look(page, "sasaran")

    def when_budi_writes_his_skp_under_the_objective(self) -> None:
        page = self._start(self.cast.budi)
        self._write_result(page, LEADERS_RESULT, hangs=OBJECTIVE, indicator=LEADERS_INDICATOR)
        press(page, "Simpan hasil kerja")
        press(page, "Ajukan kepada penilai")
        told(page, "SKP diajukan kepada Dewi Kaisupy")

    def when_dewi_agrees_it_on_her_list(self) -> None:
        page = self.desk.of(self.cast.dewi)
        page.goto("/skp/")
        page.get_by_role("checkbox", name="Pilih SKP dr. Budi Hartono").check()
        self.desk.look(page, "skp-daftar-penilai")
        press(page, "Setujui yang dicentang")
        told(page, "1 SKP disepakati.")

    def when_ani_writes_her_skp_with_a_word_where_a_number_belongs(self) -> None:
        page = self._start(self.cast.ani)
        self._write_result(page, MAIN_RESULT, hangs=LEADERS_RESULT, indicator=HOUSES._replace(target="banyak"))
        press(page, "Simpan dan tambah lagi")

    def then_she_is_told_beside_the_field_and_nothing_typed_is_lost(self) -> None:
        page = self.desk.of(self.cast.ani)
        told(page, "“banyak” bukan angka yang dikenal; tulis misalnya 88,31 atau 1.250.000.")
        assert box(page, "Rencana hasil kerja").input_value() == MAIN_RESULT
        assert box(page, "Target angka").input_value() == "banyak"
        assert box(page, "Satuan").input_value() == "rumah"
        self.desk.look(page, "hasil-kerja-salah")

    def when_she_mends_it_and_adds_the_other_result_and_indicators(self) -> None:
        page = self.desk.of(self.cast.ani)
        box(page, "Target angka").fill(HOUSES.target)
        press(page, "Simpan dan tambah lagi")
        told(page, "Hasil kerja tersimpan.")
        self._write_result(page, ADDITIONAL_RESULT, hangs=LEADERS_RESULT, indicator=VOLUNTEERS, kind="Tambahan")
        self.desk.look(page, "hasil-kerja-isi")
        press(page, "Simpan hasil kerja")
        for indicator in (FREE, INCIDENCE, RESPONSE):
            follow(page, "Tambah indikator")
            self._write_indicator(page, indicator)
            press(page, "Simpan indikator")
            told(page, indicator.statement)

    def when_she_fills_the_annex(self) -> None:
        page = self.desk.of(self.cast.ani)
        for section, lines in ANNEX.items():
            page.get_by_role("article").filter(has=page.get_by_role("heading", name=section)).get_by_role("link").click()
            box(page, "Isi, satu baris satu butir").fill(lines)
            press(page, "Simpan")
            told(page, lines.splitlines()[0])

    def then_the_targets_stand_as_she_meant_them(self) -> None:
        page = self.desk.of(self.cast.ani)
        for printed in ("480 rumah", "92,5 persen", "35 per 100.000", "80 – 90 persen", "1.250 kader"):
            told(page, printed)
        self.desk.look(page, "skp-disusun")

    def when_a_second_tab_was_left_open(self) -> None:
        """She opens the same indicator twice, and saves in one of them."""
        page = self.desk.of(self.cast.ani)
        address = page.get_by_role("link", name=VOLUNTEERS.statement).get_attribute("href")
        stale = page.context.new_page()
        stale.goto(address)
        page.goto(address)
        box(page, "Indikator kinerja individu").fill("Jumlah kader yang lulus pelatihan")
        press(page, "Simpan indikator")
        box(stale, "Satuan").fill("orang kader")
        press(stale, "Simpan indikator")
        told(stale, "Bagian ini sudah diubah dari layar lain sejak Anda membukanya.")
        assert box(stale, "Satuan").input_value() == "orang kader"
        self.desk.look(stale, "layar-kedua")
        stale.close()

    def when_she_offers_it(self) -> None:
        page = self.desk.of(self.cast.ani)
        press(page, "Ajukan kepada penilai")
        told(page, "SKP diajukan kepada dr. Budi Hartono.")

    def when_budi_returns_it_first_without_a_useful_reason(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/")
        self.desk.look(page, "beranda-periksa-skp")
        follow(page, "Periksa: Periksa SKP Ani Lestari, A.Md.Kep.")
        self.desk.look(page, "skp-diperiksa")
        follow(page, "Kembalikan")
        box(page, "Yang perlu diperbaiki").fill("kurang")
        press(page, "Kembalikan SKP")
        page.get_by_role("alert").first.wait_for()
        assert box(page, "Yang perlu diperbaiki").input_value() == "kurang"
        self.desk.look(page, "skp-alasan-pendek")
        box(page, "Yang perlu diperbaiki").fill(REASON_SKP)
        press(page, "Kembalikan SKP")
        told(page, "SKP dikembalikan kepada Ani Lestari")

    def when_ani_reads_why_and_mends_it(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/")
        told(page, f"Catatan penilai: {REASON_SKP}")
        follow(page, "Lanjutkan: Perbaiki SKP 2026")
        told(page, REASON_SKP)
        self.desk.look(page, "skp-dikembalikan")
        follow(page, "Jumlah kader yang lulus pelatihan")
        box(page, "Target angka").fill("36")
        box(page, "Target seperti dicetak pada SKP").fill("")
        press(page, "Simpan indikator")
        told(page, "36 kader")
        self.when_she_offers_it()

    def when_budi_agrees(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/")
        follow(page, "Periksa: Periksa SKP Ani Lestari, A.Md.Kep.")
        press(page, "Setujui SKP")
        told(page, "SKP Ani Lestari, A.Md.Kep. disepakati.")

    def then_the_skp_can_no_longer_be_changed(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto(self.address_of_anis_skp)
        told(page, "Isinya tidak berubah lagi")
        assert page.get_by_role("link", name="Tambah hasil kerja").count() == 0
        self.desk.look(page, "skp-disepakati")
        status, words = status_of(page, f"{self.address_of_anis_skp}results/new/")
        assert (status, "SKP ini sudah disepakati" in words) == (403, True)

    @property
    def address_of_anis_skp(self) -> str:
        return f"/skp/{Skp.objects.get(employee=self.cast.ani).pk}/"

    def _start(self, person: Any) -> Any:
        page = self.desk.of(person)
        page.goto("/")
        follow(page, "Mulai: Susun SKP 2026")
        press(page, "Susun SKP 2026")
        follow(page, "Tambah hasil kerja")
        return page

    def _write_result(self, page: Any, statement: str, *, hangs: str, indicator: Planned, kind: str = "Utama") -> None:
        box(page, "Rencana hasil kerja").fill(statement)
        page.get_by_role("radio", name=kind).check()
        select(page, "Rencana hasil kerja pimpinan yang diintervensi").select_option(label=hangs)
        self._write_indicator(page, indicator)

    @staticmethod
    def _write_indicator(page: Any, indicator: Planned) -> None:
        box(page, "Indikator kinerja individu").fill(indicator.statement)
        select(page, "Aspek").select_option(label=indicator.aspect)
        box(page, "Target angka").fill(indicator.target)
        box(page, "Batas atas, bila target berupa rentang").fill(indicator.high)
        box(page, "Satuan").fill(indicator.unit)
        select(page, "Arah yang baik").select_option(label=indicator.polarity)
        select(page, "Cara menghitung realisasi setahun").select_option(label=indicator.measurement)
