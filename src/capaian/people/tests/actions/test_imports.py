"""A spreadsheet on its way into the records: read, looked at, applied once or thrown away."""

from __future__ import annotations

import pytest

from capaian.foundation import jobs
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.exchange.writing import Column, Table, write_xlsx
from capaian.foundation.models import AuditEvent, Job, JobState, User
from capaian.foundation.writing import writing
from capaian.people import exports, workflow
from capaian.people.actions.imports import commit_import, discard_import, match_columns
from capaian.people.models import ColumnMapping, Employee, ImportBatch, Position, Posting, Reporting, Unit
from capaian.people.tests.imports import AT, FROM, an_office, given, nip, read, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def citra(cast):
    return cast.actor(cast.citra)


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def office(cast, citra, tmp_path):
    """A file of five people, read."""
    return read(workbook(tmp_path / "pegawai.xlsx", **an_office(5)), cast.agency, citra)


def applied(batch, by):
    commit_import(batch=batch, by=by, at=AT)
    jobs.run_queued()
    batch.refresh_from_db()
    return batch


def outcomes(batch):
    return {(row.sheet, row.key): (row.outcome, [one["reason"] for one in row.problems]) for row in batch.rows.order_by("pk")}


def test_a_file_of_new_people_is_all_new(office):
    assert (office.state, office.counts) == (workflow.READY, {
        "units": {"added": 2}, "positions": {"added": 2}, "people": {"added": 5}, "assignments": {"added": 5},
    })
    assert [row.key for row in office.rows.filter(sheet="units").order_by("pk")] == ["DINKES2", "PKM"]


def test_nothing_is_there_before_it_is_applied_and_everything_once_afterwards(cast, citra, office):
    before = Employee.objects.count()
    assert Unit.objects.filter(code="PKM").count() == 0
    batch = applied(office, citra)
    assert batch.state == workflow.COMMITTED
    assert Employee.objects.count() == before + 5
    assert Unit.objects.get(code="PKM").path == "DINKES2/PKM/"
    one = Employee.objects.get(nip=nip(3))
    assert (one.user.username, one.user.has_usable_password()) == (nip(3), False)
    assert list(Posting.objects.filter(employee=one).values_list("position__code", "start", "end")) == [("PWT2", FROM, None)]
    assert list(Reporting.objects.filter(employee=one).values_list("appraiser__nip", "basis")) == [(nip(0), "import")]
    assert AuditEvent.objects.filter(verb="employee.import-add").count() == 5
    assert AuditEvent.objects.filter(verb="ledger.import", subject_id=one.pk).count() == 1


def test_the_same_file_again_changes_nothing(cast, citra, office, tmp_path):
    applied(office, citra)
    again = read(workbook(tmp_path / "pegawai.xlsx", **an_office(5)), cast.agency, citra)
    assert again.counts == {
        "units": {"unchanged": 2}, "positions": {"unchanged": 2}, "people": {"unchanged": 5}, "assignments": {"unchanged": 5},
    }
    with pytest.raises(InvalidInput, match="Tidak ada baris"):
        commit_import(batch=again, by=citra, at=AT)


def test_what_is_exported_is_imported_unchanged(cast, citra, tmp_path):
    path = tmp_path / "ekspor.xlsx"
    exports.write_people_xlsx(path, cast.agency.pk, AT.date())
    batch = read(path, cast.agency, citra)
    assert {sheet: set(found) for sheet, found in batch.counts.items()} == {
        "units": {"unchanged"}, "positions": {"unchanged"}, "people": {"unchanged"}, "assignments": {"unchanged"},
    }


def test_changed_rows_show_what_was(cast, citra, office, tmp_path):
    applied(office, citra)
    rows = an_office(5)
    rows["people"][2]["name"] = "Nama Baru, S.E."
    rows["assignments"][2] |= {"start": "2026-03-01", "appraiser": nip(1), "since": "2026-03-01", "position": "KADIS3"}
    rows["positions"].append({"code": "KADIS3", "unit": "PKM", "title": "Kepala Puskesmas", "group": "administrator"})
    batch = read(workbook(tmp_path / "ubah.xlsx", **rows), cast.agency, citra)
    changed = {row.sheet: row.before for row in batch.rows.filter(outcome="changed")}
    assert changed == {
        "people": {"name": "Pegawai 2"},
        "assignments": {"position": "PWT2 (Perawat Mahir)", "appraiser": f"{nip(0)} (Pegawai 0)"},
    }
    applied(batch, citra)
    one = Employee.objects.get(nip=nip(2))
    assert one.name == "Nama Baru, S.E."
    assert list(Reporting.objects.filter(employee=one).order_by("start").values_list("appraiser__nip", "end")) == [
        (nip(0), FROM.replace(month=2, day=28)), (nip(1), None),
    ]


