"""What is held about a person, taken away by that person; and what is forgotten when its time is over."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from capaian.feedback.models import Feedback
from capaian.foundation import audit
from capaian.foundation.models import AuditEvent, Job, JobState, Notice, Reading
from capaian.foundation.policy import Policy
from capaian.foundation.record import retention
from capaian.foundation.record.checking import check
from capaian.foundation.record.own_data import Section, own_data, plain, register_own_data, write_archive
from capaian.foundation.record.retention import forget_expired
from capaian.foundation.writing import writing
from capaian.planning.tests import factories as plans


def archive_of(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_everything_held_about_me_is_in_one_file(cast, client_as, at, do):
    skp = plans.skp(cast.ani)
    with writing("test"):
        Feedback.objects.create(
            skp=skp, giver="leader", tone="positive", text="=1+1", core_value="harmonis", by_id=cast.budi.pk, by_name="x", at=at,
        )
    do(1, by=cast.ani)
    do(1, by=cast.budi)
    response = client_as(cast.ani).get("/my-data/export/")
    assert response["Content-Disposition"].startswith('attachment; filename="data-saya-')
    archive = archive_of(response)
    data = json.loads(archive.read("data.json"))
    sections = data["sections"]
    assert (data["name"], sections["pegawai"][0]["nip"], sections["skp"][0]["state"]) == (cast.ani.name, cast.ani.nip, "draft")
    assert [row["verb"] for row in sections["tindakan-saya"]] == ["unit.rename"]
    assert sections["umpan-balik"][0]["text"] == "=1+1"
    assert next(iter(sections)) == "akun"
    assert {f"tabel/{name}.csv" for name in sections} | {"data.json", "baca.html"} == set(archive.namelist())
    rows = list(csv.DictReader(io.StringIO(archive.read("tabel/umpan-balik.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["text"] == "'=1+1"
    page = archive.read("baca.html").decode()
    assert f"<h1>{cast.ani.name}</h1>" in page
    assert "=1+1" in page


def test_nothing_secret_and_nothing_of_others_is_in_it(cast, client_as):
    plans.skp(cast.budi)
    archive = archive_of(client_as(cast.ani).get("/my-data/export/"))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert cast.ani.user.password not in everything
    assert cast.eko.name not in everything
    assert json.loads(archive.read("data.json"))["sections"]["skp"] == []


def test_a_provider_counts_once(cast, monkeypatch):
    from capaian.foundation.record import own_data as module  # noqa: PLC0415

    monkeypatch.setattr(module, "_providers", [])

    def some(actor):
        yield Section("x", "X", [{"a": None, "b": actor.name, "c": [1]}])

    register_own_data(some)
    register_own_data(some)
    assert [section.name for section in own_data(cast.actor(cast.ani))] == ["x"]
    target = io.BytesIO()
    write_archive(target, actor=cast.actor(cast.ani), now=timezone.now())
    table = zipfile.ZipFile(target).read("tabel/x.csv").decode("utf-8-sig")
    assert table.splitlines() == ["a;b;c", f";{cast.ani.name};[1]"]
    assert plain(at := timezone.now()) == timezone.localtime(at).isoformat(timespec="seconds")


def aged(cast, at) -> None:
    """Of everything one old and one young thing."""
    for days in (400, 1):
        day = at - timedelta(days=days)
        Reading.objects.create(
            agency_id=cast.agency.pk, day=day.date(), first_at=day, reader_id=cast.budi.pk, reader_name="x",
            subject_id=cast.ani.pk, thing="skp",
        )
        Notice.objects.create(agency_id=cast.agency.pk, recipient=cast.ani.user, kind="x", title="x", created_at=day)
        Job.objects.create(
            agency_id=cast.agency.pk, kind="x", title="x", owner_name="x", created_at=day, finished_at=day, state=JobState.DONE,
        )
    Job.objects.create(agency_id=cast.agency.pk, kind="x", title="x", owner_name="x", created_at=at - timedelta(days=900))


def test_what_is_over_its_time_is_forgotten(cast, at):
    aged(cast, at)
    assert forget_expired(at) == {
        "retention.readings": 0, "retention.notices": 1, "retention.jobs": 1, "retention.documents": 0,
    }
    assert (Reading.objects.count(), Notice.objects.count(), Job.objects.count()) == (2, 1, 2)
    assert forget_expired(at + timedelta(days=1_500))["retention.readings"] == 1


@pytest.fixture
def kept_for(monkeypatch):
    """`kept_for(30)`: every kind of data for thirty days."""

    def choose(days):
        monkeypatch.setattr(retention, "policy_for", lambda agency_id, key, day: Policy(days, "calendar-day", "uji"))

    return choose


def test_contents_are_cleared_and_the_chain_still_verifies(cast, at, do, kept_for, monkeypatch):
    monkeypatch.setattr(retention, "PIECE", 2)
    kept_for(30)
    do(5)
    do(1, by=cast.eko)
    later = at + timedelta(days=31)
    assert forget_expired(later)["retention.record_content"] == 6
    rows = list(AuditEvent.objects.filter(agency_id=cast.agency.pk).order_by("sequence"))
    assert [(row.before, row.after, row.salt, bool(row.cleared)) for row in rows[:5]] == [({}, {}, "", True)] * 5
    assert (rows[5].verb, rows[5].actor_name, rows[5].after) == ("record.clear", "Capaian", {"until": 5, "rows": 5})
    assert check(cast.agency.pk).is_whole
    assert forget_expired(later)["retention.record_content"] == 0
    forget_expired(later + timedelta(days=31))
    assert check(cast.agency.pk).is_whole


def test_who_clears_a_row_past_the_program_is_found(cast, at, do, kept_for):
    kept_for(30)
    do(3)
    forget_expired(at + timedelta(days=31))
    do(2)
    last = AuditEvent.objects.order_by("sequence").last()
    AuditEvent.objects.filter(pk=last.pk).update(before={}, after={}, salt="", cleared="0" * 64)
    assert [(one.kind, one.sequence) for one in check(cast.agency.pk).findings] == [("cleared", last.sequence)]


def test_young_rows_keep_their_content(cast, at, do, kept_for):
    kept_for(30)
    by = cast.actor(cast.citra)
    do(2)
    with transaction.atomic():
        audit.record(by=by, at=at + timedelta(days=20), verb="x", subject=cast.unit, after={"a": 1})
    assert forget_expired(at + timedelta(days=31))["retention.record_content"] == 2
    assert AuditEvent.objects.get(verb="x").after == {"a": 1}


def test_an_agency_without_a_record_has_nothing_to_clear(cast, at, kept_for):
    kept_for(30)
    aged(cast, at)
    assert forget_expired(at)["retention.record_content"] == 0
