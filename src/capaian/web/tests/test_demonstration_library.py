"""The starter library passes its own linter, and is there in every region."""

from __future__ import annotations

from datetime import UTC, datetime

from capaian.foundation.writing import writing
from capaian.planning.models import LibraryVersion, ObjectiveIndicator
from capaian.planning.queries.library import CHOICES, content_of, offered_versions
from capaian.planning.rules.library import digest
from capaian.planning.rules.library_file import is_code
from capaian.planning.rules.linting import Context, Worded, hints
from capaian.planning.tests import factories
from capaian.web.demonstration.library import COUNTER, EDUCATION, FOLLOWED, HEALTH, WORKS, starter_library

ROWS = (*HEALTH, *EDUCATION, *WORKS, *COUNTER)


def test_the_starter_library_is_clean_by_its_own_linter():
    found = [(row[1], hint.code) for row in ROWS for hint in hints(Worded(row[1], unit=row[5], polarity=row[6]), Context())]
    assert (len(ROWS), found) == (25, [])
    assert all(is_code(row[0]) for row in ROWS)


def test_it_is_approved_and_owned_by_the_office_of_its_kind(cast):
    key = factories.objective(cast.unit).indicators.get()
    ObjectiveIndicator.objects.update(statement=next(iter(FOLLOWED)))
    with writing("test"):
        starter_library(cast.agency, datetime(2026, 1, 5, tzinfo=UTC), cast.citra.pk, cast.citra.name)
    assert offered_versions(cast.agency.pk).count() == len(ROWS)
    row = LibraryVersion.objects.select_related("indicator__owner").get(indicator__code="prevalensi-stunting")
    assert (row.indicator.owner, row.digest) == (cast.office, digest(content_of(row)))
    key.refresh_from_db()
    assert key.definition.indicator.code == "insiden-dbd"
    assert all(getattr(one, name) in allowed for one in LibraryVersion.objects.all() for name, allowed in CHOICES.items())
