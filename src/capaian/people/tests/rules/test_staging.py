"""A spreadsheet of people judged from values alone: cells, rows, headings, the whole file, and what becomes of the ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.foundation.exchange.reading import LOST_DIGITS, Doubtful
from capaian.people.rules.ledger import Row, overlapping
from capaian.people.rules.staging import parse_row
from capaian.people.rules.staging_cells import BadCell, read_choice, read_code, read_date, read_email, read_text, read_yes_no
from capaian.people.rules.staging_columns import match_columns, plain, recognise
from capaian.people.rules.staging_file import Head, Known, Survey, circles, conclude
from capaian.people.rules.staging_ledger import Fact, acting, same_ledger, stated, told_change
from capaian.people.rules.staging_shapes import SHAPES

ANI, BUDI, CITRA = "199012312015032999", "198003152006011999", "198503152010012999"
FROM = date(2026, 1, 1)


@pytest.mark.parametrize(("text", "value"), [
    ("2026-03-01", "2026-03-01"), ("01-03-2026", "2026-03-01"), ("1/3/2026", "2026-03-01"), ("2026-03-01T00:00:00", "2026-03-01"),
])
def test_read_date_knows_the_customary_ways(text, value):
    assert read_date(text) == value


@pytest.mark.parametrize(("read", "text", "reason"), [
    (read_date, "1 Maret", "“1 Maret” bukan tanggal; tulis 2026-03-01 atau 01-03-2026"),
    (read_date, "01-03-26", "“01-03-26” bukan tanggal; tulis 2026-03-01 atau 01-03-2026"),
    (read_date, "31-02-2026", "“31-02-2026” tidak ada di kalender"),
    (read_date, "01-03-1026", "tahun 1026 tidak masuk akal"),
    (read_text(3), "empat", "terlalu panjang; paling banyak 3 huruf"),
    (read_code(9), "A/1", "kode tidak boleh memuat garis miring"),
    (read_yes_no, "mungkin", "“mungkin” tidak dikenal; tulis ya atau tidak"),
    (read_email, "ani@", "“ani@” bukan alamat surel"),
    (read_choice({"a": ("Satu",), "b": ("Dua",)}), "tiga", "“tiga” tidak dikenal; pilihannya: Satu, Dua"),
])
def test_a_cell_that_cannot_be_read_says_why(read, text, reason):
    with pytest.raises(BadCell) as bad:
        read(text)
    assert bad.value.args[0] == reason


def test_cells_are_read_however_they_are_written():
    assert (read_yes_no("Ya"), read_yes_no("FALSE"), read_email(" Ani@Contoh.go.id ")) == ("ya", "tidak", "ani@contoh.go.id")
    assert read_text(20)(" dua   kata ") == "dua kata"
    assert read_choice({"plt": ("plt", "pelaksana tugas")})("Pelaksana-Tugas") == "plt"


def problems(sheet, **cells):
    row = parse_row(sheet, cells)
    return [(one.column, one.reason, one.warning) for one in row.problems]


@pytest.mark.parametrize(("sheet", "cells", "found"), [
    ("units", {"code": "A"}, [("Nama unit", "belum diisi", False)]),
    ("units", {"code": "A", "name": "x", "parent": "A"},
     [("Kode unit induk", "unit tidak dapat menjadi induk dirinya sendiri", False)]),
    ("positions", {"code": "P", "unit": "A", "title": "x", "group": "pelaksana", "level": "mahir"},
     [("Jenjang", "jenjang hanya untuk jabatan fungsional", True)]),
    ("people", {"nip": ANI, "name": "Ani", "birth_date": "1990-12-30"},
     [("NIP", "Tanggal lahir pada NIP (31-12-1990) berbeda dengan yang tercatat (30-12-1990).", True)]),
    ("people", {"nip": ANI, "name": "Ani", "employed_from": "2026-02-01", "employed_until": "2026-01-01"},
     [("Bekerja sampai", "lebih awal daripada “Bekerja mulai”", False)]),
    ("people", {"nip": Doubtful("1.98e17", LOST_DIGITS), "name": "Ani"}, [("NIP", LOST_DIGITS, False)]),
    ("people", {"nip": "12", "name": "Ani"}, [("NIP", "NIP terdiri atas 18 angka; yang ini 2 angka.", False)]),
    ("assignments", {"nip": ANI}, [("Kode jabatan", "isi kode jabatan, NIP atasan, atau keduanya", False)]),
    ("assignments", {"nip": ANI, "appraiser": ANI},
     [("NIP atasan", "seseorang tidak dapat menjadi atasan dirinya sendiri", False)]),
    ("assignments", {"nip": ANI, "position": "P", "start": "2026-02-01", "end": "2026-01-01"},
     [("Sampai", "lebih awal daripada “Mulai”", False)]),
    ("assignments", {"nip": ANI, "appraiser": BUDI, "since": "2026-02-01", "end": "2026-01-01"},
     [("Sampai", "lebih awal daripada “Atasan sejak”", False)]),
    ("assignments", {"nip": ANI, "position": "P", "kind": "Plt.", "appraiser": BUDI},
     [("NIP atasan", "atasan hanya diisi pada baris penugasan definitif; di sini diabaikan", True)]),
])
def test_parse_row_names_column_and_reason(sheet, cells, found):
    assert problems(sheet, **cells) == found
    assert parse_row(sheet, cells).usable is all(warning for *_, warning in found)


@pytest.mark.parametrize("sheet", SHAPES)
def test_the_examples_of_the_template_can_be_read(sheet):
    for example in SHAPES[sheet].examples:
        assert problems(sheet, **example) == []


def test_a_nip_may_be_written_as_on_paper():
    assert parse_row("people", {"nip": "19901231 201503 2 999", "name": "Ani"}).key == ANI


def test_headings_are_recognised_by_title_by_columns_and_by_what_was_matched():
    assert plain("NIP Baru (18 digit)*") == "nip baru"
    assert recognise("Pegawai", ["x"], {}).missing == ("nip", "name")
    assert recognise("Sheet1", ["NIP", "NAMA LENGKAP", "aneh"], {}).columns == {"nip": 0, "name": 1}
    assert recognise("Sheet1", ["NIP", "Nama", "aneh"], {}).unknown == ("aneh",)
    assert recognise("Sheet1", ["Kode", "Nama", "Induk"], {}).sheet == "units"
    assert recognise("Sheet1", ["Kode jabatan", "Kode unit", "xyz"], {}).sheet == "positions"
    assert recognise("Catatan", ["a", "b"], {}) is None
    assert recognise("Catatan", ["No Induk", "Si"], {"people": {"nip": "No Induk", "name": "Si"}}).sheet == "people"
    assert match_columns("units", ["Kode", "Kode", "Nama"], {}).columns == {"code": 0, "name": 2}


def whole(known=None, **sheets):
    """The conclusion on rows given as lists of values by sheet; row numbers begin at 2."""
    survey = Survey(FROM)
    for sheet, rows in sheets.items():
        for number, cells in enumerate(rows, start=2):
            survey.see(sheet, number, parse_row(sheet, cells))
    return conclude(survey, known or Known())


def refused(found):
    return {where: [one.reason for one in problems] for where, problems in found.rejections.items()}


def unit(code, parent=""):
    return {"code": code, "name": code, "parent": parent}


def post(code, unit="A", leads=""):
    return {"code": code, "unit": unit, "title": code, "group": "pelaksana", "leads_unit": leads}


def test_what_is_given_twice_is_rejected_twice():
    found = whole(units=[unit("A"), unit("A"), unit("B", "A")])
    assert refused(found) == {
        ("units", 2): ["A muncul lebih dari sekali: baris 2, 3"], ("units", 3): ["A muncul lebih dari sekali: baris 2, 3"],
        ("units", 4): ["unit induk A tidak dikenal atau ditolak"],
    }
    assert [one.tone for one in found.findings] == ["bad"]
    bad_first = whole(Known(units={"A": None}), positions=[{"code": "P"}, post("P"), {"code": "P"}])
    assert set(refused(bad_first)) == {("positions", 2), ("positions", 3), ("positions", 4)}


def test_a_circle_of_units_is_named_also_where_the_records_close_it():
    assert circles({"a": "b", "b": "a", "c": "a", "d": None}) == [("a", "b")]
    found = whole(Known(units={"B": "A", "A": None}), units=[unit("A", "B"), unit("C", "A")])
    assert refused(found) == {("units", 2): ["induk unit-unit ini berputar: A → B → A"]}


def test_posts_need_a_known_unit_a_known_code_of_ours_and_one_head_a_unit():
    known = Known(units={"A": None}, positions={"H": ("A", True), "#7": ("A", False)})
    found = whole(known, positions=[post("P", "X"), post("#9"), post("#7"), post("H2", leads="ya"), post("H")])
    two = "unit A mendapat dua jabatan pimpinan: H, H2"
    assert refused(found) == {
        ("positions", 2): ["unit X tidak dikenal atau ditolak"],
        ("positions", 3): ["kode #9 tidak dikenal; kode berawalan # hanya diberikan oleh Capaian"],
        ("positions", 5): [two],
    }
    assert refused(whole(known, positions=[post("H", leads="tidak"), post("H2", leads="ya")])) == {}
    moved = whole(known, positions=[post("#7", leads="ya"), {"code": "Q"}])
    assert list(refused(moved)) == [("positions", 2)]


def assigned(nip=ANI, **cells):
    return {"nip": nip, "position": "P", **cells}


PEOPLE = frozenset({ANI, BUDI, CITRA})


def test_assignments_need_known_people_posts_and_superiors_and_one_post_a_day():
    known = Known(units={"A": None}, positions={"P": ("A", False)}, people=PEOPLE - {CITRA})
    found = whole(known, assignments=[
        assigned(CITRA), assigned(BUDI, position="X"), assigned(ANI, appraiser=CITRA, end="2026-06-30"),
        assigned(ANI, start="2026-06-30"),
    ])
    assert refused(found) == {
        ("assignments", 2): [f"NIP {CITRA} tidak dikenal atau ditolak"],
        ("assignments", 3): ["jabatan X tidak dikenal atau ditolak"],
        ("assignments", 4): [f"atasan dengan NIP {CITRA} tidak dikenal atau ditolak",
                             "masa jabatan definitif pada baris 4 dan 5 bertumpuk"],
        ("assignments", 5): ["masa jabatan definitif pada baris 4 dan 5 bertumpuk"],
    }


def test_two_heads_at_a_time_are_refused_and_a_succession_is_not():
    known = Known(units={"A": None}, positions={"H": ("A", True), "P": ("A", False)}, people=PEOPLE,
                  heads=(Head("A", BUDI, date(2020, 1, 1), None),))
    already = whole(Known(units={"A": None}, positions=known.positions, people=PEOPLE, heads=(
        *known.heads, Head("A", CITRA, FROM, None))), assignments=[assigned(ANI)])
    assert refused(already) == {}  # what is wrong in the records already is no fault of the file
    both = whole(known, assignments=[assigned(ANI, position="H")])
    assert refused(both) == {
        ("assignments", 2): [f"unit A mendapat dua pimpinan pada waktu yang sama: {BUDI} dan {ANI}"],
    }
    assert refused(whole(known, assignments=[assigned(ANI, position="H"), assigned(BUDI)])) == {}
    turns = [assigned(ANI, end="2026-05-31"), assigned(ANI, position="P2", start="2026-06-01")]
    posts = {"P": ("A", False), "P2": ("A", False)}
    assert refused(whole(Known(positions=posts, people=PEOPLE), assignments=turns)) == {}
    assert refused(whole(known, assignments=[assigned(BUDI, position="H", start="2020-01-01")])) == {}
    assert refused(whole(known, assignments=[assigned(ANI, position="H", kind="plt")])) == {}


def test_superiors_in_a_circle_are_refused():
    known = Known(units={"A": None}, positions={"P": ("A", False)}, people=PEOPLE, appraisers={BUDI: ANI})
    found = whole(known, assignments=[assigned(ANI, appraiser=BUDI)])
    assert refused(found) == {("assignments", 2): [f"atasan-atasan ini berputar: {BUDI}, {ANI}, {BUDI}"]}
    assert refused(whole(Known(people=PEOPLE, appraisers={ANI: BUDI, BUDI: ANI}), people=[])) == {}


def test_who_has_no_superior_and_who_is_absent_is_told_and_nobody_is_ended():
    rows = [{"nip": ANI, "name": "Ani"}, {"nip": CITRA, "name": "Citra"}, {"nip": "1", "name": "x"}]
    found = whole(Known(people={BUDI}), people=rows)
    assert [(one.tone, one.reason) for one in found.findings] == [
        ("warn", f"2 pegawai tidak punya atasan, di berkas maupun di catatan: {ANI}, {CITRA}"),
        ("info", "1 pegawai yang tercatat tidak ada di berkas; mereka tidak diubah dan tidak diakhiri."),
    ]
    many = [{"nip": f"19901231201503{sex}{number}", "name": "x"} for sex in "12" for number in range(100, 104)]
    assert whole(people=many).findings[0].reason.endswith(", …")


DAY = timedelta(days=1)
OPEN = Row(1, FROM, None, "superior", "", key=10)


def test_stated_leaves_what_says_so_already():
    assert stated([OPEN], Fact(1, FROM + DAY), basis="import") == (OPEN,)
    ended = Row(1, FROM, FROM + DAY, key=10)
    assert stated([ended], Fact(1, FROM, FROM + DAY), basis="import") == (ended,)
    assert same_ledger([ended], stated([ended], Fact(1, FROM), basis="import"))


def test_stated_takes_over_a_decree_and_an_end():
    told = stated([OPEN], Fact(1, FROM, FROM + DAY, "SK 1"), basis="import")
    assert told == (Row(1, FROM, FROM + DAY, "superior", "SK 1", 10),)
    later = Row(2, FROM + 2 * DAY, None, key=11)
    longer = stated([Row(1, FROM, FROM + DAY, key=10), later], Fact(1, FROM, FROM + 3 * DAY), basis="import")
    assert longer == (Row(1, FROM, FROM + 3 * DAY, key=10), Row(2, FROM + 4 * DAY, None, key=11))


def test_stated_splices_in_somebody_else():
    told = stated([OPEN], Fact(2, FROM + DAY), basis="import")
    assert [(row.who, row.start, row.end, row.key) for row in told] == [(1, FROM, FROM, 10), (2, FROM + DAY, None, None)]
    assert told_change([OPEN], told) == (1, 2)
    assert told_change([OPEN], [OPEN]) == (None, None)


def test_acting_posts_stand_beside_each_other():
    told = acting([OPEN], Fact(2, FROM), basis="plt")
    assert [(row.who, row.end) for row in told] == [(1, None), (2, None)]
    assert acting(told, Fact(2, FROM, FROM + DAY), basis="plt")[1].end == FROM + DAY


DAYS = st.integers(0, 60).map(lambda number: FROM + timedelta(days=number))


@st.composite
def facts(draw):
    start = draw(DAYS)
    end = draw(st.none() | st.integers(0, 30).map(lambda more: start + timedelta(days=more)))
    return Fact(draw(st.integers(1, 3)), start, end, draw(st.sampled_from(["", "SK 1", "SK 2"])))


@given(st.lists(facts(), max_size=6), facts())
def test_a_fact_stated_twice_changes_nothing_more_and_no_day_has_two(history, fact):
    """Idempotence on rerun, for any history."""
    rows: tuple[Row, ...] = ()
    for one in history:
        rows = stated(rows, one, basis="import")
        assert overlapping(rows) == ()
    once = stated(rows, fact, basis="import")
    assert overlapping(once) == ()
    assert same_ledger(once, stated(once, fact, basis="import"))


@given(st.dictionaries(st.sampled_from("abcdef"), st.none() | st.sampled_from("abcdef"), max_size=6))
def test_circles_are_exactly_what_comes_back_to_itself(above):
    on_a_circle = set()
    for begin in above:
        node, steps = above[begin], 0
        while node is not None and node != begin and steps <= len(above):
            node, steps = above.get(node), steps + 1
        if node == begin:
            on_a_circle.add(begin)
    assert {key for ring in circles(above) for key in ring} == on_a_circle
