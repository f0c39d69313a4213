"""A starter library of indicators for health, education, public works and the population counter: the wording is ours, what is
measured follows the minimum service standards and the usual performance reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from capaian.people.models import Agency, Unit
from capaian.planning import workflow
from capaian.planning.models import LibraryIndicator, LibraryIndicatorStatus, LibraryVersion, ObjectiveIndicator
from capaian.planning.rules.library import Content, digest

HIGH, LOW = "higher", "lower"
_Row = tuple[str, str, str, str, str, str, str, str, str, str, str]

# code, name, definition, purpose, formula, unit, polarity, aspect, measurement, control, data source
HEALTH: tuple[_Row, ...] = (
    ("ibu-hamil-antenatal-standar", "Persentase ibu hamil yang mendapat pelayanan antenatal sesuai standar",
     "Ibu hamil yang diperiksa paling sedikit enam kali selama kehamilan, dua di antaranya oleh dokter",
     "Mengetahui jangkauan dan mutu pelayanan ibu hamil", "ibu hamil terlayani sesuai standar ÷ sasaran ibu hamil × 100",
     "persen", HIGH, "quality", "snapshot", "output-medium", "Kohort ibu, laporan bulanan puskesmas"),
    ("angka-kematian-ibu", "Angka kematian ibu per 100.000 kelahiran hidup",
     "Kematian perempuan selama hamil, bersalin atau 42 hari sesudahnya, bukan karena kecelakaan",
     "Menggambarkan derajat kesehatan ibu di wilayah", "kematian ibu ÷ kelahiran hidup × 100.000",
     "per 100.000", LOW, "quality", "released", "outcome", "Laporan kematian maternal, audit maternal perinatal"),
    ("imunisasi-dasar-lengkap", "Persentase bayi dengan imunisasi dasar lengkap",
     "Bayi yang sampai usia 11 bulan menerima semua antigen imunisasi dasar", "Mengetahui perlindungan bayi dari penyakit",
     "bayi lengkap ÷ sasaran bayi × 100", "persen", HIGH, "quantity", "cumulative", "output-medium",
     "Kohort bayi, aplikasi imunisasi"),
    ("prevalensi-stunting", "Prevalensi stunting pada balita",
     "Balita dengan tinggi badan menurut umur di bawah −2 simpangan baku",
     "Mengetahui beban stunting di wilayah", "balita stunting ÷ balita diukur × 100", "persen", LOW, "quality", "released",
     "outcome", "Survei status gizi, pencatatan gizi elektronik"),
    ("insiden-dbd", "Insiden demam berdarah per 100.000 penduduk", "Kasus demam berdarah baru yang dilaporkan dalam setahun",
     "Mengetahui keberhasilan pencegahan demam berdarah", "kasus baru ÷ penduduk × 100.000", "per 100.000", LOW, "quantity",
     "cumulative", "outcome", "Laporan surveilans, data penduduk"),
    ("waktu-tunggu-rawat-jalan", "Rata-rata waktu tunggu pasien rawat jalan",
     "Waktu sejak pasien mendaftar sampai dilayani dokter", "Mengetahui kecepatan pelayanan",
     "jumlah menit tunggu ÷ pasien dicatat",
     "menit", LOW, "time", "snapshot", "output-medium", "Catatan antrean elektronik"),
    ("kunjungan-rumah-risiko", "Jumlah kunjungan rumah kepada ibu hamil berisiko",
     "Kunjungan rumah oleh bidan atau perawat kepada ibu hamil berisiko tinggi, dicatat pada lembar kunjungan",
     "Memastikan ibu berisiko terpantau", "jumlah lembar kunjungan yang lengkap", "kunjungan", HIGH, "quantity", "cumulative",
     "output-high", "Lembar kunjungan rumah"),
)
EDUCATION: tuple[_Row, ...] = (
    ("aps-7-12", "Angka partisipasi sekolah usia 7 – 12 tahun", "Anak usia 7 – 12 tahun yang bersekolah pada jenjang apa pun",
     "Mengetahui pemerataan kesempatan belajar", "anak usia 7 – 12 bersekolah ÷ anak usia 7 – 12 × 100", "persen", HIGH,
     "quantity", "released", "outcome", "Survei sosial ekonomi, data pokok pendidikan"),
    ("angka-putus-sekolah-smp", "Angka putus sekolah jenjang SMP",
     "Siswa SMP yang berhenti sebelum lulus dalam satu tahun ajaran",
     "Mengetahui siswa yang perlu dijangkau kembali", "siswa berhenti ÷ siswa terdaftar × 100", "persen", LOW, "quantity",
     "snapshot", "intermediate", "Data pokok pendidikan"),
    ("literasi-batas-minimum", "Persentase siswa dengan kemampuan literasi di atas batas minimum",
     "Siswa peserta asesmen yang mencapai kompetensi literasi minimum", "Mengetahui mutu hasil belajar",
     "siswa di atas batas ÷ siswa peserta × 100", "persen", HIGH, "quality", "released", "outcome", "Rapor pendidikan"),
    ("guru-bersertifikat", "Persentase guru yang bersertifikat pendidik", "Guru aktif dengan sertifikat pendidik yang sah",
     "Mengetahui kelayakan pendidik", "guru bersertifikat ÷ guru aktif × 100", "persen", HIGH, "quality", "snapshot",
     "output-low", "Data pokok pendidikan"),
    ("ruang-kelas-baik", "Persentase ruang kelas dalam kondisi baik", "Ruang kelas tanpa kerusakan atau rusak ringan",
     "Mengetahui kelayakan tempat belajar", "ruang kelas baik ÷ seluruh ruang kelas × 100", "persen", HIGH, "quality", "snapshot",
     "output-medium", "Data pokok pendidikan, pemeriksaan lapangan"),
    ("anak-kembali-bersekolah", "Jumlah anak putus sekolah yang kembali bersekolah",
     "Anak usia 7 – 18 tahun yang terdaftar kembali di sekolah atau kesetaraan", "Mengetahui hasil penjangkauan",
     "jumlah anak terdaftar kembali", "anak", HIGH, "quantity", "cumulative", "output-medium", "Laporan tim penjangkauan"),
)
WORKS: tuple[_Row, ...] = (
    ("jalan-mantap", "Persentase jalan kabupaten dalam kondisi mantap", "Panjang jalan berkondisi baik dan sedang",
     "Mengetahui pelayanan jalan", "panjang jalan mantap ÷ panjang jalan kabupaten × 100", "persen", HIGH, "quality", "snapshot",
     "intermediate", "Survei kondisi jalan"),
    ("air-minum-layak", "Persentase rumah tangga dengan akses air minum layak",
     "Rumah tangga dengan sumber air minum terlindung", "Mengetahui pemenuhan kebutuhan dasar air",
     "rumah tangga berakses ÷ rumah tangga × 100", "persen", HIGH, "quantity", "released", "outcome", "Survei sosial ekonomi"),
    ("sanitasi-layak", "Persentase rumah tangga dengan akses sanitasi layak",
     "Rumah tangga dengan jamban leher angsa dan tangki septik", "Mengetahui pemenuhan kebutuhan dasar sanitasi",
     "rumah tangga berakses ÷ rumah tangga × 100", "persen", HIGH, "quantity", "released", "outcome", "Survei sosial ekonomi"),
    ("kehilangan-air", "Tingkat kehilangan air perumda", "Selisih air yang didistribusikan dan yang terjual",
     "Mengetahui efisiensi distribusi air", "(air distribusi − air terjual) ÷ air distribusi × 100", "persen", LOW, "cost",
     "snapshot", "output-medium", "Laporan produksi dan rekening air"),
    ("aduan-jalan-tujuh-hari", "Persentase aduan jalan yang ditangani dalam tujuh hari",
     "Aduan kerusakan jalan yang lubangnya ditutup dalam tujuh hari kalender", "Mengetahui daya tanggap pemeliharaan",
     "aduan tertangani ÷ aduan diterima × 100", "persen", HIGH, "time", "snapshot", "output-medium",
     "Kanal aduan, foto lapangan"),
    ("deviasi-fisik", "Deviasi progres fisik terhadap rencana", "Selisih mutlak progres fisik dan kurva rencana",
     "Mengetahui ketertiban pelaksanaan pekerjaan", "|progres − rencana|", "persen", LOW, "time", "snapshot", "output-high",
     "Laporan mingguan konsultan pengawas"),
)
COUNTER: tuple[_Row, ...] = (
    ("akta-kelahiran-anak", "Cakupan kepemilikan akta kelahiran anak 0 – 17 tahun",
     "Anak 0 – 17 tahun yang memiliki akta kelahiran",
     "Mengetahui pemenuhan hak identitas anak", "anak berakta ÷ anak 0 – 17 tahun × 100", "persen", HIGH, "quantity", "snapshot",
     "intermediate", "Sistem administrasi kependudukan"),
    ("perekaman-ktp", "Persentase penduduk wajib KTP yang sudah merekam data", "Penduduk wajib KTP dengan perekaman biometrik",
     "Mengetahui kelengkapan data kependudukan", "penduduk merekam ÷ penduduk wajib KTP × 100", "persen", HIGH, "quantity",
     "snapshot", "output-medium", "Sistem administrasi kependudukan"),
    ("waktu-kartu-keluarga", "Rata-rata waktu penerbitan kartu keluarga", "Hari kerja sejak berkas lengkap sampai kartu terbit",
     "Mengetahui kecepatan layanan", "jumlah hari ÷ kartu terbit", "hari kerja", LOW, "time", "snapshot", "output-high",
     "Register permohonan"),
    ("ikm-loket", "Indeks kepuasan masyarakat layanan loket", "Nilai survei sembilan unsur pelayanan",
     "Mengetahui mutu pelayanan menurut penerimanya", "rata-rata tertimbang sembilan unsur × 25", "indeks", HIGH, "quality",
     "released", "output-medium", "Survei kepuasan masyarakat"),
    ("aduan-selesai-lima-hari", "Persentase aduan yang diselesaikan dalam lima hari kerja",
     "Aduan yang dijawab tuntas dalam lima hari kerja", "Mengetahui daya tanggap layanan", "aduan tuntas ÷ aduan diterima × 100",
     "persen", HIGH, "time", "snapshot", "output-high", "Kanal aduan"),
    ("dokumen-terbit", "Jumlah dokumen kependudukan yang terbit tanpa cetak ulang",
     "Dokumen yang terbit dan tidak dikembalikan warga",
     "Mengetahui hasil dan ketelitian kerja loket", "dokumen terbit − dokumen cetak ulang", "dokumen", HIGH, "quantity",
     "cumulative", "output-high", "Register dokumen"),
)
FOLLOWED: dict[str, str] = {
    "Insiden demam berdarah per 100.000 penduduk": "insiden-dbd",
    "Persentase jalan dalam kondisi mantap": "jalan-mantap",
    "Persentase anak dengan imunisasi dasar lengkap": "imunisasi-dasar-lengkap",
    "Indeks kepuasan masyarakat (IKM)": "ikm-loket",
    "Persentase pengaduan selesai dalam batas waktu": "aduan-selesai-lima-hari",
    "Rata-rata waktu tunggu rawat jalan": "waktu-tunggu-rawat-jalan",
    "Persentase rumah tangga dengan akses air minum layak": "air-minum-layak",
}
"""Key indicators of the regions' objectives, and the entry that says what they mean."""
_GOOD = "Target berupa angka dengan satuan {unit} dan batas waktu dalam tahun kinerja"
_BAD = "Melaksanakan kegiatan tanpa ukuran, atau target “baik” tanpa angka"


