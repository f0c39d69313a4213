"""Sofifi: performance from what the organisation needs, clean water first, as Rahma, Ir. Yusuf and Nirmala live it.

Shown: S4.1 the citizens' needs by sector, ranked by a stated method, each leading to an objective or to a reason why not · S4.2
people are directed to goals that follow from the need (need → the region's objective → the head's result → Rahma's result) ·
S4.3 measured objectively and openly, with source, evidence and why.
Later (no room yet): the survey itself (S4.1) · S4.4 recognition and coaching · S4.5 training · S4.6 forums with citizens
and the promises made there · S4.7 change explained and accompanied.
"""

from __future__ import annotations

CONNECTIONS = "Jumlah sambungan rumah baru"


def test_clean_water_comes_down_to_a_persons_results(story):
    gita = story("sofifi-kebutuhan", 390)

    gita.then_the_citizens_rank_it_first(
        "Air minum yang mengalir setiap hari, juga di pulau kecil", "236 dari 384 responden",
        "Terpenuhinya kebutuhan air bersih warga",
        sector="Infrastruktur", behind="Murid pulau kecil lulus dan diajar guru yang cukup",
    )
    gita.when_the_employee_comes_in()
    gita.then_the_result_hangs_below_the_leaders(
        "Sambungan rumah baru mengalir dan layak minum",
        "Mengintervensi hasil kerja Kepala Bidang Cipta Karya: Warga pulau kecil mendapat air minum layak setiap hari",
        "150 sambungan", "92 – 96 %",
    )
    gita.then_the_leaders_hangs_below_the_objective(
        "Dinas Pekerjaan Umum", "Terpenuhinya kebutuhan air bersih warga", "78,90 menjadi 85 %",
        "Sumber: BPS 2021: akses air minum layak",
    )
    gita.then_the_own_result_is_found_in_the_tree(
        "Sambungan rumah baru mengalir dan layak minum", "Terpenuhinya kebutuhan dasar warga",
        "Terpenuhinya kebutuhan air bersih warga",
        "Warga pulau kecil mendapat air minum layak setiap hari",
    )
    gita.then_the_month_shows_last_month_and_the_path(
        CONNECTIONS, "Bulan lalu:", "sejak Januari seharusnya", "dari 150 sambungan"
    )
    gita.then_last_months_report_carries_its_source(CONNECTIONS, "Jalur sampai bulan ini", "Capaian terhadap target tahun")
    gita.then_feedback_has_come_back("membagikan catatannya")
    gita.then_the_predikat_says_why("Triwulan II 2026", CONNECTIONS)

    gita.then_the_evidence_is_beside_each_row("Rahma Do Carmo", CONNECTIONS)
    gita.when_the_appraiser_rates_twenty_people()
    gita.then_it_took_at_most_sixty_presses_and_the_distribution_moved_along()
    gita.then_the_manager_sees_the_whole_agency("Bidang Cipta Karya", "SD Negeri 3")
