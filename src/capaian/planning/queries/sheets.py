"""A stored spreadsheet read by the columns somebody expects. Whoever gave it may look at it again; nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.reading import Sheet, open_sheets
from capaian.foundation.files import place
from capaian.foundation.models import StoredFile
from capaian.people.rules.staging_columns import Recognised, match_fields
from capaian.people.rules.staging_shapes import Field

MOST_ROWS = 10_000
Fields = Callable[[Sequence[str]], Sequence[Field]]


@dataclass(frozen=True, slots=True)
class Given:
    """The one sheet of a file that fits, its columns found, and its rows by field name."""

    sheet: Sheet
    found: Recognised
    fields: Sequence[Field]

    def rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Number and cells of each row. Raises InvalidInput where there are too many."""
        for count, line in enumerate(self.sheet.lines(), start=1):
            if count > MOST_ROWS:
                words = _("Lebih dari %(most)s baris; bagi menjadi beberapa berkas.")
                raise InvalidInput([Problem(words % {"most": f"{MOST_ROWS:,}".replace(",", ".")}, "file")])
            yield line.number, {
                name: line.cells[column] if column < len(line.cells) else "" for name, column in self.found.columns.items()
            }


def get_own_file_for(actor: Actor, pk: int) -> StoredFile:
    """A file this person gave. Http404 for anybody else's."""
    stored = StoredFile.objects.filter(pk=pk, agency_id=actor.agency_id, owner_id=actor.employee_id).first()
    if stored is None:
        raise Http404
    return stored


def sheet_of(stored: StoredFile, fields: Fields) -> Given:
    """The sheet of a stored file that has most of the columns. Raises InvalidInput, naming what is missing."""
    path = place(stored.agency_id, stored.sha256)
    if not path.exists():
        raise InvalidInput([Problem(_("Berkasnya sudah tidak ada; unggah lagi."), "file")])
    fitting = []
    for sheet in open_sheets(path):
        expected = fields(sheet.headings)
        fitting.append(Given(sheet, match_fields(sheet.name, expected, sheet.headings, {}), expected))
    best = max(fitting, key=lambda one: len(one.found.columns))
    if best.found.missing:
        missing = ", ".join(f"“{field.heading}”" for field in best.fields if field.name in best.found.missing)
        words = _("Kolom ini tidak ditemukan: %(columns)s. Unduh contohnya, lalu isi di sana.")
        raise InvalidInput([Problem(words % {"columns": missing}, "file")])
    return best
