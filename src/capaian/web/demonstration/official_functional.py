"""The functional official of the regulation's worked example: PermenPANRB 6/2022, Anak Lampiran 2 table 15 (p.155-157)
and Anak Lampiran 4 table 4 (p.209-214). See official_figures.py for what was decided about wording."""

from __future__ import annotations

from capaian.web.demonstration.official_figures import Behaviour, Example, Measured, Planned, Said, leader

LIVELY = (
    "selalu siap kapanpun pimpinan membutuhkan terlihat dari ketika ada arahan yang mendadak maka yang bersangkutan siap "
    "membantu pimpinan meskipun di luar jam kerja"
)

FUNCTIONAL = Example(
    results=(
        Planned(
            "Proses bisnis aplikasi SIMBG dalam bentuk arsitektur aplikasi yang lengkap dan sesuai NSPK", 0,
            (
                Measured(
                    "quality", "Tingkat kesesuaian proses bisnis aplikasi SIMBG dengan NSPK", "80 - 90% sesuai", "80", "90",
                    "%", "higher", "85% berdasarkan penilaian Pimpinan", "85",
                    (leader("mixed", "modul proses bisnis secara keseluruhan sudah sesuai dengan NSPK, meskipun masih "
                            "dapat dimungkinkan adanya sedikit perbaikan."),),
                ),
                Measured(
                    "time", "Tingkat ketepatan waktu penyelesaian dokumen arsitektur aplikasi untuk diserahkan ke tim IT",
                    "4-5 bulan setelah NSPK terbit", "4", "5", "bulan", "lower",
                    "2 bulan berdasarkan penilaian Pimpinan", "2",
                    (leader("positive", "penyelesaian proses bisnis sangat cepat, melampaui perkiraan dan ekspektasi saya. "
                            "Pertahankan!"),),
                ),
            ),
        ),
        Planned(
            "Pengguna dan pengelola layanan aplikasi dapat mengetahui progres/tindak lanjut pengaduannya secara "
            "up-to-date melalui aplikasi SIMBG", 1,
            (
                Measured(
                    "quantity", "Persentase pengaduan yang progres tindak lanjutnya terbaharui di aplikasi SIMBG",
                    "90 – 95% pengaduan yang diproses", "90", "95", "%", "higher",
                    "93% berdasarkan data dalam arsip aktif di Aplikasi SIMBG", "93",
                ),
                Measured(
                    "time", "Tingkat ketepatan waktu updating progres/tindak lanjut pengaduan pada aplikasi SIMBG",
                    "1 – 2 hari setelah progres/tindak lanjut dilaksanakan", "1", "2", "hari", "lower",
                    "Rata rata 2 jam setelah tindak lanjut selesai berdasarkan data dalam arsip aktif di Aplikasi SIMBG",
                    "0.0833",  # 2 of 24 hours
                ),
            ),
        ),
        Planned(
            "Telaahan jawaban atas pengaduan pengguna dan pengelola aplikasi tersusun secara cepat dan akurat (berdasarkan "
            "objek atau jenis masalah atau berdasarkan wilayah)", 1,
            (
                Measured(
                    "quality", "Presentase telaahan yang digunakan untuk menjawab pengaduan masyarakat",
                    "80 – 90% telaahan", "80", "90", "%", "higher", "85% berdasarkan penilaian Pimpinan", "85",
                ),
                Measured(
                    "quantity", "Persentase penyelesaian telaahan jawaban atas pengaduan",
                    "80 - 90% telaahan jawaban selesai", "80", "90", "%", "higher",
                    "90% berdasarkan penilaian Pimpinan", "90",
                ),
                Measured(
                    "time", "Rata – rata waktu yang dibutuhkan untuk menyelesaikan telaahan jawaban atas pengaduan",
                    "1- 2 minggu setelah pengaduan masuk", "1", "2", "minggu", "lower",
                    "10 hari kerja berdasarkan penilaian Pimpinan", "2",  # five working days a week
                ),
            ),
        ),
        Planned(
            "Peserta peningkatan kapasitas pada Pemda Kab/Kota yang menjadi tanggung jawabnya memahami dan dapat "
            "mempraktekan materi yang disampaikan dan peserta puas atas pelaksanaan peningkatan kapasitas", 2,
            (
                Measured(
                    "quantity", "Persentase peserta peningkatan kapasitas yang dapat memahami dan mempraktekan materi yang "
                    "disampaikan", "80%-90% peserta", "80", "90", "%", "higher", "80% berdasarkan hasil post test", "80",
                ),
                Measured(
                    "quality", "Persentase peserta yang puas atas pelayanan selama proses pelaksanaan peningkatan "
                    "kapasitas", "80%-90% peserta puas", "80", "90", "%", "higher",
                    "95% berdasarkan survey persepsi peserta peningkatan kapasitas", "95",
                ),
                Measured(
                    "quality", "Persentase pelaksanaan peningkatan kapasitas yang seluruh checklistnya terpenuhi",
                    "80% - 90% peningkatan kapasitas yang menjadi tanggung jawabnya", "80", "90", "%", "higher",
                    "100% berdasarkan penilaian Pimpinan", "100",
                ),
            ),
        ),
    ),
    behaviour={
        "berorientasi-pelayanan": Behaviour(
            ("Memberikan pelayanan maksimal kepada pelanggan",),
            (
                Said("stakeholder", "positive", "ketika menjelaskan mudah dipahami dan sabar", "Stakeholder terkait ({guest})"),
                leader("positive", "selalu menanyakan hal apa yang bisa diimprove"),
            ),
        ),
        "akuntabel": Behaviour(
            (),
            (leader("positive", "berani berterus terang dan mengakui kesalahan terlihat ketika ada komplain dari peserta "
                    "peningkatan yang bersangkutan dengan tanggung jawab mengakui kesalahan dan segera merespon dengan "
                    "cepat komplain tersebut."),),
        ),
        "kompeten": Behaviour(
            ("Menyelesaikan setiap pekerjaan sesuai dengan target dan standar mutu yang ditetapkan",
             "Bersedia untuk mengajarkan pengetahuan atau keterampilan yang dimiliki kepada orang lain",
             "Selalu melakukan perbaikan untuk memenuhi kualitas yang terbaik"),
            (
                leader("positive", "ketika deliver tugas dari pimpinan selalu mengupayakan yang terbaik terlihat dari "
                       "minimnya kesalahan dan perbaikan tugas yang diserahkan", "Pimpinan ({leader})"),
                Said("peer", "positive", "bersedia membantu apabila dibutuhkan terlihat ketika yang bersangkutan diminta "
                     "untuk menjelaskan substansi yang belum dimengerti maka dengan sabar menjelaskan",
                     "Rekan kerja setingkat ({peer})"),
            ),
        ),
        "harmonis": Behaviour(
            ("Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder",
             "Membantu rekan kerja yang membutuhkan"),
            (
                Said("stakeholder", "positive", "ketika menerima tamu dari daerah untuk konsultasi dilayani dengan baik "
                     "berdasarkan hasil survey kepuasan", "Stakeholder terkait ({guest})"),
                Said("stakeholder", "positive", "sering memberikan makanan untuk dibagikan kepada tenaga keamanan", "Satpam"),
            ),
        ),
        "loyal": Behaviour((), (leader("positive", LIVELY),)),
        "adaptif": Behaviour(
            ("Mengimplementasikan perkembangan teknologi untuk memperbaiki metode dan proses kerja.",),
            (leader("positive", "semangat untuk mempelajari hal baru terlihat dari meskipun yang bersangkutan terhitung baru "
                    "pada unit kerja ini, namun bisa beradaptasi dengan cepat.", "Pimpinan ({leader})"),),
        ),
        "kolaboratif": Behaviour(
            ("Aktif berpartisipasi dan berkontribusi sesuai keahliannya",),
            (leader("positive", "selalu melibatkan tim kerja lain di unit nya dan stakeholder terkait ketika melakukan "
                    "pembahasan proses bisnis aplikasi sehingga semakin banyak masukan untuk pengembangan aplikasi",
                    "Pimpinan ({leader})"),),
        ),
    },
    result_rating="above",
    behaviour_rating="meets",
    annex={
        "resources": ("Akses ke data aktif pengaduan dalam aplikasi SIMBG",),
        "accountability": ("Progres telaahan dan tindak lanjut pengaduan dilaporkan setiap minggu",),
        "consequences": ("Direkomendasikan mengikuti pengembangan kompetensi lanjutan apabila ekspektasi terpenuhi",),
    },
)
