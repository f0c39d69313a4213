"""Sofifi: achievement in the health and public-works offices. Facts: BPS 2021 as compiled for Kota Tidore Kepulauan."""

from __future__ import annotations

from capaian.web.demonstration.regions.common import ADMINISTRATION, III_AB, III_CD, IV_AB, office_head
from capaian.web.demonstration.shapes import Cast, Measure, Objective, Office, Post, Region, Result

BPS = "BPS 2021, Kota Tidore Kepulauan"

PUSKESMAS_HEAD = Post("Kepala Puskesmas", "administrator", IV_AB, (
    Result("Menurunnya kejadian demam berdarah di wilayah kerja puskesmas", (
        Measure("quality", "Insiden DBD per 100.000 penduduk", "35", "per 100.000", start="48", polarity="lower", places=1),
    ), parent=1),
    Result("Ibu hamil berisiko dan bayi terlayani sampai ke rumah", (
        Measure("quantity", "Persentase bayi dengan imunisasi dasar lengkap", "92", "%", start="82", places=1),
        Measure("quantity", "Jumlah kunjungan rumah ibu hamil berisiko", "600", "kunjungan", measurement="cumulative"),
    ), parent=2),
))
NURSE = Post("Perawat Mahir", "functional", III_AB, (
    Result("Jentik nyamuk terkendali di kelurahan binaan", (
        Measure("quantity", "Jumlah rumah yang diperiksa jentiknya", "480", "rumah", measurement="cumulative"),
        Measure("quality", "Insiden DBD per 100.000 penduduk di kelurahan binaan", "35", "per 100.000", start="48", polarity="lower", places=1),
    ), parent=1),
    Result("Anak di wilayah binaan terlindungi imunisasi", (
        Measure("quantity", "Persentase anak dengan imunisasi dasar lengkap", "92", "%", start="82", places=1),
    ), parent=2),
    Result("Ibu hamil berisiko dikunjungi dan dirujuk tepat waktu", (
        Measure("quantity", "Jumlah kunjungan rumah", "60", "kunjungan", measurement="cumulative"),
        Measure("time", "Rata-rata waktu tanggap setelah laporan risiko", "1", "hari", high="2", start="3", polarity="lower", places=1),
    ), parent=2),
))
MIDWIFE = Post("Bidan Ahli Pertama", "functional", III_AB, (
    Result("Persalinan ditolong tenaga kesehatan di fasilitas kesehatan", (
        Measure("quantity", "Persentase persalinan di fasilitas kesehatan", "95", "%", start="88", places=1),
        Measure("quality", "Persentase ibu nifas dengan kunjungan lengkap", "85", "%", high="90", start="78"),
    ), parent=2),
    Result("Kader posyandu mampu menimbang dan mencatat dengan benar", (
        Measure("quantity", "Jumlah kader terlatih", "36", "kader", measurement="cumulative"),
    ), parent=2, kind="additional"),
))
SANITARIAN = Post("Sanitarian Terampil", "functional", III_AB, (
    Result("Rumah tangga memakai sanitasi layak", (
        Measure("quality", "Persentase rumah tangga dengan sanitasi layak", "94", "%", start="90.55", places=2, source=BPS),
        Measure("quantity", "Jumlah inspeksi sanitasi", "120", "inspeksi", measurement="cumulative"),
    ), parent=1),
))
ROAD_HEAD = Post("Kepala Bidang Bina Marga", "administrator", IV_AB, (
    Result("Desa terpencil terhubung jalan yang mantap", (
        Measure("quantity", "Panjang jalan mantap yang bertambah", "24", "km", measurement="cumulative", places=1),
    ), parent=1),
    Result("Pekerjaan jalan selesai sesuai jadwal dan mutu", (
        Measure("time", "Rata-rata keterlambatan pekerjaan", "7", "hari", high="14", start="30", polarity="lower"),
    ), parent=1),
))
ROAD_ENGINEER = Post("Teknik Jalan dan Jembatan Ahli Muda", "functional", III_CD, (
    Result("Ruas jalan desa terpencil selesai dan dapat dilalui", (
        Measure("quantity", "Panjang ruas yang selesai", "6", "km", measurement="cumulative", places=1),
        Measure("quality", "Persentase uji mutu yang lulus pertama kali", "85", "%", high="90", start="75"),
        Measure("time", "Rata-rata keterlambatan terhadap jadwal", "7", "hari", high="14", start="30", polarity="lower"),
    ), parent=1),
))

REGION = Region(
    code="sofifi-capaian", name="Pemerintah Kota Sofifi (peragaan)", place="Sofifi", time_zone="Asia/Jayapura",
    story="Capaian di kesehatan dan pekerjaan umum: insiden DBD dari 48 menuju 35, kunjungan rumah, jalan desa terpencil.",
    cast=Cast("Siti Aminah, A.Md.Kep.", "dr. Budi Hartono", "Citra Wulandari, S.E."),
    surnames=("Latuconsina", "Tehupelasury", "Kaisupy", "Saputra", "Hamid", "Marasabessy", "Do Carmo", "Abdullah", "Tomagola"),
    offices=(
        Office("Dinas Kesehatan", office_head(
            "Kepala Dinas Kesehatan", "Menurunnya angka kesakitan penyakit menular", "Meningkatnya kesehatan ibu dan anak",
        ), (
            Objective("Menurunnya angka kesakitan penyakit menular", "Insiden demam berdarah per 100.000 penduduk",
                      "48 menjadi 35 per 100.000", "Cerita wilayah; sanitasi layak 90,55 % " + BPS),
            Objective("Meningkatnya kesehatan ibu dan anak", "Umur harapan hidup", "69,43 menjadi 69,80 tahun", BPS),
        ), ("Puskesmas Galala", "Puskesmas Oba Utara", "Puskesmas Payahe"), PUSKESMAS_HEAD, (NURSE, MIDWIFE, SANITARIAN, ADMINISTRATION)),
        Office("Dinas Pekerjaan Umum dan Penataan Ruang", office_head(
            "Kepala Dinas PUPR", "Terhubungnya wilayah terpencil dengan jalan yang mantap",
        ), (
            Objective("Terhubungnya wilayah terpencil dengan jalan yang mantap", "Persentase jalan dalam kondisi mantap",
                      "72 %", "Cerita wilayah"),
        ), ("Bidang Bina Marga",), ROAD_HEAD, (ROAD_ENGINEER, ADMINISTRATION)),
    ),
)
