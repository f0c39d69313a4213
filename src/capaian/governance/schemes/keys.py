"""Every key a scheme may use: its shape, the units it may be written in, and what it means.

Adding a key is one entry here; a contradiction between keys is one function in `contradictions.py`.
The shapes are explained in `shapes.py`. `units` empty = any unit (it must still be given).
"""

from __future__ import annotations

from dataclasses import dataclass

from capaian.governance.schemes.shapes import (
    Shape,
    choice,
    day,
    fields,
    flag,
    integer,
    listing,
    mapping,
    month_day,
    number,
    optional,
    rows,
    text,
)


@dataclass(frozen=True, slots=True)
class Key:
    """What the loader knows of one key."""

    about: str
    shape: Shape
    units: tuple[str, ...] = ()


RATINGS = ("above", "meets", "below")
PREDIKATS = ("SANGAT_BAIK", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG")
ORGANISATION = ("ISTIMEWA", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG")

_percent = number(minimum=0)
_share = number(minimum=0, maximum=100)
_rating = choice(*RATINGS)
_clock = Key("Batas waktu sejak peristiwa awal", integer(minimum=1), ("working-day", "calendar-day"))
_retention = Key("Masa simpan sebelum data dihapus; 0 berarti disimpan seterusnya", integer(minimum=0), ("calendar-day",))

KEYS: dict[str, Key] = {
    # --- evaluation: PermenPANRB 6/2022 ------------------------------------------------------------------
    "predikat.matrix": Key(
        "Predikat menurut rating hasil kerja (baris) dan rating perilaku (kolom)",
        mapping(_rating, mapping(_rating, choice(*PREDIKATS), complete=RATINGS), complete=RATINGS),
        ("predikat",),
    ),
    "organisation.predikats": Key("Predikat capaian kinerja organisasi, dari yang terbaik", listing(choice(*ORGANISATION))),
    "distribution.curves": Key(
        "Tinggi kurva pola distribusi untuk gambar pada formulir C, per predikat organisasi",
        mapping(choice(*ORGANISATION), mapping(choice(*PREDIKATS), number(minimum=0), complete=PREDIKATS), complete=ORGANISATION),
        ("grid",),
    ),
    "evaluation.cycles_allowed": Key("Siklus evaluasi periodik yang boleh dipilih instansi", listing(choice("month", "quarter"))),
    "evaluation.cycle": Key("Siklus evaluasi periodik pilihan instansi", choice("month", "quarter")),
    "evaluation.annual_window.start": Key("Awal jendela evaluasi tahunan (tahun berjalan)", month_day(), ("month-day",)),
    "evaluation.annual_window.end": Key("Akhir jendela evaluasi tahunan (tahun berikutnya)", month_day(), ("month-day",)),
    "evaluation.periodic_window.before_days": Key(
        "Jendela evaluasi periodik dibuka sekian hari sebelum periode berakhir", integer(minimum=0), ("calendar-day",)),
    "evaluation.periodic_window.after_days": Key(
        "Jendela evaluasi periodik ditutup sekian hari setelah periode berakhir", integer(minimum=0), ("calendar-day",)),
    "evaluation.semester_review": Key("Instansi menambah tinjauan tengah tahun", flag()),
    "documentation.cycles_allowed": Key(
        "Irama pendokumentasian yang boleh dipilih instansi",
        listing(choice("day", "week", "month", "quarter", "semester", "year"))),
    "planning.fixed_by": Key("SKP ditetapkan paling lambat (C1)", month_day(), ("month-day",)),
    "planning.absolute_words": Key("Kata mutlak yang sebaiknya tidak dipakai pada target", listing(text()), ("word",)),
    "planning.absolute_exceptions": Key("Hal yang membenarkan target mutlak", listing(text()), ("text",)),
    "planning.perspectives": Key("Perspektif indikator pejabat pimpinan tinggi", listing(text()), ("text",)),
    "studyleave.gpa_bands": Key(
        "Rentang IPK pembimbing ekspektasi pegawai tugas belajar (bukan predikat otomatis)",
        rows(level=choice("s1", "postgraduate"), place=choice("domestic", "abroad"),
             accreditation=optional(choice("A", "B", "C")), programme=optional(choice("A", "B", "C")),
             sangat_baik_from=number(0, 4), baik_from=number(0, 4), butuh_perbaikan_from=number(0, 4)),
        ("ipk",),
    ),
    "workflow.minimum_reason": Key("Panjang alasan paling sedikit saat mengembalikan", integer(minimum=1), ("character",)),
    # --- clocks: C3-C12 of PermenPANRB 6/2022 V.A-B (C1 and C2 are dates, above) ----------------------------
    "clock.document_handed_over": _clock,  # C3
    "clock.document_returned": _clock,  # C4
    "clock.report": _clock,  # C5
    "clock.superior_signs": _clock,  # C6
    "clock.superior_hands_over": _clock,  # C7
    "clock.superior_document_returned": _clock,  # C8
    "clock.superior_report": _clock,  # C9
    "clock.objection_filed": _clock,  # C10
    "clock.objection_decided": _clock,  # C11
    "clock.objection_report": _clock,  # C12
    # --- correcting the ledger on an employee's word: no law speaks of it, so these are policies ----------------
    "clock.correction_decided": _clock,
    "clock.plan_answered": _clock,  # an SKP offered after its deadline; II.C.5 speaks of the end of January only
    "retention.readings": _retention,
    "retention.notices": _retention,
    "retention.jobs": _retention,
    "retention.documents": _retention,
    "retention.record_content": _retention,
    "correction.days_ahead": Key(
        "Perbaikan data boleh berlaku paling lama sekian hari sesudah hari ini", integer(minimum=0), ("calendar-day",)),
    # --- achievement and the agency's bridge (policy, not law) ----------------------------------------------
    "achievement.cap": Key("Batas atas capaian indikator; null = tanpa batas", optional(number(minimum=100)), ("percent",)),
    "achievement.decimals": Key("Angka di belakang koma pada capaian", integer(minimum=0, maximum=6), ("digit",)),
    "bridge.above_from": Key("Capaian sejak nilai ini: di atas ekspektasi", _percent, ("percent",)),
    "bridge.meets_from": Key("Capaian sejak nilai ini: sesuai ekspektasi", _percent, ("percent",)),
    "bridge.above_main_floor": Key(
        "Untuk “di atas ekspektasi” tidak boleh ada hasil utama di bawah ini", _percent, ("percent",)),
    "bridge.meets_main_floor": Key(
        "Untuk “sesuai ekspektasi” tidak boleh ada hasil utama di bawah ini; null = tanpa syarat",
        optional(_percent), ("percent",)),
    "bridge.main_weight": Key("Bobot hasil utama bila ada hasil tambahan", _share, ("percent",)),
    # --- planning --------------------------------------------------------------------------------------------
    "plan.weights_total": Key("Jumlah bobot hasil atau indikator dalam satu SKP, bila bobot diminta", _percent, ("percent",)),
    # --- calendar ------------------------------------------------------------------------------------------
    "calendar.national": Key("Hari libur nasional", mapping(day(), text()), ("day",)),
    "calendar.collective_leave": Key("Cuti bersama", mapping(day(), text()), ("day",)),
    "calendar.fixed": Key("Hari libur yang jatuh pada tanggal sama setiap tahun", mapping(month_day(), text()), ("month-day",)),
}

# --- the calculators: distribution, legacy scores, surveys, credit points, talent ------------------------------
_unit_interval = number(minimum=0, maximum=1)
_predikat = choice(*PREDIKATS)
_shares = fields(skp=_unit_interval, behaviour=_unit_interval)
_limit = fields(
    of=listing(_predikat), unit=choice("percent", "people"),
    optional_fields={"least": number(minimum=0), "most": number(minimum=0)},
)
_pattern = fields(mode=optional(_predikat), limits=listing(_limit))

KEYS |= {
    "distribution.patterns": Key(
        "Pola distribusi predikat per capaian kinerja organisasi: yang terbanyak dan batas-batasnya (bersifat anjuran)",
        mapping(choice(*ORGANISATION), _pattern, complete=ORGANISATION), ("predikat",)),
    "distribution.small_unit": Key("Unit dengan pegawai kurang dari ini diberi catatan", integer(minimum=1), ("person",)),
    "iki.bands": Key(
        "Rentang capaian (persen utuh) ke nilai IKI, dari yang terbaik",
        rows({"from": _percent, "to": _percent}, category=text(), score_from=_percent, score_to=_percent), ("score",)),
    "iki.top_score": Key("Nilai di atas rentang terbaik, dan bila target maksimum tercapai", _percent, ("score",)),
    "total.weights": Key(
        "Bobot nilai SKP dan perilaku, tanpa dan dengan penilaian rekan/bawahan",
        fields(without_peers=_shares, with_peers=_shares), ("share",)),
    "total.bands": Key(
        "Nilai ke predikat, dari yang terbaik; yang butuh ide baru ditandai",
        rows({"from": _percent}, predikat=_predikat, label=text(), optional_fields={"needs_new_idea": flag()}), ("score",)),
    "total.maximum": Key("Nilai SKP dan perilaku tertinggi", _percent, ("score",)),
    "pp46.efficiency": Key(
        "Tetapan rumus waktu dan biaya: faktor, dasar, dan efisiensi (persen) tempat rumus berbalik",
        fields(factor=number(minimum=1), base=number(minimum=0), turn=_share), ("percent",)),
    "ikm.conversion": Key("Pengali indeks (1-4) menjadi IKM (25-100)", number(minimum=1), ("factor",)),
    "ikm.grades": Key(
        "Mutu pelayanan menurut IKM yang dibulatkan dua desimal, dari yang terbaik",
        rows({"from": _share}, grade=choice("A", "B", "C", "D"), label=text()), ("ikm",)),
    "ikm.published_weights": Key(
        "Bobot terpotong yang dipakai sebagian laporan, dan untuk berapa unsur",
        rows(weight=text(), elements=integer(minimum=1)), ("element",)),
    "ikm.elements": Key("Unsur survei, dari U1", listing(text()), ("element",)),
    "sample.chi_square": Key("χ² pada derajat bebas 1", number(minimum=0), ("factor",)),
    "sample.proportion": Key("Proporsi populasi P", _unit_interval, ("share",)),
    "sample.error": Key("Galat d", _unit_interval, ("share",)),
    "credit.coefficients": Key(
        "Koefisien angka kredit per tahun menurut jenjang", mapping(text(), number(minimum=0)), ("credit",)),
    "credit.shares": Key(
        "Persen angka kredit menurut predikat", mapping(_predikat, number(minimum=0), complete=PREDIKATS), ("percent",)),
    "credit.decimals": Key("Angka di belakang koma pada angka kredit", integer(minimum=0, maximum=6), ("digit",)),
    "credit.decimals_allowed": Key("Jumlah desimal yang dapat dipilih", listing(integer(minimum=0, maximum=6)), ("digit",)),
    "talent.grid": Key(
        "Kotak talenta menurut potensial (baris) dan kinerja (kolom)",
        mapping(choice("low", "medium", "high"), mapping(_rating, integer(1, 9), complete=RATINGS),
                complete=("low", "medium", "high")), ("box",)),
    "talent.recommendations": Key("Anjuran per kotak", listing(text(), minimum=9), ("text",)),
    "talent.succession": Key("Kotak yang masuk kelompok rencana suksesi", listing(integer(1, 9)), ("box",)),
    "talent.performance": Key("Predikat ke sumbu kinerja", mapping(_predikat, _rating, complete=PREDIKATS), ("rating",)),
}
