"""The loop of `capaian worker`: a message from the queue, then whatever duty is due, then a short rest.

A long job keeps the duties of *this* worker waiting (mail goes out later, nothing is lost); a second worker halves the wait.
"""

from __future__ import annotations

import logging
import signal
import time
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from capaian.foundation.jobs import runner, ticks
from capaian.foundation.jobs.progress import stopping

log = logging.getLogger(__name__)
REST = 1.0  # seconds


def listen_to_signals() -> None:
    """SIGTERM and Ctrl+C end the worker after the chunk at hand; its job is handed back and continues elsewhere or later."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    stopping.set()


def work(*, once: bool = False) -> None:
    """Until told to stop; with `once` until the queue is empty. A database that is away for a while is waited for."""
    queue = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
        worker_id=get_random_string(32), excluded_queue_names=[],
    )
    runner.take_up_lost(timezone.now())  # whatever ended the worker before this one, its job need not wait for the next look
    while not stopping.is_set():
        try:
            ticks.run_due(timezone.now())
            worked = _one_message(queue)
        except OperationalError:
            if once:
                raise
            log.exception("the database did not answer")
            worked = False
        close_old_connections()
        if not worked:
            if once:
                return
            _rest()


def _one_message(queue: Worker) -> bool:
    """Take one message from the queue, if there is one."""
    if not DBTaskResult.objects.ready().filter(backend_name=queue.backend_name).exists():
        return False
    before = queue._run_tasks
    queue.max_tasks = before + 1
    queue.run()
    return queue._run_tasks > before


def _rest() -> None:
    # Not Event.wait: a signal must end the rest at once.
    until = time.monotonic() + REST
    while not stopping.is_set() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, 0.2))
