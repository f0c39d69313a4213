"""The words the linter knows, as lists to read and to lengthen. Phrases stand between commas; what is not a plain word is a
small regular expression."""

from __future__ import annotations

import re


def _phrases(text: str) -> list[str]:
    """A comma inside braces ("{4,}") is part of the phrase."""
    return [" ".join(phrase.split()) for phrase in re.split(r",(?!\d*\})", text)]


def _either(text: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(_phrases(text))}){after}")


def _known(text: str) -> frozenset[str]:
    return frozenset(_phrases(text))


FILLERS = _known("""dan, atau, yang, di, ke, pada, dengan, untuk, dalam, dari, oleh, bagi, serta, para, tahun, atas, secara,
    tentang, terhadap, kepada, adalah, sebagai, agar, guna""")

NOT_VERBS = _known("""menit, menteri, mentah, menara, mental, menengah, mendasar, merata, memadai, merdeka, mengenai, menurut,
    melalui, menjadi, metode, memuaskan, menyeluruh, mendalam, mendesak, medis, medik, merah, mesin, mewah, medali, melati,
    memori, memiliki, mendapat, mengalami, membaik, meningkat, menurun""")
"""Begin like verbs and are none, or say what the recipients have come to ("memiliki", "membaik"), which is a result."""

CHANGES = _known("""meningkatkan, menurunkan, mewujudkan, mengurangi, mempercepat, memperluas, memperkuat, mengoptimalkan,
    mendorong, mencapai, memenuhi, memperoleh, mendapatkan""")
"""Active, but they name the change that is wanted: a matter of form."""

NOMINAL_ACTS = _known("""penyusunan, pelaksanaan, pembuatan, penyelenggaraan, pengumpulan, penginputan, pengetikan, penyiapan,
    pengarsipan, pemberkasan, perekapan, rekapitulasi, penulisan, pencatatan, penggandaan, pendistribusian, pengiriman,
    perancangan, perumusan, pengembangan, pemeliharaan, pemeriksaan, pendataan, pelatihan, penyuluhan, peninjauan,
    keikutsertaan,
    partisipasi, penataan, perawatan, updating, entri""")
CATEGORIES = _known("""monitoring, evaluasi, koordinasi, sosialisasi, pengawasan, supervisi, fasilitasi, asistensi, pendampingan,
    konsultasi, administrasi, kepegawaian, keuangan, pembinaan, pengelolaan, layanan, pelayanan, kehumasan, humas,
    keprotokolan, pelaporan,
    perencanaan, penganggaran, rapat, kesekretariatan, ketatausahaan, kerjasama, monev, bimtek, perpustakaan, kearsipan,
    inventarisasi, advokasi, pengendalian, pemantauan, verifikasi, bimbingan, penatausahaan, dokumentasi, publikasi, promosi""")
HELD = re.compile(r"(?:ter(?:laksan|selenggar)|di(?:laksan|selenggar)akan)a*n?nya")
OCCASIONS = _known("""kegiatan, rapat, pelatihan, bimbingan, diklat, workshop, lokakarya, seminar, upacara, survei, kunjungan,
    analisis, updating, edukasi, tugas""")
"""That it was held is still an activity, in the dress of a result ("terselenggaranya rapat")."""
HOW_WELL = _either(r"""sesuai(?! bidang), tepat, tertib, bermutu, berkualitas, akuntabel, optimal, komprehensif, lengkap,
    maksimal, paling, tanpa, efektif, efisien, lancar, andal, baik, cepat, standar, \d+ (?:hari|jam|menit|minggu|bulan),
    (?:nilai|sebesar|minimal|skor|predikat) \S*\d\S*""")
NOMINAL = re.compile(r"pe(?:m|n|ng|ny|r)?[a-z]{4,}an")
STATES = _known("""pendapatan, pengetahuan, pertumbuhan, perekonomian, perempuan, permukiman, perumahan, perusahaan, pencapaian,
    pemahaman, penghasilan, penerimaan, penghargaan, peranan, peserta, peralatan, perlengkapan, permohonan, permintaan,
    peningkatan, penurunan, percepatan, perluasan, pengurangan, persediaan, pertanggungjawaban, pekerjaan, pegawai""")
