"""The documents of a whole unit: one job, one ZIP, noted for everybody in it, found again and forgotten in time."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from capaian.foundation import files, jobs
from capaian.foundation.documents.engine import DocumentError
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.files import open_file, workshop
from capaian.foundation.jobs.progress import Progress
from capaian.foundation.jobs.runner import run_job
from capaian.foundation.models import AuditEvent, Job, JobState, Reading, StoredFile
from capaian.foundation.record.retention import forget_expired
from capaian.foundation.writing import writing
from capaian.people.models import Employee, Unit
from capaian.planning import workflow
from capaian.planning.actions import printing
from capaian.planning.actions.printing import print_unit
from capaian.planning.documents import skp as skp_forms
from capaian.planning.documents.naming import told_apart
from capaian.planning.models import Skp
from capaian.planning.tasks import documents
from capaian.planning.tests import factories

BOTH = ("skp", "annex")


def asked(cast, at, *, by=None, unit=None, states=(workflow.AGREED,), forms=BOTH, ending="pdf", year=2026) -> Job:
    actor = cast.actor(by or cast.citra)
    return print_unit(unit=unit or cast.unit, year=year, forms=forms, ending=ending, states=states, by=actor, at=at)


def made(job: Job) -> tuple[Job, list[str]]:
    """The job when it has run, and what lies in its ZIP."""
    job.refresh_from_db()
    stored = StoredFile.objects.get(kind=files.ZIP)
    with open_file(stored) as file:
        return job, zipfile.ZipFile(io.BytesIO(file.read())).namelist()


@pytest.fixture
def plans(cast):
    with writing("test"):
        return [factories.skp(person, state=workflow.AGREED) for person in (cast.ani, cast.budi)]


def test_a_unit_s_documents_become_one_zip_that_is_found_again(cast, plans, at, client_as):
    job = asked(cast, at)
    jobs.run_queued()
    job, names = made(job)
    assert (job.state, job.done, job.total) == (JobState.DONE, 2, 2)
    assert job.message == "4 dokumen dalam satu berkas ZIP, disimpan 14 hari."
    assert names == [
        "Puskesmas Galala/A.1.7 - Ani Lestari, A.Md.Kep - 2026.pdf", "Puskesmas Galala/A.1.7 - dr. Budi Hartono - 2026.pdf",
        "Puskesmas Galala/A.1.8 - Ani Lestari, A.Md.Kep - 2026.pdf", "Puskesmas Galala/A.1.8 - dr. Budi Hartono - 2026.pdf",
    ]
    stored = StoredFile.objects.get()
    assert (stored.owner_id, stored.name) == (cast.citra.pk, "SKP Puskesmas Galala 2026.zip")
    assert job.href == reverse("files:file", args=[stored.pk])
    assert not workshop(cast.agency.pk, job.pk).exists()
    answer = client_as(cast.citra).get(job.href)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert client_as(cast.ani).get(job.href).status_code == 403
    assert client_as(cast.eko).get(job.href).status_code == 404
    assert [(event.verb, event.after["people"]) for event in AuditEvent.objects.all()] == [("documents.make", 2)]


def test_everybody_in_it_sees_who_had_it_printed(cast, plans, at):
    asked(cast, at, forms=("skp",))
    jobs.run_queued()
    assert sorted(Reading.objects.values_list("reader_id", "subject_id", "thing", "thing_id", "label")) == sorted(
        (cast.citra.pk, skp.employee_id, "skp-pdf", skp.pk, "2026") for skp in plans
    )


def test_workbooks_of_drafts(cast, at):
    factories.skp(cast.ani)
    asked(cast, at, ending="xlsx", states=(workflow.DRAFT,))
    jobs.run_queued()
    names = made(Job.objects.get())[1]
    assert [name.rpartition(".")[2] for name in names] == ["xlsx", "xlsx"]


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"forms": ()}, "Pilih paling sedikit satu dokumen."), ({"ending": "docx"}, "Pilih PDF atau XLSX."),
        ({"states": (workflow.DRAFT,)}, "Tidak ada SKP yang sesuai pilihan ini."),
    ],
)
def test_what_cannot_be_made_is_said(cast, plans, at, how, reason):
    with pytest.raises(InvalidInput, match=reason):
        asked(cast, at, **how)
    assert not Job.objects.exists()


def test_too_many_for_one_file(cast, plans, at, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    with pytest.raises(InvalidInput, match="Lebih dari 1 SKP"):
        asked(cast, at)


def test_who_may(cast, plans, at):
    """The head of the unit gets what may be opened one by one; staff, and heads of other units, nothing."""
    for person in (cast.ani, cast.eko):
        with pytest.raises(Refused):
            asked(cast, at, by=person)
    job = asked(cast, at, by=cast.budi)
    assert sorted(job.arguments["skp_ids"]) == sorted(skp.pk for skp in plans)
    above = asked(cast, at, by=cast.dewi, unit=cast.office)
    assert sorted(above.arguments["skp_ids"]) == sorted(skp.pk for skp in plans)  # Budi's, and those Budi appraises


def test_a_head_is_not_given_what_the_head_may_not_open(cast, plans, at):
    with writing("test"):
        Skp.objects.filter(employee=cast.ani).update(appraiser=cast.citra)
    from capaian.people.models import Reporting  # noqa: PLC0415

    Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.citra)
    assert asked(cast, at, by=cast.budi).arguments["skp_ids"] == [plans[1].pk]


def test_it_goes_on_where_it_stopped(cast, plans, at, monkeypatch):
    monkeypatch.setattr(documents, "CHUNK", 1)
    job = asked(cast, at, forms=("skp",))
    printed, real = [], skp_forms.render

    def once(template, data):
        printed.append(data["employee"]["name"])
        if len(printed) == 2:
            raise KeyError("the machine went down")
        return real(template, data)

    monkeypatch.setattr(skp_forms, "render", once)
    jobs.run_queued()
    job.refresh_from_db()
    assert (job.state, job.done, job.checkpoint["next"]) == (JobState.FAILED, 1, 1)
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    run_job.func(job.pk)
    job, names = made(job)
    assert (job.state, len(names)) == (JobState.DONE, 2)
    assert printed == [cast.ani.name, cast.budi.name, cast.budi.name]


def test_without_its_folder_it_begins_anew(cast, plans, at):
    job = asked(cast, at, forms=("skp",))
    Job.objects.filter(pk=job.pk).update(checkpoint={"next": 1, "failed": ["x"]})
    jobs.run_queued()
    job, names = made(job)
    assert (job.message, len(names)) == ("2 dokumen dalam satu berkas ZIP, disimpan 14 hari.", 2)


def test_it_can_be_cancelled(cast, plans, at, monkeypatch):
    job = asked(cast, at)

    def cancel(*given):
        Job.objects.filter(pk=job.pk).update(state=JobState.CANCELLING)
        return []

    monkeypatch.setattr(documents, "_make", cancel)
    jobs.run_queued()
    job.refresh_from_db()
    assert (job.state, job.done, StoredFile.objects.count()) == (JobState.CANCELLED, 0, 0)


def test_what_fails_or_is_gone_is_named_and_the_rest_is_made(cast, plans, at, monkeypatch):
    third = factories.skp(cast.dewi, state=workflow.AGREED)
    job = asked(cast, at, unit=cast.office, forms=("skp",))
    with writing("test"):
        third.delete()
    real = skp_forms.render

    def unlucky(template, data):
        if data["employee"]["name"] == cast.ani.name:
            raise DocumentError("x")
        return real(template, data)

    monkeypatch.setattr(skp_forms, "render", unlucky)
    jobs.run_queued()
    job, names = made(job)
    assert len(names) == 1
    assert job.message.splitlines()[1:] == [
        "1 SKP tidak ada lagi dan dilewati.", "1 dokumen tidak dapat dibuat: A.1.7 - Ani Lestari, A.Md.Kep - 2026."
    ]


def test_nothing_at_all(cast, at):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    job = asked(cast, at)
    with writing("test"):
        skp.delete()
    jobs.run_queued()
    job.refresh_from_db()
    assert (job.message, job.href) == ("Tidak ada dokumen yang dapat dibuat.", "")


def test_namesakes_and_units_of_one_name_stay_apart(cast, plans, at):
    Employee.objects.filter(pk=cast.budi.pk).update(name="ANI LESTARI, A.Md.Kep.")
    asked(cast, at, forms=("skp",))
    jobs.run_queued()
    assert len({name.casefold() for name in made(Job.objects.get())[1]}) == 2
    assert told_apart(["a.pdf", "A.pdf", "b.pdf", "a (2).pdf"]) == ["a.pdf", "A (2).pdf", "b.pdf", "a (2) (2).pdf"]


def test_it_is_forgotten_when_its_time_is_over(cast, plans, at):
    asked(cast, at)
    jobs.run_queued()
    stored = StoredFile.objects.get()
    created = stored.created_at
    left = workshop(cast.agency.pk, 999)
    left.mkdir(parents=True)
    assert forget_expired(created + timedelta(days=13))["retention.documents"] == 0
    assert forget_expired(created + timedelta(days=15))["retention.documents"] == 1
    assert not StoredFile.objects.exists()
    assert not left.exists()
    with pytest.raises(FileNotFoundError):
        open_file(stored)


def test_the_queries_of_a_step_do_not_grow(cast, plans, at, django_assert_num_queries):
    job = asked(cast, at, forms=("skp",))
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, claim="x")
    job.refresh_from_db()
    for skp_ids in ([plans[0].pk], [skp.pk for skp in plans]):
        folder = workshop(cast.agency.pk, job.pk)
        folder.mkdir(parents=True, exist_ok=True)
        names = documents._names(cast.agency.pk, skp_ids)
        with django_assert_num_queries(4):
            list(documents._make(documents.FORMS["skp"], skp_ids, "pdf", folder, names))
    assert Progress(job).by.employee_id == cast.citra.pk


class TestScreen:
    url = "/skp/documents/"

    @pytest.fixture
    def given(self, cast, plans):
        return {"unit": cast.unit.pk, "year": 2026, "documents": ["skp"], "ending": "pdf", "states": [workflow.AGREED]}

    def test_a_manager_asks_and_is_led_to_the_job(self, cast, given, client_as):
        client = client_as(cast.citra)
        page = client.get(f"{self.url}?unit={cast.unit.pk}&year=2026")
        assert page.status_code == 200
        assert "Disepakati (2)" in page.content.decode()
        answer = client.post(self.url, given)
        assert answer.status_code == 302
        assert answer["Location"] == reverse("jobs:job", args=[Job.objects.get().pk])

    @pytest.mark.parametrize(
        ("wrong", "reason"),
        [
            ({"documents": []}, "Pilih paling sedikit satu dokumen."),
            ({"states": ["draft"]}, "Tidak ada SKP yang sesuai pilihan ini."),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(self, cast, given, client_as, wrong, reason):
        answer = client_as(cast.citra).post(self.url, given | wrong)
        assert answer.status_code == 422
        assert reason in answer.content.decode()

    def test_a_head_may_staff_may_not_and_another_agency_s_unit_does_not_exist(self, cast, given, client_as):
        assert client_as(cast.budi).get(f"{self.url}?year=2026").status_code == 200
        assert client_as(cast.ani).get(self.url).status_code == 403
        assert client_as(cast.ani).post(self.url, given).status_code == 403
        assert client_as(cast.eko).get(f"{self.url}?unit={cast.unit.pk}").status_code == 404

    @pytest.mark.parametrize("units", [1, 3])
    def test_queries(self, cast, given, client_as, units, django_assert_num_queries):
        for number in range(units - 1):
            Unit.objects.create(agency=cast.agency, code=f"x{number}", name=f"Unit {number}")
        client = client_as(cast.citra)
        client.get(self.url)
        with django_assert_num_queries(8):
            client.get(f"{self.url}?unit={cast.unit.pk}&year=2026")


def test_the_day_counts(cast, plans, at):
    """Who led the unit last year no longer has its documents made."""
    from capaian.people.models import Posting  # noqa: PLC0415

    Posting.objects.filter(employee=cast.budi).update(end=date(2026, 1, 15))
    with pytest.raises(Refused):
        asked(cast, at, by=cast.budi)
