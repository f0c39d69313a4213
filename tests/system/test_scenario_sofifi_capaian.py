"""Sofifi: achievement in the health and public-works offices, as Siti the nurse, dr. Budi and Citra live it.

Shown: S0.1 targets set beforehand · S0.2 measured also where lower is better (dengue incidence 48 → 35) · S0.3 everyone
reports every month · S0.4 the report comes back as feedback · S0.5 a person works on a result of another agency once both sides
agree.
Later (no room yet): the road project as a visible success and pupils' participation (S0.2, other offices' journeys) ·
S0.6 what the system is for · S0.7 training · S0.8 leaders who
support doubters · S0.9 recognition.
"""

from __future__ import annotations

WORK = "Dokter kecil di lima sekolah dasar mengenali jentik nyamuk"
DENGUE = "Insiden DBD per 100.000 penduduk di kelurahan binaan"


def test_the_nurse_and_the_dengue_incidence(story):
    sofifi = story("sofifi-capaian", 390)

    sofifi.when_the_employee_comes_in()
    sofifi.then_the_result_hangs_below_the_leaders(
        "Jentik nyamuk terkendali di kelurahan binaan",
        "Mengintervensi hasil kerja Kepala Puskesmas: Menurunnya kejadian demam berdarah di wilayah kerja puskesmas",
        "35 per 100.000", "Lebih rendah lebih baik", "480 rumah",
    )
    sofifi.then_the_leaders_hangs_below_the_objective(
        "Dinas Kesehatan", "Menurunnya angka kesakitan penyakit menular", "48 menjadi 35 per 100.000", "Sumber: Cerita wilayah",
    )
    sofifi.then_the_month_shows_last_month_and_the_path(
        DENGUE, "Bulan lalu:", "lebih rendah lebih baik", "batas 35 per 100.000",
    )
    sofifi.then_last_months_report_carries_its_source(DENGUE, "Realisasi bulan ini", "Capaian terhadap target tahun")
    sofifi.then_feedback_has_come_back("Jalurnya sudah dekat dengan target")

    sofifi.when_another_agency_asks_for_the_employee(
        WORK, leader="Drs. Hamid Soleman", post="Kepala Dinas Pendidikan Kota Kenari", agency="Pemerintah Kota Kenari",
        letter="420/118/Disdik, 17 November 2026",
    )
    sofifi.then_the_appraiser_decides_and_the_work_counts(WORK, "hasil kerja utama")

    sofifi.when_the_appraiser_accepts_last_month_of_everybody()
    sofifi.when_the_appraiser_rates_twenty_people()
    sofifi.then_it_took_at_most_sixty_presses_and_the_distribution_moved_along()
    sofifi.when_the_appraiser_publishes()

    sofifi.then_the_predikat_says_why("Triwulan III 2026", DENGUE)
    sofifi.then_the_manager_sees_the_whole_agency("Puskesmas Galala", "Bidang Bina Marga")
