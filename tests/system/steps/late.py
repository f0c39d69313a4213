"""A superior who has not planned: nobody waits for him (PermenPANRB 6/2022, Lampiran II.C.5)."""

from __future__ import annotations

from capaian.planning.models import ResultPlan, Skp
from tests.system.steps.expectations import HOUSES, SPREAD, Expectations
from tests.system.steps.people import box, follow, press, send, told

EXPECTED = "Menurunnya kejadian diare di wilayah puskesmas"


class Late(Expectations):
    """What Ani does while Budi is late, and what is mended when he is there."""

    def when_ani_plans_against_a_placeholder(self) -> None:
        page = self._start(self.cast.ani)
        box(page, "Rencana hasil kerja").fill("Kunjungan rumah penderita diare terlaksana dalam dua hari")
        box(page, "Bila pimpinan belum menyusun: yang akan didukung").fill(EXPECTED)
        self._write_indicator(page, HOUSES)
        self.desk.look(page, "hasil-sementara")
        send(page, "Simpan hasil kerja")

    def then_she_can_offer_it_before_the_end_of_january(self) -> None:
        assert not Skp.objects.filter(employee=self.cast.budi).exists()
        self.when_she_offers_it()

    def when_she_goes_on_with_the_superior_of_the_silent_one(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/")
        self.desk.look(page, "beranda-penilai-diam")
        page.goto(self.address_of_anis_skp)
        told(page, "belum menanggapi sampai tenggat")
        self.desk.look(page, "penilai-diam")
        send(page, "Lanjutkan dengan Dewi Kaisupy, S.K.M., M.Kes.")
        told(page, "Dialog dilanjutkan dengan")

    def then_dewi_fixes_it(self) -> None:
        page = self.desk.of(self.cast.dewi)
        page.goto("/")
        page.goto(self.address_of_anis_skp)
        send(page, "Setujui SKP")
        assert self._skp(self.cast.ani).state == "agreed"

    def when_budi_plans_at_last(self) -> None:
        page = self._start(self.cast.budi)
        box(page, "Rencana hasil kerja").fill(EXPECTED)
        self._write_indicator(page, SPREAD)
        send(page, "Simpan hasil kerja")
        press(page, "Ajukan kepada penilai")
        told(page, "SKP diajukan kepada Dewi Kaisupy")

    def then_the_link_is_proposed_and_both_confirm_it(self) -> None:
        for person in (self.cast.ani, self.cast.budi):
            page = self.desk.of(person)
            page.goto("/links/")
            told(page, EXPECTED)
            self.desk.look(page, f"kaitan-{'pegawai' if person is self.cast.ani else 'pimpinan'}")
            page.get_by_role("button", name="Konfirmasi").first.click()
            page.wait_for_load_state()
        result = ResultPlan.objects.get(skp__employee=self.cast.ani)
        assert result.parent == ResultPlan.objects.get(skp__employee=self.cast.budi)
        follow(page, "Rencana")