def starter_library(agency: Agency, at: datetime, by_id: int, by_name: str) -> None:
    """About 25 approved indicators, owned by the offices that a name points to and otherwise by the whole agency. Inside the
    seed's own transaction."""
    units = list(Unit.objects.filter(agency=agency).order_by("path"))
    groups = ((HEALTH, "kesehatan"), (EDUCATION, "pendidikan"), (WORKS, "pekerjaan umum"), (COUNTER, "kependudukan"))
    indicators, contents = [], []
    for rows, word in groups:
        owner = _owner(units, word)
        for row in rows:
            indicators.append(LibraryIndicator(agency=agency, code=row[0], owner=owner, state=workflow.APPROVED))
            contents.append(_content(row))
    made = LibraryIndicator.objects.bulk_create(indicators)
    LibraryVersion.objects.bulk_create(
        LibraryVersion(indicator=indicator, number=1, approved_at=at, digest=digest(content), **_fields(content))
        for indicator, content in zip(made, contents, strict=True)
    )
    LibraryIndicatorStatus.objects.bulk_create(
        LibraryIndicatorStatus(record=row, state=workflow.APPROVED, by_id=by_id, by_name=by_name, at=at) for row in made
    )
    meanings = dict(LibraryVersion.objects.filter(indicator__agency=agency).values_list("indicator__code", "pk"))
    for statement, code in FOLLOWED.items():
        keys = ObjectiveIndicator.objects.filter(objective__unit__agency=agency, statement=statement)
        keys.update(definition_id=meanings[code])


def _content(row: _Row) -> Content:
    _code, name, definition, purpose, formula, unit, polarity, aspect, measurement, control, source = row
    return Content(
        name=name, definition=definition, purpose=purpose, formula=formula, unit=unit, polarity=polarity, aspect=aspect,
        measurement=measurement, control=control, data_source=source, rhythm="yearly" if measurement == "released" else "monthly",
        good_example=_GOOD.format(unit=unit), bad_example=_BAD,
    )


def _fields(content: Content) -> dict[str, str]:
    return {name: getattr(content, name) for name in Content.__dataclass_fields__}


def _owner(units: Sequence[Unit], word: str) -> Unit:
    return next((unit for unit in units if word in unit.name.lower()), units[0])
