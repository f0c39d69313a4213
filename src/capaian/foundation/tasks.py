"""Background work of the foundation: what `capaian worker` does for the house itself."""

from __future__ import annotations

from django.core.management import call_command
from django_tasks import task


@task()
def tidy_up() -> None:
    """Forget expired sessions, and results of background work older than two weeks."""
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)
