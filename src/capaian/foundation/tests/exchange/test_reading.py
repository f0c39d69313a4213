"""Tables that come in: what is read as it was meant, what is pointed at, and what is refused before it is loaded."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
import xlsxwriter

from capaian.foundation.errors import InvalidInput
from capaian.foundation.exchange.reading import BROKEN_FORMULA, LOST_DIGITS, NO_RESULT, open_sheets
from capaian.foundation.exchange.writing import Column, Table, csv_lines, guarded, unguarded, write_xlsx

NIP = "198003152006011999"


def cells_of(sheet):
    return [(line.number, line.cells) for line in sheet.lines()]


def reasons_of(sheet):
    return [(line.number, place, cell.reason) for line in sheet.lines() for place, cell in enumerate(line.cells)
            if getattr(cell, "reason", "")]


def refusal(path):
    with pytest.raises(InvalidInput) as told:
        _read_through(path)
    return str(told.value)


def _read_through(path):
    for sheet in open_sheets(path):
        list(sheet.lines())


@pytest.fixture
def book(tmp_path):
    """`book(fill)` writes a workbook whose sheet `fill(sheet, book)` fills."""

    def write(fill, name="x.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as made:
            fill(made.add_worksheet("Pegawai"), made)
        return path

    return write


def test_a_workbook_is_read_as_texts_with_the_rows_numbers(book):
    def fill(sheet, made):
        sheet.write_row(2, 1, ["NIP", "Nama", "Lahir", "Aktif", "Nilai"])
        sheet.write_string(4, 1, NIP)
        sheet.write_row(4, 2, [" Budi ", None, True, 7])
        sheet.write_datetime(4, 3, date(1980, 3, 15), made.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number(4, 5, 2.5)

    (sheet,) = open_sheets(book(fill))
    assert (sheet.name, sheet.headings, sheet.heading_row) == ("Pegawai", ("NIP", "Nama", "Lahir", "Aktif", "Nilai"), 3)
    assert cells_of(sheet) == [(5, (NIP, "Budi", "1980-03-15", "ya", "2.5"))]


def test_a_number_that_lost_its_digits_a_formula_without_result_and_a_broken_one_are_pointed_at(book):
    def fill(sheet, _made):
        sheet.write_row(0, 1, ["NIP", "Nama", "Unit"])
        sheet.write_number(1, 1, int(NIP))
        sheet.write_formula(1, 2, "=A1", None, "")
        sheet.write_formula(2, 2, "=A1", None, "Budi")
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")

    (sheet,) = open_sheets(book(fill))
    assert reasons_of(sheet) == [(2, 0, LOST_DIGITS), (2, 1, NO_RESULT), (3, 2, BROKEN_FORMULA)]
    assert cells_of(sheet)[1][1][1] == "Budi"


def test_far_too_many_rows_and_columns_are_refused_before_anything_is_loaded(book, settings):
    settings.EXCHANGE_ROWS, settings.EXCHANGE_COLUMNS, settings.EXCHANGE_CELLS = 10, 5, 100
    far = book(lambda sheet, _: (sheet.write(0, 0, "NIP"), sheet.write(1_048_575, 0, "x")))
    assert refusal(far) == "Pegawai: lembar ini lebih dari 10 baris; bagi menjadi beberapa berkas"
    wide = book(lambda sheet, _: (sheet.write(0, 0, "NIP"), sheet.write(1, 16_383, "x")))
    assert refusal(wide) == "Pegawai: lembar ini lebih dari 5 kolom; hapus kolom yang tidak diperlukan"


def test_a_million_empty_but_coloured_rows_are_nothing(book):
    def fill(sheet, made):
        sheet.write(0, 0, "NIP")
        sheet.write_blank(1_048_575, 16_383, None, made.add_format({"bold": True}))

    (sheet,) = open_sheets(book(fill))
    assert (sheet.length, cells_of(sheet)) == (1, [])


def test_what_unpacks_to_gigabytes_is_not_opened(book, settings):
    path = book(lambda sheet, _: sheet.write_column(0, 0, ["kata yang panjang sekali " * 40 + str(n) for n in range(60)]))
    settings.EXCHANGE_TEXT_BYTES = 10_000
    assert refusal(path) == "x.xlsx: isi berkas jauh lebih besar daripada ukurannya, sehingga tidak dibuka"
    settings.EXCHANGE_TEXT_BYTES, settings.EXCHANGE_PART_BYTES = 10_000_000, 500
    assert "jauh lebih besar" in refusal(path)


def test_macros_are_refused_by_name_and_by_content(book, tmp_path):
    path = book(lambda sheet, _: sheet.write(0, 0, "NIP"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refusal(path) == "x.xlsx: berkas dengan makro tidak diterima; simpan ulang sebagai .xlsx tanpa makro"
    assert "makro" in refusal(book(lambda sheet, _: sheet.write(0, 0, "NIP"), "y.xlsm"))


@pytest.mark.parametrize("parts", [
    {}, {"xl/workbook.xml": "<x", "xl/_rels/workbook.xml.rels": "<x/>"},
    {"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "xl/_rels/workbook.xml.rels": "<x/>"},
])
def test_a_broken_workbook_is_told(tmp_path, parts):
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert refusal(path) == "x.xlsx: berkas XLSX rusak atau bukan XLSX; simpan ulang dari aplikasi lembar kerja"


def test_a_sheet_that_the_reader_cannot_take_is_told(book):
    path = book(lambda sheet, _: sheet.write(0, 0, "NIP"))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>x</v></c></ro'
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert "rusak" in refusal(path)


def test_an_empty_file_holds_no_table(book, tmp_path):
    assert refusal(book(lambda *_: None)) == "x.xlsx: berkas ini tidak berisi tabel"
    (tmp_path / "x.csv").write_text("\n\n")
    assert refusal(tmp_path / "x.csv") == "x.csv: berkas ini tidak berisi tabel"


@pytest.mark.parametrize(("text", "encoding"), [
    ("NIP;Nama\n1;Añi\n", "utf-8"), ("NIP,Nama\n1,Añi\n", "utf-8-sig"), ("NIP\tNama\n1\tAñi\n", "utf-16"),
])
def test_csv_of_any_delimiter_and_mark_is_read(tmp_path, text, encoding):
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(encoding))
    (sheet,) = open_sheets(path)
    assert (sheet.headings, cells_of(sheet)) == (("NIP", "Nama"), [(2, ("1", "Añi"))])


@pytest.mark.parametrize(("content", "reason"), [
    ("NIP;Nama\n1;Añi\n".encode("windows-1252"),
     "x.csv, baris 2: bukan UTF-8 (kemungkinan Windows-1252); simpan ulang sebagai “CSV UTF-8”"),
    ("NIP;Nama\n".encode("utf-16-le"), "x.csv, baris 1: bukan UTF-8 melainkan UTF-16; simpan ulang sebagai “CSV UTF-8”"),
    ("NIP;Ñ".encode()[:-1], "x.csv, baris 1: berkas terpotong di tengah huruf; salin ulang dari sumbernya"),
    (b"NIP;Nama\n1;" + b"x" * 200_000, "x.csv, baris 2: baris ini tidak dapat dibaca sebagai CSV; periksa tanda kutipnya"),
])
def test_csv_that_would_have_to_be_guessed_is_refused_by_row(tmp_path, content, reason):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert refusal(path) == reason


def test_csv_has_the_same_limits_and_points_at_lost_digits(tmp_path, settings):
    path = tmp_path / "x.csv"
    path.write_text("NIP;Nama\n1,98003E+17;#REF!\n")
    assert reasons_of(open_sheets(path)[0]) == [(2, 0, LOST_DIGITS), (2, 1, BROKEN_FORMULA)]
    settings.EXCHANGE_ROWS = 1
    path.write_text("NIP\n1\n2\n")
    assert "lebih dari 1 baris" in refusal(path)
    settings.EXCHANGE_COLUMNS = 1
    path.write_text("NIP;Nama\n")
    assert refusal(path) == "x.csv, baris 1: lebih dari 1 kolom; hapus kolom yang tidak diperlukan"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@x", "\tx", "\rx", "'=x", "biasa", "", "'", "'kutip"])
def test_what_a_spreadsheet_would_run_is_guarded_and_read_back_as_it_was(text):
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    if not text.startswith("'="):
        assert unguarded(guarded(text)) == text


def test_tables_go_out_as_text(tmp_path):
    table = Table("Pegawai", [Column("NIP", 22, "18 angka"), Column("Nama")], [[NIP, "=HYPERLINK(1)"], ["", "Ani"]])
    write_xlsx(tmp_path / "x.xlsx", [table])
    (sheet,) = open_sheets(tmp_path / "x.xlsx")
    assert cells_of(sheet) == [(2, (NIP, "=HYPERLINK(1)")), (3, ("", "Ani"))]
    assert "".join(csv_lines(table)) == f"\ufeffNIP;Nama\r\n{NIP};'=HYPERLINK(1)\r\n;Ani\r\n"
