"""The role-result matrix of 60 people and 10 indicators: drawing it and saving one row, against a bare signed-in page.

Run as its own process: `python -m bench.matrix [people] [columns]`. Prints one JSON line: per page the ratio of medians to
the bare page, milliseconds, queries, and what travels (gzip), beside the same for 15 people so that growth is seen.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from operator import truediv

ROUNDS = 25
FEW = 15
TEXTS = ("Ibu hamil berisiko di wilayah kerja terpantau sampai persalinan", "-",
         "[L] Cakupan kunjungan rumah tercapai di tiga desa\nData kunjungan akurat dan mutakhir",
         "Laporan bulanan disampaikan lengkap")


def main(people: int, columns: int) -> None:
    """Migrate and seed what DATABASE_URL names where it is empty, make two matrices, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.tenancy import rest_everywhere  # noqa: PLC0415
    from capaian.web.demonstration import seed  # noqa: PLC0415

    rest_everywhere()
    call_command("migrate", verbosity=0, run_syncdb=True)
    if not seed.is_seeded():
        seed.seed(people=100, today=timezone.localdate())
    found = {"people": people, "columns": columns, "pages": measure(people, columns)}
    sys.stdout.write(json.dumps(found) + "\n")


def measure(people: int, columns: int) -> dict[str, dict[str, float]]:
    """Medians in turns; a ratio is the median of ratios to the bare page of the same round (see bench.pages)."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    large, small = prepared(people, columns), prepared(FEW, columns)
    jobs = {
        "bare": lambda number: large.client.get("/bare/"),
        f"matrix of {people}": lambda number: large.client.get(large.address, headers={"accept-encoding": "gzip"}),
        f"matrix of {FEW}": lambda number: small.client.get(small.address, headers={"accept-encoding": "gzip"}),
        f"one row of {people} saved": large.save,
        f"one row of {FEW} saved": small.save,
    }
    counts, sizes = {}, {}
    for name, job in jobs.items():
        job(-2)
        with CaptureQueriesContext(connection) as captured:
            answer = job(-1)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {answer.status_code}")
        counts[name], sizes[name] = len(captured), len(answer.content)
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(ROUNDS):
        for name, job in jobs.items():
            begin = time.perf_counter()
            job(number)
            times[name].append(time.perf_counter() - begin)
    return {
        name: {
            "ratio": round(statistics.median(map(truediv, taken, times["bare"])), 2),
            "ms": round(statistics.median(taken) * 1000, 1), "queries": counts[name], "bytes": sizes[name],
        }
        for name, taken in times.items()
    }


class Prepared:
    """A leader's browser and the matrix it shows."""

    def __init__(self, client, matrix, row: int, columns: list[int]) -> None:
        self.client, self.matrix, self.row, self.columns = client, matrix, row, columns
        self.address = f"/matrices/{matrix.pk}/"

    def save(self, number: int):
        """What the row sends after one of its cells was changed: every cell, and what was seen."""
        from capaian.planning.queries.matrix import cells_of  # noqa: PLC0415
        from capaian.planning.rules.matrix_text import cell_text, fingerprint  # noqa: PLC0415

        if not hasattr(self, "texts"):
            self.texts = {column: cell for (_row, column), cell in cells_of(self.matrix, self.row).items()}
            self.sent = {f"c{self.row}-{column}": cell_text(cell) for column, cell in self.texts.items()}
            self.sent[f"seen-{self.row}"] = " ".join(
                f"{column}:{fingerprint(cell)}" for column, cell in self.texts.items() if column != self.columns[0]
            )
        own = f"{self.row}-{self.columns[0]}"
        data = self.sent | {f"c{own}": f"Peran yang ke-{number} terwujud", "keep": own}
        return self.client.post(f"{self.address}rows/{self.row}/cells/", data)


def prepared(people: int, columns: int) -> Prepared:
    """A unit of its own with so many people, its head's draft of so many indicators, and a matrix with every cell filled."""
    from datetime import date  # noqa: PLC0415

    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.foundation.writing import writing  # noqa: PLC0415
    from capaian.governance.models import PerformanceYear  # noqa: PLC0415
    from capaian.people.models import Agency, Employee, Position, Posting, Reporting, Unit  # noqa: PLC0415
    from capaian.people.queries import actor_for  # noqa: PLC0415
    from capaian.planning.actions.matrix import CellWrite, start_matrix, write_cells  # noqa: PLC0415
    from capaian.planning.models import Indicator, ResultPlan, Skp  # noqa: PLC0415
    from capaian.planning.queries.matrix import columns_of  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    now = timezone.now()
    today = timezone.localdate(now)
    agency = Agency.objects.get(code=REGIONS[0].code)
    number = f"{Unit.objects.count():04d}"
    unit = Unit.objects.create(agency=agency, code=f"bench-{number}", name=f"Unit bangku {number}")
    start = date(today.year, 1, 1)

    def person(place: int, title: str, *, group: str, appraiser=None):
        nip = f"19800315200601{number[-2:]}{place:02d}"
        user = User.objects.create(username=f"bench-{number}-{place}") if appraiser is None else None
        one = Employee.objects.create(agency=agency, user=user, nip=nip, name=f"Pegawai Bangku {place:03d}")
        post = Position.objects.create(unit=unit, title=title, group=group, leads_unit=appraiser is None)
        Posting.objects.create(employee=one, position=post, start=start)
        if appraiser is not None:
            Reporting.objects.create(employee=one, appraiser=appraiser, start=start)
        return one, post

    head, post = person(0, "Kepala Unit", group="jpt")
    for place in range(1, people + 1):
        person(place, f"Jabatan {place % 6}", group="functional", appraiser=head)
    year = PerformanceYear.objects.get_or_create(agency=agency, year=today.year)[0]
    with writing("bench"):
        skp = Skp.objects.create(
            employee=head, performance_year=year, position=post, appraiser=head, start=start, end=date(today.year, 12, 31)
        )
        for place in range(columns):
            result = ResultPlan.objects.create(skp=skp, statement=f"Terwujudnya hasil {place}", ordinal=place + 1)
            Indicator.objects.create(result=result, aspect="quantity", statement=f"Persentase hasil ke-{place} terwujud",
                                     target_text="80 %", target=80, unit="%")
    actor = actor_for(head.user, today)
    matrix = start_matrix(skp=skp, by=actor, at=now)
    keys, rows = [column.key for column in columns_of(matrix)], list(matrix.rows.order_by("ordinal").values_list("pk", flat=True))
    cells = [CellWrite(row, key, TEXTS[(row + key) % len(TEXTS)]) for row in rows for key in keys]
    write_cells(matrix=matrix, cells=cells, by=actor, at=now)
    client = Client(headers={"accept-language": "id"})
    client.force_login(head.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Prepared(client, matrix, rows[0], keys)


if __name__ == "__main__":
    main(*(int(text) for text in (*sys.argv[1:3], *("60", "10")[len(sys.argv) - 1:])))
