"""Jambi: teachers and project teams, competency and 360 degrees. Facts: BPS 2021, Kota Jambi."""

from __future__ import annotations

from capaian.web.demonstration.regions.common import ADMINISTRATION, III_AB, III_CD, IV_AB, office_head
from capaian.web.demonstration.shapes import Cast, Measure, Objective, Office, Post, Region, Result

BPS = "BPS 2021, Kota Jambi"

SCHOOL_HEAD = Post("Kepala SMP Negeri", "administrator", IV_AB, (
    Result("Peserta didik naik kelas dan lulus dengan bekal yang cukup", (
        Measure("quality", "Persentase peserta didik mencapai ketuntasan belajar", "88", "%", start="80", places=1),
        Measure("quality", "Angka putus sekolah", "0.5", "%", start="1.2", polarity="lower", places=2),
    ), parent=1),
    Result("Guru berkembang kompetensinya dan saling belajar", (
        Measure("quantity", "Rata-rata jam pelatihan per guru", "20", "JP", measurement="cumulative", places=1),
    ), parent=2),
))
TEACHER = Post("Guru Ahli Pertama", "functional", III_AB, (
    Result("Peserta didik memahami materi dan aktif di kelas", (
        Measure("quality", "Persentase peserta didik mencapai ketuntasan", "85", "%", high="90", start="78", places=1),
        Measure("quantity", "Jumlah pembelajaran berbasis proyek", "8", "proyek", measurement="cumulative"),
    ), parent=1),
    Result("Kelas tertib, aman, dan nyaman untuk belajar", (
        Measure("quality", "Nilai pengelolaan kelas hasil observasi", "3.5", "skala 4", start="3", places=2),
        Measure("time", "Rata-rata keterlambatan mulai pelajaran", "2", "menit", high="5", start="8", polarity="lower", places=1),
    ), parent=1),
    Result("Berbagi praktik baik dengan guru lain", (
        Measure("quantity", "Jumlah kegiatan berbagi di kelompok kerja guru", "6", "kegiatan", measurement="cumulative"),
    ), parent=2, kind="additional"),
))
SENIOR_TEACHER = Post("Guru Ahli Muda", "functional", III_CD, (
    Result("Peserta didik siap mengikuti asesmen nasional", (
        Measure("quality", "Skor literasi rata-rata kelas", "70", "poin", start="62", places=1),
        Measure("quality", "Skor numerasi rata-rata kelas", "66", "poin", start="58", places=1),
    ), parent=1),
    Result("Guru muda terdampingi", (
        Measure("quantity", "Jumlah sesi pendampingan", "16", "sesi", measurement="cumulative"),
    ), parent=2),
))
PROJECT_HEAD = Post("Kepala Bidang Pelayanan Kesehatan", "administrator", IV_AB, (
    Result("Pasien terlayani dengan cepat dan puas", (
        Measure("quality", "Indeks kepuasan pasien", "88.31", "IKM", start="84", places=2),
        Measure("quantity", "Jumlah pasien terlayani", "14400", "pasien", measurement="cumulative"),
    ), parent=1),
    Result("Program lintas tim selesai tepat waktu", (
        Measure("time", "Persentase tonggak yang tepat waktu", "85", "%", high="90", start="70"),
    ), parent=1),
))
COORDINATOR = Post("Analis Kebijakan Ahli Muda (koordinator proyek)", "functional", III_CD, (
    Result("Proyek puskesmas ramah anak selesai sesuai rencana", (
        Measure("time", "Persentase tonggak proyek yang tepat waktu", "85", "%", high="90", start="70"),
        Measure("quality", "Nilai kepemimpinan dari anggota tim", "4", "skala 5", start="3.4", places=2),
    ), parent=2),
))

REGION = Region(
    code="jambi-kinerja", name="Pemerintah Kota Jambi (peragaan)", place="Jambi", time_zone="Asia/Jakarta",
    story="Seorang guru dan seorang koordinator proyek: sasaran jelas, laporan bulanan, penilaian rekan dan kompetensi.",
    cast=Cast("Dian Pratiwi Harahap, S.Pd.", "Ratna Dewi Siregar, M.Pd.", "Hendra Kurniawan, S.Sos."),
    surnames=("Harahap", "Siregar", "Ramadhan", "Putra", "Sari", "Utami", "Yusman", "Fadhli", "Kusuma"),
    offices=(
        Office("Dinas Pendidikan", office_head(
            "Kepala Dinas Pendidikan", "Meningkatnya mutu dan pemerataan pendidikan", "Meningkatnya kompetensi pendidik",
        ), (
            Objective("Meningkatnya mutu dan pemerataan pendidikan", "Rata-rata lama sekolah penduduk 15 tahun ke atas",
                      "11,20 menjadi 11,45 tahun", BPS),
            Objective("Meningkatnya kompetensi pendidik", "Rata-rata jam pelatihan pendidik per tahun", "20 JP",
                      "PP 11/2017 jo. PP 17/2020"),
        ), ("SMP Negeri 7", "SMP Negeri 11", "SMP Negeri 16"), SCHOOL_HEAD, (TEACHER, SENIOR_TEACHER, TEACHER, ADMINISTRATION)),
        Office("Dinas Kesehatan", office_head(
            "Kepala Dinas Kesehatan", "Meningkatnya kepuasan dan keterjangkauan layanan kesehatan",
        ), (
            Objective("Meningkatnya kepuasan dan keterjangkauan layanan kesehatan", "Umur harapan hidup",
                      "72,71 menjadi 72,95 tahun", BPS),
        ), ("Bidang Pelayanan Kesehatan",), PROJECT_HEAD, (COORDINATOR, ADMINISTRATION)),
    ),
)
