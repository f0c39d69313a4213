"""Who appraises whom: an employee who has the wrong superior, and a head who is away for two weeks."""

from __future__ import annotations

from typing import Any

from capaian.people.models import Employee
from capaian.planning.tests.factories import skp
from capaian.planning.workflow import AGREED
from tests.system.steps.importing import GITA, HASAN, INDRA, LINA
from tests.system.steps.people import Office, box, follow, send, told

DECREE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WHY = "Sejak puskesmas dibentuk atasan saya drg. Hasan Tomagola, bukan dr. Budi (SK 800/1/2026)."
FIRST_DAY, LAST_DAY, DAY_AFTER = "2026-03-23", "2026-04-05", "2026-04-06"


class Ledger:
    """What Gita says, what Citra decides, and what the ledger says on any day."""

    def __init__(self, desk: Office, cast: Any) -> None:
        self.desk, self.cast = desk, cast
        self.hasan, self.gita, self.lina, self.indra = (Employee.objects.get(nip=nip) for nip in (HASAN, GITA, LINA, INDRA))

    # -- a wrong superior ---------------------------------------------------------------------------------------------

    def when_gita_says_that_this_is_not_her_superior(self) -> None:
        page = self.desk.of(self.gita)
        page.goto("/corrections/")
        told(page, "dr. Budi Hartono")
        follow(page, "Ini bukan atasan saya")
        send(page, "Kirim permintaan")  # too early: nothing said yet
        told(page, "Tulis nama atau NIP atasan Anda yang benar.")
        chosen = page.get_by_role("combobox", name="Atasan Anda yang benar")
        chosen.fill("hasan")
        page.get_by_role("option").filter(has_text="drg. Hasan Tomagola").click()
        box(page, "Penjelasan").fill(WHY)
        page.get_by_label("Yang benar berlaku sejak").fill("2026-01-02")
        page.get_by_label("Bukti").set_input_files({"name": "SK-800.pdf", "mimeType": "application/pdf", "buffer": DECREE})
        self.desk.look(page, "koreksi-baru")
        send(page, "Kirim permintaan")
        told(page, "Permintaan terkirim.")

    def then_both_see_the_clock_of_two_working_days(self) -> None:
        for person in (self.gita, self.cast.citra):
            page = self.desk.of(person)
            page.goto("/corrections/" if person is self.gita else "/corrections/incoming/")
            told(page, "hari kerja")
        self.desk.look(self.desk.of(self.gita), "koreksi-saya")
        self.desk.look(self.desk.of(self.cast.citra), "koreksi-antrean")

    def when_citra_looks_at_the_proof_and_decides(self) -> None:
        page = self.desk.of(self.cast.citra)
        follow(page, "Gita Permata, S.K.M.")
        told(page, "Yang akan berubah")
        proof = page.get_by_role("link", name="SK-800.pdf").get_attribute("href")
        assert page.context.request.get(proof).body() == DECREE
        self.desk.look(page, "koreksi-putusan")
        send(page, "Setujui dan perbaiki catatan")

    def then_gita_is_told_with_one_press(self) -> None:
        page = self.desk.of(self.gita)
        page.goto("/notices/")
        self.desk.look(page, "pemberitahuan")
        with page.expect_navigation():
            page.locator(".told .unread a").first.click()
        told(page, "Disetujui")

    def then_the_ledger_shows_it_by_date(self) -> None:
        self._appraised(self.gita, "2026-01-01", "dr. Budi Hartono")
        self._appraised(self.gita, "2026-01-02", "drg. Hasan Tomagola")
        page = self.desk.of(self.cast.citra)
        page.goto(f"/people/{self.gita.pk}/")
        told(page, "Koreksi")
        self.desk.look(page, "orang")

    # -- two weeks of Plt ---------------------------------------------------------------------------------------------

    def given_everybody_of_the_puskesmas_has_an_agreed_skp(self) -> None:
        for person in (self.gita, self.lina, self.indra):
            skp(person, state=AGREED)

    def when_citra_appoints_gita_for_two_weeks(self) -> None:
        page = self.desk.of(self.cast.citra)
        page.goto(f"/people/{self.gita.pk}/")
        follow(page, "Plt. atau Plh.")
        official = page.get_by_role("combobox", name="Menggantikan")
        official.fill("hasan")
        page.get_by_role("option").filter(has_text="drg. Hasan Tomagola").click()
        page.get_by_label("Mulai").fill(FIRST_DAY)
        page.get_by_label("Sampai").fill(LAST_DAY)
        box(page, "Nomor keputusan").fill("SPT 821/45/2026")
        told(page, "2 orang")
        self.desk.look(page, "plt")
        send(page, "Simpan")
        told(page, "Tersimpan. Penilai")

    def then_the_ledger_shows_both_days(self) -> None:
        """Inside the two weeks Gita appraises, under the head's superior; the day after everything is as before."""
        self._appraised(self.lina, LAST_DAY, "Gita Permata, S.K.M.", "Dewi Kaisupy, S.K.M., M.Kes.")
        self._appraised(self.gita, LAST_DAY, "Dewi Kaisupy, S.K.M., M.Kes.")
        self.desk.look(self.desk.of(self.cast.citra), "siapa-menilai-siapa")
        self._appraised(self.lina, DAY_AFTER, "drg. Hasan Tomagola", "Dewi Kaisupy, S.K.M., M.Kes.")
        self._appraised(self.gita, DAY_AFTER, "drg. Hasan Tomagola")

    def then_gita_really_has_the_team(self) -> None:
        """The window of the first quarter opens within the two weeks."""
        page = self.desk.of(self.gita)
        page.goto("/team/")
        rows = page.locator(".rating-grid tbody tr")
        rows.filter(has_text=self.lina.name).wait_for()
        rows.filter(has_text=self.indra.name).wait_for()
        assert rows.count() == 2
        self.desk.look(page, "tim-plt")

    def then_the_day_after_she_appraises_nobody(self) -> None:
        page = self.desk.of(self.gita)
        page.goto(f"/people/{self.gita.pk}/")
        told(page, "tidak menilai siapa pun")

    def _appraised(self, person: Employee, day: str, by: str, superior: str = "") -> None:
        """On this day, says the page of the person to Citra."""
        page = self.desk.of(self.cast.citra)
        page.goto(f"/people/{person.pk}/")
        page.get_by_label("Pada tanggal").fill(day)
        send(page, "Lihat")
        line = page.locator("section").filter(has=page.get_by_role("heading", name="Siapa menilai siapa")).locator("dd")
        assert line.nth(0).get_by_role("link").inner_text() == by
        if superior:
            assert line.nth(1).get_by_role("link").inner_text() == superior
