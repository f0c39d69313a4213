"""The record's page: who reads what of it, how it is searched, and what the button answers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection

from capaian.foundation import audit
from capaian.foundation.actor import Role
from capaian.foundation.jobs import run_queued
from capaian.foundation.models import AuditEvent, Job, JobState
from capaian.foundation.record import actions, queries
from capaian.foundation.record.anchors import anchor, read_file
from capaian.foundation.record.showing import changes_of, shown_verification
from capaian.foundation.record.words import subject_label, verb_label
from capaian.foundation.writing import action
from capaian.people.tests import factories as people


@pytest.fixture
def gita(cast):
    """The inspector."""
    return people.employee(cast.office, "Gita Puspita, S.H.", "198812312012032999", roles=(Role.INSPECTOR,), appraiser=cast.dewi)


@pytest.fixture
def hadi(cast):
    """The administrator."""
    return people.employee(cast.office, "Hadi Saputra", "199012312012031999", roles=(Role.ADMINISTRATOR,), appraiser=cast.dewi)


@pytest.fixture
def note(cast, at):
    @action
    def write(*, verb, subject, content, by, at):
        audit.record(by=by, at=at, verb=verb, subject=subject, before={"name": "lama"}, after=content)

    def run(verb="unit.rename", by=cast.citra, subject=cast.unit, minutes=0, **content):
        write(verb=verb, subject=subject, content=content, by=cast.actor(by), at=at + timedelta(minutes=minutes))

    return run


def words(response) -> list[tuple[str, str]]:
    return [(row.what, row.actor_name) for row in response.context["rows"]]


def test_the_inspector_reads_everything_of_the_own_agency(cast, gita, note, client_as, django_assert_num_queries):
    note(name="Puskesmas Baru", nested={"a": [1]})
    note("role.grant", by=cast.ani)
    note("antah.berantah", minutes=1)
    note(by=cast.eko, minutes=2)
    browser = client_as(gita)
    with django_assert_num_queries(8):
        response = browser.get("/record/")
    assert words(response) == [
        ("antah.berantah", cast.citra.name), ("Peran diberikan", cast.ani.name), ("Unit diganti namanya", cast.citra.name),
    ]
    assert "<del>lama</del> → Puskesmas Baru" in response.content.decode()
    assert response.context["length"] == 3


def test_others_are_told_whose_it_is(cast, client_as):
    for person in (cast.ani, cast.budi, cast.citra):
        response = client_as(person).get("/record/")
        assert response.status_code == 403
        assert "Catatan dibaca oleh pengawas" in response.content.decode()
        assert client_as(person).post("/record/verification/").status_code == 403
        assert client_as(person).get("/record/anchors.json").status_code == 403
    assert not AuditEvent.objects.exists()


def test_an_administrator_reads_of_accounts_and_roles_only(cast, hadi, note, client_as):
    note("evaluation.rate", result="below")
    note("role.grant")
    response = client_as(hadi).get("/record/")
    assert words(response) == [("Peran diberikan", cast.citra.name)]
    assert [key for key, _ in response.context["groups"]] == ["access"]
    assert words(client_as(hadi).get("/record/?what=judging")) == []


@pytest.mark.parametrize(("query", "found"), [
    ("", [3, 2, 1]), ("who=citra", [3, 1]), ("who=1985031520", [3, 1]), ("who=tidak ada", []), ("what=access", [2]),
    ("what=apa", [3, 2, 1]), ("subject=people.employee", [3]), ("subject=people.x", [3, 2, 1]), ("number=999999", []),
    ("since=2026-01-22", [3]), ("until=2026-01-21", [2, 1]), ("since=kemarin&until=9999-12-31", [3, 2, 1]),
    ("after=999999", [3, 2, 1]), ("person=x", [3, 2, 1]),
])
def test_the_address_says_what_is_looked_for(cast, gita, note, client_as, query, found):
    note()
    note("role.grant", by=cast.ani, minutes=5)
    note("ledger.transfer", subject=cast.ani, minutes=24 * 60)
    rows = client_as(gita).get(f"/record/?{query}").context["rows"]
    assert [row.sequence for row in rows] == found


def test_a_person_is_followed_also_on_others_behalf(cast, gita, note, client_as, at):
    note(by=cast.ani)
    AuditEvent.objects.update(behalf_id=cast.citra.pk, behalf_name=cast.citra.name)
    response = client_as(gita).get(f"/record/?person={cast.citra.pk}")
    assert [row.behalf_name for row in response.context["rows"]] == [cast.citra.name]
    assert f"atas nama {cast.citra.name}" in response.content.decode()
    assert len(client_as(gita).get(f"/record/?subject=people.unit&number={cast.unit.pk}").context["rows"]) == 1


def test_pages_join_on_keys(cast, gita, note, client_as, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for number in range(5):
        note(minutes=number // 2)
    browser, seen, address = client_as(gita), [], "/record/?what=units"
    while address:
        response = browser.get(address)
        seen += [row.sequence for row in response.context["rows"]]
        address = f"/record/?{response.context['older']}" if response.context["older"] else ""
    assert seen == [5, 4, 3, 2, 1]


def test_a_short_record_is_verified_at_once(cast, gita, note, client_as):
    note()
    browser = client_as(gita)
    response = browser.post("/record/verification/", follow=True)
    assert "Catatan utuh sampai baris 2." in response.content.decode()
    assert [row.what for row in response.context["rows"]] == ["Catatan diperiksa", "Unit diganti namanya"]
    AuditEvent.objects.filter(sequence=1).update(verb="unit.move")
    response = browser.post("/record/verification/", follow=True)
    assert "Catatan TIDAK utuh: 0 baris pertama utuh dari 3 baris." in response.content.decode()
    assert response.context["verification"].findings == ("baris 1: isi baris ini berubah sejak ditulis",)


def test_a_long_record_is_verified_by_a_job(cast, gita, note, client_as, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    note()
    response = client_as(gita).post("/record/verification/", follow=True)
    assert response.context["verification"].moving
    assert run_queued() == 1
    job = Job.objects.get()
    assert (job.state, job.message) == (JobState.DONE, "Catatan utuh sampai baris 2.")
    assert client_as(gita).get("/record/").context["verification"].whole
    Job.objects.update(state=JobState.FAILED, checkpoint={})
    assert client_as(gita).get("/record/").context["verification"].failed


@pytest.mark.sqlite  # PostgreSQL keeps no JSON that is none
def test_a_content_that_is_no_json_breaks_neither_page_nor_verification(cast, gita, note, client_as, db):
    note(a=1)
    note(b=2)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute("UPDATE foundation_auditevent SET after = '{oops' WHERE sequence = 1")
        cursor.execute("PRAGMA ignore_check_constraints=OFF")
    response = client_as(gita).post("/record/verification/", follow=True)
    assert response.context["verification"].findings == ("baris 1: isi baris ini berubah sejak ditulis",)
    assert [row.sequence for row in response.context["rows"]] == [3, 2, 1]


def test_many_findings_are_counted():
    report = {"whole": False, "rows": 9_000, "intact": 2, "findings": [], "more_findings": 1_234, "anchor_troubles": ["x"]}
    found = shown_verification(Job(state=JobState.DONE, checkpoint=report, created_at=None))
    assert (found.words, found.findings) == (
        "Catatan TIDAK utuh: 2 baris pertama utuh dari 9.000 baris.", ("… dan 1.234 temuan lain", "x"),
    )
    assert shown_verification(None) is None


def test_anchors_are_handed_out(cast, gita, note, client_as, at):
    note()
    anchor(at.date(), at)
    assert "Jangkar terakhir: 21 Januari 2026, baris 1." in client_as(gita).get("/record/").content.decode()
    response = client_as(gita).get("/record/anchors.json")
    assert response["Content-Disposition"].startswith('attachment; filename="jangkar-catatan-')
    assert [one.sequence for one in read_file(response.content)] == [1]
    assert json.loads(response.content)["format"] == "capaian-anchors-1"


def test_what_changed_is_said_field_by_field():
    found = changes_of({"a": 1, "b": "", "c": 2}, {"b": "x" * 500, "c": 2, "d": None})
    assert [(one.name, one.before, one.after) for one in found] == [
        ("b", "—", "x" * 400 + "…"), ("a", "1", "—"),
    ]


def test_words_that_nobody_wrote_down_are_shown_as_they_are():
    assert (verb_label("a.b"), subject_label("people.unit"), subject_label("app.thing")) == ("a.b", "Unit kerja", "thing")
