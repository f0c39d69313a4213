from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.http import Http404

from capaian.foundation.errors import InvalidInput
from capaian.foundation.permissions import ALLOWED
from capaian.planning.actions.files import keep_sheet
from capaian.planning.queries import sheets
from capaian.planning.queries.needs import get_objectives_for
from capaian.planning.rules.chain import chain_fields
from capaian.planning.tests import factories


def test_a_sheet_is_read_up_to_a_length_and_by_who_gave_it(cast, at, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    citra = cast.actor(cast.citra)
    upload = ContentFile(b"Tingkat;Kode sasaran;Lain\nPK;S1\nPK;S2\n", name="a.csv")
    stored = keep_sheet(upload=upload, verdict=ALLOWED, by=citra, at=at)
    given = sheets.sheet_of(sheets.get_own_file_for(citra, stored.pk), lambda _headings: chain_fields(()))
    assert list(given.rows()) == [(2, {"level": "PK", "code": "S1"}), (3, {"level": "PK", "code": "S2"})]
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    with pytest.raises(InvalidInput, match="Lebih dari 1 baris"):
        list(given.rows())
    with pytest.raises(Http404):
        sheets.get_own_file_for(cast.actor(cast.dewi), stored.pk)


def test_objectives_of_others_do_not_exist(cast):
    mine, theirs = factories.objective(cast.unit), factories.objective(cast.eko.user.employee.agency.units.first())
    assert get_objectives_for(cast.actor(cast.ani), [mine.pk]) == [mine]
    with pytest.raises(Http404):
        get_objectives_for(cast.actor(cast.ani), [mine.pk, theirs.pk])
