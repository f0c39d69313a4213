"""The plan of one person: drafted from roles, talked about, agreed, changed in July, closed by a transfer."""

from __future__ import annotations

from datetime import date
from typing import Any

from capaian.people.actions.ledger import transfer
from capaian.people.models import Position, PositionGroup
from capaian.planning.models import Skp
from tests.system.steps.chain import OBJECTIVE
from tests.system.steps.people import Office, box, follow, press, send, status_of, told
from tests.system.steps.planning import Planned, Planning
from tests.system.steps.sharing import VISITS

HOUSES = Planned(
    "Rumah penderita yang dikunjungi dalam dua hari", "Kuantitas", "60", "rumah", "Lebih tinggi lebih baik", "Kumulatif"
)
WEEKLY = Planned("Minggu dengan register lengkap", "Waktu", "50", "minggu", "Lebih tinggi lebih baik", "Kumulatif")
SPREAD = Planned("Insiden diare di wilayah kerja", "Kualitas", "22", "per 1.000", "Lebih rendah lebih baik", "Keadaan terakhir")
SKILLED = Planned("Keluarga yang mengolah air minum", "Kualitas", "75", "persen", "Lebih tinggi lebih baik", "Keadaan terakhir")
QUESTION = "Apakah 60 rumah masih cukup bila musim hujan datang lebih awal?"
ANSWER = "Cukup, bila kader membantu di dua kelurahan yang paling jauh."
WHY_MORE = "Tahun lalu sudah tercapai 72 rumah, dan tahun ini ada satu perawat tambahan."
WHY_LESS = "Wilayah binaan saya berkurang satu kelurahan sejak Juli, jadi rumah yang dikunjungi juga berkurang."