def test_a_unit_that_moves_takes_what_is_below_along(cast, citra, office, tmp_path):
    applied(office, citra)
    path = workbook(tmp_path / "pindah.xlsx", units=[{"code": "DINKES2", "name": "Dinas", "parent": cast.office.code}])
    applied(read(path, cast.agency, citra), citra)
    assert Unit.objects.get(code="PKM").path == f"{cast.office.code}/DINKES2/PKM/"


def test_rejected_rows_say_why_and_the_others_stand(cast, citra, tmp_path):
    rows = an_office(3)
    rows["people"].append({"nip": "123", "name": "Salah"})
    rows["people"].append({"nip": nip(1), "name": "Dua kali"})
    rows["assignments"].append({"nip": nip(2), "position": "TIDAK-ADA", "start": "2027-01-01"})
    batch = read(workbook(tmp_path / "salah.xlsx", **rows), cast.agency, citra)
    found = outcomes(batch)
    assert found["people", "123"] == ("rejected", ["NIP terdiri atas 18 angka; yang ini 3 angka."])
    assert batch.counts["people"] == {"added": 2, "rejected": 3}
    assert batch.counts["assignments"]["rejected"] == 3  # of the doubled person, of the unknown post and what it overlaps
    path = tmp_path / "ditolak.xlsx"
    exports.write_rejected(path, batch)
    assert path.stat().st_size > 1000
    applied(batch, citra)
    assert not Employee.objects.filter(nip=nip(1)).exists()


def test_unknown_headings_are_matched_once_and_remembered(cast, citra, tmp_path):
    headings = {"people": ["No Induk", "Si Nama", "x1", "x2", "x3", "x4", "x5", "x6"]}
    path = workbook(tmp_path / "lain.xlsx", headings, people=an_office(2)["people"])
    batch = read(path, cast.agency, citra)
    assert (batch.state, batch.tables[0]["sheet"], batch.tables[0]["missing"]) == (workflow.MAPPING, "people", ["nip", "name"])
    with pytest.raises(InvalidInput, match="Pilih kolom untuk “Nama”"):
        match_columns(batch=batch, sheets={"Pegawai": "people"}, columns={"people": {"nip": "No Induk"}}, by=citra, at=AT)
    with pytest.raises(InvalidInput, match="lebih dari sekali"):
        match_columns(
            batch=batch, sheets={"Pegawai": "people"}, columns={"people": {"nip": "Si Nama", "name": "Si Nama"}}, by=citra, at=AT,
        )
    with pytest.raises(InvalidInput, match="sama"):
        match_columns(batch=batch, sheets={"a": "units", "b": "units"}, columns={}, by=citra, at=AT)
    with pytest.raises(InvalidInput, match="paling sedikit satu"):
        match_columns(batch=batch, sheets={"Pegawai": ""}, columns={}, by=citra, at=AT)
    chosen = {"nip": "No Induk", "name": "Si Nama"}
    match_columns(batch=batch, sheets={"Pegawai": "people"}, columns={"people": chosen}, by=citra, at=AT)
    jobs.run_queued()
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == (workflow.READY, {"people": {"added": 2}})
    assert ColumnMapping.objects.get().columns == chosen
    assert read(path, cast.agency, citra).state == workflow.READY


def test_two_who_apply_the_same_batch_one_wins(cast, citra, office):
    other = ImportBatch.objects.get(pk=office.pk)
    commit_import(batch=office, by=citra, at=AT)
    with pytest.raises(Refused, match="Sedang diterapkan"):
        commit_import(batch=other, by=citra, at=AT)
    assert Job.objects.filter(kind="people.import.commit").count() == 1


def test_a_batch_is_thrown_away_and_its_reading_ends(cast, citra, office, tmp_path):
    discard_import(batch=office, by=citra, at=AT)
    assert (office.state, office.rows.count()) == (workflow.DISCARDED, 0)
    with pytest.raises(Refused):
        commit_import(batch=office, by=citra, at=AT)


def test_a_file_that_cannot_be_read_says_so_and_stays_on_record(cast, citra, tmp_path):
    twice = tmp_path / "y.xlsx"
    write_xlsx(twice, [Table(name, [Column("NIP"), Column("Nama")], [[nip(1), "A"]]) for name in ("Satu", "Dua")])
    batch = read(twice, cast.agency, citra)
    assert (batch.state, batch.problems) == (workflow.UNREADABLE, [
        {"reason": "lembar “Satu” dan “Dua” sama-sama berisi Pegawai", "tone": "bad", "sheet": ""},
    ])
    assert Job.objects.get(pk=batch.job_id).message == batch.problems[0]["reason"]
    gone = given(twice, cast.agency, citra)
    with writing("test"):
        ImportBatch.objects.filter(pk=gone.pk).update(file=None)
    jobs.run_queued()
    gone.refresh_from_db()
    assert (gone.state, gone.problems[0]["reason"]) == (workflow.UNREADABLE, "berkasnya sudah tidak ada; unggah lagi")


