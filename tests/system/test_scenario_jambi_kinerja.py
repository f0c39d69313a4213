"""Jambi: a teacher with clear, measurable indicators, as Dian, her headmistress Ratna Dewi and Hendra live it.

Shown: S1.1 each knows what is expected · S1.3 clear, measurable indicators of the task (mastery, class management) ·
S1.4 in part: data from reports, with their evidence · S1.5 in part: a person's course over the periods · S1.9 one meaning
of an indicator: definition, formula and source in the library, aspect, unit and direction beside each · S1.10 transparent:
the why page.
Later (no room yet): S1.4 citizen surveys and colleagues · S1.5 the semester beside the statutory periods · S1.6 competency ·
S1.7 superior, peers and subordinates (the project coordinator's 360) · S1.2 promotion · S1.8 socialisation.
"""

from __future__ import annotations

MASTERY = "Persentase peserta didik mencapai ketuntasan"


def test_the_teacher_goes_through_the_year(story):
    jambi = story("jambi-kinerja", 1280)

    jambi.when_the_employee_comes_in()
    jambi.then_the_result_hangs_below_the_leaders(
        "Peserta didik memahami materi dan aktif di kelas",
        "Mengintervensi hasil kerja Kepala SMP Negeri: Peserta didik naik kelas dan lulus dengan bekal yang cukup",
        "85 – 90 %", "Lebih tinggi lebih baik", "Kumulatif · proyek",
    )
    jambi.then_the_leaders_hangs_below_the_objective(
        "Dinas Pendidikan", "Meningkatnya mutu dan pemerataan pendidikan", "11,20 menjadi 11,45 tahun",
        "Sumber: BPS 2021, Kota Jambi",
    )
    jambi.then_the_measure_means_the_same_everywhere(
        "Persentase siswa dengan kemampuan literasi di atas batas minimum", "siswa di atas batas ÷ siswa peserta × 100",
        "Rapor pendidikan",
    )
    jambi.then_the_month_shows_last_month_and_the_path(MASTERY, "Bulan lalu:", "target 85")
    jambi.then_last_months_report_carries_its_source(MASTERY, "Capaian terhadap target tahun")
    jambi.then_feedback_has_come_back("Menggantikan rekan yang cuti tanpa diminta")
    jambi.then_the_predikat_says_why("Triwulan II 2026", "Nilai pengelolaan kelas hasil observasi")

    jambi.then_the_evidence_is_beside_each_row("Dian Pratiwi Harahap", MASTERY, "Usul menurut kebijakan instansi")
    jambi.when_the_appraiser_rates_twenty_people(above=6)
    jambi.then_it_took_at_most_sixty_presses_and_the_distribution_moved_along()
    jambi.then_the_manager_sees_the_whole_agency("SMP Negeri 7", "Bidang Pelayanan Kesehatan")
