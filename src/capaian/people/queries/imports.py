"""Batches of an agency and their rows, for the jobs and for the people who look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import require
from capaian.people.models import Agency, ColumnMapping, ImportBatch, ImportRow, Outcome, Sheet
from capaian.people.permissions.imports import may_import_people
from capaian.people.rules.staging_columns import Matching

PER_PAGE = 25
ROWS_PER_PAGE = 25
APPLIED = (Outcome.ADDED, Outcome.CHANGED)


def batch_of(agency_id: int, batch_id: int) -> ImportBatch:
    """A batch for the job that works on it."""
    batch: ImportBatch = ImportBatch.objects.select_related("file").get(agency_id=agency_id, pk=batch_id)
    return batch


def remembered_columns(agency_id: int) -> dict[str, Matching]:
    """What the agency matched before, sheet by sheet."""
    return dict(ColumnMapping.objects.filter(agency_id=agency_id).values_list("sheet", "columns"))


def rows_to_apply(batch: ImportBatch, *, after: int) -> QuerySet[ImportRow]:
    """Rows that change something, in the order in which they were staged, after the one with this key."""
    return batch.rows.filter(pk__gt=after, outcome__in=APPLIED).order_by("pk")


def page_of_imports_for(actor: Actor, number: str | None) -> Page[Any]:
    """The agency's batches, newest first. Raises Refused for who may not import."""
    require(may_import_people(actor))
    found = ImportBatch.objects.filter(agency_id=actor.agency_id).order_by("-made_at", "-pk")
    return Paginator(found, PER_PAGE).get_page(number)


def get_import_for(actor: Actor, batch_id: int) -> ImportBatch:
    """One batch. Raises Http404 for another agency's, Refused for who may not import."""
    found = ImportBatch.objects.filter(agency_id=actor.agency_id, pk=batch_id).select_related("file", "job")
    batch: ImportBatch | None = found.first()
    if batch is None:
        raise Http404
    require(may_import_people(actor))
    return batch


def agency_to_import_for(actor: Actor) -> Agency:
    """The actor's agency, for bringing in and out. Raises Refused for who may not."""
    require(may_import_people(actor))
    return Agency.objects.get(pk=actor.agency_id)


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What the address says; unknown words count as nothing."""

    sheet: str = ""
    outcome: str = ""
    search: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> RowFilter:
        """From the address: ?sheet=people&outcome=rejected&q=1990."""
        sheet, outcome = query.get("sheet", ""), query.get("outcome", "")
        return cls(
            sheet if sheet in Sheet.values else "", outcome if outcome in Outcome.values else "", query.get("q", "").strip()[:80],
        )


class RowPages(Paginator):  # type: ignore[type-arg]
    """Pages whose number of rows is known from the batch's own counts where nothing is searched for."""

    known: int | None = None

    @property
    def count(self) -> int:
        return super().count if self.known is None else self.known


def page_of_rows(batch: ImportBatch, wanted: RowFilter, number: str | None) -> Page[Any]:
    """The rows of a batch that was fetched for somebody, as the file counts them."""
    found = batch.rows.order_by("pk")
    if wanted.sheet:
        found = found.filter(sheet=wanted.sheet)
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.search:
        found = found.filter(key__startswith=wanted.search)
    pages = RowPages(found, ROWS_PER_PAGE)
    if not wanted.search and batch.counts:
        pages.known = sum(
            count for sheet, outcomes in batch.counts.items() for outcome, count in outcomes.items()
            if wanted.sheet in ("", sheet) and wanted.outcome in ("", outcome)
        )
    return pages.get_page(number)


def rejected_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that were refused, as the file counts them."""
    return batch.rows.filter(outcome=Outcome.REJECTED).order_by("sheet", "number")
