"""A month: figures, notes and evidence saved as they are typed; returned, mended, accepted; feedback."""

from __future__ import annotations

from typing import Any

from capaian.progress.models import MonthlyReport, Realization
from tests.system.steps.people import Desk, box, follow, press, presses, presses_from_here, tab_to, told
from tests.system.steps.planning import FREE, HOUSES, INCIDENCE, RESPONSE

KADER = "Jumlah kader yang lulus pelatihan"
EVIDENCE = "https://bukti.contoh.go.id/2026/01/register-jentik"
FIGURES = {HOUSES.statement: "44", FREE.statement: "93,4", INCIDENCE.statement: "5.014", RESPONSE.statement: "85", KADER: "3"}
REASON = "Insiden 5.014 tidak mungkin; register halaman 8 mencatat 33,5. Mohon diperiksa."
FEEDBACK = "Kunjungan ke dusun terjauh sudah rutin; pertahankan catatan per rumah."


class Reporting:
    """What the people of the story do with January's progress."""

    def __init__(self, desk: Desk, cast: Any) -> None:
        self.desk, self.cast = desk, cast

    def when_ani_fills_the_month_from_the_first_screen(self) -> None:
        """One press to open it, one into the first box; from there the keyboard leads from box to box."""
        page = self.desk.of(self.cast.ani)
        page.goto("/")
        presses_from_here(page)
        follow(page, "Isi: Kirim progres Januari")
        first = self._card(page, HOUSES.statement)
        box(first, "Realisasi bulan ini").click()
        for statement, figure in FIGURES.items():
            card = self._card(page, statement)
            tab_to(page, box(card, "Realisasi bulan ini"))
            page.keyboard.type(figure)
            tab_to(page, box(card, "Catatan"))
            page.keyboard.type("Sesuai rencana bulan ini")
            tab_to(page, box(card, "Tautan bukti"))
            page.keyboard.type(EVIDENCE)
            tab_to(page, box(card, "Catatan"), back=True)
            told(card, "Tersimpan")

    def then_it_is_saved_while_she_types_and_survives_a_reload(self) -> None:
        page = self.desk.of(self.cast.ani)
        told(page, "5 dari 5 terisi")
        self.desk.look(page, "progres-diisi")
        page.reload()
        for statement, figure in FIGURES.items():
            expected = "5014" if figure == "5.014" else figure  # the screen reads a dot before three digits as thousands
            assert box(self._card(page, statement), "Realisasi bulan ini").input_value() == expected
        told(self._card(page, INCIDENCE.statement), "Sampai bulan ini 5.014, batas 35 per 100.000")

    def when_a_word_is_typed_where_a_figure_belongs(self) -> None:
        page = self.desk.of(self.cast.ani)
        card = self._card(page, HOUSES.statement)
        box(card, "Realisasi bulan ini").fill("n/a")
        told(card, "“n/a” bukan angka; bila datanya belum ada, kosongkan isian dan tulis alasannya.")
        assert box(card, "Realisasi bulan ini").input_value() == "n/a"
        self.desk.look(page, "progres-salah")
        box(card, "Realisasi bulan ini").fill("44")
        told(card, "Tersimpan")

    def when_she_sends_it(self) -> None:
        page = self.desk.of(self.cast.ani)
        press(page, "Kirim progres Januari")
        told(page, "Sekarang giliran dr. Budi Hartono untuk memeriksa.")

    def then_the_month_took_three_presses(self) -> None:
        """The budget is eight for five results with evidence: open, first box, send."""
        assert presses(self.desk.of(self.cast.ani)) == 3

    def then_a_month_ahead_cannot_be_filled(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/progress/2026/3/")
        told(page, "Bulan ini belum dimulai. Progresnya dapat diisi mulai tanggal 1.")
        self.desk.look(page, "progres-bulan-depan")

    def when_a_stale_tab_tries_to_change_what_was_sent(self) -> None:
        """Her other window still shows the open form; what she types there is refused with a way out."""
        page = self.desk.of(self.cast.ani)
        report = MonthlyReport.objects.get(skp__employee=self.cast.ani)
        row = Realization.objects.get(report=report, indicator__statement=HOUSES.statement)
        answer = page.context.request.post(
            f"/progress/{report.pk}/realizations/{row.indicator_id}/",
            form={f"i{row.indicator_id}-value": "99", "csrfmiddlewaretoken": self._token(page)},
            headers={"Referer": page.url},
        )
        assert (answer.status, "Tarik kembali dahulu" in answer.text()) == (403, True)

    def when_budi_returns_it_first_without_a_useful_reason(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto("/")
        follow(page, "Periksa: Periksa 1 progres pegawai")
        self.desk.look(page, "progres-daftar")
        follow(page, "Ani Lestari, A.Md.Kep.")
        self.desk.look(page, "progres-diperiksa")
        box(page, "Alasan pengembalian").fill("salah")
        press(page, "Kembalikan dengan alasan")
        told(page, "Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit 20 huruf.")
        assert box(page, "Alasan pengembalian").input_value() == "salah"
        box(page, "Alasan pengembalian").fill(REASON)
        press(page, "Kembalikan dengan alasan")
        told(page, "dikembalikan beserta alasannya")

    def when_ani_corrects_it(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto("/")
        told(page, REASON)
        self.desk.look(page, "beranda-perbaiki-progres")
        follow(page, "Perbaiki: Perbaiki progres Januari 2026")
        told(page, REASON)
        self.desk.look(page, "progres-dikembalikan")
        box(self._card(page, INCIDENCE.statement), "Realisasi bulan ini").fill("33,5")
        press(page, "Kirim progres Januari")
        told(page, "Sekarang giliran dr. Budi Hartono untuk memeriksa.")
        self.desk.look(page, "progres-terkirim")

    def when_budi_accepts_it_and_gives_feedback(self) -> None:
        page = self.desk.of(self.cast.budi)
        page.goto(self.address_of_the_report)
        told(page, "33,5")
        press(page, "Terima progres")
        told(page, "Progres Ani Lestari, A.Md.Kep. diterima.")
        follow(page, f"Beri umpan balik: {HOUSES.statement}")
        page.get_by_role("heading", name="Umpan balik", exact=True).first.wait_for()
        page.get_by_role("radio", name="Positif", exact=True).check()
        box(page, "Umpan balik").fill(FEEDBACK)
        self.desk.look(page, "umpan-balik-isi")
        press(page, "Simpan umpan balik")
        told(page, "Umpan balik tersimpan dan terlihat oleh pegawai.")

    def then_ani_reads_it(self) -> None:
        page = self.desk.of(self.cast.ani)
        page.goto(self.address_of_feedback)
        told(page, FEEDBACK)
        self.desk.look(page, "umpan-balik")

    @property
    def address_of_the_report(self) -> str:
        return f"/progress/{MonthlyReport.objects.get(skp__employee=self.cast.ani).pk}/"

    @property
    def address_of_feedback(self) -> str:
        return f"/feedback/skp/{MonthlyReport.objects.get(skp__employee=self.cast.ani).skp_id}/"

    @staticmethod
    def _card(page: Any, statement: str) -> Any:
        return page.get_by_role("region", name=statement, exact=True)

    @staticmethod
    def _token(page: Any) -> str:
        return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
