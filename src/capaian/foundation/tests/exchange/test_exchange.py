"""Numbers, sources and tables: what is read, and what is refused with row, column and reason."""

import zipfile
from decimal import Decimal

import duckdb
import pytest

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.numbers import looks_like_thousands, read_number, refusal
from capaian.foundation.exchange.replacing import publish, workshop
from capaian.foundation.exchange.sources import open_source, sheet_rows
from capaian.foundation.exchange.tables import Row, read_table, write_texts


@pytest.mark.parametrize(("text", "number"), [
    ("5", Decimal(5)), (" 5.014 ", Decimal("5.014")), ("-0.26", Decimal("-0.26")), ("", None), ("  ", None),
    ("9999999999999999.9999", Decimal("9999999999999999.9999")),
])  # fmt: skip
def test_a_number_is_digits_and_a_point(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("text", "reason"), [
    ("n/a", "bukan angka; kosongkan sel bila nilainya belum ada"),
    ("N/A", "bukan angka; kosongkan sel bila nilainya belum ada"),
    ("-", "bukan angka; kosongkan sel bila nilainya belum ada"),
    ("nihil", "bukan angka; kosongkan sel bila nilainya belum ada"),
    ("NaN", "bukan angka; kosongkan sel bila nilainya belum ada"),
    ("5,014",
     "memakai koma, sehingga tidak jelas ribuan atau desimal; tulis desimal dengan titik dan ribuan tanpa pemisah"),
    ("1.500,25",
     "memakai koma, sehingga tidak jelas ribuan atau desimal; tulis desimal dengan titik dan ribuan tanpa pemisah"),
    ("1.234.567", "memakai titik sebagai pemisah ribuan; tulis ribuan tanpa pemisah"),
    ("12345678901234567", "terlalu besar; paling banyak 16 angka di depan titik desimal"),
    ("0.00001", "terlalu rinci; paling banyak 4 angka di belakang titik desimal"),
    ("1e3", "bukan angka"), ("lima", "bukan angka"), ("90%", "bukan angka"), ("+5", "bukan angka"),
])  # fmt: skip
def test_what_is_no_number_is_quoted_with_its_reason(text, reason):
    with pytest.raises(ValueError, match=r".") as refused:
        read_number(text)

    assert str(refused.value) == refusal(text) == f"“{text}” {reason}"


@pytest.mark.parametrize(("text", "looks"), [("5.014", True), ("0.014", False), ("5.01", False), ("1234.567", False)])
def test_a_point_before_three_digits_may_have_meant_thousands(text, looks):
    assert looks_like_thousands(text) is looks


def refused(call, *arguments, **more):
    with pytest.raises(InvalidInput) as error:
        call(*arguments, **more)
    return error.value.problems


def test_a_table_knows_its_rows_by_the_numbers_of_the_file(tmp_path):
    path = tmp_path / "orang.csv"
    path.write_text('﻿NIP;Nama ;lain\n1;" Ani";x\n;;\n2;"Budi; Bin";y\n', encoding="utf-8")

    table = read_table(path, required=("nip", "nama"))

    assert table.rows == (Row(2, {"nip": "1", "nama": "Ani"}), Row(4, {"nip": "2", "nama": "Budi; Bin"}))
    assert table.warnings == (Problem("kolom tidak dikenal, diabaikan", field="lain", file="orang.csv"),)


def test_a_row_of_another_length_is_refused_by_number(tmp_path):
    path = tmp_path / "orang.csv"
    path.write_text("nip,nama\n1,Ani\n2\n3,Citra,x\n", encoding="utf-8")

    assert refused(read_table, path, required=("nip",)) == (
        Problem("berisi 1 sel, seharusnya 2", row=3, file="orang.csv"),
        Problem("berisi 3 sel, seharusnya 2", row=4, file="orang.csv"),
    )


@pytest.mark.parametrize(("name", "content", "problem"), [
    ("a.csv", b"", Problem("berkas kosong", file="a.csv")),
    ("a.csv", b" \n", Problem("baris judul kolom kosong", row=1, file="a.csv")),
    ("a.txt", b"x", Problem("jenis berkas tidak dikenal; gunakan .csv, .xlsx atau .parquet", file="a.txt")),
    ("a.csv", b"nip,nip\n1,2\n", Problem("kolom ini ada lebih dari sekali", field="nip", file="a.csv")),
    ("a.csv", b"nama\nAni\n", Problem("kolom ini tidak ada", field="nip", file="a.csv")),
    ("a.csv", b"nip\n1\nSi\xe9\n", Problem("bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", row=3, file="a.csv")),
    ("a.csv", b"nip\n1\xc3", Problem("bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", row=2, file="a.csv")),
    ("a.xlsx", b"PK no", Problem(
        "berkas XLSX rusak atau bukan XLSX; simpan ulang dari aplikasi lembar kerja", file="a.xlsx")),
    ("a.parquet", b"PAR1", Problem("berkas Parquet rusak atau terpotong; ekspor ulang dari sumbernya", file="a.parquet")),
])  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)

    assert refused(open_source, path, required=("nip",)) == (problem,)


def test_a_file_that_is_not_there(tmp_path):
    assert refused(open_source, tmp_path / "a.csv", required=()) == (Problem("berkas tidak ditemukan", file="a.csv"),)


def test_parquet_is_looked_into_but_not_held(tmp_path):
    path = tmp_path / "a.parquet"
    duckdb.sql("SELECT 1 AS NIP, 2 AS x").write_parquet(str(path))

    source = open_source(path, required=("nip",), optional=("nama",))

    assert (source.kind, source.columns, source.first_row) == ("parquet", {"nip": "NIP"}, 1)
    assert refused(read_table, path, required=("nip",)) == (Problem("gunakan .csv atau .xlsx di sini", file="a.parquet"),)


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(path, rows):
    """The smallest workbook there is."""
    cells = "".join(
        f'<row r="{number}">' + "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' if isinstance(cell, str)
            else f'<c r="{column}{number}"><v>{cell}</v></c>'
            for column, cell in zip("ABCDEFGH", row, strict=False) if cell is not None
        ) + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    kinds = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{kinds}"><Relationship Id="r1" Type="{LINKS}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets>'
                           '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kinds}"><Relationship Id="r1" Type="{LINKS}/worksheet" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def test_a_workbook_gives_its_first_sheet_as_texts(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [("nip", "target"), ("198", 5), ("199", 0.26), ("200", None)])

    assert sheet_rows(path) == [["nip", "target"], ["198", "5"], ["199", "0.26"], ["200", ""]]
    assert [row.values for row in read_table(path, required=("nip", "target")).rows] == [
        {"nip": "198", "target": "5"}, {"nip": "199", "target": "0.26"}, {"nip": "200", "target": ""},
    ]


def test_an_empty_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [])

    assert refused(open_source, path, required=()) == (Problem("lembar pertama kosong", file="a.xlsx"),)


def test_a_workshop_leaves_nothing_but_what_was_published(tmp_path):
    target = tmp_path / "new" / "hasil.csv"

    with workshop(target) as directory:
        write_texts([["a"], ["1"]], directory / "x.csv")
        write_texts([["b"]], directory / "y.csv")
        publish(directory / "x.csv", target)

    assert [path.name for path in target.parent.iterdir()] == ["hasil.csv"]
    assert target.read_text(encoding="utf-8").split() == ["a", "1"]
