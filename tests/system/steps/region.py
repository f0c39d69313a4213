"""What every region's story has in common: from the objective to the predikat, as its employee, appraiser and manager."""

from __future__ import annotations

from datetime import date

from capaian.people.models import Employee
from capaian.web.demonstration.regions import REGIONS
from capaian.web.demonstration.seed import seed_region
from tests.system.steps.people import Desk, follow, link, press, presses, presses_from_here, told
from tests.system.steps.region_planning import RegionPlanning

TODAY = date(2026, 11, 21)
PERIOD = "Triwulan III 2026"


class Region(RegionPlanning):
    """A demonstration agency on 21 November 2026: the third quarter waits to be rated, November to be reported."""

    def __init__(self, desk: Desk, code: str) -> None:
        self.desk = desk
        self.agency = seed_region(code, today=TODAY)
        cast = next(region.cast for region in REGIONS if region.code == code)
        self.employee, self.appraiser, self.manager = (
            Employee.objects.get(agency=self.agency, name=name) for name in (cast.employee, cast.appraiser, cast.manager)
        )

    # -- the employee -------------------------------------------------------------------------------------------------

    def when_the_employee_comes_in(self) -> None:
        """The first screen says what to do now."""
        page = self.desk.of(self.employee)
        page.goto("/")
        link(page, "Lanjutkan: Kirim progres November").wait_for()
        told(page, "jalur menuju target")
        self.desk.look(page, "beranda")

    def then_the_result_hangs_below_the_leaders(self, result: str, leaders: str, *targets: str) -> None:
        """What is expected of me is known beforehand, and what it serves."""
        page = self.desk.of(self.employee)
        page.goto("/skp/")
        follow(page, "Buka")
        article = page.get_by_role("article").filter(has=page.get_by_role("heading", name=result))
        told(article, leaders)
        for target in targets:
            told(article, target)
        self.desk.look(page, "skp")

    def then_the_leaders_hangs_below_the_objective(self, office: str, objective: str, target: str, source: str) -> None:
        """The objective of the office, with its figure and where the figure comes from."""
        page = self.desk.of(self.employee)
        page.goto("/objectives/")
        page.get_by_role("combobox", name="Unit").select_option(label=office)
        press(page, "Tampilkan")
        card = page.locator(".card").filter(has=page.get_by_role("heading", name=objective))
        told(card, target)
        told(card, source)
        self.desk.look(page, "sasaran")

    def then_the_month_shows_last_month_and_the_path(self, indicator: str, *words: str) -> None:
        page = self.desk.of(self.employee)
        page.goto("/progress/")
        page.get_by_role("heading", name="Progres November 2026").wait_for()
        card = page.get_by_role("region", name=indicator, exact=True)
        for text in words:
            told(card, text)
        self.desk.look(page, "progres")

    def then_last_months_report_carries_its_source(self, indicator: str, *words: str) -> None:
        """A sent month reads as figures with their evidence."""
        page = self.desk.of(self.employee)
        page.goto("/progress/2026/10/")
        told(page, f"Sekarang giliran {self.appraiser.name} untuk memeriksa.")
        card = page.get_by_role("region", name=indicator, exact=True)
        for text in words:
            told(card, text)
        assert page.get_by_role("link", name="Buka bukti").first.get_attribute("href").startswith("https://")
        self.desk.look(page, "progres-terkirim")

    def then_feedback_has_come_back(self, *words: str) -> None:
        page = self.desk.of(self.employee)
        page.goto(f"/feedback/skp/{self.employee.skps.get().pk}/")
        for text in words:
            told(page, text)
        self.desk.look(page, "umpan-balik")

    def then_the_predikat_says_why(self, period: str, *words: str) -> None:
        page = self.desk.of(self.employee)
        page.goto("/results/")
        self.desk.look(page, "hasil")
        presses_from_here(page)
        follow(page, period)
        page.get_by_role("heading", name="Predikat Anda:").wait_for()
        assert presses(page) == 1
        for text in ("Capaian organisasi:", "Hasil kerja:", "Perilaku kerja:", "Sel matriks:", "Keberatan diajukan", *words):
            told(page, text)
        self.desk.look(page, f"mengapa-{period.split()[1]}")

    # -- the appraiser ------------------------------------------------------------------------------------------------

    def when_the_appraiser_accepts_last_month_of_everybody(self) -> None:
        """Twenty reports with two presses: choose all, accept."""
        page = self.desk.of(self.appraiser)
        page.goto("/")
        follow(page, "Periksa: Periksa 20 progres pegawai")
        self.desk.look(page, "daftar-progres")
        presses_from_here(page)
        press(page, "Pilih semua")
        press(page, "Terima yang dipilih")
        told(page, "20 progres diterima.")
        assert presses(page) == 2

    def when_the_appraiser_rates_twenty_people(self, *, above: int = 4) -> None:
        """The first few as above expectation in both, the rest as meeting it; nothing to save row by row."""
        page = self.desk.of(self.appraiser)
        page.goto("/team/")
        told(page, "20 orang · 0 lengkap · 0 diterbitkan")
        presses_from_here(page)
        for number, row in enumerate(page.locator(".rating-grid tbody tr").all()):
            choice = "Atas" if number < above else "Sesuai"
            for group in row.get_by_role("group").all():
                group.get_by_role("radio", name=choice).click()

    def then_it_took_at_most_sixty_presses_and_the_distribution_moved_along(self) -> None:
        page = self.desk.of(self.appraiser)
        told(page, "20 orang · 20 lengkap · 0 diterbitkan")
        assert presses(page) <= 60  # two per person are forty
        told(page, "Ini pedoman, bukan jatah.")
        told(page.locator("#team-distribution"), "Sangat Baik")
        self.desk.look(page, "tim")

    def when_the_appraiser_publishes(self) -> None:
        page = self.desk.of(self.appraiser)
        press(page, "Terbitkan 20 hasil")
        page.get_by_role("button", name="Terbitkan yang dicentang", exact=True).wait_for()
        self.desk.look(page, "terbitkan")
        press(page, "Terbitkan yang dicentang")
        told(page, "20 hasil diterbitkan.")
        assert presses(page) <= 60

    def then_the_evidence_is_beside_each_row(self, name: str, *words: str) -> None:
        page = self.desk.of(self.appraiser)
        page.goto("/team/")
        row = page.locator(".rating-grid tbody tr").filter(has_text=name)
        row.get_by_role("link", name="bukti").first.click()
        for text in words:
            told(page, text)
        self.desk.look(page, "orang")

    # -- the performance manager --------------------------------------------------------------------------------------

    def then_the_manager_sees_the_whole_agency(self, *units: str) -> None:
        page = self.desk.of(self.manager)
        page.goto("/")
        follow(page, "Kelola") if self.desk.width > 800 else page.goto("/manage/")
        page.get_by_role("heading", name=f"Kelola, {PERIOD}").wait_for()
        for unit in units:
            page.get_by_role("row").filter(has_text=unit).first.wait_for()
        told(page, "Sebaran seluruh instansi")
        self.desk.look(page, "kelola")