LONGEST_NAME = 4
"""Words. Nouns in pe-…-an by themselves name a work ("penyelamatan arsip"), unless they are states or things."""
CATEGORY_PAIRS = _known("""hubungan masyarakat, tata usaha, surat menyurat, kerja sama, tugas lain, tugas tambahan,
    tugas kedinasan""")

REACHED = _either(r"""ter(?!hadap|kait|tentu|masuk|utama|padu|akhir)[a-z]{4,},
    di(?!nas|rek|klat|gital|ri|are|abetes|ploma|vis|sabilitas|siplin|alog|mensi|ni\b|dik)[a-z]{3,},
    ber(?!basis|dasarkan|kala|kelanjutan|sama|bagai|upa|jenjang|kaitan)[a-z]{5,},
    tepat, sesuai, optimal, lengkap, akurat, cepat, tuntas, valid, memuaskan, efektif, efisien, prima, andal, mutakhir, aman,
    tertib, baik, lancar, siap, selesai, meningkat\w*, menurun\w*, turun, naik, puas, kepuasan, merata, mudah, transparan,
    akuntabel, bermutu, layak, sah, memenuhi, memiliki, mendapat\w*, menggunakan, menerima, minimal, maksimal, paling, hasil,
    tersedia, bebas, tanpa, tidak, memadai, mencapai, unggul, inklusif, kualitas, mutu, ide, inovasi""")
"""What makes a noun phrase tell of something reached."""

MEASURES = _either("""jumlah, banyaknya, persentase, presentase, prosentase, persen, rata[- ]rata, rerata, indeks, ik[mp], nilai,
    tingkat, rasio, angka, cakupan, proporsi, prevalensi, insiden, insidensi, waktu, lama, lamanya, durasi, ketepatan,
    kecepatan,
    kesesuaian, kepatuhan, kelengkapan, skor, frekuensi, opini, predikat, status, level, peringkat, akreditasi, capaian,
    realisasi,
    laju, pertumbuhan, harapan, umur, biaya, selisih, deviasi, derajat, porsi, inflasi, volume, luas, panjang, kapasitas,
    besaran,
    total, efisiensi, serapan, kelulusan, kehadiran, ipm, sakip, kepuasan, kategori, maturitas, produktivitas, kontribusi,
    densitas, populasi, pdrb, pendapatan""")
MEASURED_FIRST = _either("""jumlah, banyaknya, persentase, presentase, prosentase, persen, rata[- ]rata, indeks, nilai, tingkat,
    rasio, angka, cakupan, proporsi, prevalensi, waktu, lama, ketepatan, skor, kepatuhan, kesesuaian, frekuensi, capaian,
    realisasi,
    laju, hasil, opini, predikat, status""", before="")
UNIT_IMPLIED = _either("""persentase, presentase, prosentase, indeks, nilai, skor, rasio, peringkat, level, ik[mp], cakupan,
    proporsi, prevalensi, opini, predikat, akreditasi, maturitas, ipm, per \\d+""")
USUAL_UNITS = (
    ("panjang", "km"), ("luas", "hektare"), ("waktu", "hari kerja"), ("lama", "hari kerja"), ("produksi", "ton"),
    ("volume", "ton"), ("biaya", "rupiah"),
)
VAGUE = _either("""baik, puas, memuaskan, optimal, maksimal, meningkat, menurun, bertambah, berkurang, tinggi, rendah, cepat,
    lancar, tertib, efektif, efisien, akuntabel, transparan, berkualitas, bermutu, memadai, tepat waktu, sesuai harapan""",
    before=r"(?:(?:sangat|lebih|semakin|makin|cukup)\s+)?")
GRADED = _either("""predikat, kategori, kriteria, peringkat, status, opini, akreditasi, kualifikasi, level, klasifikasi,
    hasil penilaian""")
"""Measures whose grades have names ("Baik", "Tinggi")."""
CHANGE = _either("""penurunan, peningkatan, kenaikan, pengurangan, pertambahan, menurunnya, meningkatnya, berkurangnya,
    bertambahnya, turunnya, naiknya""",
    before=r"(?:(?:persentase|presentase|prosentase|laju|tingkat|angka|besaran|jumlah)\s+)?")
STARTS_FROM = _either(r"""dari\s+(?:rata-rata\s+)?\d, semula\b, baseline\b, dibanding(?:kan)?\b,
    tahun (?:lalu|sebelumnya|dasar)\b,
    menjadi\b""", after="")

