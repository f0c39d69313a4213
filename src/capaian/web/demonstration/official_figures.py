"""The regulation's own worked example, typed from its printed forms: PermenPANRB 6/2022, Anak Lampiran 2 (tables 14-16,
p.151-158: the SKP) and Anak Lampiran 4 (tables 3-4, p.202-214: the evaluation).

The regulation prints no names, ranks or dates; those in official_example.py are fictional. Where the evaluation words a
field otherwise than the SKP, the SKP's wording stands here, because one field has one text. A cell that only says
"(umpan balik)***" asks to be filled in and gives nothing; nothing stands here for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """Feedback: who gave it, how it sounds, the words, and the printed label where it is not the giver's plain one.

    In a label {leader}, {below}, {peer} and {guest} stand for the names that the form leaves open as "(nama)".
    """

    giver: str
    tone: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator: aspect, words, target as printed and in numbers, realisation as printed and in the target's unit."""

    aspect: str
    statement: str
    target_text: str
    target: str
    target_high: str
    unit: str
    polarity: str
    realised_text: str
    realised: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A main result, the number of the leader's result that it intervenes, and its indicators."""

    statement: str
    intervenes: int
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the leader expects under one core value, and the feedback on it."""

    expectations: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One person's year: results, behaviour by core value, annex, and the two ratings printed."""

    results: tuple[Planned, ...]
    behaviour: dict[str, Behaviour]
    result_rating: str
    behaviour_rating: str
    annex: dict[str, tuple[str, ...]] = field(default_factory=dict)


def leader(tone: str, text: str, label: str = "") -> Said:
    return Said("leader", tone, text, label)


DIRECTOR_RESULT = (
    "Meningkatnya kualitas bangunan gedung yang menjamin keselamatan, kesehatan, kenyamanan, dan kemudahan bagi "
    "penggunanya."
)
DIRECTOR_INDICATOR = (
    "Persentase Pemerintah Daerah Kabupaten/ Kota yang Nilai Indeks Penyelenggaraan Bangunan Gedung minimal Baik"
)

