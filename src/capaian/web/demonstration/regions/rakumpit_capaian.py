"""Rakumpit: complaints, queues and a system made together. Facts: Kepmenkes 129/2008, published waiting times."""

from __future__ import annotations

from capaian.web.demonstration.regions.common import ADMINISTRATION, III_AB, III_CD, IV_AB, SKM, office_head
from capaian.web.demonstration.shapes import Cast, Measure, Objective, Office, Post, Region, Result

WAITING = "Kepmenkes 129/2008: waktu tunggu rawat jalan paling lama 60 menit; Puskesmas Pesantren 1 Kediri 2017: 55,45 menit"

DISTRICT_HEAD = Post("Kepala Seksi Pelayanan Umum", "administrator", IV_AB, (
    Result("Warga menunggu lebih singkat di loket kecamatan", (
        Measure("time", "Rata-rata waktu tunggu di loket", "15", "menit", start="28", polarity="lower", places=1),
        Measure("quality", "Indeks kepuasan masyarakat", "88.31", "IKM", start="83", places=2, measurement="released", source=SKM),
    ), parent=1),
    Result("Pengaduan warga selesai tuntas dan tepat waktu", (
        Measure("time", "Persentase pengaduan selesai dalam batas waktu", "95", "%", start="86", places=1),
    ), parent=2),
))
COUNTER = Post("Pranata Layanan Loket", "executor", III_AB, (
    Result("Antrean loket bergerak cepat dan tertib", (
        Measure("time", "Rata-rata waktu layanan per warga", "6", "menit", high="8", start="11", polarity="lower", places=1),
        Measure("quantity", "Jumlah warga terlayani", "4800", "warga", measurement="cumulative"),
    ), parent=1),
    Result("Warga mendapat jawaban yang benar pada kunjungan pertama", (
        Measure("quality", "Persentase berkas selesai dalam satu kunjungan", "85", "%", high="90", start="76", places=1),
    ), parent=1),
))
COMPLAINTS = Post("Analis Pengaduan Masyarakat Ahli Pertama", "functional", III_CD, (
    Result("Pengaduan dijawab dalam batas waktu", (
        Measure("time", "Rata-rata hari kerja sampai selesai", "10", "hari kerja", high="14", start="18", polarity="lower", places=1),
        Measure("quantity", "Persentase pengaduan selesai", "95", "%", start="86", places=1),
    ), parent=2),
    Result("Warga menyatakan masalahnya benar-benar selesai", (
        Measure("quality", "Persentase pengaduan yang dinyatakan tuntas oleh warga", "80", "%", high="85", start="68", places=1),
    ), parent=2),
    Result("Forum tanya jawab pegawai dan pimpinan berjalan", (
        Measure("quantity", "Jumlah pertanyaan yang dijawab terbuka", "24", "pertanyaan", measurement="cumulative"),
    ), parent=2, kind="additional"),
))
CLINIC_HEAD = Post("Kepala Puskesmas", "administrator", IV_AB, (
    Result("Pasien rawat jalan menunggu kurang dari satu jam", (
        Measure("time", "Rata-rata waktu tunggu rawat jalan", "45", "menit", start="55.45", polarity="lower", places=2, source=WAITING),
    ), parent=1),
    Result("Pasien mengenal hak dan alur layanan", (
        Measure("quality", "Indeks kepuasan masyarakat", "88.31", "IKM", start="84", places=2, measurement="released"),
    ), parent=1),
))
REGISTRAR = Post("Perekam Medis Terampil", "functional", III_AB, (
    Result("Pendaftaran pasien cepat dan tepat", (
        Measure("time", "Rata-rata waktu pendaftaran pasien lama", "5", "menit", start="7.03", polarity="lower", places=2,
                source="RSUD Tugurejo 2013: 7,03 menit (pasien lama), 6,55 menit (pasien baru)"),
        Measure("quality", "Persentase berkas rekam medis lengkap", "90", "%", high="95", start="82"),
    ), parent=1),
))

REGION = Region(
    code="rakumpit-capaian", name="Pemerintah Kota Rakumpit (peragaan)", place="Rakumpit", time_zone="Asia/Pontianak",
    story="Waktu tunggu di loket turun, pengaduan selesai dalam batas waktu, dan sistem ini dirancang bersama warga.",
    cast=Cast("Yuliana Dehen, A.Md.", "Ronald Mihing, S.IP.", "Lestari Kaharap, S.E."),
    surnames=("Dehen", "Mihing", "Kaharap", "Lambung", "Toepak", "Asang", "Bungas", "Nuah", "Sawang"),
    offices=(
        Office("Kecamatan Rakumpit", office_head(
            "Camat Rakumpit", "Meningkatnya kecepatan dan kepuasan layanan kecamatan", "Meningkatnya ketuntasan pengaduan warga",
        ), (
            Objective("Meningkatnya kecepatan dan kepuasan layanan kecamatan", "Rata-rata waktu tunggu di loket", "28 menjadi 15 menit", "Cerita wilayah"),
            Objective("Meningkatnya ketuntasan pengaduan warga", "Persentase pengaduan selesai dalam batas waktu",
                      "95 %", "Batas PermenPANRB 62/2018: 5, 14, 60 hari kerja"),
        ), ("Loket Pelayanan Petuk Bukit", "Loket Pelayanan Pager", "Loket Pelayanan Mungku Baru"), DISTRICT_HEAD,
            (COUNTER, COMPLAINTS, COUNTER, ADMINISTRATION)),
        Office("Dinas Kesehatan", office_head("Kepala Dinas Kesehatan", "Meningkatnya mutu layanan kesehatan dasar"), (
            Objective("Meningkatnya mutu layanan kesehatan dasar", "Rata-rata waktu tunggu rawat jalan", "55,45 menjadi 45 menit", WAITING),
        ), ("Puskesmas Rakumpit",), CLINIC_HEAD, (REGISTRAR, ADMINISTRATION)),
    ),
)
