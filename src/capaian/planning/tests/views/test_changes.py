"""A difference in the words of the screen."""

from __future__ import annotations

from decimal import Decimal

from capaian.planning.rules.content import IndicatorContent, ResultContent
from capaian.planning.rules.difference import (
    Difference,
    FieldChange,
    IndicatorChange,
    Kind,
    LineChange,
    ResultChange,
)
from capaian.planning.views.changes import Line, shown

VISITS = IndicatorContent(7, 1, "quantity", "Jumlah kunjungan", "60 kunjungan")
MOTHERS = ResultContent(3, "main", 1, "Ibu hamil berisiko terpantau", indicators=(VISITS,))


def lines_of(*fields: FieldChange) -> list[Line]:
    [change] = shown(Difference(results=(ResultChange(Kind.CHANGED, MOTHERS, fields),))).changes
    return list(change.lines)


def test_choices_numbers_and_days_are_printed_as_the_screen_does():
    assert lines_of(FieldChange("kind", "main", "additional")) == [Line("Jenis", "Utama", "Tambahan")]
    assert lines_of(FieldChange("target", None, Decimal("1250.5"))) == [Line("Target angka", "", "1.250,5")]
    frame = shown(Difference(frame=(FieldChange("end", "2026-12-31", "2026-07-14"),))).frame
    assert frame == (Line("Sampai", "31 Desember 2026", "14 Juli 2026"),)


def test_the_printed_target_says_what_its_numbers_say():
    fields = (FieldChange("target_text", "60", "30"), FieldChange("target", Decimal(60), Decimal(30)))
    assert lines_of(*fields) == [Line("Target", "60", "30")]


def test_an_indicator_names_its_result_and_stands_on_one_side_where_it_came_or_went():
    change = ResultChange(Kind.CHANGED, MOTHERS, (), (IndicatorChange(Kind.REMOVED, VISITS),))
    [found] = shown(Difference(results=(change,))).changes
    assert (found.about, found.title, found.tone) == (MOTHERS.statement, VISITS.statement, "bad")
    assert found.lines == (Line("Target", "60 kunjungan", ""),)
    [new] = shown(Difference(results=(ResultChange(Kind.ADDED, MOTHERS),))).changes
    assert new.lines == (Line("Jumlah kunjungan", "", "60 kunjungan"),)


def test_lines_stand_under_the_name_of_their_place():
    found = shown(Difference(annex=(LineChange("resources", "", "Kendaraan"),)))
    assert found.annex == (Line("DUKUNGAN SUMBER DAYA", "", "Kendaraan"),)
    assert found.count == 1


def test_a_promises_day_is_said_in_words():
    found = shown(Difference(annex=(LineChange("resources", "Kendaraan (roda dua)", "Kendaraan (roda dua) (2026-03-31)"),)))
    assert found.annex == (
        Line("DUKUNGAN SUMBER DAYA", "Kendaraan (roda dua)", "Kendaraan (roda dua) (paling lambat 31 Maret 2026)"),
    )
