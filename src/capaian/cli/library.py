"""`capaian library`: the indicator library as a file: out, in, and compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capaian.cli.messages import UsageError
from capaian.cli.output import write_json

if TYPE_CHECKING:
    from capaian.people.models import Agency
    from capaian.planning.queries.library_exchange import Preview
    from capaian.planning.rules.library_file import Shared

DIFFERENT = 1
SERVER = "Pengelola peladen (capaian library)"


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add `library export`, `library import` and `library diff` to the command line."""
    parser = subparsers.add_parser("library", help="kamus indikator: ekspor, impor, bandingkan")
    verbs = parser.add_subparsers(title="tindakan", metavar="tindakan", required=True, dest="verb")
    export = verbs.add_parser("export", help="tulis indikator yang berlaku ke berkas .json")
    bring = verbs.add_parser("import", help="periksa berkas; dengan --commit juga ambil yang baru")
    compare = verbs.add_parser("diff", help="apa yang berbeda antara berkas dan kamus; keluar dengan 1 bila ada")
    for verb, run in ((export, run_export), (bring, run_import), (compare, run_diff)):
        verb.add_argument("file", type=Path, metavar="BERKAS")
        verb.add_argument("--agency", required=True, metavar="KODE", help="kode instansi")
        verb.set_defaults(run=run)
    bring.add_argument("--owner", default="", metavar="KODE", help="kode unit pemilik bagi indikator yang baru")
    bring.add_argument("--take", default="", metavar="KODE,…", help="ambil juga yang berbeda ini sebagai versi baru; * semuanya")
    bring.add_argument("--commit", action="store_true", help="terapkan; tanpa ini hanya melaporkan")
    for verb in (bring, compare):
        verb.add_argument("--json", action="store_true", help="keluaran JSON")


def run_export(arguments: argparse.Namespace) -> int:
    """Write the library in use; the file appears whole or not at all."""
    agency = _agency(arguments.agency)
    from capaian.foundation.exchange.replacing import publish, workshop  # noqa: PLC0415 - Django starts in _agency
    from capaian.planning.queries.library_exchange import library_file  # noqa: PLC0415

    text = library_file(agency)
    with workshop(arguments.file) as folder:
        (folder / "library").write_text(text, encoding="utf-8")
        publish(folder / "library", arguments.file)
    print(arguments.file)
    return 0


def run_diff(arguments: argparse.Namespace) -> int:
    """Say what differs; 1 where anything does, 2 where the file cannot be used."""
    agency = _agency(arguments.agency)
    found = _preview(agency, _read(arguments.file))
    _tell(found, as_json=arguments.json)
    return 0 if {name for name, count in found.counts.items() if count} <= {"same"} else DIFFERENT


def run_import(arguments: argparse.Namespace) -> int:
    """Report what the file would add; with --commit take what is new, and what was named with --take. 2 where an entry is
    rejected, though the others are taken."""
    agency = _agency(arguments.agency)
    shared = _read(arguments.file)
    found = _preview(agency, shared)
    codes = _chosen(found, arguments.take)
    if arguments.commit:
        _take(agency, shared, codes, arguments.owner)
    _tell(found, as_json=arguments.json)
    if not arguments.json:
        verb, rest = ("Diambil", ".") if arguments.commit else ("Akan diambil", "; tambahkan --commit untuk mengambilnya.")
        print(f"{verb}: {len(codes)}{rest}")
    return 2 if found.rejected else 0


def _chosen(found: Preview, take: str) -> list[str]:
    different = {one.entry.code for one in found.of("differs")}
    wanted = different if take == "*" else {code for code in take.split(",") if code}
    if wanted - different:
        raise UsageError([f"--take: {code} tidak berbeda atau tidak ada di berkas" for code in sorted(wanted - different)])
    return [*(one.entry.code for one in found.of("added")), *sorted(wanted)]


def _take(agency: Agency, shared: Shared, codes: list[str], owner_code: str) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415
    from capaian.people.models import Unit  # noqa: PLC0415
    from capaian.planning.actions.library_exchange import take_library_entries  # noqa: PLC0415

    units = Unit.objects.filter(agency=agency)
    owner = units.filter(code=owner_code).first() if owner_code else units.filter(parent__isnull=True).order_by("pk").first()
    if owner is None:
        raise UsageError([f"--owner: tidak ada unit berkode “{owner_code}” di {agency.code}"])
    server = Actor(0, 0, agency.pk, SERVER, frozenset({Role.PERFORMANCE_MANAGER}))
    take_library_entries(shared=shared, codes=codes, owner=owner, by=server, at=timezone.now())


def _read(path: Path) -> Shared:
    from capaian.planning.queries.library_exchange import read_library_file  # noqa: PLC0415
    from capaian.planning.rules.library_file import MOST_BYTES  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError([f"{path}: tidak dapat dibaca ({error.strerror})"]) from error
    return read_library_file(data)


def _preview(agency: Agency, shared: Shared) -> Preview:
    from capaian.planning.queries.library_exchange import preview  # noqa: PLC0415

    return preview(agency.pk, shared)


def _tell(found: Preview, *, as_json: bool) -> None:
    for bad in found.rejected:
        print(f"entri {bad.place}{f', {bad.code}' if bad.code else ''}: {'; '.join(bad.reasons)}", file=sys.stderr)
    if as_json:
        write_json({
            "agency": found.agency, "counts": found.counts,
            "entries": [
                {"code": one.entry.code, "outcome": one.outcome, "twin": one.twin,
                 "changes": [{"field": change.label, "own": change.before, "file": change.after} for change in one.changes]}
                for one in found.compared
            ],
            "rejected": [{"place": bad.place, "code": bad.code, "reasons": list(bad.reasons)} for bad in found.rejected],
        })
        return
    words = {"added": "baru", "same": "sama", "differs": "berbeda", "waits": "sedang diperbarui", "rejected": "ditolak"}
    print(", ".join(f"{count} {words[name]}" for name, count in found.counts.items()))
    for one in found.compared:
        for change in one.changes:
            print(f"  {one.entry.code} · {change.label}: {change.before or '—'} → {change.after or '—'}")


def _agency(code: str) -> Agency:
    import django  # noqa: PLC0415 - only after the words were read

    django.setup()
    from capaian.foundation import tenancy  # noqa: PLC0415
    from capaian.people.models import Agency  # noqa: PLC0415

    tenancy.rest_everywhere()
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        codes = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)) or "belum ada"
        raise UsageError([f"--agency: tidak ada instansi berkode “{code}” ({codes})"])
    return agency