class Expectations(Planning):
    """What Dewi, Budi and Ani write, say and agree."""

    desk: Office

    def when_dewi_takes_the_agreement_into_her_own_skp(self) -> None:
        page = self.desk.of(self.cast.dewi)
        page.goto("/skp/")
        press(page, "Susun SKP 2026")
        page.wait_for_url("**/skp/*/**")
        page.goto(f"/skp/{self._skp(self.cast.dewi).pk}/")
        send(page, "Ambil alih ke SKP ini")
        told(page, OBJECTIVE)
        self.desk.look(page, "skp-kepala-dinas")

    def when_budi_writes_two_results_below_hers(self) -> None:
        page = self._start(self.cast.budi)
        self._write_result(page, "Menurunnya kejadian diare di wilayah puskesmas", hangs=OBJECTIVE, indicator=SPREAD)
        press(page, "Simpan dan tambah lagi")
        told(page, "Hasil kerja tersimpan.")
        self._write_result(page, "Meningkatnya keluarga yang minum air aman", hangs=OBJECTIVE, indicator=SKILLED)
        send(page, "Simpan hasil kerja")

    def when_ani_takes_her_roles_over_and_adjusts_them(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/skp/")
        press(page, "Susun SKP 2026")
        page.wait_for_url("**/skp/*/**")
        page.goto(self.address_of_anis_skp)
        told(page, "2 peran dari matriks menunggu")
        self.desk.look(page, "skp-peran-menunggu")
        follow(page, "Lihat dan ambil")
        self.desk.look(page, "peran-dari-matriks")
        send(page, "Ambil ke SKP saya")
        for indicator in (HOUSES, WEEKLY):
            page.goto(self.address_of_anis_skp)
            page.locator("article[id^=result-]").filter(has_text="Belum ada indikator").first.get_by_role(
                "link", name="Tambah indikator").click()
            self._write_indicator(page, indicator)
            send(page, "Simpan indikator")
            told(page, indicator.statement)
        self.desk.look(page, "skp-dari-matriks")
        self.when_she_offers_it()

    def when_budi_asks_and_she_answers(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/")
        follow(page, "Periksa: Periksa SKP Ani Lestari, A.Md.Kep.")
        follow(page, "Tanyakan")
        send(page, "Kirim pertanyaan")  # nothing asked yet
        page.get_by_role("alert").first.wait_for()
        page.get_by_role("textbox").last.fill(QUESTION)
        self.desk.look(page, "bertanya")
        send(page, "Kirim pertanyaan")
        told(page, "Giliran Ani Lestari")
        page = self.desk.of(self.cast.ani)
        page.goto(self.address_of_anis_skp)
        told(page, QUESTION)
        follow(page, "Jawab")
        page.get_by_role("textbox").last.fill(ANSWER)
        send(page, "Kirim jawaban")
        told(page, "Jawaban dikirim kepada dr. Budi Hartono.")

    def when_budi_adjusts_a_target_and_she_agrees(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto(self.address_of_anis_skp)
        told(page, ANSWER)
        page.locator("article[id^=result-]").filter(has_text=VISITS).get_by_role("link", name="Sesuaikan").click()
        box(page, "Target angka").first.fill("72")
        box(page, "Target seperti dicetak pada SKP").first.fill("")
        box(page, "Alasan penyesuaian").fill("kurang")
        send(page, "Kirim penyesuaian")
        page.get_by_role("alert").first.wait_for()
        box(page, "Alasan penyesuaian").fill(WHY_MORE)
        self.desk.look(page, "menyesuaikan")
        send(page, "Kirim penyesuaian")
        page = self.desk.of(self.cast.ani)
        page.goto("/")
        self.desk.look(page, "beranda-disesuaikan")
        page.goto(self.address_of_anis_skp)
        told(page, WHY_MORE)
        self.desk.look(page, "skp-disesuaikan")
        send(page, "Setujui penyesuaian")

    def then_it_is_agreed_as_version_one(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto(self.address_of_anis_skp)
        told(page, "Disepakati 12 Januari 2026.")
        told(page, "72 rumah")
        status, _words = status_of(page, f"{self.address_of_anis_skp}versions/")
        assert status == 200

    def then_the_cascade_leads_from_the_region_to_her(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/cascade/")
        told(page, OBJECTIVE)
        page.get_by_role("searchbox").fill(VISITS)
        send(page, "Cari")
        told(page, self.cast.ani.name)
        follow(page, VISITS)
        told(page, "Menurunnya kejadian diare di wilayah puskesmas")
        self.desk.look(page, "kaskade")
        page.goto("/coverage/")
        self.desk.look(page, "cakupan")

    def when_she_asks_for_a_change(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto(self.address_of_anis_skp)
        follow(page, "Ubah SKP (adendum)")
        send(page, "Mulai perubahan")  # too early: nothing said yet
        page.get_by_role("alert").first.wait_for()
        page.get_by_role("radio", name="Keadaan berubah").check()
        box(page, "Alasan").fill(WHY_LESS)
        self.desk.look(page, "adendum-baru")
        send(page, "Mulai perubahan")
        follow(page, HOUSES.statement)
        box(page, "Target angka").fill("66")
        box(page, "Target seperti dicetak pada SKP").fill("")
        send(page, "Simpan indikator")
        self.desk.look(page, "adendum-disusun")
        self.when_she_offers_it()

    def then_budi_sees_what_changes_and_agrees(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/skp/")
        copy = Skp.objects.get(amends__employee=self.cast.ani)
        page.goto(f"/skp/{copy.pk}/")
        told(page, WHY_LESS)
        told(page, "72 rumah")
        told(page, "66 rumah")
        self.desk.look(page, "adendum-diperiksa")
        send(page, "Setujui perubahan")

    def then_both_versions_are_kept(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto(f"{self.address_of_anis_skp}versions/")
        told(page, WHY_LESS)
        self.desk.look(page, "versi-daftar")
        page.goto(f"{self.address_of_anis_skp}versions/1/")
        told(page, "72 rumah")
        page.goto(f"{self.address_of_anis_skp}versions/2/")
        told(page, "66 rumah")
        self.desk.look(page, "versi")

    def when_citra_moves_her_to_another_post(self) -> None:
        post = Position.objects.create(unit=self.cast.office, title="Pengelola Surveilans", group=PositionGroup.FUNCTIONAL)
        transfer(
            employee=self.cast.ani, position=post, appraiser=self.cast.dewi, start=date(2026, 9, 1),
            by=self.cast.actor(self.cast.citra, date(2026, 9, 2)), at=self.desk.clock.now,
        )

    def then_the_old_plan_is_closed_and_a_new_one_begins(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/skp/")
        self.desk.look(page, "skp-jabatan-baru")
        press(page, "Susun SKP 2026")
        page.wait_for_url("**/skp/*/**")
        old, new = Skp.objects.standing().filter(employee=self.cast.ani).order_by("start")
        assert (old.state, old.end, new.start, new.appraiser) == ("agreed", date(2026, 8, 31), date(2026, 9, 1), self.cast.dewi)

    @property
    def address_of_anis_skp(self) -> str:
        return f"/skp/{self._skp(self.cast.ani).pk}/"

    def _skp(self, person: Any) -> Skp:
        return Skp.objects.standing().filter(employee=person).latest("start")
