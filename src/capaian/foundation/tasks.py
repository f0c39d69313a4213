"""Background work of the foundation: what `capaian worker` does for the house itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from capaian.foundation.accounts import forget_expired
from capaian.foundation.jobs import Progress, job_kind
from capaian.foundation.record.checking import check
from capaian.foundation.record.showing import summary
from capaian.kernel.words import N_

ABANDONED = timedelta(days=2)


@task()
def tidy_up() -> None:
    """Forget expired sessions and counts of attempts, and results of background work older than two weeks."""
    tidy_up_at(timezone.now())


def tidy_up_at(now: datetime) -> None:
    """The same, once a day by the worker. Messages whose worker died are finished by nobody: they go as well."""
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - ABANDONED).delete()
    forget_expired(now)


@job_kind("record.verify", title=N_("Pemeriksaan catatan"))
def verify_record(progress: Progress) -> str:
    """Verify the agency's whole record; what came of it stays with the job. Begun anew where a worker was lost."""
    report = check(progress.job.agency_id, tell=lambda done, total: progress.step(done=done, total=total))
    progress.step(done=report.rows, total=report.rows, checkpoint=report.as_json())
    return summary(report.as_json())
