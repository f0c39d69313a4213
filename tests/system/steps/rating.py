"""The quarter is over: the organisation's achievement, two ratings, the predikat and why, the official forms."""

from __future__ import annotations

from typing import Any

from capaian.evaluation.models import Evaluation
from capaian.governance.models import EvaluationPeriod
from capaian.planning.models import Skp
from capaian.progress.models import MonthlyReport
from tests.system.steps.people import Desk, box, follow, press, presses, presses_from_here, status_of, tab_to, told

BASIS = "Capaian rencana aksi triwulan I: 7 dari 8 target tercapai"
ARROW = {"Bawah": "Space", "Sesuai": "ArrowRight"}


class Rating:
    """What the people of the story do in April."""

    def __init__(self, desk: Desk, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_dewi_sets_the_achievement_of_the_puskesmas(self) -> None:
        page = self.desk.of(self.cast.dewi)
        page.goto("/")
        follow(page, "Nilai: Nilai tim, Triwulan I 2026")
        self.desk.look(page, "tim-kosong")
        follow(page, "Lihat capaian organisasi")
        self.desk.look(page, "organisasi")
        page.get_by_role("row").filter(has_text="Puskesmas Galala").get_by_role("link", name="Tetapkan").click()
        page.get_by_role("radio", name="Baik", exact=True).check()
        press(page, "Simpan capaian")
        told(page, "Sebutkan dokumen atau angka yang menjadi dasarnya.")
        assert page.get_by_role("radio", name="Baik", exact=True).is_checked()
        self.desk.look(page, "organisasi-salah")
        box(page, "Dasar penetapan").fill(BASIS)
        press(page, "Simpan capaian")
        told(page, "Capaian Puskesmas Galala tersimpan.")

    def when_budi_rates_by_keyboard_alone(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/team/")
        presses_from_here(page)
        page.get_by_role("main").focus()
        for question in ("Hasil kerja", "Perilaku"):
            group = page.get_by_role("group", name=f"{question} Ani Lestari, A.Md.Kep.")
            tab_to(page, group.get_by_role("radio").first)
            page.keyboard.press("ArrowRight")
            assert group.get_by_role("radio", name="Sesuai").is_checked()

    def then_the_grid_answers_at_once(self) -> None:
        page = self.desk.of(self.cast.budi)
        row = page.get_by_role("row").filter(has_text="Ani Lestari")
        row.get_by_text("Baik", exact=True).wait_for()
        told(page, "1 orang · 1 lengkap · 0 diterbitkan")
        told(page, "Ini pedoman, bukan jatah.")
        self.desk.look(page, "tim-dinilai")

    def when_he_publishes_by_keyboard_alone(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.get_by_role("main").focus()
        tab_to(page, page.get_by_role("button", name="Terbitkan 1 hasil"))
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Terbitkan 1 hasil").wait_for()
        self.desk.look(page, "terbitkan")
        page.get_by_role("main").focus()
        tab_to(page, page.get_by_role("button", name="Terbitkan yang dicentang"))
        page.keyboard.press("Enter")
        told(page, "1 hasil diterbitkan.")
        assert presses(page) == 0
        self.desk.look(page, "tim-terbit")

    def then_ani_asks_why_with_one_press(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/results/")
        self.desk.look(page, "hasil")
        presses_from_here(page)
        follow(page, "Triwulan I 2026")
        page.get_by_role("heading", name="Predikat Anda: Baik").wait_for()
        assert presses(page) == 1

    def then_the_answer_goes_from_the_organisation_to_the_evidence(self) -> None:
        page = self.desk.of(self.cast.ani)
        for step in (
            "Capaian organisasi: Baik", "Hasil kerja: sesuai ekspektasi", "Perilaku kerja: sesuai ekspektasi",
            "Sel matriks: sesuai × sesuai = Baik", "Skema sofifi-capaian-2026", "Yang akan mengubahnya",
            "Keberatan diajukan kepada atasan pejabat penilai", "Kunjungan ke dusun terjauh sudah rutin",
        ):
            told(page, step)
        assert "PermenPANRB 6/2022, Lampiran IV" in page.get_by_role("main").inner_text()
        self.desk.look(page, "mengapa")

    def then_the_official_forms_are_there_as_pdf(self) -> None:
        page = self.desk.of(self.cast.ani)
        links = [page.get_by_role("link", name="Unduh dokumen C.1.3").get_attribute("href")]
        page.goto(f"/skp/{self._skp}/")
        links += [page.get_by_role("link", name=name).get_attribute("href") for name in ("SKP (PDF)", "Lampiran (PDF)")]
        assert links == [f"/results/{self._evaluation}/c13.pdf", f"/skp/{self._skp}/skp.pdf", f"/skp/{self._skp}/a18.pdf"]
        for link in links:
            answer = page.context.request.get(link)
            assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")

    def then_for_eko_of_another_agency_none_of_it_exists(self) -> None:
        page = self.desk.of(self.cast.eko)
        answers = {address: status_of(page, address)[0] for address in self.addresses}
        assert answers == dict.fromkeys(self.addresses, 404)
        page.goto(f"/results/{self._evaluation}/")
        self.desk.look(page, "tidak-ada")

    def then_a_colleague_is_told_why_not(self, colleague: Any) -> None:
        page = self.desk.of(colleague)
        reasons = {
            f"/skp/{self._skp}/": "SKP ini hanya dapat dibuka oleh pegawai yang bersangkutan",
            f"/skp/{self._skp}/skp.pdf": "SKP ini hanya dapat dibuka oleh pegawai yang bersangkutan",
            f"/progress/{self._report}/": "SKP ini hanya dapat dibuka oleh pegawai yang bersangkutan",
            f"/results/{self._evaluation}/": "Hasil ini hanya dapat dibaca oleh pegawai yang bersangkutan",
            f"/results/{self._evaluation}/c13.pdf": "Hasil ini hanya dapat dibaca oleh pegawai yang bersangkutan",
            f"/team/{self._period}/": "Halaman tim hanya untuk pejabat penilai",
            "/manage/": "Halaman Kelola hanya untuk pengelola kinerja",
        }
        for address, reason in reasons.items():
            status, words = status_of(page, address)
            assert (address, status, reason in words) == (address, 403, True)
        page.goto(f"/results/{self._evaluation}/")
        self.desk.look(page, "belum-boleh")

    def then_citra_sees_the_whole_agency(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto("/")
        self.desk.look(page, "beranda-pengelola")
        page.goto("/manage/?period=" + str(self._period))
        page.get_by_role("row").filter(has_text="Puskesmas Galala").get_by_text("B 1").wait_for()
        self.desk.look(page, "kelola")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everything of Ani that has an address."""
        skp, report, evaluation, period = self._skp, self._report, self._evaluation, self._period
        return (
            f"/skp/{skp}/", f"/skp/{skp}/skp.pdf", f"/skp/{skp}/a18.pdf", f"/progress/{report}/", f"/feedback/skp/{skp}/",
            f"/results/{evaluation}/", f"/results/{evaluation}/c13.pdf", f"/team/{period}/", f"/team/{period}/people/{skp}/",
            f"/organisation/{period}/", f"/organisation/{period}/units/{self.cast.unit.pk}/", f"/manage/{period}/results.csv",
        )

    @property
    def _skp(self) -> int:
        return Skp.objects.get(employee=self.cast.ani).pk

    @property
    def _report(self) -> int:
        return MonthlyReport.objects.get(skp=self._skp).pk

    @property
    def _evaluation(self) -> int:
        return Evaluation.objects.get(skp=self._skp).pk

    @property
    def _period(self) -> int:
        return EvaluationPeriod.objects.get(performance_year__agency=self.cast.agency, kind="quarter", ordinal=1).pk
