"""The record as it stands in the database: written in one chain, and every tampering past the program is found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from capaian.foundation import audit
from capaian.foundation.models import AuditAnchor, AuditEvent, AuditHead
from capaian.foundation.record import checking
from capaian.foundation.record.anchors import anchor
from capaian.foundation.record.chain import Kind
from capaian.foundation.record.checking import agencies_on_record, check, words_for
from capaian.foundation.writing import action, writing
from capaian.people.models import Unit


def found(agency) -> list[tuple[str, int, int | None]]:
    return [(one.kind, one.sequence, one.until) for one in check(agency.pk).findings]


def test_each_agency_has_a_chain_of_its_own(cast, do):
    do(3)
    do(2, by=cast.eko)
    for person, count in ((cast.citra, 3), (cast.eko, 2)):
        report = check(person.agency_id)
        assert (report.is_whole, report.rows, report.intact, report.anchors) == (True, count, count, 0)
    assert agencies_on_record() == sorted([cast.citra.agency_id, cast.eko.agency_id])
    assert list(rows(cast.agency).order_by("pk").values_list("sequence", flat=True)) == [1, 2, 3]


def test_nothing_recorded_is_whole(cast):
    report = check(cast.agency.pk)
    assert (report.is_whole, report.rows) == (True, 0)


def test_an_action_costs_three_statements_however_much_it_records(cast, do, at, django_assert_num_queries):
    do(1)

    @action
    def several(*, by, at):
        for _ in range(5):
            audit.record(by=by, at=at, verb="unit.rename", subject=cast.unit)

    by = cast.actor(cast.citra)
    with django_assert_num_queries(5):  # the savepoint of the test and its end beside them
        several(by=by, at=at)
    assert check(cast.agency.pk).rows == 6


def test_what_an_inner_part_took_back_is_not_recorded(cast, at):
    def note(by, at, verb):
        audit.record(by=by, at=at, verb=verb, subject=cast.unit)

    @action
    def inner(*, verb, fails, by, at):
        note(by, at, verb)
        if fails:
            raise ValueError(verb)

    @action
    def outer(*, by, at):
        note(by, at, "first")
        for verb, fails in (("inner", False), ("lost", True)):
            try:
                inner(verb=verb, fails=fails, by=by, at=at)
            except ValueError:
                continue
        try:
            with transaction.atomic():
                note(by, at, "lost too")
                raise ValueError
        except ValueError:
            note(by, at, "last")

    outer(by=cast.actor(cast.citra), at=at)
    assert list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)) == ["first", "inner", "last"]
    with pytest.raises(ValueError, match="whole"):
        inner(verb="whole", fails=True, by=cast.actor(cast.citra), at=at)
    assert AuditEvent.objects.count() == 3
    assert check(cast.agency.pk).is_whole


def test_many_deeds_at_once_keep_their_order(cast, at, django_assert_max_num_queries):
    by = cast.actor(cast.citra)
    deeds = [audit.Deed("unit.rename", Unit(pk=number)) for number in range(3_000)]
    with django_assert_max_num_queries(150), transaction.atomic(), writing("test"):
        audit.record_many(by=by, at=at, deeds=iter(deeds))
    assert list(AuditEvent.objects.order_by("sequence").values_list("subject_id", flat=True)) == list(range(3_000))
    assert check(cast.agency.pk).is_whole


def test_whatever_is_recorded_is_read_back_the_same(cast, at):
    content = {
        "float": 1.5, "big": 10**30, "e": 1e22, "nan": float("nan"), "when": at, "n": {1: None}, "t": "é\u2028💡", "l": [True, 0],
    }
    with transaction.atomic():
        audit.record(by=cast.actor(cast.citra), at=at, verb="x", subject=cast.unit, before=content, after={"a": content})
    assert check(cast.agency.pk).is_whole
    assert AuditEvent.objects.get().before["float"] == "1.5"


def test_on_whose_behalf_is_part_of_the_deed(cast, at):
    from dataclasses import replace  # noqa: PLC0415

    by = replace(cast.actor(cast.ani), behalf_id=cast.citra.pk, behalf_name=cast.citra.name)
    with transaction.atomic():
        audit.record(by=by, at=at, verb="x", subject=cast.unit)
    event = AuditEvent.objects.get()
    assert (event.actor_name, event.behalf_id, event.behalf_name) == (cast.ani.name, cast.citra.pk, cast.citra.name)
    AuditEvent.objects.update(behalf_id=cast.budi.pk)
    assert found(cast.agency) == [(Kind.ALTERED, 1, None)]


def rows(agency):
    return AuditEvent.objects.filter(agency_id=agency.pk)


TAMPERING = {
    "altered": (lambda r: r.filter(sequence=3).update(after={"name": "c"}), [(Kind.ALTERED, 3, None)]),
    "who": (lambda r: r.filter(sequence=1).update(actor_name="Eko"), [(Kind.ALTERED, 1, None)]),
    "when": (lambda r: r.filter(sequence=5).update(at=F("at") + timedelta(hours=1)), [(Kind.ALTERED, 5, None)]),
    "removed": (lambda r: r.filter(sequence__in=(2, 3)).delete(), [(Kind.REMOVED, 2, 3)]),
    "first": (lambda r: r.filter(sequence=1).delete(), [(Kind.REMOVED, 1, 1)]),
    "tail": (lambda r: r.filter(sequence__gt=3).delete(), [(Kind.REMOVED, 4, 5)]),
    "all": (lambda r: r.all().delete(), [(Kind.REMOVED, 1, 5)]),
    "head back": (lambda r: AuditHead.objects.update(sequence=4), [(Kind.BROKEN, 4, None), (Kind.INSERTED, 5, 5)]),
    "head gone": (lambda r: AuditHead.objects.all().delete(), [(Kind.HEADLESS, 5, None)]),
    "cleared": (lambda r: r.filter(sequence=2).update(before={}, after={}, salt="", cleared="0" * 64), [(Kind.CLEARED, 2, None)]),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_past_the_program_is_found_where_it_was_done(cast, do, what):
    do(5)
    do(2, by=cast.eko)
    tamper, expected = TAMPERING[what]
    tamper(rows(cast.agency))
    assert found(cast.agency) == expected
    for one in check(cast.agency.pk).findings:
        assert words_for(one)
    if what not in {"head back", "head gone"}:
        assert check(cast.eko.agency_id).is_whole


def test_pieces_join_without_a_seam(cast, do, monkeypatch):
    monkeypatch.setattr(checking, "PIECE", 2)
    do(5)
    told = []
    assert check(cast.agency.pk, tell=lambda done, total: told.append((done, total))).rows == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    rows(cast.agency).filter(sequence=3).update(verb="y")
    monkeypatch.setattr(checking, "NAMED", 0)
    report = check(cast.agency.pk)
    assert (report.findings, report.more, report.intact) == ((), 1, 2)


@pytest.mark.sqlite  # only SQLite keeps a text in a column of moments
@pytest.mark.parametrize(("column", "value"), [
    ("at", "kemarin"), ("at", "2026-13-45 00:00:00"), ("actor_id", "x"), ("cleared", 5),
])
def test_a_value_that_cannot_be_read_is_a_finding_and_no_crash(cast, do, column, value):
    do(4)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE foundation_auditevent SET {column} = %s WHERE sequence = 2", [value])
    assert [(one.sequence, one.until) for one in check(cast.agency.pk).findings] == [(2, None)]


def test_rows_written_meanwhile_are_no_finding(cast, do):
    do(2)
    written = []

    def write(_done, _total):
        if not written:
            written.append(do(2))

    report = check(cast.agency.pk, tell=write)
    assert (report.is_whole, report.rows) == (True, 2)


def test_a_chain_made_anew_differs_from_its_anchor(cast, do, at):
    do(4)
    anchor(at.date(), at)
    assert check(cast.agency.pk).anchors == 1
    rows(cast.agency).delete()
    AuditHead.objects.update(sequence=0, hash="")
    assert found(cast.agency) == [(Kind.REMOVED, 1, 4)]
    do(5)
    assert found(cast.agency) == [(Kind.UNANCHORED, 4, None)] or not check(cast.agency.pk).is_whole
    AuditHead.objects.all().delete()
    rows(cast.agency).delete()
    assert found(cast.agency) == [(Kind.HEADLESS, 0, None)]
    AuditAnchor.objects.update(head="0" * 64)
    assert len(check(cast.agency.pk).troubles) == 1
