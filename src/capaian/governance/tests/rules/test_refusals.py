"""Every way a scheme file can be wrong: the message names file, line and key, and all problems come at once."""

from __future__ import annotations

import re

import pytest

from capaian.governance.schemes import SchemeErrors, check_file
from capaian.governance.tests.rules.files import GOOD, MATRIX, value, write


def complaints(path) -> list[str]:
    with pytest.raises(SchemeErrors) as caught:
        check_file(path)
    return str(caught.value).splitlines()


def test_the_example_is_right(tmp_path):
    assert check_file(write(tmp_path, GOOD + MATRIX)).id == "contoh-2026"


NOT_A_NUMBER = "baris 12, values.bridge.meets_from.value: harus bilangan seperti 12 atau 0.111, bukan"
NOT_DATED = "values.bridge.main_weight: harus berupa daftar nilai bertanggal (diawali - {from: …, value: …})"

SPOILED = [
    # (what is replaced, by what, the one complaint)
    ("source: Kebijakan contoh\n", "sorce: Kebijakan contoh\nsource: Kebijakan contoh\n",
     "baris 4, sorce: kunci tidak dikenal; maksudnya “source”?"),
    ("title: Skema contoh\n", "", "baris 1, title: belum diisi"),
    ("title: Skema contoh", "title: 2026", "baris 2, title: harus teks (beri tanda kutip bila perlu), bukan “2026”"),
    ("title: Skema contoh", "title: ' '", "baris 2, title: tidak boleh kosong"),
    ("title: Skema contoh", "title:",
     "baris 2, title: harus teks (beri tanda kutip bila perlu), bukan kosong"),
    ("title: Skema contoh", "title: [a]",
     "baris 2, title: harus teks (beri tanda kutip bila perlu), bukan sebuah daftar atau pasangan kunci: nilai"),
    ("id: contoh-2026", "id: Contoh_2026",
     "baris 1, id: hanya huruf kecil, angka dan tanda hubung, misalnya sofifi-capaian-2026"),
    ("id: contoh-2026", "id: lain-2026", "baris 1, id: id harus sama dengan nama berkas (“contoh-2026”)"),
    ("status: draft", "status: final", "baris 3, status: harus salah satu dari draft, published; bukan “final”"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 2026-01-01, until: 2025-01-01}",
     "baris 5, effective.until: mendahului effective.from"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 2026-01-01, untli: null}",
     "baris 5, effective.untli: kunci tidak dikenal; yang dikenal: from, until"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {until: null}", "baris 5, effective.from: belum diisi"),
    ("effective: {from: 2026-01-01, until: null}", "effective: 2026", "baris 5, effective: harus berupa pasangan kunci: nilai"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 2026-02-30}",
     "baris 5, effective.from: harus tanggal seperti 2026-01-31, bukan “2026-02-30”"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 20260101}",
     "baris 5, effective.from: harus tanggal seperti 2026-01-31, bukan “20260101”"),
    ("  bridge.meets_from:", "  bridge.meet_from:",
     "baris 11, values.bridge.meet_from: kunci tidak dikenal; maksudnya “bridge.meets_from”?"),
    ("  bridge.meets_from:", "  xyzzy:", "baris 11, values.xyzzy: kunci tidak dikenal"),
    ("  bridge.meets_from:", "  bridge.above_from:",
     "baris 11, values.bridge.above_from: kunci ditulis dua kali; yang pertama di baris 8"),
    ("title: Skema contoh\n", "title: Skema contoh\ntitle: Lagi\n",
     "baris 3, title: kunci ditulis dua kali; yang pertama di baris 2"),
    ("unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "unit: percent, unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "baris 12, values.bridge.meets_from.unit: kunci ditulis dua kali; yang pertama di baris 12"),
    ("unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "kind: policy, confidence: H, source: Contoh, value: 90", "baris 12, values.bridge.meets_from.unit: belum diisi"),
    ("source: Contoh, value: 90", "value: 90", "baris 12, values.bridge.meets_from.source: belum diisi"),
    ("kind: policy, confidence: H, source: Contoh, value: 90", "confidence: H, source: Contoh, value: 90",
     "baris 12, values.bridge.meets_from.kind: belum diisi"),
    ("source: Contoh, value: 90", "source: Contoh", "baris 12, values.bridge.meets_from.value: belum diisi"),
    ("kind: policy, confidence: H, source: Contoh, value: 90", "kind: opinion, confidence: H, source: Contoh, value: 90",
     "baris 12, values.bridge.meets_from.kind: harus salah satu dari law, policy, practice; bukan “opinion”"),
    ("value: 90", "value: 90, remark: x", "baris 12, values.bridge.meets_from.remark: kunci tidak dikenal"),
    ("unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "unit: points, kind: policy, confidence: H, source: Contoh, value: 90",
     "baris 12, values.bridge.meets_from.unit: satuan harus percent, bukan “points”"),
    ("unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "unit: , kind: policy, confidence: H, source: Contoh, value: 90",
     "baris 12, values.bridge.meets_from.unit: harus teks (beri tanda kutip bila perlu), bukan kosong"),
    ("value: 90", "value: ninety", f"{NOT_A_NUMBER} “ninety”"),
    ("value: 90", "value: '90,5'", f"{NOT_A_NUMBER} “90,5”"),
    ("value: 90", "value: 9e1", f"{NOT_A_NUMBER} “9e1”"),
    ("value: 90", "value: .inf", f"{NOT_A_NUMBER} “.inf”"),
    ("value: 90", "value: 1_000", f"{NOT_A_NUMBER} “1_000”"),
    ("value: 90", "value: -1", "baris 12, values.bridge.meets_from.value: paling kecil 0, bukan “-1”"),
    ("until: 2026-06-30", "until: 2026-07-15",
     "baris 10, values.bridge.above_from: tanggal bertumpuk: nilai sebelumnya berlaku 2026-01-01 s.d. 2026-07-15"),
    ("until: 2026-06-30", "until: null",
     "baris 10, values.bridge.above_from: tanggal bertumpuk: nilai sebelumnya berlaku 2026-01-01 s.d. seterusnya"),
    ("until: 2026-06-30", "until: 2026-05-31",
     "baris 10, values.bridge.above_from: ada celah: tidak ada nilai antara 2026-05-31 dan 2026-07-01"),
    ("{from: 2026-07-01, until: null", "{from: 2026-07-01, until: 2026-06-01",
     "baris 10, values.bridge.above_from.until: 2026-06-01 mendahului from 2026-07-01"),
    ("{from: 2026-01-01, until: 2026-06-30", "{from: 2025-01-01, until: 2026-06-30",
     "baris 9, values.bridge.above_from.from: 2025-01-01 mendahului mulai berlakunya skema (2026-01-01)"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 2026-01-01, until: 2026-03-31}",
     "baris 9, values.bridge.above_from.until: 2026-06-30 melewati akhir berlakunya skema (2026-03-31)"),
    ("value: 90", "value: 106", "baris 8, values.bridge.above_from: batas “sesuai” (106) harus di bawah batas “di atas” (105)"),
    ("extends: null", "extends: tidak-ada", "baris 6, extends: skema induk “tidak-ada” tidak ada"),
    ("extends: null", "extends: ../rahasia", "baris 6, extends: skema induk “../rahasia” tidak ada"),
    ("extends: null", "extends: contoh-2026", "baris 6, extends: skema saling mewarisi tanpa ujung: contoh-2026 → contoh-2026"),
    ("title: Skema contoh", "title: &a Skema contoh",
     "baris 2: jangkar dan alias YAML (& dan *) tidak dipakai di sini; tuliskan nilainya langsung"),
    ("title: Skema contoh", "title: !!python/name:os.system x",
     "baris 2: tanda jenis “tag:yaml.org,2002:python/name:os.system” tidak dikenal"),
    ("title: Skema contoh", "<<: {title: Skema contoh}", "baris 2: tanda jenis “tag:yaml.org,2002:merge” tidak dikenal"),
    ("effective: {from: 2026-01-01, until: null}", "effective: {from: 2026-W01-1}",
     "baris 5, effective.from: harus tanggal seperti 2026-01-31, bukan “2026-W01-1”"),
    ("title: Skema contoh", "title: !rahasia x", "baris 2: tanda jenis “!rahasia” tidak dikenal"),
    ("title: Skema contoh", "[a]: x\ntitle: Skema contoh", "baris 2: kunci harus berupa teks"),
    ("title: Skema contoh", "title: [a", "baris 3: penulisan YAML rusak: expected ',' or ']', but got ':'"),
    ("title: Skema contoh", "title: a\x00b",
     "penulisan YAML rusak: unacceptable character #x0000: special characters are not allowed"),
    ("status: draft", "status: published", "baris 3, status: terbit, tetapi belum tercatat; tambahkan ke published.txt: HASH"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), SPOILED, ids=[f"{new[:40]}" for _, new, _ in SPOILED])
