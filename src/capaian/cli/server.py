"""`capaian serve` and `capaian worker`: the web process and the background process."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from capaian.cli.messages import UsageError

HOST = "127.0.0.1"
PORT = 8000
TARGET = "capaian.config.wsgi:application"
# SQLite has one writer at a time and readers that never wait: two processes keep two cores busy, and more would only
# queue for the writer. Each request runs in one thread; threads beyond this wait in the backlog, not in memory.
MOST_WORKERS_ON_SQLITE = 2
THREADS = 4


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `serve` and `worker` to the command line."""
    parser = subparsers.add_parser("serve", help="jalankan situs")
    add_address(parser)
    parser.set_defaults(run=serve)
    worker = subparsers.add_parser("worker", help="jalankan pekerjaan latar")
    worker.add_argument("--once", action="store_true", help="berhenti begitu tidak ada lagi yang menunggu")
    worker.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(run=work)


def add_address(parser: argparse.ArgumentParser) -> None:
    """The options that say where to listen."""
    parser.add_argument("--host", default=HOST, help=f"alamat (bila tidak diisi: {HOST})")
    parser.add_argument("--port", default=str(PORT), metavar="P", help=f"porta (bila tidak diisi: {PORT})")
    parser.add_argument("--workers", default="", metavar="N", help="banyaknya proses")


def serve(arguments: argparse.Namespace) -> int:
    """Serve the site until it is stopped."""
    port, workers = free_port(arguments.host, arguments.port), processes(arguments.workers)
    reach_database()
    listen(arguments.host, port, workers)
    return 0


def reach_database() -> None:
    """A database that does not answer is told at once, not to the first visitor."""
    import django  # noqa: PLC0415 - only after the words were read

    django.setup()
    from django.db import connection  # noqa: PLC0415

    connection.ensure_connection()


def listen(host: str, port: int, workers: int) -> None:
    """Run the web server; returns when it was stopped."""
    from granian import Granian  # noqa: PLC0415 - only this command needs it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        TARGET, address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=THREADS,
        websockets=False, log_level=LogLevels.warning, respawn_failed_workers=True,
    ).serve()  # fmt: skip


def work(arguments: argparse.Namespace) -> int:
    """Work through the queue and the recurring duties until told to end (`--once`: until nothing waits)."""
    import django  # noqa: PLC0415 - only this command needs it

    django.setup()
    from capaian.foundation import tenancy  # noqa: PLC0415
    from capaian.foundation.jobs import worker  # noqa: PLC0415

    reach_database()
    tenancy.rest_everywhere()
    worker.listen_to_signals()
    if arguments.with_parent:
        end_with_parent()
    worker.work(once=arguments.once)
    return 0


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker for as long as the site is served: a demonstration needs no second terminal. It ends with the site, and
    also where the site is killed."""
    words = [sys.executable, "-m", "capaian.cli.main", "worker", "--with-parent"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:
        try:
            yield
        finally:
            process.terminate()


def end_with_parent() -> None:
    """End this process like SIGTERM does as soon as the one that started it is gone: its end of the pipe closes."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def free_port(host: str, text: str) -> int:
    """The port as a number. Raises UsageError where it is none, or where somebody listens there already."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise UsageError([f"--port: “{text}” bukan porta; tulis bilangan 1 sampai 65535"])
    port = int(text)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError([f"--port: {host}:{port} tidak dapat dipakai ({error.strerror}); coba --port {port + 1}"]) from error
    return port


def processes(text: str) -> int:
    """How many worker processes: what was asked for, else as many as cores (at most two on SQLite)."""
    if text:
        if not text.isascii() or not text.isdigit() or int(text) < 1:
            raise UsageError([f"--workers: “{text}” bukan banyaknya proses"])
        return int(text)
    cores = os.cpu_count() or 1
    on_sqlite = os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite")
    return min(cores, MOST_WORKERS_ON_SQLITE) if on_sqlite else cores
