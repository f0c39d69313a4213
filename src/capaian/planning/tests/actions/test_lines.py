from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.planning import actions, queries, workflow
from capaian.planning.tests import factories


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani, state=workflow.SUBMITTED)


def texts(rows):
    return [(row.text, row.ordinal) for row in rows]


def test_the_appraiser_writes_special_expectations_while_it_waits(cast, skp, at):
    budi = cast.actor(cast.budi)
    actions.write_expectations(skp=skp, core_value="loyal", lines=["Satu", "", "  Dua "], by=budi, at=at)
    assert texts(queries.expectations_of(skp, "loyal")) == [("Satu", 1), ("Dua", 2)]
    actions.write_expectations(skp=skp, core_value="loyal", lines=["Tiga"], by=budi, at=at)
    assert texts(queries.expectations_of(skp, "loyal")) == [("Tiga", 1)]
    row = AuditEvent.objects.order_by("pk").last()
    assert (row.verb, row.before["lines"], row.after["lines"]) == ("skp.expectations", ["Satu", "Dua"], ["Tiga"])


def test_consequences_are_the_appraisers_too_and_other_sections_are_not(cast, skp, at):
    budi = cast.actor(cast.budi)
    actions.write_annex(skp=skp, section="consequences", lines=["Diusulkan pelatihan"], by=budi, at=at)
    assert texts(queries.annex_of(skp, "consequences")) == [("Diusulkan pelatihan", 1)]
    assert AuditEvent.objects.get().verb == "skp.annex"
    actions.write_annex(skp=skp, section="consequences", lines=[], by=budi, at=at)
    assert queries.annex_of(skp, "consequences") == []
    with pytest.raises(Refused, match="diisi pegawai"):
        actions.write_annex(skp=skp, section="resources", lines=["Motor"], by=budi, at=at)


@pytest.mark.parametrize(
    ("lines", "reason"), [(["x"] * 21, "Paling banyak 20 baris"), (["x" * 1001], "Terlalu panjang: 1001 huruf")]
)
def test_too_many_or_too_long_lines(cast, skp, at, lines, reason):
    with pytest.raises(InvalidInput, match=reason):
        actions.write_expectations(skp=skp, core_value="loyal", lines=lines, by=cast.actor(cast.budi), at=at)
    assert queries.expectations_of(skp, "loyal") == []


def test_an_unknown_value_or_section_is_refused(cast, at):
    skp, ani = factories.skp(cast.ani), cast.actor(cast.ani)
    with pytest.raises(InvalidInput):
        actions.write_expectations(skp=skp, core_value="ramah", lines=["x"], by=ani, at=at)
    with pytest.raises(InvalidInput):
        actions.write_annex(skp=skp, section="hadiah", lines=["x"], by=ani, at=at)


def test_two_screens_at_once(cast, skp, at):
    budi = cast.actor(cast.budi)
    opened = queries.version_of([])
    actions.write_expectations(skp=skp, core_value="loyal", lines=["Pertama"], version=opened, by=budi, at=at)
    actions.write_annex(skp=skp, section="consequences", lines=["Pertama"], version=opened, by=budi, at=at)
    with pytest.raises(InvalidInput):
        actions.write_expectations(skp=skp, core_value="loyal", lines=["Kedua"], version=opened, by=budi, at=at)
    with pytest.raises(InvalidInput):
        actions.write_annex(skp=skp, section="consequences", lines=["Kedua"], version=opened, by=budi, at=at)
    assert texts(queries.expectations_of(skp, "loyal")) == [("Pertama", 1)]


def test_an_agreed_skp_keeps_its_lines(cast, at):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    for person in (cast.ani, cast.budi, cast.citra, cast.eko):
        with pytest.raises(Refused):
            actions.write_expectations(skp=skp, core_value="loyal", lines=["x"], by=cast.actor(person), at=at)
        with pytest.raises(Refused):
            actions.write_annex(skp=skp, section="consequences", lines=["x"], by=cast.actor(person), at=at)


def test_lines_that_stay_keep_their_row_and_their_day(cast, at):
    skp = factories.skp(cast.ani)
    ani = cast.actor(cast.ani)
    actions.write_annex(skp=skp, section="resources", lines=["Satu kendaraan roda dua", "Dua laptop"], by=ani, at=at)
    first, second = skp.annex_items.order_by("ordinal")
    actions.write_annex(
        skp=skp, section="resources", lines=["Pelatihan", "Dua laptop", "Satu kendaraan roda empat"], by=ani, at=at,
        due={first.pk: at.date(), 0: None},
    )
    rows = list(skp.annex_items.order_by("ordinal"))
    assert [(row.text, row.due_on) for row in rows] == [
        ("Pelatihan", None), ("Dua laptop", None), ("Satu kendaraan roda empat", at.date()),
    ]
    assert [rows[1].pk, rows[2].pk] == [second.pk, first.pk]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_promise_is_due_within_the_plan(cast, at, day):
    skp = factories.skp(cast.ani)
    ani = cast.actor(cast.ani)
    actions.write_annex(skp=skp, section="resources", lines=["Satu kendaraan roda dua"], by=ani, at=at)
    item = skp.annex_items.get()

    def write(due, lines=("Satu kendaraan roda empat",)):
        actions.write_annex(skp=skp, section="resources", lines=lines, by=ani, at=at, due={item.pk: due})

    with pytest.raises(InvalidInput) as refused:
        write(day)
    assert [(problem.field, problem.reason) for problem in refused.value.problems] == [
        (f"due_{item.pk}", "Pilih hari dalam masa SKP ini: 1 Januari 2026 sampai 31 Desember 2026.")]
    item.refresh_from_db()
    assert (item.text, item.due_on) == ("Satu kendaraan roda dua", None)  # nothing is half written
    with writing("test"):
        item.due_on = day
        item.save()
    write(day)  # what stood there may stay
    item.refresh_from_db()
    assert (item.text, item.due_on) == ("Satu kendaraan roda empat", day)