def test_a_message_too_many_reads_and_applies_nothing_again(cast, citra, office):
    for kind in ("people.import.read", "people.import.commit"):
        kept = Job.objects.create(
            agency_id=cast.agency.pk, kind=kind, title="x", owner_name="x", arguments={"batch_id": office.pk}, created_at=AT,
        )
        jobs.run_queued()
        kept.refresh_from_db()
        assert kept.state == JobState.DONE
    office.refresh_from_db()
    assert (office.state, office.rows.count()) == (workflow.READY, 14)


def test_sheets_and_columns_nobody_knows_are_left_out_and_told(cast, citra, tmp_path):
    path = tmp_path / "x.xlsx"
    people = [[nip(1), "Satu", "x"]]
    write_xlsx(path, [
        Table("Pegawai", [Column("NIP"), Column("Nama"), Column("Hobi")], people),
        Table("Catatan", [Column("a"), Column("b")], [["1", "2"]]),
    ])
    batch = read(path, cast.agency, citra)
    told = [one["reason"] for one in batch.problems]
    assert told[-2:] == ["Lembar “Catatan” tidak dikenali dan diabaikan.", "Kolom yang tidak dikenali dan diabaikan: Hobi"]


def test_what_came_meanwhile_is_met_as_it_is(cast, citra, office, tmp_path):
    """Between looking and applying others went on: what they made is changed or left, and nothing is made twice."""
    second = read(workbook(tmp_path / "dua.xlsx", **an_office(5)), cast.agency, citra)
    applied(office, citra)
    before = Employee.objects.count(), Posting.objects.count(), Reporting.objects.count()
    applied(second, citra)
    assert (Employee.objects.count(), Posting.objects.count(), Reporting.objects.count()) == before


def test_an_account_of_another_agency_is_not_taken_over_and_one_of_nobody_is_used(cast, citra, tmp_path):
    free = User.objects.create_user(username=nip(1), password=None)
    rows = [{"nip": nip(1), "name": "Satu"}, {"nip": cast.eko.nip, "name": "Eko Juga"}]
    applied(read(workbook(tmp_path / "x.xlsx", people=rows), cast.agency, citra), citra)
    one, other = (Employee.objects.get(agency=cast.agency, nip=row["nip"]) for row in rows)
    assert (one.user, other.user) == (free, None)
    cast.eko.refresh_from_db()
    assert cast.eko.user.username == cast.eko.nip


def test_who_leaves_by_the_file_leaves_posts_and_people_behind(cast, citra, office, tmp_path):
    rows = an_office(5)
    rows["assignments"][3]["appraiser"] = nip(2)
    rows["people"][4]["email"] = "empat@contoh.go.id"
    applied(read(workbook(tmp_path / "x.xlsx", **rows), cast.agency, citra), citra)
    assert User.objects.get(username=nip(4)).email == "empat@contoh.go.id"
    leave = [{"nip": nip(2), "name": "Pegawai 2", "employed_until": "2026-06-30"}]
    path = workbook(tmp_path / "keluar.xlsx", people=leave)
    applied(read(path, cast.agency, citra), citra)
    assert str(Posting.objects.get(employee__nip=nip(2)).end) == "2026-06-30"
    upward = Reporting.objects.filter(employee__nip=nip(3)).order_by("start").values_list("appraiser__nip", flat=True)
    assert list(upward) == [nip(2), nip(0)]
    assert read(path, cast.agency, citra).counts == {"people": {"unchanged": 1}}
    leave[0]["employed_until"] = "2026-07-31"
    applied(read(workbook(path, people=leave), cast.agency, citra), citra)
    assert str(Employee.objects.get(nip=nip(2)).employed_until) == "2026-07-31"


def test_a_file_may_be_thrown_away_while_it_waits_to_be_read(cast, citra, tmp_path):
    batch = given(workbook(tmp_path / "x.xlsx", **an_office(1)), cast.agency, citra)
    discard_import(batch=batch, by=citra, at=AT)
    assert Job.objects.get(pk=batch.job_id).state == JobState.CANCELLED


def test_a_post_that_vanished_meanwhile_stops_the_applying_in_words(cast, citra, office, tmp_path):
    applied(office, citra)
    rows = [{"nip": nip(2), "position": "KADIS9", "start": "2026-05-01"}]
    posts = [{"code": "KADIS9", "unit": "PKM", "title": "x", "group": "pelaksana"}]
    batch = read(workbook(tmp_path / "x.xlsx", positions=posts, assignments=rows), cast.agency, citra)
    batch.rows.filter(sheet="positions").delete()
    assert applied(batch, citra).state == workflow.COMMITTING
    job = Job.objects.get(pk=batch.job_id)
    assert (job.state, job.message) == (JobState.FAILED, "KADIS9 sudah tidak tercatat. Buang impor ini, lalu unggah lagi.")


