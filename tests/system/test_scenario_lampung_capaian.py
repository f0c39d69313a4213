"""Lampung: the public's satisfaction counts, as Wulan the vaccinator, dr. Joko and Made live it.

Shown: S2.1 clear targets, and the innovation counts as an additional result · S2.2 each contribution is visible up to the
RPJMD · S2.3 stages of the year on the first screen · S2.5 the survey's result (IKM) is one of the indicators,
released elsewhere · S2.7 immunisation coverage 82 → 92 %, appraised every quarter.
Later (no room yet): S2.4 feedback from the public and the QR survey itself with its interval ·
S2.6 training · S2.8 other regions copy the model.
"""

from __future__ import annotations

COVERAGE = "Persentase sasaran yang terimunisasi"
SATISFACTION = "Indeks kepuasan masyarakat di pos layanan"


def test_the_vaccinator_and_what_parents_say(story):
    lampung = story("lampung-capaian", 390)

    lampung.when_the_employee_comes_in()
    lampung.then_the_result_hangs_below_the_leaders(
        "Orang tua puas dan paham manfaat imunisasi",
        "Mengintervensi hasil kerja Kepala Puskesmas: Masyarakat puas atas layanan puskesmas",
        "88,31 IKM", "Dirilis pihak lain · IKM",
    )
    lampung.then_the_leaders_hangs_below_the_objective(
        "Dinas Kesehatan", "Meningkatnya cakupan imunisasi dan kesehatan anak", "82 menjadi 92 %",
        "Sumber: BPS, Profil Statistik Kesehatan 2024",
    )
    lampung.then_the_own_result_is_found_in_the_tree(
        "Orang tua puas dan paham manfaat imunisasi", "Sasaran RPJMD", "Sasaran Renstra · Dinas Kesehatan",
        "Masyarakat puas atas layanan puskesmas",
    )
    lampung.then_the_measure_means_the_same_everywhere(
        "Persentase bayi dengan imunisasi dasar lengkap", "bayi lengkap ÷ sasaran bayi × 100", "Kohort bayi, aplikasi imunisasi",
    )
    lampung.then_the_month_shows_last_month_and_the_path(COVERAGE, "Bulan lalu:", "target 92")
    lampung.then_last_months_report_carries_its_source(SATISFACTION, "dirilis pihak lain", "Capaian terhadap target tahun")
    lampung.then_feedback_has_come_back("sebutkan apa yang berubah")
    lampung.then_the_predikat_says_why("Triwulan II 2026", COVERAGE, SATISFACTION)

    lampung.then_the_evidence_is_beside_each_row("Wulan Anggraini", COVERAGE, SATISFACTION)
    lampung.when_the_appraiser_rates_twenty_people(above=5)
    lampung.then_it_took_at_most_sixty_presses_and_the_distribution_moved_along()
    lampung.then_the_manager_sees_the_whole_agency("Puskesmas Gunung Tiga", "Bidang Karantina dan Mutu Hasil")
