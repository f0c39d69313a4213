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
    partisipasi, penataan, perawatan""")
CATEGORIES = _known("""monitoring, evaluasi, koordinasi, sosialisasi, pengawasan, supervisi, fasilitasi, asistensi, pendampingan,
    konsultasi, administrasi, kepegawaian, keuangan, pembinaan, pengelolaan, layanan, pelayanan, kehumasan, humas,
    keprotokolan, pelaporan,
    perencanaan, penganggaran, rapat, kesekretariatan, ketatausahaan, kerjasama, monev, bimtek, perpustakaan, kearsipan,
    inventarisasi, advokasi, pengendalian, pemantauan, verifikasi, bimbingan, penatausahaan, dokumentasi, publikasi, promosi""")
CATEGORY_PAIRS = _known("hubungan masyarakat, tata usaha, surat menyurat, kerja sama, tugas lain")

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
CHANGE = _either("""penurunan, peningkatan, kenaikan, pengurangan, pertambahan, menurunnya, meningkatnya, berkurangnya,
    bertambahnya, turunnya, naiknya""",
    before=r"(?:(?:persentase|presentase|prosentase|laju|tingkat|angka|besaran|jumlah)\s+)?")
STARTS_FROM = _either(r"""dari\s+(?:rata-rata\s+)?\d, semula\b, baseline\b, dibanding(?:kan)?\b,
    tahun (?:lalu|sebelumnya|dasar)\b,
    menjadi\b""", after="")

SHARE = _either("persentase, presentase, prosentase, proporsi, cakupan, prevalensi, persen", before="")
MAY_EXCEED = _either("""pertumbuhan, peningkatan, kenaikan, laju, inflasi, rasio, capaian, pencapaian, realisasi, serapan,
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
HARM = _either("""kematian, meninggal, kesakitan, penderita, kemiskinan, penduduk miskin, pengangguran, kecelakaan, kebocoran,
    kehilangan air,
    kebakaran, putus sekolah, stunting, wasting, gizi (?:buruk|kurang), waktu tunggu, lama tunggu, waktu tanggap, lama proses,
    keterlambatan, keluhan, temuan, tunggakan, kekerasan, pelanggaran, kesalahan, kriminalitas, kejahatan, inflasi, gini,
    ketimpangan, kumuh, insiden(?:si)?, kerugian, deviasi, backlog, buta aksara, perkawinan anak, pernikahan dini,
    angka kelahiran,
    infeksi, komplain, gangguan, jalan rusak, rusak berat, antrean, waktu pelayanan, waktu penyelesaian,
    waktu respons?, rata-rata waktu,
    lama pelayanan, mangkir, pencemaran, emisi""")
MENDED = _either(r"""penanganan, penyelesaian(?! (?:dokumen|berkas)), tindak lanjut, pencegahan, pengendalian, penanggulangan,
    pemulihan, deteksi, skrining, penurunan, pengurangan, bebas, tanpa, tidak, bukan, berkurang, menurun, turun, ketepatan,
    kepatuhan, kecepatan, kelompok, kader, peserta, edukasi, penyuluhan, layanan, kunjungan, bantuan, anggaran, capaian,
    kesesuaian,
    keberhasilan, kesiapsiagaan, pengawasan, pemantauan, pelaporan, dokumen, laporan, pelacakan, surveilans, kesembuhan,
    cakupan,
    penemuan, penjaringan, penerima, rehabilitasi, keselamatan, kampanye, sosialisasi, pelatihan, simulasi, posko, rambu,
    tim, regu,
    petugas, rencana, peta, kajian, data, sistem, program, kegiatan, upaya, selesai, tuntas, tertangani, terselesaikan,
    ditangani,
    ditindaklanjuti, (?:yang|telah|sudah|dapat)\s+(?:di|ter|me|ber|selesai|tuntas|sembuh|kembali|sesuai)\w*""")
"""What is done about a harm: then more of it is good, or the words leave it open."""
GOOD = _either("""cakupan, kepuasan, kelulusan, kepatuhan, ketepatan, harapan hidup, harapan lama sekolah, lama sekolah, akses,
    kemantapan, kepesertaan, penyelesaian, kehadiran, pertumbuhan, partisipasi, ketersediaan, kesesuaian, pendapatan,
    peningkatan,
    ketercapaian, melek""",
    before=r"(?:(?:persentase|presentase|prosentase|jumlah|tingkat|angka|nilai|indeks|rata-rata|cakupan)\s+)?(?:\w+\s+)?")