def test_a_spoiled_file_is_refused(tmp_path, old, new, complaint):
    assert GOOD.count(old) >= 1
    found = complaints(write(tmp_path, GOOD.replace(old, new, 1)))
    found = [re.sub(r"contoh-2026 [0-9a-f]{64}", "HASH", line) for line in found]
    assert f"contoh-2026.yaml{', ' if complaint.startswith('baris') else ': '}{complaint}" in found


VALUES = [
    (MATRIX.replace("        meets: {above: BAIK, meets: BAIK, below: KURANG}\n", ""),
     "values.predikat.matrix.value.meets: belum diisi"),
    (MATRIX.replace("meets: BAIK, below: KURANG}\n        meets", "below: KURANG}\n        meets"),
     "values.predikat.matrix.value.above.meets: belum diisi"),
    (MATRIX.replace("above: {above: SANGAT_BAIK", "above: {above: BAIK").replace(
        "BAIK, meets: BAIK, below: KURANG}\n        meets", "BAIK, meets: SANGAT_BAIK, below: KURANG}\n        meets"),
     "values.predikat.matrix: perilaku above dengan hasil kerja above lebih buruk daripada perilaku meets"),
    (MATRIX.replace("below: {above: BUTUH_PERBAIKAN, meets: BUTUH", "below: {above: SANGAT_BAIK, meets: BUTUH"),
     "values.predikat.matrix: hasil kerja meets dengan perilaku above lebih buruk daripada hasil kerja below"),
    (MATRIX.replace("below: KURANG}\n        meets", "low: KURANG}\n        meets"),
     ("values.predikat.matrix.value.above.below: belum diisi\n"
      "values.predikat.matrix.value.above.low: harus salah satu dari above, meets, below; bukan “low”")),
    (value("achievement.cap", "100"),
     ("values.bridge.above_from: batas “di atas” (105) melampaui batas capaian (100)\n"
      "values.bridge.above_from: batas “di atas” (107.5) melampaui batas capaian (100)")),
    (value("achievement.cap", "110") + value("bridge.above_main_floor", "115"),
     "values.bridge.above_main_floor: syarat hasil utama (115) melampaui batas capaian (110)"),
    (value("bridge.above_main_floor", "70") + value("bridge.meets_main_floor", "80"),
     "values.bridge.above_main_floor: syarat hasil utama untuk “sesuai” (80) lebih berat daripada untuk “di atas” (70)"),
    (value("bridge.main_weight", "101"), "values.bridge.main_weight.value: paling besar 100, bukan “101”"),
    (value("achievement.decimals", "1.5", "digit"), "values.achievement.decimals.value: harus bilangan bulat, bukan “1.5”"),
    (value("achievement.decimals", "dua", "digit"),
     "values.achievement.decimals.value: harus bilangan seperti 12 atau 0.111, bukan “dua”"),
    (value("evaluation.semester_review", "yes", "flag"),
     "values.evaluation.semester_review.value: harus true atau false, bukan “yes”"),
    (value("evaluation.cycle", "month", "cycle") + value("evaluation.cycles_allowed", "[quarter]", "cycle"),
     "values.evaluation.cycle: siklus month tidak termasuk yang diperbolehkan: quarter"),
    (value("evaluation.cycles_allowed", "quarter", "cycle"),
     "values.evaluation.cycles_allowed.value: harus berupa daftar (baris-baris diawali -), bukan “quarter”"),
    (value("evaluation.cycles_allowed", "[]", "cycle"), "values.evaluation.cycles_allowed.value: paling sedikit 1 butir"),
    (value("evaluation.cycles_allowed", "[week]", "cycle"),
     "values.evaluation.cycles_allowed.value.1: harus salah satu dari month, quarter; bukan “week”"),
    (value("planning.fixed_by", "'02-30'", "month-day"),
     "values.planning.fixed_by.value: harus bulan-tanggal seperti 12-28, bukan “02-30”"),
    (value("planning.fixed_by", "'02-29'", "month-day"),
     "values.planning.fixed_by.value: harus bulan-tanggal seperti 12-28, bukan “02-29”"),
    (value("planning.fixed_by", "31 Januari", "month-day"),
     "values.planning.fixed_by.value: harus bulan-tanggal seperti 12-28, bukan “31 Januari”"),
    (value("calendar.national", "{}", "day"), "values.calendar.national.value: tidak boleh kosong"),
    (value("calendar.national", "[2026-01-01]", "day"), "values.calendar.national.value: harus berupa pasangan kunci: nilai"),
    (value("calendar.national", "{2026-1-1: Tahun Baru}", "day"),
     "values.calendar.national.value.2026-1-1: harus tanggal seperti 2026-01-31, bukan “2026-1-1”"),
    (value("calendar.national", "{2026-01-01: A}", "day") + value("calendar.collective_leave", "{2026-01-01: A}", "day"),
     "values.calendar.national: 2026-01-01 tercantum sebagai libur nasional dan juga cuti bersama"),
    (value("studyleave.gpa_bands", "[{level: s1, place: abroad, accreditation: null, programme: null, "
           "sangat_baik_from: 3, baik_from: 3.5, butuh_perbaikan_from: 2}]", "ipk"),
     "values.studyleave.gpa_bands: baris 1: batas harus menurun dari sangat baik ke butuh perbaikan"),
    (value("total.weights", "{without_peers: {skp: 0.7, behaviour: 0.4}, with_peers: {skp: 0.6, behaviour: 0.4}}", "share"),
     "values.total.weights: bobot without_peers berjumlah 1.1, seharusnya 1"),
    (value("ikm.grades", "[{grade: A, label: a, from: 65}, {grade: B, label: b, from: 80}]", "ikm"),
     "values.ikm.grades: baris 2: batas 80 melebihi batas di atasnya (65)"),
    ("  bridge.main_weight: 80\n", NOT_DATED),
    ("  bridge.main_weight: []\n", NOT_DATED),
    ("  bridge.main_weight: [80]\n", "values.bridge.main_weight: harus berupa pasangan kunci: nilai"),
]


