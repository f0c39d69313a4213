"""Sofifi: performance from what the organisation needs: clean water first. Facts: BPS 2021 water and sanitation."""

from __future__ import annotations

from capaian.web.demonstration.regions.common import ADMINISTRATION, III_AB, III_CD, IV_AB, office_head
from capaian.web.demonstration.shapes import Cast, Measure, Objective, Office, Post, Region, Result

WATER = "BPS 2021: akses air minum layak Kota Tidore Kepulauan 98,21 %, Lampung Tengah 78,90 % (pembanding)"

WATER_HEAD = Post("Kepala Bidang Cipta Karya", "administrator", IV_AB, (
    Result("Warga pulau kecil mendapat air minum layak setiap hari", (
        Measure("quantity", "Persentase rumah tangga dengan akses air minum layak", "85", "%", start="78.9", places=2, source=WATER),
        Measure("quantity", "Jumlah sambungan rumah baru", "900", "sambungan", measurement="cumulative"),
    ), parent=1),
    Result("Kebocoran jaringan turun", (
        Measure("quality", "Persentase air tak berekening", "28", "%", start="36", polarity="lower", places=1),
    ), parent=1),
))
WATER_ENGINEER = Post("Teknik Penyehatan Lingkungan Ahli Muda", "functional", III_CD, (
    Result("Sambungan rumah baru mengalir dan layak minum", (
        Measure("quantity", "Jumlah sambungan rumah baru", "150", "sambungan", measurement="cumulative"),
        Measure("quality", "Persentase sampel air yang memenuhi baku mutu", "92", "%", high="96", start="85", places=1),
    ), parent=1),
    Result("Kebocoran diperbaiki sebelum warga mengeluh", (
        Measure("time", "Rata-rata hari perbaikan kebocoran", "2", "hari", high="3", start="6", polarity="lower", places=1),
    ), parent=2),
))
FACILITATOR = Post("Penggerak Swadaya Masyarakat Ahli Pertama", "functional", III_AB, (
    Result("Warga ikut menentukan dan merawat sarana air", (
        Measure("quantity", "Jumlah forum warga terselenggara", "12", "forum", measurement="cumulative"),
        Measure("quality", "Persentase janji forum yang ditepati pada tanggalnya", "80", "%", high="90", start="60"),
    ), parent=1),
    Result("Kebutuhan warga per sektor terpetakan", (
        Measure("quantity", "Jumlah responden survei kebutuhan", "384", "responden", measurement="cumulative",
                source="Krejcie-Morgan, populasi besar"),
    ), parent=1, kind="additional"),
))
SCHOOL_HEAD = Post("Kepala SD Negeri", "administrator", IV_AB, (
    Result("Murid lulus dan melanjutkan sekolah", (
        Measure("quality", "Angka kelulusan", "100", "%", start="98", places=1, source="LPPD Kabupaten Semarang 2019: 100,00 % (pembanding)"),
        Measure("quality", "Angka partisipasi sekolah usia 7–12 tahun", "99.81", "%", start="99", places=2,
                source="LPPD Kabupaten Semarang 2019: 99,81 % (pembanding)"),
    ), parent=1),
))
TEACHER = Post("Guru Ahli Pertama", "functional", III_AB, (
    Result("Mutu mengajar meningkat dan terasa oleh murid", (
        Measure("quality", "Nilai observasi mengajar", "3.5", "skala 4", start="3", places=2),
        Measure("quality", "Persentase murid yang tuntas belajar", "85", "%", high="90", start="78", places=1),
    ), parent=1),
))

REGION = Region(
    code="sofifi-kebutuhan", name="Pemerintah Kabupaten Halmahera Tengah Barat (peragaan)", place="Gita", time_zone="Asia/Jayapura",
    story="Kinerja dari kebutuhan organisasi: survei warga menempatkan air bersih paling atas, lalu turun menjadi sasaran orang.",
    cast=Cast("Rahma Do Carmo, S.T.", "Ir. Yusuf Tomagola", "Nirmala Hamid, S.Sos."),
    surnames=("Tomagola", "Hamid", "Do Carmo", "Alting", "Sangaji", "Umagapi", "Gebe", "Tjan", "Malik"),
    offices=(
        Office("Dinas Pekerjaan Umum", office_head("Kepala Dinas Pekerjaan Umum", "Terpenuhinya kebutuhan air bersih warga"), (
            Objective("Terpenuhinya kebutuhan air bersih warga", "Persentase rumah tangga dengan akses air minum layak",
                      "78,90 menjadi 85 %", WATER),
        ), ("Bidang Cipta Karya", "Unit Air Minum Pulau", "Unit Air Minum Daratan"), WATER_HEAD, (WATER_ENGINEER, FACILITATOR, ADMINISTRATION)),
        Office("Dinas Pendidikan", office_head("Kepala Dinas Pendidikan", "Meningkatnya mutu lulusan dan mengajar"), (
            Objective("Meningkatnya mutu lulusan dan mengajar", "Angka kelulusan", "100 %", "LPPD Kabupaten Semarang 2019 (pembanding)"),
        ), ("SD Negeri 3",), SCHOOL_HEAD, (TEACHER, ADMINISTRATION)),
    ),
)