def test_posts_change_and_acting_posts_begin_and_end(cast, citra, office, tmp_path):
    applied(office, citra)
    posts = [{"code": "PWT2", "unit": "DINKES2", "title": "Perawat Ahli Muda", "group": "functional", "level": "ahli muda"}]
    rows = [{"nip": nip(2), "position": "KADIS2", "kind": "plt", "start": "2026-02-01", "end": "2026-02-14", "decree": "SK 9"}]
    applied(read(workbook(tmp_path / "plt.xlsx", positions=posts, assignments=rows), cast.agency, citra), citra)
    assert Position.objects.get(code="PWT2").unit.code == "DINKES2"
    rows[0]["end"] = "2026-02-20"
    batch = read(workbook(tmp_path / "plt2.xlsx", assignments=rows), cast.agency, citra)
    assert [row.before for row in batch.rows.all()] == [{"end": "2026-02-14"}]
    applied(batch, citra)
    plt = Posting.objects.get(employee__nip=nip(2), kind="plt")
    assert (plt.start.isoformat(), plt.end.isoformat(), plt.decree) == ("2026-02-01", "2026-02-20", "SK 9")
    path = tmp_path / "ekspor.xlsx"
    exports.write_people_xlsx(path, cast.agency.pk, plt.end)
    assert {sheet: set(found) for sheet, found in read(path, cast.agency, citra).counts.items()} == {
        sheet: {"unchanged"} for sheet in ("units", "positions", "people", "assignments")
    }


def test_a_post_in_the_middle_replaces_what_was_there(cast, citra, office, tmp_path):
    applied(office, citra)
    rows = an_office(5)
    turns = [
        {"nip": nip(2), "position": "PWT2", "start": "2026-01-01", "end": "2026-03-31"},
        {"nip": nip(2), "position": "KADIS3", "start": "2025-12-01", "end": "2025-12-31"},
        {"nip": nip(2), "position": "KADIS3", "start": "2026-04-01"},
        {"nip": nip(4), "appraiser": nip(1), "start": "2025-06-01"},
    ]
    posts = [*rows["positions"], {"code": "KADIS3", "unit": "PKM", "title": "Kepala", "group": "pelaksana"}]
    batch = read(workbook(tmp_path / "x.xlsx", positions=posts, assignments=turns), cast.agency, citra)
    applied(batch, citra)
    held = Posting.objects.filter(employee__nip=nip(2)).order_by("start").values_list("position__code", "start", "end")
    assert [(code, str(start), str(end)) for code, start, end in held] == [
        ("KADIS3", "2025-12-01", "2025-12-31"), ("PWT2", "2026-01-01", "2026-03-31"), ("KADIS3", "2026-04-01", "None"),
    ]
    assert [(one.appraiser.nip, str(one.start), one.end) for one in Reporting.objects.filter(employee__nip=nip(4))] == [
        (nip(1), "2025-06-01", None),
    ]
    again = read(workbook(tmp_path / "x.xlsx", positions=posts, assignments=turns), cast.agency, citra)
    assert again.counts["assignments"] == {"unchanged": 4}


def test_only_performance_managers_of_the_agency_may(cast, office, tmp_path):
    for person in (cast.ani, cast.budi, cast.eko):
        by = cast.actor(person)
        with pytest.raises(Refused):
            commit_import(batch=office, by=by, at=AT)
        with pytest.raises(Refused):
            discard_import(batch=office, by=by, at=AT)
    with pytest.raises(Refused):
        read(workbook(tmp_path / "x.xlsx", **an_office(1)), cast.agency, cast.actor(cast.ani))


def test_a_killed_reader_and_a_killed_applier_continue_where_they_stopped(cast, citra, tmp_path, monkeypatch):
    """Their worker dies between two chunks: what was staged or applied stands, and the next worker goes on."""
    monkeypatch.setattr("capaian.people.queries.staging.CHUNK", 2)
    monkeypatch.setattr("capaian.people.tasks.APPLY_CHUNK", 3)
    batch = read(workbook(tmp_path / "x.xlsx", **an_office(5)), cast.agency, citra)
    job = Job.objects.get(pk=batch.job_id)
    assert (job.state, job.done, job.total) == (JobState.DONE, 14, 14)
    applied(batch, citra)
    assert Employee.objects.filter(nip__in=[nip(number) for number in range(5)]).count() == 5
