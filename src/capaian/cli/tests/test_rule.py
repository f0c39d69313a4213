"""Each question of `capaian rule`: a good answer, and what it says to bad input."""

from __future__ import annotations

import re

import pytest

from capaian.governance.schemes import load

NRR = "3.45,2.65,3.53,2.31,1.55,3.12,2.13,2.43,3.21"
GOOD = [
    ("achievement --polarity higher --target 80 --target-high 90 --realization 92",
     {"achievement_pct": "102.22", "state": "scored", "reason": ""}, "permenpanrb-6-2022"),
    ("achievement --polarity higher --target 80 --realization 120 --cap 110",
     {"achievement_pct": "110.00", "state": "scored", "reason": ""}, "permenpanrb-6-2022"),
    ("predikat --result meets --behaviour below", {"predikat": "KURANG"}, "permenpanrb-6-2022"),
    ("iki-score --achievement 98", {"category": "CUKUP", "score": "88.00"}, "permenpanrb-8-2021"),
    ("iki-score --achievement 100 --target-is-maximum", {"category": "SANGAT_BAIK", "score": "120.00"}, "permenpanrb-8-2021"),
    ("total --skp 118 --behaviour 112", {"total": "116.2", "predikat": "BAIK"}, "pp-30-2019"),
    ("total --skp 118 --behaviour 112 --peer-input --new-idea", {"total": "115.6", "predikat": "SANGAT_BAIK"}, "pp-30-2019"),
    ("pp46-row --target-quantity 175 --target-quality 100 --target-time 12 --quantity 170 --quality 80 --time 12",
     {"sum": "253.14", "value": "84.38"}, "pp-46-2011"),
    ("credit --level ahli-madya --predikat baik --months 12", {"credit": "37.50"}, "perbkn-3-2023"),
    ("credit --level Ahli-Muda --predikat Cukup --from 2023-01-20 --to 2023-12-20 --decimals 3",
     {"credit": "17.188"}, "perbkn-3-2023"),
    (f"ikm --nrr {NRR}",
     {"nrr": [f"{one}00" for one in NRR.split(",")], "index": "2.7089", "ikm": "67.72", "grade": "C"}, "permenpanrb-14-2017"),
    ("sample-size --population 1000", {"sample": "278"}, "permenpanrb-14-2017"),
    ("distribution --organisation baik --counts SB=2,B=14,BP=3,K=1,SK=0", {"findings": []}, "se-menpanrb-3-2023"),
    ("nine-box --potential high --performance above",
     {"box": "9", "recommendation": "Dipromosikan dan dipertahankan, masuk kelompok rencana suksesi instansi atau nasional, "
      "diberi penghargaan."}, "permenpanrb-3-2020"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "values", "scheme"), GOOD, ids=[line for line, *_ in GOOD])
def test_json_says_the_answer_its_scheme_and_its_trace(ask, line, values, scheme):
    reply = ask("rule", *line.split(), "--json")
    answer = reply.json
    steps = answer.pop("trace")
    assert (reply.code, reply.err) == (0, "")
    assert answer == {**values, "scheme": scheme, "hash": load(scheme).hash}
    assert steps
    assert all(set(step) == {"rule", "article", "inputs", "value", "rounding"} and step["article"] for step in steps)


@pytest.mark.parametrize("line", [line for line, *_ in GOOD])
def test_without_json_people_get_a_table(ask, line):
    reply = ask("rule", *line.split())
    assert (reply.code, reply.err) == (0, "")
    assert "Langkah perhitungan" in reply.out
    assert re.search(r"Skema [a-z0-9-]+ \([0-9a-f]{12}\)", reply.out)


def test_the_table_says_what_would_have_changed_a_predikat(ask):
    assert "Menjadi Sangat Baik bila" in ask("rule", "predikat", "--result", "meets", "--behaviour", "meets").out


def test_findings_are_told_with_points_and_people(ask):
    words = ("rule", "distribution", "--organisation", "Cukup", "--counts", "SB=3,B=2,BP=5,")
    assert [one["message"] for one in ask(*words, "--json").json["findings"]] == [
        "Butuh Perbaikan: 5 dari 10 orang (50,00 %), paling sedikit 60 %; kurang 1 orang (10,00 poin persentase).",
        "Sangat Baik: 3 dari 10 orang (30,00 %), paling banyak 10 %; lebih 2 orang (20,00 poin persentase).",
    ]
    assert "1. Di luar batas" in ask(*words).out


