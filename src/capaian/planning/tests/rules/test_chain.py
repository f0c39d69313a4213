"""The chain as a sheet: cells, places, parents, circles; what is wrong is named, what is right is kept."""

from __future__ import annotations

import pytest

from capaian.people.rules.staging import read_fields
from capaian.people.rules.staging_cells import BadCell
from capaian.people.rules.staging_columns import match_fields
from capaian.planning.rules.chain import (
    chain_fields,
    read_chain_row,
    read_rupiah,
    read_target,
    read_value,
    read_year,
    years_in,
)
from capaian.planning.rules.chain_file import (
    KnownChain,
    KnownIndicator,
    KnownObjective,
    judge_chain,
    place_of_row,
    same_value,
)
from capaian.planning.rules.objectives import AGREEMENT, RENSTRA, RPJMD, Place

YEARS = (2025, 2026)
REGION = {"level": "RPJMD", "plan": "RPJMD", "first_year": "2025", "last_year": "2029"}
OFFICE = {"level": "Renstra", "plan": "Renstra Dinkes", "first_year": "2025", "last_year": "2029", "unit": "DINKES"}
YEAR = {"level": "PK", "first_year": "2026", "unit": "DINKES"}
KNOWN = KnownChain(units={"00", "DINKES", "PU"}, root="00", years={2026})


def row(number, base, **cells):
    return read_chain_row(number, {**base, **cells}, YEARS)


def judged(*rows, known=KNOWN):
    return [
        (one.outcome, [(problem.column, problem.reason) for problem in one.problems if not problem.warning])
        for one in judge_chain(rows, known)
    ]


def reasons(*rows, known=KNOWN):
    return [one[1] for one in judged(*rows, known=known)]


@pytest.mark.parametrize(("read", "good", "bad"), [
    (read_year, "2026", ("26", "dua", "1800")), (read_value, "78.9", ("78,9", "n/a")),
    (read_rupiah, "1250000", ("1.5", "-3", "1.250.000", "²")), (read_target, "WTP", ("78,9", "1.250.000", "x" * 121)),
])
def test_cells_are_read_or_refused(read, good, bad):
    assert read(good) == good
    for text in bad:
        with pytest.raises(BadCell):
            read(text)


def test_read_target_prints_numbers_as_they_are_printed_here():
    assert [read_target(text) for text in ("78.9", "1250", "85 %", "48 → 35")] == ["78,9", "1.250", "85 %", "48 → 35"]


def test_years_in_and_chain_fields_follow_the_headings():
    headings = ("Tingkat", "Target 2026", "target 2025 (%)", "Target akhir")
    assert years_in(headings) == YEARS
    found = match_fields("", chain_fields(YEARS), headings, {})
    assert found.columns == {"level": 0, "target_2026": 1, "target_2025": 2}
    assert found.missing == ("code",)
    assert read_fields(chain_fields(()), {"level": "pk"})[0] == {"level": "agreement"}


def test_read_chain_row_names_the_column():
    one = row(3, OFFICE, code="S1", target_2026="78,9", program="Air")
    assert [(problem.column, problem.warning) for problem in one.problems] == [
        ("Target 2026", False), ("Anggaran", False), ("Program", True),
    ]
    assert [problem.column for problem in row(3, OFFICE, code="S1", formula="a/b").problems] == ["Indikator"]
    assert [problem.column for problem in row(3, YEAR, code="S1", amount="5").problems] == ["Program"]
    doubtful = row(3, OFFICE, code="S1", indicator="I", target_2026="5.014")
    assert (doubtful.usable, doubtful.problems[0].reason) == (
        True, "titik dibaca sebagai desimal; bila maksudnya ribuan, tulis tanpa titik",
    )


def test_judge_chain_adds_a_whole_chain_in_any_order():
    rows = [
        row(2, YEAR, code="S1-2026", parent="S1", statement="Warga sehat", indicator="DBD", target_2026="35"),
        row(3, OFFICE, code="S1", parent="R1", statement="Warga sehat", indicator="DBD", target_2025="48", target_2026="35"),
        row(4, OFFICE, code="S1", indicator="TBC"), row(5, REGION, code="R1", statement="Daerah sehat"),
    ]
    assert judged(*rows) == [("added", [])] * 4
    assert judge_chain(rows, KNOWN)[0].parent_key == ("DINKES", "S1")
    assert judge_chain(rows, KNOWN)[1].parent_key == ("00", "R1")


