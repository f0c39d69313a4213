"""What the regions' stories show of planning: the need, the way up to the RPJMD, one meaning of a measure, work elsewhere."""

from __future__ import annotations

from typing import Any

from capaian.people.models import Employee
from tests.system.steps.people import Desk, box, follow, select, send, told


class RegionPlanning:
    """Steps of a region's story before anybody is rated."""

    desk: Desk
    employee: Employee
    appraiser: Employee
    manager: Employee

    def then_the_citizens_rank_it_first(self, need: str, *words: str, sector: str, behind: str) -> None:
        """The manager's analysis: what was asked, of whom, by which method; each need leads somewhere or says why not."""
        page = self.desk.of(self.manager)
        page.goto("/planning/")
        follow(page, "Kebutuhan")
        follow(page, "Kebutuhan warga menurut survei 2025")
        page.get_by_role("heading", name=f"1. {need}").wait_for()
        card = page.locator(".card").filter(has=page.get_by_role("heading", name=need))
        for text in (sector, "Menjadi sasaran", *words):
            told(card, text)
        card.get_by_text("Bagaimana peringkat ini terjadi").click()
        told(card, "Sumbangan")
        self.desk.look(page, "kebutuhan")
        select(page, "Bidang").select_option(value="Pendidikan")
        send(page, "Saring")
        told(page, behind)
        assert page.get_by_role("heading", name=need).count() == 0

    def then_the_own_result_is_found_in_the_tree(self, result: str, *path: str) -> None:
        """The employee looks for the own words; the tree opens from the region's objective down to them."""
        page = self.desk.of(self.employee)
        page.goto("/cascade/")
        page.get_by_label("Cari sasaran, hasil kerja atau nama").fill(result)
        send(page, "Cari")
        page.get_by_role("main").get_by_role("link", name=result).first.click()
        page.wait_for_url("**open=**")
        places = [self._height(page, text) for text in (*path, result)]
        assert places == sorted(places)  # each further down than what it serves
        self.desk.look(page, "pohon")

    def then_the_measure_means_the_same_everywhere(self, measure: str, *words: str) -> None:
        """The library says what is counted, how and from which source, to everybody."""
        page = self.desk.of(self.employee)
        page.goto("/library/")
        page.get_by_role("searchbox").first.fill(measure)
        page.keyboard.press("Enter")
        follow(page, measure)
        for text in ("Arti ukuran ini", *words):
            told(page, text)
        self.desk.look(page, "kamus")

    def when_another_agency_asks_for_the_employee(self, work: str, *, leader: str, post: str, agency: str, letter: str) -> None:
        """Both sides agree: the other agency by its letter, without which nothing is kept, the own by the appraiser."""
        page = self.desk.of(self.employee)
        page.goto("/assignments/new/?mode=record")
        page.get_by_role("radio", name="Instansi lain").check()
        box(page, "Nama pimpinan pemberi tugas").fill(leader)
        box(page, "Jabatannya").fill(post)
        box(page, "Instansi atau organisasinya").fill(agency)
        box(page, "Hasil yang diharapkan").fill(work)
        send(page, "Catat penugasan")
        told(page, "surat persetujuan")
        self.desk.look(page, "penugasan-tanpa-surat")
        box(page, "Surat persetujuannya (nomor dan tanggal)").fill(letter)
        send(page, "Catat penugasan")
        told(page, "Menunggu")

    def then_the_appraiser_decides_and_the_work_counts(self, work: str, *words: str) -> None:
        """What the person carries already stands beside the question; afterwards the work may enter the SKP."""
        page = self.desk.of(self.appraiser)
        page.goto("/assignments/?show=decide")
        follow(page, work)
        for text in ("Yang perlu ditimbang", *words):
            told(page, text)
        self.desk.look(page, "penugasan-timbang")
        send(page, "Setujui penugasan")
        page = self.desk.of(self.employee)
        page.goto("/assignments/")
        follow(page, work)
        told(page, "Berlaku")
        told(page, "masuk lewat perubahan SKP")
        self.desk.look(page, "penugasan")

    def _height(self, page: Any, text: str) -> float:
        found = page.locator("#meant, .tree").get_by_text(text).filter(visible=True).first
        found.wait_for()
        return float(found.bounding_box()["y"])
