"""The two leaders of the regulation's worked example, typed from its printed forms: PermenPANRB 6/2022, Anak Lampiran 2,
tables 3-4 (p.129-130: performance agreements), 5-6 (p.131-137: SKP on form A.1.2) and 7-9 (p.138-144: manuals, workblock).

The unit of a target is our reading; "indeks tahapan" is the scale of steps that table 7 defines. Only what is printed filled
in stands here: of the agreements one key indicator each.
"""

from __future__ import annotations

from dataclasses import dataclass

from capaian.web.demonstration.official_figures import DIRECTOR_INDICATOR, DIRECTOR_RESULT, Behaviour

RECIPIENT, PROCESS, INTERNAL, BUDGET = "recipient", "process", "internal", "budget"
STEPS = "indeks tahapan"


@dataclass(frozen=True, slots=True)
class Led:
    """An indicator of form A.1.2: words, target as printed and as number, unit, perspective, level of control."""

    statement: str
    target_text: str
    target: str
    unit: str
    perspective: str
    control: str = "outcome"


@dataclass(frozen=True, slots=True)
class LedResult:
    """A result of form A.1.2 with the assigning post in brackets; the first of each leader comes from the agreement."""

    statement: str
    assigned_by: str
    indicators: tuple[Led, ...]
    source: str = "directive"
    kind: str = "main"


@dataclass(frozen=True, slots=True)
class Leader:
    """One leader's year: the key indicator promised in the agreement, results, special expectations by core value."""

    key: Led
    results: tuple[LedResult, ...]
    behaviour: dict[str, Behaviour]


GENERAL = Leader(
    key=Led(
        "Persentase peningkatan pelayanan infrastruktur pemukiman yang layak dan aman melalui pendekatan smart living",
        "61,95%", "61.95", "%", RECIPIENT,
    ),
    results=(
        LedResult(
            "Meningkatnya pelayanan infrastruktur perumahan dan permukiman yang layak dan aman", "Menteri", (), "agreement",
        ),
        LedResult("Meningkatkan kualitas layanan Direktorat Jenderal III", "Menteri", (
            Led("Indeks kualitas layanan yang dihasilkan oleh unit kerja lingkup Direktorat Jenderal III", "3,5 dari skala 5",
                "3.5", "skala 5", RECIPIENT, "intermediate"),
        )),
        LedResult("Tersusunnya revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung", "Menteri", (
            Led("Indeks penyelesaian revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung", "90",
                "90", STEPS, PROCESS, "output-low"),
        )),
        LedResult("Tersusunnya RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek", "Menteri", (
            Led("Indeks penyelesaian RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek", "90", "90", STEPS,
                PROCESS, "output-low"),
        )),
        LedResult("Terwujudnya Direktorat Jenderal III yang reform dan akuntabel", "Menteri", (
            Led("Nilai pelaksanaan Reformasi Birokrasi Direktorat Jenderal III", "85", "85", "nilai", INTERNAL, "intermediate"),
            Led("Nilai Akuntabilitas Kinerja Direktorat Jenderal III", "85", "85", "nilai", INTERNAL, "intermediate"),
        )),
        LedResult(
            "Pengelolaan anggaran Program Pembinaan dan Pengembangan Infrastruktur Permukiman yang optimal", "Menteri", (
                Led("Nilai Indikator Kinerja Pelaksanaan Anggaran Direktorat Jenderal III", "95", "95", "nilai", BUDGET,
                    "intermediate"),
            ),
        ),
        LedResult("Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan", "Pimpinan", (
            Led("Persentase penyelesaian penugasan/direktif pimpinan sesuai target waktu yang ditetapkan", "80%", "80", "%",
                PROCESS, "output-low"),
        )),
        LedResult(
            "Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja utama "
            "organisasi dalam perjanjian kerja", "Menteri", (
                Led("Persentase penyelesaian rencana aksi/inisiatif strategis yang berkontribusi langsung terhadap pencapaian "
                    "indikator Perjanjian Kinerja Direktorat Jenderal III sesuai target waktu yang ditetapkan", "80%", "80", "%",
                    PROCESS, "output-low"),
            ), "action", "additional",
        ),
    ),
    behaviour={
        "akuntabel": Behaviour(
            ("Menjadi role model/ panutan dalam menjunjung komitmen dan integritas pegawai di lingkungan kerjanya",)
        ),
        "kompeten": Behaviour((
            "Bersedia untuk mengajarkan pengetahuan atau keterampilan yang dimiliki kepada orang lain",
            "Menyelesaikan setiap pekerjaan sesuai dengan target dan standar kualitas yang ditetapkan",
        )),
        "harmonis": Behaviour(
            ("Membangun komunikasi yang lebih terbuka dan menjaga hubungan baik dengan stakeholder",)
        ),
        "loyal": Behaviour(
            ("Berani menyampaikan adanya indikasi/ hal-hal yang dapat merugikan dan membahayakan negara",)
        ),
        "kolaboratif": Behaviour((
            "Mampu mengelola dan melibatkan seluruh pihak sesuai dengan peran dan fungsinya untuk mencapai tujuan bersama",
            "Memberikan kesempatan kepada setiap anggota untuk menyampaikan ide atau gagasan yang produktif",
        )),
    },
)