@pytest.mark.parametrize(("base", "cells", "column"), [
    (OFFICE, {"unit": ""}, "Kode unit"), (OFFICE, {"unit": "X"}, "Kode unit"), (OFFICE, {"plan": ""}, "Rencana"),
    (OFFICE, {"first_year": ""}, "Tahun awal"), (OFFICE, {"last_year": "2024"}, "Tahun akhir"),
    (OFFICE, {"first_year": "2026", "indicator": "I", "target_2025": "1"}, "Target 2025"), (OFFICE, {"statement": ""}, "Sasaran"),
    (OFFICE, {"code": "#7"}, "Kode sasaran"), (OFFICE, {"parent": "S1"}, "Kode induk"), (OFFICE, {"parent": "X"}, "Kode induk"),
    (OFFICE, {"level": "RKPD"}, "Tingkat"),
    (YEAR, {"first_year": ""}, "Tahun awal"), (YEAR, {"first_year": "2027"}, "Tahun awal"),
    (YEAR, {"indicator": "I", "target_2025": "1"}, "Tahun awal"),
])
def test_a_row_out_of_place_is_rejected_by_its_column(base, cells, column):
    (outcome, problems), = judged(row(2, {**base, "code": "S1", "statement": "A", **cells}))
    assert (outcome, [name for name, _reason in problems]) == ("rejected", [column])


def test_years_are_taken_from_targets_and_from_the_plan():
    bare = {**OFFICE, "first_year": "", "last_year": ""}
    one, = judge_chain([row(2, bare, code="S1", statement="A", indicator="I", target_2025="1", target_2026="2")], KNOWN)
    assert (one.outcome, one.first_year, one.last_year) == ("added", 2025, 2026)
    known = KnownChain(units={"DINKES"}, plans={("renstra", "DINKES", "renstra dinkes"): (2025, 2029)})
    one, = judge_chain([row(2, bare, code="S1", statement="A")], known)
    assert place_of_row(one) == Place(RENSTRA, ("DINKES", "renstra dinkes"), 2025, 2029)
    only = row(2, {**YEAR, "first_year": ""}, code="S1", statement="A", indicator="I", target_2026="2")
    assert judge_chain([only], KNOWN)[0].first_year == 2026
    assert place_of_row(row(2, REGION)) == Place(RPJMD, ("", "rpjmd"), 2025, 2029)


def test_what_a_fixed_agreement_says_may_come_in_again():
    """A sheet that was exported comes back: only what would change a fixed agreement is refused."""
    above, key = ("DINKES", "S1"), ("DINKES", "S1-2026")
    there = KnownObjective(Place(AGREEMENT, None, 2026, 2026), "Warga sehat", parent=above,
                           indicators={"insiden dbd": KnownIndicator(targets={2026: "35"})})
    office = KnownObjective(Place(RENSTRA, ("DINKES", "renstra dinkes"), 2025, 2029), "Warga sehat")
    known = KnownChain(units={"DINKES"}, years={2026}, fixed={("DINKES", 2026)}, objectives={key: there, above: office})
    same = {"code": "S1-2026", "parent": "S1", "statement": "Warga sehat", "indicator": "Insiden DBD", "target_2026": "35"}
    sent = [same, same | {"parent": ""}, same | {"target_2026": "40"}, same | {"indicator": "Kematian"}, same | {"parent": "S2"}]
    found = [judged(row(2, YEAR, **cells), known=known)[0] for cells in sent]
    assert [outcome for outcome, _problems in found] == ["unchanged", "unchanged", "rejected", "rejected", "rejected"]
    assert {column for _outcome, problems in found for column, _reason in problems} == {"Tingkat"}


def test_a_fixed_agreement_stands():
    known = KnownChain(units={"DINKES"}, years={2026}, fixed={("DINKES", 2026)})
    assert reasons(row(2, YEAR, code="S1", statement="A"), known=known) == [
        [("Tingkat", "perjanjian kinerja 2026 unit ini sudah ditetapkan; buka kembali dahulu")],
    ]


def test_rows_of_one_code_agree():
    first = row(2, OFFICE, code="S1", statement="A", indicator="I", parent="S2")
    assert reasons(
        row(1, OFFICE, code="S2", statement="Induk"), first, row(3, OFFICE, code="S1", statement="B", indicator="J"),
        row(4, OFFICE, code="S1", indicator="K", parent="S9"), row(5, OFFICE, code="S1", indicator=" i "),
        row(6, {**OFFICE, "plan": "Lain"}, code="S1", indicator="L"), row(7, OFFICE, code="S1", indicator="M", statement="a"),
    ) == [
        [], [], [("Sasaran", "berbeda dari baris 2 dengan kode yang sama")],
        [("Kode induk", "berbeda dari baris 2 dengan kode yang sama")], [("Indikator", "sudah ada pada baris 2")],
        [("Kode sasaran", "berbeda rencana atau tahun dari baris 2")], [],
    ]