KASUBDIT = Example(
    results=(
        Planned(
            "Aplikasi SIMBG menjalankan bisnis proses dan SLA (service level agreement) sesuai NSPK yang reliable dan "
            "user-friendly", 0,
            (
                Measured(
                    "quality", "Tingkat kesesuaian fitur aplikasi dengan NSPK", "80 – 90%", "80", "90", "%", "higher",
                    "85% berdasarkan penilaian Pimpinan", "85", (leader("positive", "bagus! Pertahankan"),),
                ),
                Measured(
                    "quantity", "Persentase penyelesaian aplikasi SIMBG yang siap digunakan",
                    "80 – 90% sistem aplikasi siap digunakan", "80", "90", "%", "higher",
                    "85% berdasarkan penilaian Pimpinan", "85",
                    (leader("mixed", "Secara keseluruhan aplikasi siap digunakan. Meskipun beberapa sistem masih "
                                     "terkadang error namun dapat segera diatasi."),),
                ),
                Measured(
                    "time", "Ketepatan waktu penyelesaian aplikasi sesuai dengan jadwal yang ditetapkan", "7-8 bulan",
                    "7", "8", "bulan", "lower", "9 bulan berdasarkan data launching aplikasi", "9",
                    (leader("negative", "Launching aplikasi terlambat dari jadwal yang ditetapkan"),),
                ),
            ),
        ),
        Planned(
            "Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi terkait layanan "
            "penerbitan PBG/IMB dan SLF melalui aplikasi SIMBG", 0,
            (
                Measured(
                    "quantity", "Persentase penyelesaian pengaduan masyarakat dan pengelola SIMBG atas layanan PBG/IMB "
                    "dan SLF", "80 – 90% dari jumlah pengaduan yang diajukan oleh masyarakat dan Pemda", "80", "90", "%",
                    "higher", "90% berdasarkan data aktif pengaduan yang terdokumentasi dalam aplikasi SIMBG", "90",
                ),
                Measured(
                    "quality", "Tingkat kepuasan masyarakat atas tindak lanjut pengaduan dan pemberian konsultasi",
                    "3,5 skala 5", "3.5", "", "skala 5", "higher", "4 berdasarkan hasil survey kepuasan", "4",
                ),
                Measured(
                    "time", "Rata-rata waktu yang dibutuhkan untuk memproses layanan pengaduan masyarakat dan pengelola "
                    "SIMBG dan menindaklanjuti permintaan konsultasi", "2-3 hari setelah permohonan / pengaduan "
                    "disampaikan", "2", "3", "hari", "lower",
                    "1 hari berdasarkan data aktif pengaduan yang terdokumentasi dalam aplikasi SIMBG", "1",
                ),
            ),
        ),
        Planned(
            "Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB dan SLF "
            "melalui SIMBG secara cepat dan akurat", 0,
            (
                Measured(
                    "quantity", "Persentase Pemerintah Daerah Kabupaten/ Kota yang memiliki pegawai dalam jumlah yang "
                    "ideal yang bisa mengoperasikan aplikasi SIMBG", "80-90% Pemda", "80", "90", "%", "higher",
                    "80% berdasarkan Data aktif pegawai Pemda yang mengelola aplikasi SIMBG", "80",
                ),
            ),
        ),
    ),
    behaviour={
        "berorientasi-pelayanan": Behaviour(
            ("Terbuka terhadap masukan dari orang lain.",
             "Selalu belajar dari kesalahan untuk perbaikan kinerja selanjutnya"),
            (
                Said("stakeholder", "negative", "kurang ramah dalam memberikan pelayanan konsultasi dan terkesan "
                     "terburu-buru dalam menjelaskan berdasarkan hasil survey kepuasan", "Stakeholder terkait"),
                leader("positive", "yang bersangkutan dapat diandalkan ketika ada hal-hal yang membutuhkan penyelesaian "
                       "segera.", "Pimpinan ({leader})"),
            ),
        ),
        "akuntabel": Behaviour(
            ("Berani berterus terang dan mengakui kesalahan",),
            (Said("subordinate", "positive", "selalu menunjukkan sikap bertanggung jawab meskipun ada kesalahan yang "
                  "dilakukan anggota timnya terlihat ketika ada kesalahan dalam penyelenggaraan kegiatan, yang "
                  "bersangkutan selalu merespon dengan cepat dan mengambil alternatif strategi.", "Pegawai ({below})"),),
        ),
        "kompeten": Behaviour(
            ("Aktif mengikuti kegiatan pengembangan kompetensi yang diadakan internal maupun eksternal",
             "Aktif membagikan informasi kepada Pegawai lainnya yang sifatnya memberikan pengetahuan"),
            (
                leader("negative", "kurang memperhatikan pengembangan kompetensi dan jarang memberikan feedback kepada "
                       "Pegawainya"),
                leader("positive", "tugas dari pimpinan hampir selalu dikerjakan dengan baik"),
            ),
        ),
        "harmonis": Behaviour(
            ("Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder",
             "Siap menawarkan bantuan tanpa harus diminta terlebih dahulu"),
            (leader("negative", "kurang mampu menciptakan lingkungan yang kondusif di tim kerjanya terlihat dari adanya "
                    "anggota tim yang berkonflik."),),
        ),
        "loyal": Behaviour(
            (),
            (
                leader("positive", "Arahan pimpinan selalu ditindaklanjuti dengan baik dan progresnya selalu dilaporkan "
                       "tepat waktu"),
                leader("positive", "selalu siap kapanpun pimpinan membutuhkan terlihat dari ketika ada arahan yang "
                       "mendadak maka yang bersangkutan siap membantu pimpinan meskipun di luar jam kerja"),
            ),
        ),
        "adaptif": Behaviour(
            ("Mengimplementasikan perkembangan teknologi untuk memperbaiki metode dan proses kerja.",),
            (
                leader("positive", "antusias mempelajari hal baru terlihat dari upaya upaya yang bersangkutan ketika "
                       "mendapat penugasan baru"),
                leader("positive", "ketika ada perubahan arah strategi dari pimpinan langsung ditindaklanjuti dengan "
                       "penyesuaian dan tidak resisten"),
            ),
        ),
        "kolaboratif": Behaviour(
            ("Aktif berpartisipasi dan berkontribusi sesuai keahliannya pada project unit kerja",),
            (Said("subordinate", "negative", "kurang terbuka terhadap masukan dari Pegawainya karena ketika dialog "
                  "cenderung hanya 1 arah.", "Pegawai"),),
        ),
    },
    result_rating="meets",
    behaviour_rating="below",
    annex={
        "resources": (
            "Dukungan pegawai yang memiliki keahlian programming atau memahami pengembangan aplikasi",
            ("Kehadiran pimpinan dalam forum koordinasi nasional yang dihadiri seluruh Kepala Daerah untuk memastikan "
             "komitmen Pemerintah Daerah dalam penyelenggaraan ijin bangunan gedung melalui Aplikasi SIMBG"),
            "Dukungan sarana prasarana IT yang memadai",
        ),
        "accountability": (
            "Progres pengembangan aplikasi dilaporkan berkala setiap dua minggu",
            "Progres pemberian layanan dan peningkatan kapasitas SDM di Dinas PU dan PTSP dilaporkan setiap minggu",
        ),
        "consequences": (
            ("Direkomendasikan sebagai inovasi tingkat nasional pada kompetisi inovasi pelayanan publik yang "
             "diselenggarakan KemenPANRB"),
            "Direkomendasikan sebagai ASN inspiratif pada kompetisi Anugerah ASN yang diselenggarakan KemenPANRB",
        ),
    },
)
