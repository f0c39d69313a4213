"""`capaian seed`: the five demonstration agencies; and the accounts that `capaian demo` shows."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capaian.web.demonstration.seed import Account


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `seed` to the command line."""
    parser = subparsers.add_parser("seed", help="isi basis data dengan lima instansi peragaan")
    parser.add_argument(
        "--people", type=int, default=60, metavar="N", help="banyaknya pegawai instansi pertama (lainnya sekitar 60)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Seed an empty database; says so and exits 2 where the agencies are there already."""
    import django  # noqa: PLC0415 - only the commands that need Django start it

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation import tenancy  # noqa: PLC0415
    from capaian.web.demonstration import seed  # noqa: PLC0415

    tenancy.rest_everywhere()
    if arguments.people < 1:
        sys.stderr.write("--people: tulis bilangan bulat paling kecil 1\n")
        return 2
    if seed.is_seeded():
        sys.stderr.write("Instansi peragaan sudah ada. Hapus basis datanya dahulu bila ingin mengisi ulang.\n")
        return 2
    seed.seed(people=arguments.people, today=timezone.localdate(), tell=_tell)
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(f"  {line}\n")


def demo_accounts() -> list[Account]:
    """The accounts to try; Django must be set up."""
    from capaian.web.demonstration import seed  # noqa: PLC0415

    return seed.accounts()
