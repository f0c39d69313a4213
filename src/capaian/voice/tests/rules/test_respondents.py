import pytest

from capaian.foundation.errors import InvalidInput
from capaian.voice.rules.respondents import counts, read_respondents


def reasons(text):
    with pytest.raises(InvalidInput) as refused:
        read_respondents(text, file="skm.csv")
    return [str(problem) for problem in refused.value.problems]


def test_source_lines_are_skipped_and_an_empty_cell_is_unanswered():
    read = read_respondents("# source: somewhere\n#\n\nresp,U1,U2\n1,4,\n2, 3 ,1\n\n")
    assert read == {"U1": [4, 3], "U2": [None, 1]}
    assert counts(read) == 2


def test_semicolons_a_byte_order_mark_quotes_and_any_order_are_read():
    assert read_respondents('\ufeffu2;umur;u1\r\n"4";31;3\r\n') == {"U1": [3], "U2": [4]}
    assert counts({}) == 0


def test_every_bad_cell_is_named_by_line_and_column():
    assert reasons("# sumber\nresp,U1,U2\n1,5,n/a\n2,3.5,3\n") == [
        "skm.csv, baris 3, U1: “5” bukan nilai 1, 2, 3 atau 4 (kosongkan sel bila tidak dijawab)",
        "skm.csv, baris 3, U2: “n/a” bukan nilai 1, 2, 3 atau 4 (kosongkan sel bila tidak dijawab)",
        "skm.csv, baris 4, U1: “3.5” bukan nilai 1, 2, 3 atau 4 (kosongkan sel bila tidak dijawab)",
    ]


def test_a_respondent_counts_once():
    assert reasons("No,U1\n7,4\n7,3\n,2\n,1\n") == ["skm.csv, baris 3, No: responden “7” sudah ada di baris 2"]


@pytest.mark.parametrize(("text", "expected"), [
    ("", ["skm.csv: berkas tidak berisi baris judul"]),
    ("# only a source\n", ["skm.csv: berkas tidak berisi baris judul"]),
    ("U1,U2\n", ["skm.csv: tidak ada satu pun responden"]),
    ("U1,U2\n1\n", ["skm.csv, baris 2: ada 1 sel, padahal judulnya 2"]),
    ("U1,u1\n1,2\n", ["skm.csv, baris 1, U1: kolom ini ada dua kali"]),
    ("U1,U3\n1,2\n", ["skm.csv, baris 1, U2: kolom ini tidak ada"]),
    ("nama,umur\na,3\n", ["skm.csv, baris 1: tidak ada kolom unsur; beri nama U1, U2, dan seterusnya"]),
])  # fmt: skip
def test_a_file_that_is_no_survey_is_refused(text, expected):
    assert reasons(text) == expected
