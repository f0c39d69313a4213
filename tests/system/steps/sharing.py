"""The role-result matrix: who of twenty people does what for the results of their head."""

from __future__ import annotations

from typing import Any

from tests.system.steps.people import Office, box, follow, presses, presses_from_here, select, send, told

NURSES, MIDWIVES = "Perawat Mahir", "Bidan Terampil"
VISITS = "Kunjungan rumah penderita diare terlaksana"
CLASSES = "Ibu balita terampil mengolah air minum di rumah"
MOST_PRESSES = 60


class Sharing:
    """What Budi does with the matrix of his puskesmas."""

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_budi_makes_a_matrix(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/matrices/")
        presses_from_here(page)
        follow(page, "Buat matriks")
        told(page, "Barisnya 20 pegawai")
        self.desk.look(page, "matriks-baru")
        send(page, "Buat matriks")
        told(page, "20 pegawai tanpa peran")

    def when_he_shares_the_results_out_to_twenty_people(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.get_by_text("Beri peran ke banyak orang").click()
        send(page, "Beri peran")  # too early: nothing said yet
        page.get_by_role("alert").first.wait_for()
        self._assign(page, VISITS, 1, NURSES)
        self._assign(page, CLASSES, 2, MIDWIVES)
        cell = page.locator("table.matrix textarea").first
        cell.fill(f"{cell.input_value()}\nRegister diare mutakhir setiap minggu")
        cell.blur()
        told(page, "tersimpan")
        send(page, "Isi sel kosong dengan TIDAK ADA PERAN")
        told(page, "Lengkap.")
        self.desk.look(page, "matriks")

    def then_it_took_at_most_sixty_presses(self) -> None:
        page = self.desk.of(self.cast.budi)
        assert 0 < presses(page) <= MOST_PRESSES

    def then_nobody_and_nothing_is_left_out(self) -> None:
        page = self.desk.of(self.cast.budi)
        told(page, "Setiap kolom ada pemiliknya, setiap pegawai berperan, setiap sel terisi.")

    def when_a_table_with_mistakes_is_pasted(self) -> None:
        """What is wrong is named; what is right is kept."""
        page = self.desk.of(self.cast.budi)
        follow(page, "Tempel dari lembar kerja")
        good = f"{self.cast.ani.nip}\t\tKelas ibu balita berjalan tiap bulan"
        box(page, "Tabel dari lembar kerja").fill(f"{good}\nTidak Dikenal\tSesuatu yang terlaksana")
        send(page, "Periksa")
        told(page, "Tidak Dikenal")
        self.desk.look(page, "matriks-tempel")

    def _assign(self, page: Any, text: str, column: int, title: str) -> None:
        if not box(page, "Peran").is_visible():
            page.get_by_text("Beri peran ke banyak orang").click()
        box(page, "Peran").fill(text)
        select(page, "Kolom").select_option(index=column - 1)
        choice = page.locator("select[name=title]").first
        choice.select_option(value=title)
        send(page, "Beri peran")
        told(page, text)
