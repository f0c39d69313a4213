"""Long work of the strategic chain."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput
from capaian.foundation.jobs.progress import Progress
from capaian.foundation.jobs.registry import job_kind
from capaian.foundation.models import StoredFile
from capaian.kernel.batches import in_batches
from capaian.people.models import Agency
from capaian.planning.actions.chain import IMPORT_CHAIN, apply_chunk, groups_of
from capaian.planning.queries.chain_sheets import judged_chain

CHUNK = 40


@job_kind(IMPORT_CHAIN, title=gettext_lazy("Menerapkan rencana strategis"), cancellable=False)
def import_chain(progress: Progress, *, file_id: int) -> str | None:
    """Apply the good rows of a sheet, objective by objective. What an interrupted run applied is unchanged for the next one."""
    by = replace(progress.by, roles=frozenset({Role.PERFORMANCE_MANAGER}))  # asked when the work was queued
    agency = Agency.objects.get(pk=by.agency_id)
    try:
        with override("id"):
            groups = groups_of(judged_chain(agency.pk, StoredFile.objects.get(pk=file_id, agency_id=agency.pk)))
    except InvalidInput as told:
        return "\n".join(str(problem) for problem in told.problems)
    progress.step(done=0, total=sum(map(len, groups)))
    for some in in_batches(groups, CHUNK):
        rows = [row for group in some for row in group]
        apply_chunk(agency=agency, rows=rows, progress=progress, by=by, at=timezone.now())
    return _("%(count)s baris diterapkan.") % {"count": progress.done}
