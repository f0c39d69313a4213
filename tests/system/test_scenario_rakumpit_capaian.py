"""Rakumpit: complaints, queues and a system made together, as Yuliana at the counter, Ronald and Lestari live it.

Shown: S3.1 each sees how far from target · S3.2 in part: the handling of complaints is among the unit's results ·
S3.3 service time at the counter goes down (range 6 – 8 minutes, lower is better).
Later (no room yet): S3.2 the complaints themselves with their clock · S3.3 measuring waiting with phones · S3.4 the system drawn
up together · S3.5 questions and answers · S3.6 training · S3.7 version 2 of the scheme after consultation · S3.8 a model.
"""

from __future__ import annotations

SERVICE_TIME = "Rata-rata waktu layanan per warga"


def test_the_counter_where_waiting_goes_down(story):
    rakumpit = story("rakumpit-capaian", 1280)

    rakumpit.when_the_employee_comes_in()
    rakumpit.then_the_result_hangs_below_the_leaders(
        "Antrean loket bergerak cepat dan tertib",
        "Mengintervensi hasil kerja Kepala Seksi Pelayanan Umum: Warga menunggu lebih singkat di loket kecamatan",
        "6 – 8 menit", "Lebih rendah lebih baik", "4800 warga",
    )
    rakumpit.then_the_leaders_hangs_below_the_objective(
        "Kecamatan Rakumpit", "Meningkatnya ketuntasan pengaduan warga", "95 %", "Sumber: Batas PermenPANRB 62/2018",
    )
    rakumpit.then_the_month_shows_last_month_and_the_path(SERVICE_TIME, "Bulan lalu:", "lebih rendah lebih baik")
    rakumpit.then_last_months_report_carries_its_source(SERVICE_TIME, "Capaian terhadap target tahun")
    rakumpit.then_feedback_has_come_back("minta dukungan lebih awal")
    rakumpit.then_the_predikat_says_why("Triwulan II 2026", SERVICE_TIME)

    rakumpit.when_the_appraiser_accepts_last_month_of_everybody()
    rakumpit.when_the_appraiser_rates_twenty_people(above=3)
    rakumpit.then_it_took_at_most_sixty_presses_and_the_distribution_moved_along()
    rakumpit.then_the_manager_sees_the_whole_agency("Loket Pelayanan Petuk Bukit", "Puskesmas Rakumpit")
