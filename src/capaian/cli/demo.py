"""`capaian demo`: from nothing to a running demonstration, and a word on what to try first."""

from __future__ import annotations

import argparse
import os
from typing import Any

from capaian.cli import server

FIRST_STEPS = (
    "  Coba lebih dahulu:",
    "    1. Masuk sebagai Pegawai: isi progres bulan ini, lalu kirim.",
    "    2. Masuk sebagai Pejabat penilai: terima laporannya, beri dua rating pada halaman Tim, lalu terbitkan.",
    "    3. Masuk lagi sebagai Pegawai, buka Hasil: predikat, alasannya, dan formulir resmi sebagai PDF.",
)


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser("demo", help="jalankan peragaan dengan lima instansi rekaan")
    server.add_address(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate, seed an empty database, say where to look, and serve."""
    os.environ.setdefault("CAPAIAN_DEMO", "1")
    port = server.free_port(arguments.host, arguments.port)
    workers = server.processes(arguments.workers)
    prepare()
    print(welcome(arguments.host, port, accounts(), _password()), flush=True)
    with server.worker_beside():
        server.listen(arguments.host, port, workers)
    return 0


def prepare() -> None:
    """Make the database ready; nothing is done twice."""
    import django  # noqa: PLC0415 - only here, so that a taken port is told at once
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    if _has_pending_migrations():
        print("Menyiapkan basis data …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation import tenancy  # noqa: PLC0415
    from capaian.people.models import Agency  # noqa: PLC0415
    from capaian.web.demonstration import seed  # noqa: PLC0415

    tenancy.rest_everywhere()  # here only: the processes that serve begin anew, with nothing in sight
    # Invented people never enter a database that holds anybody.
    if not Agency.objects.exists():
        print("Mengisi lima instansi peragaan dan contoh resmi peraturan …", flush=True)
        seed.seed(people=60, today=timezone.localdate(), tell=lambda _: None)


def accounts() -> list[Any]:
    """The demonstration accounts, one per role."""
    from capaian.cli.seed import demo_accounts  # noqa: PLC0415

    return list(demo_accounts())


def welcome(host: str, port: int, found: list[Any], password: str) -> str:
    """What the terminal shows before serving: address, accounts, and what to try first."""
    lines = ["", f"  Capaian: http://{host}:{port}/", "", f"  Akun peragaan (kata sandi semuanya: {password})"]
    region, width = "", max((18, *(len(account.role) for account in found)))
    for account in found:
        if account.region != region:
            region = account.region
            lines += ["", f"    {region}"]
        lines.append(f"      {account.nip}  {account.role:<{width}} {account.name}")
    return "\n".join([*lines, "", *FIRST_STEPS, "", "  Berhenti: Ctrl+C", ""])


def _password() -> str:
    from capaian.web.demonstration.organisation import PASSWORD  # noqa: PLC0415

    return PASSWORD


def _has_pending_migrations() -> bool:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