SHARE = _either("persentase, presentase, prosentase, proporsi, cakupan, prevalensi, persen", before="")
MAY_EXCEED = _either("""pertumbuhan, peningkatan, kenaikan, laju, inflasi, rasio, capaian, pencapaian, realisasi,
    pertambahan, penambahan, dibanding(?:kan)?, terhadap target, deviasi, selisih, perubahan, bor, hunian, kasar, apk,
    nilai tukar,
    indeks harga, penerimaan, pendapatan, penjualan, laba, produktivitas""")
"""Said in percent, yet more than 100 can be right: of a target, of last year, of a gross rate."""
MAY_BE_NEGATIVE = _either("""pertumbuhan, laju, inflasi, deflasi, selisih, deviasi, suhu, perubahan, surplus, defisit, neraca,
    kenaikan""")
TO_HUNDRED = _either("""ikm, indeks kepuasan, kepuasan masyarakat, sakip, akuntabilitas kinerja, reformasi birokrasi, ikpa,
    pembangunan manusia, ipm, profesionalitas asn, kualitas lingkungan hidup""")
TO_FIVE = _either("spbe, maturitas spip, maturitas sistem pengendalian, kapabilitas apip")
TO_FOUR = _either("indeks prestasi kumulatif, ipk mahasiswa, ipk semester, nilai ipk")
TO_ONE = _either("(?:rasio|indeks|koefisien) gini")

ABSOLUTE = _either("""tidak pernah, tanpa (?:ter)?kecuali, tanpa kesalahan, semua(?:nya)?, seluruh(?:nya)?, selalu, senantiasa,
    setiap, tiap""")
AT_STAKE = _either("""nyawa, korban jiwa, korban meninggal, jatuh korban, meninggal, kematian, (?:men)?cedera(?:i)?, luka berat,
    keselamatan (?:pasien|kerja|penumpang|pelayaran|penerbangan), keamanan (?:nasional|negara), rahasia negara,
    kerugian (?:keuangan )?(?:negara|daerah), merugikan (?:keuangan )?(?:negara|daerah)""")
"""What makes an absolute target lawful, where the words say it themselves (II.A.7.a.7)."""
RHYTHM = _either("""hari(?:nya)?, minggu, bulan(?:nya)?, triwulan, semester, tahun(?:nya)?, kuartal, pekan, jam, shift, senin,
    jumat, periode, saat""", before=r"\s*(?:(?:\d+|satu|dua|tiga|akhir|awal)\s+)?")
SCOPE = _either("""dari, di, pada, terhadap, untuk, ke, bagi, antar, antara, oleh, dibagi, jumlah, meliputi, mencakup,
    kepada, atas,
    dengan, yang""", after=r"\s*$")

FALLING = _either("menurunnya, berkurangnya, turunnya, menyusutnya, rendahnya, menurun, berkurang", before="")
RISING = _either("meningkatnya, bertambahnya, naiknya, membaiknya, meluasnya, tingginya, meningkat", before="")
AMOUNT_OF_FALL = _either(
    "penurunan, pengurangan, efisiensi, penghematan",
    before=r"(?:(?:persentase|presentase|prosentase|jumlah|besar(?:an|nya)?|tingkat|laju|angka|nilai|rata-rata)\s+)?",
)
TIMES = _either(r"""tunggu, tanggap, respons?, proses, pelayanan, penyelesaian, penerbitan, pengurusan, perbaikan, penanganan,
    pengiriman, verifikasi, antre(?:an)?, gangguan, pemadaman, rawat""",
    before=r"(?:rata[- ]rata\s+|rerata\s+)?(?:waktu|lama|lamanya|durasi)\s+(?:\w+\s+)?")
"""How long something takes, which is good when short ("lama sekolah", "lama tinggal wisatawan" are not among them)."""
SPANS_OF_TIME = _known("menit, jam, hari, hari kerja, minggu, bulan")
HARM = _either("""kematian, meninggal, kejadian luar biasa, keracunan,
    kesakitan, penderita, kemiskinan, penduduk miskin, pengangguran, kecelakaan, kebocoran,
    kehilangan air,
    kebakaran, putus sekolah, stunting, wasting, gizi (?:buruk|kurang), waktu tunggu, lama tunggu, waktu tanggap, lama proses,
    keterlambatan, keluhan, temuan, tunggakan, kekerasan, pelanggaran, kesalahan, kriminalitas, kejahatan, inflasi, gini,
    ketimpangan, kumuh, insiden(?:si)?, kerugian, deviasi, backlog, buta aksara, perkawinan anak, pernikahan dini,
    angka kelahiran,
    infeksi, komplain, gangguan, jalan rusak, rusak berat, (?:hilang|rusak) atau (?:rusak|hilang), yang (?:hilang|rusak), antrean,
    (?:indeks|tingkat) risiko, waktu pelayanan, waktu penyelesaian, waktu respons?, rata-rata waktu,
    lama pelayanan, mangkir, pencemaran, emisi""")
