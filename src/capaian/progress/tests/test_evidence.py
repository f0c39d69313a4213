"""Evidence given as a file: kept with the month, shown where links are, opened by those who may read the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.foundation.errors import InvalidInput
from capaian.foundation.models import StoredFile
from capaian.foundation.tests.files import samples
from capaian.foundation.writing import writing
from capaian.people.tests.factories import employee
from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import queries, workflow
from capaian.progress.actions import Entry, save_realization, save_report
from capaian.progress.models import Realization
from capaian.progress.tests import factories

pytestmark = pytest.mark.django_db
MONTH = "/progress/2026/1/"
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 1, 20, 23, 14, tzinfo=UTC))


def photo(name="IMG_0001.jpg", content=samples.JPEG):
    return samples.upload(name, content)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_file_stays_until_it_is_replaced_or_removed(cast, skp, at):
    report, (indicator, _other) = factories.report(skp), factories.indicators(skp)
    given = {"report": report, "indicator": indicator, "value": Decimal(5), "by": cast.actor(cast.ani), "at": at}
    assert save_realization(**given, evidence_file=photo()).evidence_file.name == "IMG_0001.jpg"
    assert save_realization(**given, note="Dicatat").evidence_file.name == "IMG_0001.jpg"
    replaced = save_realization(**given, evidence_file=photo("surat.pdf", samples.PDF), remove_file=True)
    assert replaced.evidence_file.name == "surat.pdf"
    assert save_realization(**given, remove_file=True).evidence_file is None


def test_one_bad_file_and_nothing_is_kept(cast, skp, at):
    report, (one, other) = factories.report(skp, value=None), factories.indicators(skp)
    entries = [Entry(one, evidence_file=photo()), Entry(other, evidence_file=photo("surat.pdf", b"MZ\x90"))]
    with pytest.raises(InvalidInput) as refused:
        save_report(report=report, entries=entries, by=cast.actor(cast.ani), at=at)
    assert [problem.field for problem in refused.value.problems] == [f"i{other.pk}-evidence_file"]
    assert (Realization.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_card_takes_a_photo_by_itself_and_shows_it(cast, skp, client_as):
    report, (indicator, _other) = factories.report(skp), factories.indicators(skp)
    client, name = client_as(cast.ani), f"i{indicator.pk}"
    address = reverse("progress:realization", args=[report.pk, indicator.pk])
    saved = client.post(address, {f"{name}-value": "5", f"{name}-evidence_file": photo()}, headers={"HX-Request": "true"})
    stored = StoredFile.objects.get()
    assert (f'href="/files/{stored.pk}/"' in text(saved), f'id="evidence-{indicator.pk}" hx-swap-oob="true"' in text(saved)) == (
        True, True)
    typed = client.post(address, {f"{name}-value": "6"}, headers={"HX-Request": "true"})
    assert "evidence-" not in text(typed)
    assert "IMG_0001.jpg" in text(client.get(MONTH))
    removed = client.post(address, {f"{name}-value": "6", f"{name}-remove_file": "on"}, headers={"HX-Request": "true"})
    assert ("Lampirkan foto atau berkas" in text(removed), Realization.objects.filter(evidence_file=None).count()) == (True, 2)


def test_a_wrong_file_is_told_beside_the_card_and_on_the_page(cast, skp, client_as):
    report, (indicator, _other) = factories.report(skp), factories.indicators(skp)
    client, name = client_as(cast.ani), f"i{indicator.pk}-evidence_file"
    address = reverse("progress:realization", args=[report.pk, indicator.pk])
    card = client.post(address, {name: photo("surat.pdf")}, headers={"HX-Request": "true"})
    assert (card.status_code, "isinya foto JPEG" in text(card)) == (422, True)
    whole = client.post(MONTH, {name: photo("surat.pdf"), "save": "1"})
    assert (whole.status_code, text(whole).count("isinya foto JPEG")) == (422, 2)
    assert '<details class="attach" open>' in text(whole)


def test_the_plain_form_carries_the_file_without_scripts(cast, skp, client_as):
    factories.report(skp)
    indicator = factories.indicators(skp)[0]
    client = client_as(cast.ani)
    assert client.post(MONTH, {f"i{indicator.pk}-evidence_file": photo(), "save": "1"}).status_code == 302
    assert Realization.objects.get(indicator=indicator).evidence_file.name == "IMG_0001.jpg"


def test_whoever_may_read_the_report_opens_its_file_and_nobody_else(cast, skp, at, client_as):
    report, (indicator, _other) = factories.report(skp), factories.indicators(skp)
    given = {"value": Decimal(5), "evidence_file": photo()}
    save_realization(report=report, indicator=indicator, **given, by=cast.actor(cast.ani), at=at)
    rudi = employee(cast.unit, "Rudi", "199106152016031999", appraiser=cast.budi)
    statuses = {}
    for person in (cast.ani, cast.budi, cast.dewi, cast.citra, rudi, cast.eko):
        answer = client_as(person).get(reverse("files:file", args=[StoredFile.objects.get().pk]))
        samples.read(answer)
        statuses[person.name.split()[0]] = answer.status_code
    assert statuses == {"Ani": 200, "dr.": 200, "Dewi": 200, "Citra": 200, "Rudi": 403, "Eko": 404}


def test_a_file_counts_as_evidence_beside_a_link(cast, skp, at, client_as):
    report, (indicator, _other) = factories.report(skp), factories.indicators(skp)
    given = {"evidence_url": "https://contoh.go.id/1", "evidence_file": photo()}
    save_realization(report=report, indicator=indicator, value=Decimal(5), **given, by=cast.actor(cast.ani), at=at)


    with writing("accepted"):
        report.state = workflow.ACCEPTED
        report.save()
    stored = StoredFile.objects.get()
    assert queries.realizations_of(skp, YEAR_END)[indicator.pk].evidence == (
        queries.Evidence(date(2026, 1, 1), "https://contoh.go.id/1", ""),
        queries.Evidence(date(2026, 1, 1), f"/files/{stored.pk}/", "", "IMG_0001.jpg"),
    )
    assert queries.evidence_counts([skp.pk]) == {skp.pk: 2}
    (line,) = [queries.review_line(report) for report in queries.reviews_for(cast.actor(cast.budi), state="")]
    assert line.evidence == 2
    assert "Unduh bukti" in text(client_as(cast.budi).get(reverse("progress:report", args=[report.pk])))