_ABOVE = "Direktur Jenderal III"

DIRECTOR_PLAN = Leader(
    key=Led(DIRECTOR_INDICATOR, "30%", "30", "%", RECIPIENT),
    results=(
        LedResult(DIRECTOR_RESULT, _ABOVE, (), "agreement"),
        LedResult(
            "Percepatan pembangunan Pos Lintas Batas Negara terpadu dan sarana prasarana penunjang kawasan perbatasan.", _ABOVE,
            (
                Led("Jumlah Pos Lintas Batas Negara Terpadu dan sarana prasarana penunjang kawasan perbatasan yang terbangun, "
                    "laik fungsi, dan telah diserahterimakan.", "3 unit", "3", "unit", RECIPIENT, "output-low"),
                Led("Tingkat kepuasan pengguna dan operator Pos Lintas Batas Negara terhadap fasilitas Pos Lintas Batas",
                    "3,5 dari skala 5", "3.5", "skala 5", RECIPIENT, "intermediate"),
            ),
        ),
        LedResult("Meningkatnya kualitas layanan Direktorat II", _ABOVE, (
            Led("Indeks kualitas layanan internal Direktorat II", "4", "4", "indeks", RECIPIENT, "intermediate"),
        )),
        LedResult(
            "Tersusunnya RUU Revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung", _ABOVE, (
                Led("Indeks Penyelesaian Revisi Undang Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung", "80",
                    "80", STEPS, PROCESS, "output-low"),
            ),
        ),
        LedResult("Tersusunnya RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek", _ABOVE, (
            Led("Indeks penyelesaian RPP tentang Peraturan Pelaksanaan UU No. 6 Tahun 2017 tentang Arsitek", "80", "80", STEPS,
                PROCESS, "output-low"),
        )),
        LedResult("Terwujudnya Direktorat II yang akuntabel", _ABOVE, (
            Led("Nilai Akuntabilitas Kinerja Direktorat II", "85", "85", "nilai", INTERNAL, "intermediate"),
        )),
        LedResult("Meningkatnya kualitas pengelolaan BMN", _ABOVE, (
            Led("Tingkat kualitas pengelolaan BMN lingkup Direktorat II", "95%", "95", "%", INTERNAL, "output-low"),
        )),
        LedResult(
            "Pengelolaan anggaran Program Pembinaan dan Pengembangan Infrastruktur Permukiman yang optimal", _ABOVE, (
                Led("Presentase pengelolaan keuangan (anggaran) yang bebas dari temuan material", "100%", "100", "%", BUDGET,
                    "output-low"),
            ),
        ),
        LedResult("Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan", "Pimpinan", (
            Led("Persentase penyelesaian penugasan pimpinan/direktif pimpinan sesuai target waktu yang ditetapkan", "80%", "80",
                "%", PROCESS, "output-low"),
        )),
        LedResult(
            "Terlaksananya rencana aksi/inisiatif strategis dalam rangka pencapaian sasaran dan indikator Kinerja utama "
            "organisasi dalam perjanjian Kinerja", _ABOVE, (
                Led("Persentase penyelesaian rencana aksi/ inisiatif strategis yang berkontribusi langsung terhadap pencapaian "
                    "indikator Perjanjian Kinerja Direktorat II sesuai target waktu yang ditetapkan", "80%", "80", "%", PROCESS,
                    "output-low"),
            ), "action", "additional",
        ),
    ),
    behaviour={
        "akuntabel": Behaviour(
            ("Menjadi role model/ panutan dalam menjunjung antikorupsi bagi pegawai di lingkungan kerjanya.",)
        ),
        "harmonis": Behaviour((
            "Memberikan kesempatan yang sama serta bersikap adil kepada setiap pegawai untuk mendapat pengembangan kompetensi",
        )),
        "loyal": Behaviour(
            ("Melaksanakan instruksi atau tugas dari atasan dengan sungguh-sungguh dan penuh tanggung jawab",)
        ),
        "adaptif": Behaviour(
            ("Mempercepat monitoring dan analisa data guna mendukung peningkatan kualitas dan kinerja unit kerja",)
        ),
        "kolaboratif": Behaviour((
            "Mampu mengelola dan melibatkan seluruh pihak sesuai dengan peran dan fungsinya untuk mencapai tujuan bersama",
            "Memberikan kesempatan kepada setiap anggota untuk menyampaikan ide atau gagasan yang produktif",
        )),
    },
)
