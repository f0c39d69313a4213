"""The two role-result matrices and the workblock of the regulation's worked example: PermenPANRB 6/2022, Anak Lampiran 2,
tables 9-11 (p.143-147). What is empty in print is empty here; where matrix and SKP word a role differently, the matrix's words
stand here and the SKP's in official_figures.py.
"""

from __future__ import annotations

from typing import Any

HEAD_ROLES = (
    "Aplikasi SIMBG menjalankan bisnis proses dan SLA (service level agreement) sesuai NSPK yang reliable dan user-friendly",
    ("Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi penerbitan PBG/IMB dan SLF melalui "
    "aplikasi SIMBG"),
    ("Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB dan SLF melalui SIMBG "
    "secara cepat dan akurat."),
)
"""Table 10: the one column is the director's first indicator, the one row the head of the subdirectorate."""

_TRAINED = (
    "Peserta peningkatan kapasitas pada Pemda Kab/Kota yang menjadi tanggung jawabnya memahami dan dapat mempraktekan materi "
    "yang disampaikan dan peserta puas atas pelaksanaan peningkatan kapasitas"
)
TEAM_ROLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "official": (
        ("Proses bisnis aplikasi SIMBG dalam bentuk arsitektur aplikasi yang lengkap dan sesuai NSPK",),
        (("Pengguna dan Pengelola Layanan SIMBG dapat mengetahui progres/tindak lanjut pengaduannya secara up-to-date melalui "
         "aplikasi SIMBG"),
         ("Telaahan jawaban atas pengaduan masyarakat tersusun secara cepat dan akurat (berdasarkan objek atau jenis masalah "
         "atau berdasarkan wilayah)")),
        (_TRAINED,),
    ),
    "peer": (
        ("Aplikasi SIMBG dapat dioperasikan pada saat soft launching aplikasi SIMBG kepada pemerintah daerah terpilih",
         "Manual book dan simulasi penggunaan aplikasi SIMBG memuat informasi yang jelas, lengkap, mutakhir dan mudah dipahami",
         "Telaahan berdasarkan hasil simulasi fitur-fitur aplikasi SIMBG agar dapat dioperasikan pada saat soft launching",
         "Pengguna mendapatkan akses username dan password sesuai prosedur, mudah, dan cepat"),
        (("Perbaikan aplikasi berdasarkan hasil survey, masukan, dan saran pengguna aplikasi serta berdasarkan data permasalahan "
         "teknis aplikasi."),
         ("Jawaban atas pertanyaan terkait teknis aplikasi dari pengelola aplikasi di daerah disampaikan dengan respon cepat dan "
         "akurat")),
        (_TRAINED,),
    ),
    "data": (
        ("Data pengguna aplikasi SIMBG terdokumentasi secara akurat, reliable, dan dimutakhirkan secara berkala",
         "Data monitoring penggunaan aplikasi tersedia secara akurat, reliable, mutakhir, dan disajikan secara informatif",
         ("Data permasalahan teknis aplikasi tersedia secara akurat, mutakhir, dan dilaporkan secara berkala untuk "
         "ditindaklanjuti perbaikannya oleh tim IT."),
         "Data masukan, saran, dan keluhan dari pengguna aplikasi terdokumentasi secara akurat, reliable, dan mutakhir"),
        ("Data pengaduan masyarakat terdokumentasi secara akurat, mutakhir, dan dilaporkan dengan cepat.",),
        (),  # p.146: left empty in print, where TIDAK ADA PERAN would be said
    ),
    "monitoring": (
        ("Telaahan pengembangan fitur aplikasi SIMBG agar reliable dan user-friendly",
         "Data pengguna aplikasi SIMBG dievaluasi dan dilaporkan secara berkala",
         "Data penggunaan aplikasi dievaluasi dan dilaporkan secara berkala",
         "Data permasalahan teknis aplikasi dievaluasi dan dilaporkan secara berkala",
         "Data masukan, saran, dan keluhan pengguna dievaluasi dan dilaporkan secara berkala"),
        ("Progres penyelesaian pengaduan masyarakat dievaluasi dan dilaporkan secara berkala",),
        ("Data hasil pre- dan posttest peserta dievaluasi untuk perbaikan modul materi dan metode bimbingan teknis",
         "Pelaksanaan peningkatan kapasitas dievaluasi dan dilaporkan sebagai bahan peningkatan proses kerja"),
    ),
}
"""Table 11: the columns are the head's three results. The last row is abridged."""

STRATEGY = (
    "Pemanfaatan teknologi informasi (Aplikasi SIMBG) dalam rangka peningkatan layanan Penerbitan PBG/IMB (Persetujuan Bangunan "
    "Gedung/ Ijin Mendirikan Bangunan) dan SLF (Sertifikat Laik Fungsi)"
)
WORKBLOCK: dict[str, Any] = {
    "owner": "Direktur II",
    "involved": ["Kementerian Kominfo", "BSSN"],
    "time": "12 Bulan",
    "beneficiaries": "Pemerintah Daerah Kabupaten/Kota",
    "purpose": (
        "Untuk mengetahui penerapan peraturan tentang bangunan gedung dalam penyelenggaraan bangunan gedung oleh Pemerintah "
        "Daerah Kabupaten/ Kota."
    ),
    "activities": {
        "routine": [
            ("Meningkatkan kepuasan masyarakat atas layanan PBG/IMB dan SLF dengan membuka layanan pengaduan atau konsultasi "
            "terkait Bangunan Gedung dan SIMBG."),
        ],
        "transformative": [
            ("Meningkatkan jumlah Bangunan Gedung yang memiliki PBG/IMB dan SLF dengan memastikan Pemerintah Daerah Kabupaten/ "
            "Kota menggunakan aplikasi SIMBG sebagai media pembinaan penyelenggaraan Bangunan Gedung."),
            ("Meningkatkan jumlah PBG/ IMB dan SLF yang diterbitkan sesuai NSPK dengan memastikan SDM di Pemerintah Daerah dapat "
            "mereviu dokumen PBG/ IMB secara akurat melalui aplikasi SIMBG"),
            ("Meningkatkan keakuratan dan kemutakhiran data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan dokumen SBKBG "
            "memastikan Pemerintah Daerah Kabupaten/ Kota melakukan pembaharuan/ updating data Bangunan Gedung melalui SIMBG."),
        ],
    },
    "milestones": {
        "routine": [
            ("Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi penerbitan PBG/IMB dan SLF "
            "melalui aplikasi SIMBG."),
        ],
        "transformative": [
            "Tersedianya aplikasi SIMBG yang Reliable dan User Friendly.",
            ("Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB dan SLF melalui "
            "SIMBG secara cepat dan akurat."),
            "Data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan dokumen SBKBG akurat dan terupdate secara berkala",
        ],
    },
}
"""Table 9. The fourth milestone has no owner in either matrix, although every strategy should have one (p.144-147)."""