@pytest.mark.parametrize(("words", "state", "reason"), [
    (["--target", "0", "--realization", "0"], "zero-target", "target nol"),
    (["--target", "5"], "no-realization", "belum ada realisasi"),
    (["--target", "5", "--realization", ""], "no-realization", "belum ada realisasi"),
    (["--realization", "5"], "no-target", "target tidak berupa angka"),
])  # fmt: skip
def test_what_is_missing_is_a_state_with_a_reason_and_never_zero(ask, words, state, reason):
    reply = ask("rule", "achievement", "--polarity", "lower", *words, "--json")
    assert (reply.code, reply.json["achievement_pct"], reply.json["state"]) == (0, None, state)
    assert reply.json["reason"].startswith(reason)
    assert "—" in ask("rule", "achievement", "--polarity", "lower", *words).out


AMBIGUOUS = (
    "--target: “5,014” dapat berarti 5.014 (desimal) atau 5014 (ribuan); tulis dengan titik desimal dan tanpa pemisah ribuan."
)
LEVELS = "pemula, terampil, mahir, penyelia, ahli-pertama, ahli-muda, ahli-madya, ahli-utama"
PREDIKATS = "Sangat Baik, Baik, Butuh Perbaikan, Kurang/Misconduct, Sangat Kurang"
BAD = [
    ("achievement --polarity higher --target 5,014 --realization n/a", [
        AMBIGUOUS,
        "--realization: “n/a” bukan angka; bila datanya belum ada, kosongkan isian dan tulis alasannya."]),
    ("achievement --polarity naik --target -5 --realization abc --cap 0", [
        "--realization: “abc” bukan angka yang dikenal; tulis misalnya 88.31 atau 1250000."]),
    ("achievement --polarity naik --target -5 --realization 1 --cap 0", [
        "--polarity: arah “naik” tidak dikenal; gunakan higher atau lower", "--target: target tidak boleh negatif",
        "--cap: batas capaian harus positif, paling banyak 2 desimal"]),
    ("achievement --target 5", ["--polarity: wajib diisi"]),
    ("predikat --result bagus --behaviour buruk", [
        "--result: “bagus” bukan rating; pilih above, meets atau below",
        "--behaviour: “buruk” bukan rating; pilih above, meets atau below"]),
    ("predikat --result meets --behaviour meets --scheme pp-30-2019",
     ["--scheme: Skema pp-30-2019 tidak memuat predikat.matrix."]),
    ("iki-score --achievement -1", ["--achievement: capaian tidak boleh negatif (-1)"]),
    ("iki-score --achievement=", ["--achievement: wajib diisi"]),
    ("total --skp 121 --behaviour 1e2", ["--behaviour: “1e2” bukan angka yang dikenal; tulis misalnya 88.31 atau 1250000."]),
    ("total --skp 121 --behaviour 200", [
        "--skp: nilai harus 0 sampai 120, bukan 121", "--behaviour: nilai harus 0 sampai 120, bukan 200"]),
    ("pp46-row --target-quantity 0 --target-quality 100 --target-time 12 --quantity 1 --quality 80 --time 12 --cost 5", [
        "--cost dan --target-cost: isi keduanya atau tidak sama sekali"]),
    ("pp46-row --target-quantity 0 --target-quality 100 --target-time 12 --quantity 1 --quality -80 --time 12", [
        "--target-quantity: target kuantitas harus lebih dari nol, bukan 0",
        "--quality: realisasi kualitas tidak boleh negatif (-80)"]),
    ("pp46-row --target-quantity 1 --quantity 1 --target-time 1 --time 1", [
        "--target-quality: wajib diisi", "--quality: wajib diisi"]),
    ("credit --level ahli --predikat baik --months 0", [
        f"--level: jenjang “ahli” tidak dikenal; pilih {LEVELS}", "--months: lama penilaian harus 1 sampai 12 bulan, bukan 0"]),
    ("credit --level mahir --predikat bagus --months 2", [
        f"--predikat: “bagus” bukan predikat; pilih salah satu: {PREDIKATS}"]),
    ("credit --level mahir --predikat baik", ["isi --months saja, atau --from dan --to bersama"]),
    ("credit --level mahir --predikat baik --from 2023-01-01", ["isi --months saja, atau --from dan --to bersama"]),
    ("credit --level mahir --predikat baik --months 2 --to 2023-01-01", ["isi --months saja, atau --from dan --to bersama"]),
    ("credit --level mahir --predikat baik --from 2023-02-30 --to 1/2/2023 --months x", [
        "--months: “x” bukan bilangan bulat", "--from: “2023-02-30” bukan tanggal; tulis seperti 2026-01-31",
        "--to: “1/2/2023” bukan tanggal; tulis seperti 2026-01-31"]),
    ("credit --level mahir --predikat baik --from 2023-02-02 --to 2023-02-01", [
        "--to: 2023-02-01 lebih awal daripada --from 2023-02-02"]),
    ("credit --level mahir --predikat baik --from 2023-01-01 --to 2024-01-02", [
        "--months: lama penilaian harus 1 sampai 12 bulan, bukan 13"]),
    ("ikm --nrr 6.60,,x", [
        "--nrr ke-2: Angkanya kosong; bila datanya belum ada, kosongkan isian dan tulis alasannya.",
        "--nrr ke-3: “x” bukan angka yang dikenal; tulis misalnya 88.31 atau 1250000."]),
    ("ikm --nrr 6.60,2", ["U1: nilai 6.60 di luar skala 1 sampai 4"]),
    ("ikm --nrr 4,4 --weight 0.111", ["--weight: bobot 0.111 hanya untuk 9 unsur; di sini ada 2"]),
    ("ikm --nrr 4 --weight 0.2", ["--weight: bobot “0.2” tidak dikenal; pilih exact, 0.111, 0.11"]),
    ("ikm", ["isi salah satu: --nrr --file"]),
    ("ikm --nrr 4 --file x.csv", ["--file: tidak dapat dipakai bersama --nrr"]),
    ("ikm --file tidak-ada.csv", ["tidak-ada.csv: tidak dapat dibuka (No such file or directory)"]),
    ("sample-size --population 0", ["--population: populasi paling sedikit 1 orang, bukan 0"]),
    ("sample-size --population 10.5", ["--population: “10.5” bukan bilangan bulat"]),
    ("distribution --organisation hebat --counts B=1", ["--organisation: “HEBAT” bukan capaian kinerja organisasi"]),
    ("distribution --organisation baik --counts B=1,B=2,SB,Q=1,K=-1", [
        "--counts: B ditulis dua kali", "--counts: “SB” harus seperti B=14 dengan bilangan bulat",
        f"--counts: “Q” bukan predikat; pilih salah satu: {PREDIKATS}",
        "--counts: “K=-1” harus seperti B=14 dengan bilangan bulat"]),
    ("nine-box --potential tinggi --performance meets", ["--potential: “tinggi” tidak dikenal; pilih low, medium, high"]),
    ("nine-box --potential", ["--potential: nilainya belum diisi"]),
    ("nine-box --potential high --performance meets --besar", ["tidak dikenal: --besar"]),
    ("nine-box --potential high --performance meets --scheme pp-30-2019", [
        "--scheme: Skema pp-30-2019 tidak memuat talent.grid."]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reasons"), BAD, ids=[line for line, _ in BAD])
def test_bad_input_gets_one_line_per_problem_and_exit_2(ask, line, reasons):
    reply = ask("rule", *line.split(), "--json")
    assert (reply.code, reply.out) == (2, "")
    assert reply.err.splitlines() == reasons


def test_a_scheme_nobody_has_is_refused_by_name(ask):
    reply = ask("rule", "nine-box", "--potential", "high", "--performance", "meets", "--scheme", "xyz")
    assert (reply.code, reply.out) == (2, "")
    assert reply.err.startswith("xyz: skema tidak dikenal; yang ada: ")


def test_respondents_come_from_a_file(ask, tmp_path):
    file = tmp_path / "responden.csv"
    file.write_text("# sumber: contoh\nresp;U1;U2\n1;4;\n2;2;3\n", encoding="utf-8")
    reply = ask("rule", "ikm", "--file", str(file), "--json")
    assert (reply.code, reply.json["nrr"], reply.json["ikm"]) == (0, ["3.0000", "3.0000"], "75.00")


@pytest.mark.parametrize(("content", "reasons"), [
    (b"resp,U1\n1,6.60\n2\n", [
        "responden.csv, baris 2, U1: “6.60” bukan nilai 1, 2, 3 atau 4 (kosongkan sel bila tidak dijawab)",
        "responden.csv, baris 3: ada 1 sel, padahal judulnya 2"]),
    (b"resp,U1\n1,\n", ["U1: tidak dijawab oleh seorang pun, jadi rata-ratanya tidak ada"]),
    (b"resp,U1\n1,\xff\n", ["responden.csv: bukan teks UTF-8; simpan ulang sebagai CSV UTF-8"]),
])  # fmt: skip
def test_a_bad_file_is_refused_by_row_and_column(ask, tmp_path, content, reasons):
    file = tmp_path / "responden.csv"
    file.write_bytes(content)
    reply = ask("rule", "ikm", "--file", str(file), "--json")
    assert (reply.code, reply.out, reply.err.splitlines()) == (2, "", reasons)