MENDED = _either(r"""penanganan, penyelesaian(?! (?:dokumen|berkas)), tindak lanjut, pencegahan, pengendalian, penanggulangan,
    pemulihan, deteksi, skrining, penurunan, pengurangan, bebas, tanpa, tidak, bukan, berkurang, menurun, turun, ketepatan,
    kepatuhan, kecepatan, edukasi, penyuluhan, kunjungan, bantuan, capaian, kesesuaian, keberhasilan, kesiapsiagaan,
    pengawasan, pemantauan, pelaporan, pelacakan, surveilans, kesembuhan, cakupan, penemuan, penjaringan, penerima,
    rehabilitasi, keselamatan, kampanye, sosialisasi, pelatihan, simulasi, selesai, tuntas, tertangani, terselesaikan,
    ditangani, ditindaklanjuti,
    (?:yang|telah|sudah|dapat)\s+(?:di|ter|me(?!ninggal)|ber|selesai|tuntas|sembuh|kembali|sesuai)\w*""")
"""What is done about a harm: then more of it is good, or the words leave it open."""
AGAINST_IT = _either("""kelompok, kader, peserta, layanan, anggaran, dokumen, laporan, posko, rambu, tim, regu, petugas,
    rencana, peta, kajian, data, sistem, program, kegiatan, upaya""")
"""Set up against a harm where it stands before it ("kader pencegah kekerasan"); behind it, it is where the harm is found
("kesalahan pada dokumen")."""
GOOD = _either("""cakupan, kepuasan, kelulusan, kepatuhan, ketepatan, harapan hidup, harapan lama sekolah, lama sekolah, akses,
    kemantapan, kepesertaan, penyelesaian, kehadiran, pertumbuhan, partisipasi, ketersediaan, kesesuaian, pendapatan,
    peningkatan,
    ketercapaian, melek""",
    before=r"(?:(?:persentase|presentase|prosentase|jumlah|tingkat|angka|nilai|indeks|rata-rata|cakupan)\s+)?(?:\w+\s+)?")

OF_HEALTH = _either(r"""kesehatan, puskesmas, rsud, rumah sakit, pasien, ibu hamil, bayi, balita, imunisasi, posyandu, obat,
    resep, gizi, stunting, perawat\w*, keperawatan, bidan, dokter, medis, medik, penyakit, tb, persalinan, klinik,
    rawat (?:jalan|inap)""")
OF_SCHOOL = _either(r"""sekolah, siswa, peserta didik, guru, pembelajaran, kurikulum, pendidikan, paud, smp, dapodik,
    rapor, literasi, numerasi, pelajaran, belajar mengajar""")
OF_WORKS = _either(r"""jalan, jembatan, irigasi, drainase, proyek, konstruksi, bangunan, gedung, permukiman, perumahan,
    sanitasi, air minum, pekerjaan umum, tata ruang, bina marga""")
OF_COUNTER = _either(r"""izin, perizinan, pemohon, permohonan, nib, akta, ktp\S*, kia, kependudukan, loket, pelayanan
    terpadu, penanaman modal, investasi, pencatatan sipil""")
OF_MONEY = _either(r"""keuangan, kas, spj, spm, spp, anggaran, pajak, pbb\S*, retribusi, pendapatan daerah, pad, piutang,
    aset, barang milik, belanja, bendahara, pembukuan, bpk""")
OF_VILLAGE = _either("desa, apbdes, kelurahan, kecamatan, siskeudes, musrenbang, bumdes")
OF_OFFICE = _either(r"""surat\w*, arsip\w*, kearsipan, rapat, notula, kepegawaian, pegawai, administrasi, sekretariat,
    naskah, tata usaha, kenaikan pangkat, agenda, perlengkapan, kendaraan dinas, protokol\w*""")
"""By which words a sector is known, for an example from the writer's own work."""
