"""Assignments of a file into the ledger, for a whole chunk of people in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from capaian.foundation.audit import Deed
from capaian.foundation.errors import InvalidInput, Problem
from capaian.people.models import ImportBatch, Posting, Reporting
from capaian.people.queries.indexing import reindex
from capaian.people.queries.staging_compare import Held, ledgers_of
from capaian.people.rules.ledger import Row

Changed = list[tuple[int, tuple[Row, ...], tuple[Row, ...]]]
"""Person, rows before, rows after."""


def apply_assignments(batch: ImportBatch, rows: Sequence[Mapping[str, str]]) -> list[Deed]:
    """Splice what the rows say into the ledgers of their people, and write what differs."""
    ledgers = ledgers_of(batch.agency_id, rows)
    for row in rows:
        unknown = [
            row[name] for name, known in (("nip", ledgers.people), ("appraiser", ledgers.people), ("position", ledgers.positions))
            if name in row and row[name] not in known
        ]
        if unknown:
            words = _("%(key)s sudah tidak tercatat. Buang impor ini, lalu unggah lagi.")
            raise InvalidInput([Problem(words % {"key": unknown[0]})])
        ledgers.state(row, batch.effective_from)
    by_pk = {person.pk: person for person in ledgers.people.values()}
    posts, appraisers = _changed(ledgers.stored, ledgers.now)
    _write_posts(posts)
    _write_appraisers(appraisers)
    touched = dict.fromkeys([pk for pk, *_rest in (*posts, *appraisers)])
    reindex(touched)
    return [
        Deed("ledger.import", by_pk[pk], _plain(ledgers.stored[pk]), _plain(ledgers.now[pk])) for pk in touched
    ]


def _changed(stored: Mapping[int, Held], now: Mapping[int, Held]) -> tuple[Changed, Changed]:
    posts: Changed = []
    appraisers: Changed = []
    for pk, after in now.items():
        before = stored[pk]
        kinds = [(before.posts.get(kind, ()), rows) for kind, rows in after.posts.items()]
        posts += [(pk, old, rows) for old, rows in kinds if set(rows) != set(old)]
        if set(after.appraisers) != set(before.appraisers):
            appraisers.append((pk, before.appraisers, after.appraisers))
    return posts, appraisers


def _write_posts(changed: Changed) -> None:
    gone, moved, new = _sorted_out(changed)
    Posting.objects.filter(pk__in=gone).delete()
    for some in _closed_first(moved):
        Posting.objects.bulk_update(
            [Posting(pk=row.key, start=row.start, end=row.end, decree=row.decree) for _pk, row in some],
            ["start", "end", "decree"],
        )
    Posting.objects.bulk_create([
        Posting(employee_id=pk, position_id=row.who, kind=row.basis, start=row.start, end=row.end, decree=row.decree)
        for pk, row in new
    ])


def _write_appraisers(changed: Changed) -> None:
    gone, moved, new = _sorted_out(changed)
    Reporting.objects.filter(pk__in=gone).delete()
    for some in _closed_first(moved):
        Reporting.objects.bulk_update(
            [Reporting(pk=row.key, start=row.start, end=row.end, decree=row.decree) for _pk, row in some],
            ["start", "end", "decree"],
        )
    Reporting.objects.bulk_create([
        Reporting(employee_id=pk, appraiser_id=row.who, basis=row.basis, start=row.start, end=row.end, decree=row.decree)
        for pk, row in new
    ])


def _sorted_out(changed: Changed) -> tuple[list[int], list[tuple[int, Row]], list[tuple[int, Row]]]:
    """Keys of rows that go, rows that change, rows that are new."""
    gone: list[int] = []
    moved: list[tuple[int, Row]] = []
    new: list[tuple[int, Row]] = []
    for pk, before, after in changed:
        kept = {row.key for row in after}
        gone += [row.key for row in before if row.key is not None and row.key not in kept]
        moved += [(pk, row) for row in after if row.key is not None and row not in before]
        new += [(pk, row) for row in after if row.key is None]
    return gone, moved, new


def _closed_first(rows: Sequence[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    """A person never has two open rows, not even between two statements."""
    return [[one for one in rows if one[1].end], [one for one in rows if not one[1].end]]


def _plain(held: Held) -> dict[str, object]:
    return {
        "posts": [_row(row) for rows in held.posts.values() for row in rows],
        "appraisers": [_row(row) for row in held.appraisers],
    }


def _row(row: Row) -> dict[str, object]:
    return {"who": row.who, "start": row.start, "end": row.end, "basis": row.basis, "decree": row.decree}