def test_parents_are_found_and_what_hangs_below_a_rejected_one_goes_with_it():
    assert reasons(
        row(2, OFFICE, code="S1", statement="A", parent="S2"), row(3, OFFICE, code="S2", statement="B", parent="S3"),
        row(4, OFFICE, code="S3", statement=""),
    ) == [
        [("Kode induk", "S2 tidak dikenal atau ditolak")], [("Kode induk", "S3 tidak dikenal atau ditolak")],
        [("Sasaran", "belum diisi")],
    ]
    twice = [row(2, REGION, code="X", statement="A"), row(3, {**OFFICE, "unit": "PU", "plan": "PU"}, code="X", statement="B")]
    assert reasons(*twice, row(4, OFFICE, code="S1", statement="C", parent="X"))[2] == [
        ("Kode induk", "kode X dipakai beberapa unit: 00, PU"),
    ]
    assert reasons(row(2, OFFICE, code="S1", statement="A"), row(3, REGION, code="R1", statement="B", parent="S1"))[1] == [
        ("Kode induk", "Sasaran induk harus berasal dari dokumen di atasnya: RPJMD, lalu Renstra, lalu perjanjian kinerja."),
    ]


def test_circles_are_refused_also_where_the_records_close_them():
    rows = [row(2, OFFICE, code="S1", statement="A", parent="S2"), row(3, OFFICE, code="S2", statement="B", parent="S1")]
    assert [column for one in reasons(*rows) for column, _reason in one] == ["Kode induk", "Kode induk"]
    assert "berputar" in reasons(*rows)[0][0][1]
    place = Place(RENSTRA, ("DINKES", "renstra dinkes"), 2025, 2029)
    stands = KnownObjective(place, "B", ("DINKES", "S1"))
    known = KnownChain(units={"DINKES"}, objectives={("DINKES", "S2"): stands, ("DINKES", "S1"): KnownObjective(place, "A")})
    assert "berputar" in reasons(row(2, OFFICE, code="S1", parent="S2"), known=known)[0][0][1]


def test_what_stands_is_unchanged_and_what_differs_is_changed():
    place = Place(RENSTRA, ("DINKES", "renstra dinkes"), 2025, 2029)
    year = Place(AGREEMENT, None, 2026, 2026)
    indicator = KnownIndicator({"baseline": "50", "measure": "kasus"}, {2025: "48", 2026: "35,0"})
    known = KnownChain(units={"DINKES"}, years={2025, 2026}, objectives={
        ("DINKES", "S1"): KnownObjective(place, "Warga  sehat", ("DINKES", "S0"), {"dbd": indicator}),
        ("DINKES", "S0"): KnownObjective(place, "Induk"),
        ("DINKES", "P1"): KnownObjective(year, "A", None, {}, {"air": "500"}),
    })
    same = {"code": "S1", "parent": "S0", "statement": "Warga sehat", "indicator": "DBD", "baseline": "50.0", "target_2026": "35"}

    def outcome(base, **cells):
        return judged(row(2, base, **cells), known=known)[0][0]

    assert outcome(OFFICE, **same) == "unchanged"
    assert outcome(OFFICE, code="S1") == "unchanged"
    assert outcome(OFFICE, **{**same, "indicator": "TBC"}) == "added"
    for cells in ({"statement": "Lain"}, {"target_2026": "30"}, {"baseline": "51"}, {"measure": "orang"}):
        assert outcome(OFFICE, **{**same, **cells}) == "changed"
    assert outcome({**OFFICE, "last_year": "2030"}, **same) == "changed"
    assert outcome(OFFICE, code="S0", parent="S1") == "rejected"
    assert outcome(OFFICE, code="S0", program="Air", amount="1") == "unchanged"
    assert outcome(YEAR, code="P1", program="Air", amount="500") == "unchanged"
    assert outcome(YEAR, code="P1", program="Air", amount="600") == "changed"
    assert outcome({**YEAR, "first_year": "2025"}, code="P1") == "rejected"
    assert outcome({**OFFICE, "plan": "Lain"}, code="S1") == "rejected"


def test_same_value_compares_numbers_and_words():
    assert [same_value(*pair) for pair in (("48", "48,0"), ("WTP", "WTP"), ("WTP", "WDP"), ("48", "49"), ("", "0"))] == [
        True, True, False, False, False,
    ]