@pytest.mark.parametrize(("more", "complaint"), VALUES, ids=[complaint[:60] for _, complaint in VALUES])
def test_a_spoiled_value_is_refused(tmp_path, more, complaint):
    found = complaints(write(tmp_path, GOOD + more))
    assert [line.split(", ", 2)[2] for line in found] == complaint.split("\n")


def test_talent_boxes_and_distribution_limits_are_checked(tmp_path):
    grid = "{low: {below: 1, meets: 2, above: 3}, medium: {below: 4, meets: 5, above: 6}, high: {below: 7, meets: 8, above: 8}}"
    pattern = "{mode: null, limits: [{of: [BAIK], unit: percent, least: 70, most: 60}]}"
    names = ("ISTIMEWA", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG")
    patterns = "{" + ", ".join(f"{name}: {pattern}" for name in names) + "}"
    found = complaints(write(
        tmp_path, GOOD + value("talent.grid", grid, "box") + value("distribution.patterns", patterns, "predikat")))
    assert [line.split(", ", 2)[2] for line in found] == [
        "values.talent.grid: setiap kotak 1-9 harus ada tepat satu kali",
        "values.distribution.patterns: ISTIMEWA: paling sedikit 70 melebihi paling banyak 60",
    ]


def test_all_problems_come_at_once_in_the_order_of_their_lines(tmp_path):
    spoiled = GOOD.replace("draft", "final").replace("value: 90", "value: x").replace("id: contoh", "id: lain")
    assert [line.split(", ")[1] for line in complaints(write(tmp_path, spoiled))] == ["baris 1", "baris 3", "baris 12"]


@pytest.mark.parametrize(("content", "complaint"), [
    (b"title: \xff\xfe", "contoh-2026.yaml: bukan teks UTF-8 (bita ke-8); simpan ulang berkas sebagai UTF-8"),
    (b"[" * 100, ("contoh-2026.yaml, baris 1: penulisan YAML rusak: maximum depth of data structure exceeded (21), "
                 "if necessary increase YAML().max_depth")),
    (b"", "contoh-2026.yaml: berkas skema harus berisi pasangan kunci: nilai"),
    (b"- a\n", "contoh-2026.yaml, baris 1: berkas skema harus berisi pasangan kunci: nilai"),
    (b"a: 1\n---\nb: 2\n", "contoh-2026.yaml, baris 2: penulisan YAML rusak: but found another document"),
])  # fmt: skip
def test_a_file_that_is_no_scheme_at_all(tmp_path, content, complaint):
    path = tmp_path / "contoh-2026.yaml"
    path.write_bytes(content)
    assert complaints(path) == [complaint]


def test_values_may_be_empty_but_must_be_there(tmp_path):
    head = GOOD[: GOOD.index("values:")]
    assert check_file(write(tmp_path, head + "values: {}\n")).names() == ()
    assert complaints(write(tmp_path, head + "values: []\n")) == [
        "contoh-2026.yaml, baris 7, values: harus berupa pasangan kunci: nilai"]
    assert complaints(write(tmp_path, head)) == ["contoh-2026.yaml, baris 1, values: belum diisi"]
