"""Lampung: the public's satisfaction counts. Facts: BPS 2024 immunisation, quarantine office figures 2020."""

from __future__ import annotations

from capaian.web.demonstration.regions.common import ADMINISTRATION, III_AB, III_CD, IV_AB, SKM, office_head
from capaian.web.demonstration.shapes import Cast, Measure, Objective, Office, Post, Region, Result

IMMUNISATION = "BPS, Profil Statistik Kesehatan 2024: Lampung 74,40 % (anak 12–23 bulan)"
QUARANTINE = "Laporan kinerja Balai Karantina Pertanian Kelas II Yogyakarta 2020"

PUSKESMAS_HEAD = Post("Kepala Puskesmas", "administrator", IV_AB, (
    Result("Anak terlindungi imunisasi dasar lengkap", (
        Measure("quantity", "Persentase anak dengan imunisasi dasar lengkap", "92", "%", start="82", places=1, source=IMMUNISATION),
    ), parent=1),
    Result("Masyarakat puas atas layanan puskesmas", (
        Measure("quality", "Indeks kepuasan masyarakat layanan imunisasi", "88.31", "IKM", start="81.5", places=2,
                measurement="released", source=SKM),
    ), parent=2),
))
IMMUNISER = Post("Perawat Terampil (juru imunisasi)", "functional", III_AB, (
    Result("Sasaran imunisasi terjangkau sampai ke dusun", (
        Measure("quantity", "Persentase sasaran yang terimunisasi", "92", "%", start="82", places=1),
        Measure("quantity", "Jumlah posyandu yang dikunjungi", "96", "kunjungan", measurement="cumulative"),
    ), parent=1),
    Result("Orang tua puas dan paham manfaat imunisasi", (
        Measure("quality", "Indeks kepuasan masyarakat di pos layanan", "88.31", "IKM", start="81.5", places=2, measurement="released"),
    ), parent=2),
    Result("Inovasi jemput bola imunisasi berjalan", (
        Measure("quantity", "Jumlah dusun yang dilayani jemput bola", "12", "dusun", measurement="cumulative"),
    ), parent=1, kind="additional"),
))
MIDWIFE = Post("Bidan Ahli Muda", "functional", III_CD, (
    Result("Kematian bayi dapat dicegah", (
        Measure("quality", "Angka kematian bayi per 1.000 kelahiran hidup", "5.9", "per 1.000", start="7.4", polarity="lower", places=2,
                source="Dinkes Jawa Timur 2020–2023: 6,29 – 6,20 – 5,90 – 7,40 (pembanding)"),
    ), parent=1),
    Result("Rantai dingin vaksin terjaga", (
        Measure("quality", "Persentase pencatatan suhu yang lengkap", "95", "%", high="98", start="88"),
    ), parent=1),
))
QUARANTINE_HEAD = Post("Kepala Bidang Karantina dan Mutu Hasil", "administrator", IV_AB, (
    Result("Layanan sertifikasi cepat, bersih, dan memuaskan", (
        Measure("quality", "Indeks kepuasan masyarakat", "84", "IKM", start="82", places=2, source=QUARANTINE + ": 84 → 86"),
        Measure("time", "Persentase penyetoran penerimaan dalam 1x24 jam", "95", "%", start="92", source=QUARANTINE + ": 95 → 98"),
    ), parent=1),
    Result("Aparatur kompeten dan hadir tepat waktu", (
        Measure("quantity", "Jam pelatihan per orang", "24", "jam", measurement="cumulative", places=1, source=QUARANTINE + ": 24 → 22"),
        Measure("quality", "Persentase ketepatan kehadiran", "90", "%", start="88", source=QUARANTINE + ": 90 → 92"),
    ), parent=1),
))
QUARANTINE_STAFF = Post("Analis Mutu Hasil Pertanian Ahli Pertama", "functional", III_AB, (
    Result("Dokumen sertifikasi terbit benar dan tidak terbuang", (
        Measure("quality", "Persentase dokumen batal per bulan", "1", "%", start="1.5", polarity="lower", places=2, source=QUARANTINE + ": 1 → 0,26"),
        Measure("quantity", "Persentase penghematan kertas", "25", "%", start="20", source=QUARANTINE + ": 25 → 38"),
    ), parent=1),
    Result("Pengguna jasa menandatangani pakta integritas", (
        Measure("quantity", "Jumlah pengguna jasa", "25", "orang", measurement="cumulative", source=QUARANTINE + ": 25 → 48"),
    ), parent=2),
))

REGION = Region(
    code="lampung-capaian", name="Pemerintah Kabupaten Way Tuba (peragaan)", place="Way Tuba", time_zone="Asia/Jakarta",
    story="Kepuasan warga ikut dihitung: imunisasi dari 82 menuju 92 persen dan IKM menjadi salah satu indikator.",
    cast=Cast("Wulan Anggraini, A.Md.Kep.", "dr. Joko Susanto", "Made Suartana, S.A.P."),
    surnames=("Anggraini", "Susanto", "Suartana", "Ratu", "Pubian", "Sungkai", "Handayani", "Saputro", "Nuban"),
    offices=(
        Office("Dinas Kesehatan", office_head(
            "Kepala Dinas Kesehatan", "Meningkatnya cakupan imunisasi dan kesehatan anak", "Meningkatnya kepuasan masyarakat",
        ), (
            Objective("Meningkatnya cakupan imunisasi dan kesehatan anak", "Persentase anak dengan imunisasi dasar lengkap",
                      "82 menjadi 92 %", IMMUNISATION),
            Objective("Meningkatnya kepuasan masyarakat", "Indeks kepuasan masyarakat (IKM)", "88,31 (A)", SKM),
        ), ("Puskesmas Gunung Tiga", "Puskesmas Way Tuba", "Puskesmas Blambangan"), PUSKESMAS_HEAD, (IMMUNISER, MIDWIFE, IMMUNISER, ADMINISTRATION)),
        Office("Dinas Pertanian", office_head("Kepala Dinas Pertanian", "Meningkatnya mutu dan kelancaran hasil pertanian"), (
            Objective("Meningkatnya mutu dan kelancaran hasil pertanian", "Nilai pembangunan zona integritas", "95", QUARANTINE + ": 95 → 92"),
        ), ("Bidang Karantina dan Mutu Hasil",), QUARANTINE_HEAD, (QUARANTINE_STAFF, ADMINISTRATION)),
    ),
)
