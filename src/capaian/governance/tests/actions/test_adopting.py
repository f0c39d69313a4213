from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.governance.actions import adopt_scheme
from capaian.governance.models import SchemeAdoption
from capaian.governance.queries import SchemeUnavailable, adoption_on, adoptions_of, scheme_for
from capaian.governance.schemes import UnknownScheme, library, load
from capaian.governance.tests import factories
from capaian.governance.tests.rules.files import GOOD, MATRIX, write

START = date(2026, 1, 1)
NO_MATRIX = "scheme_id: Skema ini tidak memuat matriks predikat, sehingga tidak dapat dipakai menilai."
NOT_IN_FORCE = "start: Skema ini belum atau tidak lagi berlaku pada tanggal itu."


def adopt(cast, at, scheme_id="sofifi-capaian-2026", start=START, by=None):
    return adopt_scheme(agency=cast.agency, scheme_id=scheme_id, start=start, by=by or cast.actor(cast.citra), at=at)


def test_a_manager_adopts_a_scheme_and_it_is_recorded(cast, at):
    adoption = adopt(cast, at)
    scheme = load("sofifi-capaian-2026")
    assert (adoption.scheme_hash, adoption.start, adoption.end) == (scheme.hash, START, None)
    assert scheme_for(cast.agency.pk, START) is scheme
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.before) == ("scheme.adopt", cast.citra.pk, {})
    assert event.after == {"scheme": scheme.id, "hash": scheme.hash, "start": "2026-01-01"}


def test_the_next_scheme_ends_the_one_before(cast, at):
    first = adopt(cast, at)
    second = adopt(cast, at, "rakumpit-capaian-2026", date(2026, 7, 1))
    first.refresh_from_db()
    assert first.end == date(2026, 6, 30)
    assert [scheme_for(cast.agency.pk, day).id for day in (date(2026, 6, 30), date(2026, 7, 1))] == [
        "sofifi-capaian-2026", "rakumpit-capaian-2026"]
    assert list(adoptions_of(cast.agency.pk)) == [second, first]
    assert AuditEvent.objects.last().before == {"scheme": first.scheme_id, "hash": first.scheme_hash}


def test_two_schemes_never_run_at_once(cast, at):
    adopt(cast, at)
    for start in (START, START - timedelta(days=1)):
        with pytest.raises(InvalidInput) as caught:
            adopt(cast, at, "rakumpit-capaian-2026", start)
        assert str(caught.value).endswith("sudah ditetapkan mulai 01-01-2026; pilih tanggal sesudahnya.")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.adoption(cast.agency, start=date(2026, 5, 1))
    assert SchemeAdoption.objects.count() == 1


@pytest.mark.parametrize(("scheme_id", "start", "reason"), [
    ("kalender-nasional-2026", START, NO_MATRIX),
    ("permenpanrb-6-2022", date(2022, 1, 1), f"{NO_MATRIX}\n{NOT_IN_FORCE}"),
    ("pp-46-2011", START, f"{NO_MATRIX}\n{NOT_IN_FORCE}"),
])  # fmt: skip
def test_what_cannot_be_adopted(cast, at, scheme_id, start, reason):
    with pytest.raises(InvalidInput) as caught:
        adopt(cast, at, scheme_id, start)
    assert str(caught.value) == reason
    assert SchemeAdoption.objects.count() == 0
    assert AuditEvent.objects.count() == 0


def test_a_scheme_that_does_not_exist(cast, at):
    with pytest.raises(UnknownScheme):
        adopt(cast, at, "tidak-ada")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A directory of schemes in the place of the shipped one."""
    monkeypatch.setattr(library, "HERE", tmp_path)
    load.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    load.cache_clear()


def test_a_draft_cannot_be_adopted(cast, at, shelf):
    write(shelf, GOOD + MATRIX)
    with pytest.raises(InvalidInput) as caught:
        adopt(cast, at, "contoh-2026")
    assert str(caught.value) == "scheme_id: Skema ini masih draf; hanya skema terbit yang dapat ditetapkan."


def test_nobody_is_judged_by_a_scheme_that_changed_or_cannot_be_read(cast, at, shelf):
    write(shelf, GOOD + MATRIX)
    adoption = SchemeAdoption.objects.create(agency=cast.agency, scheme_id="contoh-2026", scheme_hash=64 * "0", start=START)
    with pytest.raises(SchemeUnavailable) as caught:
        scheme_for(cast.agency.pk, START)
    assert str(caught.value) == (
        "Isi skema contoh-2026 tidak sama dengan yang ditetapkan instansi (000000000000…), sehingga penilaian ditunda. "
        "Hubungi pengelola sistem.")
    adoption.scheme_id = "hilang"
    adoption.save()
    with pytest.raises(SchemeUnavailable) as caught:
        scheme_for(cast.agency.pk, START)
    assert str(caught.value).startswith("Skema hilang tidak dapat dibaca, sehingga penilaian ditunda: hilang: skema")


def test_without_a_scheme_nobody_is_judged(cast):
    with pytest.raises(SchemeUnavailable) as caught:
        scheme_for(cast.agency.pk, START)
    assert str(caught.value) == (
        "Instansi belum menetapkan skema penilaian untuk 01-01-2026. Pengelola kinerja perlu menetapkannya dahulu.")


def test_only_the_agencys_performance_manager_adopts(cast, at):
    for person, reason in (
        (cast.budi, "Hanya pengelola kinerja yang dapat menetapkan skema penilaian."),
        (cast.eko, "Anda hanya dapat menetapkan skema penilaian untuk instansi Anda sendiri."),
    ):
        with pytest.raises(Refused) as caught:
            adopt(cast, at, by=cast.actor(person))
        assert str(caught.value) == reason
    assert SchemeAdoption.objects.count() == 0


def test_the_scheme_of_a_day_is_one_query(cast, django_assert_num_queries):
    adoption = factories.adoption(cast.agency)
    with django_assert_num_queries(1):
        scheme_for(cast.agency.pk, START)
    assert adoption_on(cast.agency.pk, START) == adoption
    assert adoption_on(cast.eko.agency_id, START) is None
