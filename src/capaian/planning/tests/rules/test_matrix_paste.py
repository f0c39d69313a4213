from __future__ import annotations

from capaian.planning.rules.matrix_paste import KnownPerson, read_pasted, split_pasted
from capaian.planning.rules.matrix_text import CellText, Role

COLUMNS = {71: "Persentase ibu hamil mendapat pelayanan", 72: "Nilai laporan keuangan"}
PEOPLE = [
    KnownPerson(1, "199012312015032999", "Ani Lestari, A.Md.Kep.", "ani lestari"),
    KnownPerson(2, "198003152006011999", "dr. Budi Hartono", "budi hartono"),
    KnownPerson(3, "198003152006011998", "Siti Aminah, S.E.", "siti aminah"),
    KnownPerson(4, "198003152006011997", "Siti Aminah, S.Kep.", "siti aminah"),
]


def read(text):
    return read_pasted(split_pasted(text), columns=COLUMNS, people=PEOPLE)


def cells(pasted):
    return [(one.row_number, one.person, one.column, [role.text for role in one.cell.roles]) for one in pasted.cells]


def problems(pasted):
    return [(one.row, one.column, str(one.reason)) for one in pasted.problems]


def test_read_pasted_takes_nip_or_name_and_cells_in_order():
    pasted = read('199012312015032999\tIbu terpantau\t-\nBudi Hartono\t\t"Laporan tepat\nArsip rapi"\n')
    assert cells(pasted) == [
        (1, 1, 71, ["Ibu terpantau"]), (1, 1, 72, []), (2, 2, 72, ["Laporan tepat", "Arsip rapi"]),
    ]
    assert pasted.cells[1].cell == CellText(no_role=True)
    assert (pasted.problems, pasted.rows, pasted.good_rows) == ((), 2, 2)


def test_headings_are_recognised_and_place_the_columns():
    heads = "NIP\tPEGAWAI\tJABATAN\tIKI 2: Nilai laporan keuangan\tPersentase ibu hamil mendapat pelayanan\tCatatan\tRHK 2"
    pasted = read(f"{heads}\n\tAni Lestari\tPerawat\tLaporan\tIbu terpantau\tabaikan\tlagi\tlebih")
    assert cells(pasted) == [(2, 1, 72, ["Laporan"]), (2, 1, 71, ["Ibu terpantau"])]
    assert problems(pasted) == [
        (1, "F", "judul kolom tidak dikenal; kolom ini tidak dipakai"),
        (1, "G", "kolom yang sama dua kali; yang kedua tidak dipakai"),
        (2, "H", "lebih banyak kolom daripada matriks; sel ini tidak dipakai"),
    ]
    assert pasted.rows == 1


def test_a_heading_close_to_a_column_is_that_column():
    assert cells(read("NAMA\tpersentase ibu hamil yang mendapat pelayanan!\nBudi Hartono\tx")) == [(2, 2, 71, ["x"])]


def test_everything_wrong_is_named_and_the_rest_is_usable():
    pasted = read("\n".join([
        "199999999999999999\tx", "Tidak Dikenal\tx", "Siti Aminah\tx", "\tx", "Ani Lestari\tbaik\t" + "a" * 1001,
        "199012312015032999\tlagi", "dr. Budi Hartono\ta\tb\tc", "Siti Aminah, S.E.\tjelas",
    ]))
    assert problems(pasted) == [
        (1, "A", "NIP 199999999999999999 tidak ada di matriks ini"), (2, "A", "“Tidak Dikenal” tidak ada di matriks ini"),
        (3, "A", "ada 2 orang bernama “Siti Aminah”; tulis NIP-nya"),
        (4, "A", "NIP atau nama kosong, jadi isi baris ini tidak dapat ditempatkan"),
        (5, "C", "teks terlalu panjang: 1001 huruf, paling banyak 1000"),
        (6, "A", "orang yang sama sudah ada di baris 5; baris ini tidak dipakai"),
        (7, "D", "lebih banyak kolom daripada matriks; sel ini tidak dipakai"),
    ]
    assert cells(pasted) == [(5, 1, 71, ["baik"]), (7, 2, 71, ["a"]), (7, 2, 72, ["b"]), (8, 3, 71, ["jelas"])]


def test_a_name_with_other_titles_is_still_that_person():
    assert cells(read("Ani Lestari, S.Kep.\tx")) == [(1, 1, 71, ["x"])]


def test_nothing_and_too_much_are_said():
    assert problems(read(" \n\t")) == [(None, "", "tidak ada baris yang dapat dibaca")]
    pasted = read("\n".join(["199012312015032999\tx"] * 5001))
    assert problems(pasted)[0] == (5001, "", "paling banyak 5000 baris sekali tempel")
    assert pasted.rows == 5000


def test_split_pasted_understands_quotes_and_survives_odd_ones():
    assert split_pasted('a\t"b\r\nc"\n') == [["a", "b\nc"]]
    assert split_pasted('a\t5" pipa\nb\tc') == [["a", '5" pipa'], ["b", "c"]]
    assert split_pasted("a\t" + "x" * 140_000) == [["a", "x" * 140_000]]


def test_five_hundred_rows_with_mistakes_in_some():
    people = [KnownPerson(n, f"19900101201503{n:04d}", f"Orang {n}", f"orang {n}") for n in range(500)]
    lines = [[f"19900101201503{n:04d}" if n % 50 else "salah", "Hasil", "[L] Lain"] for n in range(500)]
    pasted = read_pasted(lines, columns=COLUMNS, people=people)
    assert (len(pasted.cells), len(pasted.problems), pasted.good_rows) == (980, 10, 490)
    assert pasted.cells[1].cell == CellText((Role("Lain", True),))
