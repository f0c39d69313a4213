from __future__ import annotations

import pytest

from capaian.people.rules.staging_cells import BadCell
from capaian.planning.rules.need_sheet import KnownNeed, judge_needs, need_fields, plain_words, read_need, read_score
from capaian.planning.rules.needs import HOUSE_CRITERIA

URGENCY = HOUSE_CRITERIA[:1]


@pytest.mark.parametrize("text", ["0", "6", "2,5", "x", "٣"])
def test_read_score_takes_whole_scores_only(text):
    assert read_score("3") == "3"
    with pytest.raises(BadCell, match="bilangan bulat 1 sampai 5"):
        read_score(text)


def test_need_fields_has_a_column_for_every_criterion():
    assert [field.heading for field in need_fields(URGENCY)] == [
        "Kebutuhan", "Bidang", "Mendesak", "Jenis bukti", "Sumber bukti", "Temuan",
    ]


def test_read_need_names_the_column():
    row = read_need(7, {"statement": "Air", "sector": "KESEHATAN", "score_urgency": "7", "kind": "survei"}, URGENCY)
    assert (row.sector, row.sector_name, row.outcome) == ("health", "", "rejected")
    assert [(one.column, one.reason) for one in row.problems] == [
        ("Mendesak", "“7” bukan nilai; tulis bilangan bulat 1 sampai 5, atau kosongkan"),
        ("Jenis bukti", "isi jenis, sumber, dan temuan, atau kosongkan ketiganya"),
    ]
    assert read_need(8, {"sector": "Kesehatan"}, URGENCY).problems[0].column == "Kebutuhan"


def test_judge_needs_tells_the_second_of_two_and_what_stands():
    def given(number, statement, sector="Kesehatan", **cells):
        return read_need(number, {"statement": statement, "sector": sector, **cells}, URGENCY)

    known = {plain_words("Obat  Lengkap"): KnownNeed("health", "", {"urgency": 3}, frozenset({("survey", "S", "F")}))}
    proof = {"kind": "Survei", "source": "S", "finding": "F"}
    rows = [
        given(2, "obat lengkap", score_urgency="3", **proof), given(3, "Obat lengkap"), given(4, "Dokter"), given(5, ""),
        given(6, ""),
    ]
    judged = judge_needs(rows, known)
    assert [row.outcome for row in judged] == ["unchanged", "rejected", "added", "rejected", "rejected"]
    assert judged[1].problems[0].reason == "sudah ada pada baris 2"
    for changed in (given(2, "obat lengkap", score_urgency="4"), given(2, "obat lengkap", sector="Farmasi"),
                    given(2, "obat lengkap", kind="Survei", source="S", finding="G")):
        assert judge_needs([changed], known)[0].outcome == "changed"
