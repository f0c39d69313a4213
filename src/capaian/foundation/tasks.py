"""Background work of the foundation: what `capaian worker` does for the house itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

ABANDONED = timedelta(days=2)


@task()
def tidy_up() -> None:
    """Forget expired sessions, and results of background work older than two weeks."""
    tidy_up_at(timezone.now())


def tidy_up_at(now: datetime) -> None:
    """The same, once a day by the worker. Messages whose worker died are finished by nobody: they go as well."""
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - ABANDONED).delete()
