"""Handing out: as a download only, to those who may, never across agencies."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from capaian.foundation import files
from capaian.foundation.files import readers
from capaian.foundation.permissions import ALLOWED, Denied
from capaian.foundation.tests.files import samples
from capaian.foundation.tests.files.samples import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, at):
    return files.store(upload("Surat tugas – Sofifi.pdf", samples.PDF), by=cast.actor(cast.ani), at=at)


@pytest.fixture
def asked(monkeypatch):
    """The questions of the modules, and a place for the answer of one more."""
    answer = {}
    monkeypatch.setattr(readers, "_questions", {})
    files.register_reader(lambda actor, stored: answer.get(actor.employee_id))
    return answer


def test_the_giver_downloads_it_and_no_browser_opens_it(client_as, cast, kept, django_assert_num_queries):
    client = client_as(cast.ani)
    with django_assert_num_queries(5):  # session, account, actor, roles, file
        answer = client.get(reverse("files:file", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == samples.PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Surat%20tugas%20%E2%80%93%20Sofifi.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_another_agency_does_not_find_it(client_as, cast, kept):
    assert client_as(cast.eko).get(reverse("files:file", args=[kept.pk])).status_code == 404


def test_others_are_told_why_not_and_whoever_reads_the_record_reads_its_file(client_as, cast, kept, asked):
    client = client_as(cast.budi)
    address = reverse("files:file", args=[kept.pk])
    refused = client.get(address)
    assert refused.status_code == 403
    assert "hanya dapat dibuka oleh yang boleh membaca" in refused.content.decode()
    asked[cast.budi.pk] = Denied("Bukan atasan Ani.")
    assert "Bukan atasan Ani." in client.get(address).content.decode()
    asked[cast.budi.pk] = ALLOWED
    answer = client.get(address)
    assert answer.status_code == 200
    samples.read(answer)


def test_a_file_the_disk_lost_is_told(client_as, cast, kept):
    files.place(kept.agency_id, kept.sha256).unlink()
    answer = client_as(cast.ani).get(reverse("files:file", args=[kept.pk]))
    assert answer.status_code == 403
    assert "tidak ada di penyimpanan" in answer.content.decode()


def test_reading_a_request_stops_at_the_ceiling(rf, settings):
    settings.FILES_REQUEST_BYTES = 20
    within = rf.post("/", {"file": SimpleUploadedFile("a.pdf", b"x" * 20)})
    assert within.FILES["file"].size == 20
    settings.FILES_REQUEST_BYTES = 19
    request = rf.post("/", {"file": SimpleUploadedFile("a.pdf", b"x" * 20)})
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018 - reading it is what is tested
