"""What the chained record costs: actions per second with and without it, by 1, 4 and 8 writers at once, and reading it
all again. Run as its own process on what DATABASE_URL names: `python -m bench.audit [PEOPLE …]`. Prints one JSON line.

The smallest action there is updates one row of the writer's own and writes one audit row; the usual one asks ten queries
before, as a page does. "plain" writes the same row without chaining it. The ways take turns of two seconds, so that a noisy
moment strikes all of them alike; a ratio is the median of the ratios within each round.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

WRITERS = (1, 4, 8)
WAYS = ("plain", "chained")
READS = (0, 10)
"""Queries before the deed: none, and about as many as a page of the product asks."""
ROUNDS = 5
TURN = 2.0
PAUSE = 0.5
START_AFTER = 12.0
PEOPLE = (1_000, 6_000, 60_000)
ROWS_A_PERSON = 5
BEATS = 60
AGENCY = 1


def main(people: list[int]) -> None:
    """Migrate what DATABASE_URL names, write, then verify growing records."""
    _start()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from capaian.foundation.record.checking import check  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    found = {
        "database": connection.vendor,
        "throughput": [throughput(writers, reads) for reads in READS for writers in WRITERS],
        "growth": [growth(number) for number in people],
    }
    if not check(AGENCY).is_whole:
        raise SystemExit("the chain that everybody wrote to does not verify")
    sys.stdout.write(json.dumps(found) + "\n")


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from capaian.foundation import tenancy  # noqa: PLC0415

    tenancy.rest_everywhere()


def throughput(writers: int, reads: int) -> dict[str, object]:
    """Actions per second of so many processes of one agency, way by way, and the ratio."""
    command = [sys.executable, "-m", "bench.audit", "writer", str(time.time() + START_AFTER), str(reads)]
    started = [subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE) for number in range(writers)]
    answers = [json.loads(process.communicate()[0]) for process in started]
    rounds = [{way: sum(answer[number][way] for answer in answers) / TURN for way in WAYS} for number in range(ROUNDS)]
    return {
        "writers": writers, "reads": reads, **{way: round(statistics.median(one[way] for one in rounds), 1) for way in WAYS},
        "ratio": round(statistics.median(one["chained"] / max(one["plain"], 1) for one in rounds), 2),
    }


def writer(begin: float, reads: int, number: int) -> None:
    """One process that does what it can in each turn; prints how many actions that were."""
    _start()
    rename = _renaming(number, reads)
    done: list[dict[str, int]] = []
    for turn in range(ROUNDS * len(WAYS)):
        if turn % len(WAYS) == 0:
            done.append({})
        way = WAYS[turn % len(WAYS)]
        starts = begin + turn * (TURN + PAUSE)
        time.sleep(max(0.0, starts - time.time()))
        count = 0
        while time.time() < starts + TURN:
            rename(way)
            count += 1
        done[-1][way] = count
    sys.stdout.write(json.dumps(done))


def _renaming(number: int, reads: int) -> Callable[[str], None]:
    """The action, done the way that is asked for."""
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation import audit  # noqa: PLC0415
    from capaian.foundation.actor import Actor  # noqa: PLC0415
    from capaian.foundation.models import AuditEvent, User  # noqa: PLC0415
    from capaian.foundation.writing import action  # noqa: PLC0415

    user, _ = User.objects.get_or_create(username=f"bench-{number}")
    by = Actor(user_id=user.pk, employee_id=user.pk, agency_id=AGENCY, name="Bench")
    chained = audit._append

    def plainly(batches) -> None:
        for event in (event for batch in batches for event in batch):
            event.agency_id, event.sequence, event.hash = AGENCY + 1, time.time_ns() + number, event.digest
            AuditEvent.objects.bulk_create([event])

    @action
    def rename(*, word: str, by: Actor, at) -> None:
        for _ in range(reads):
            User.objects.get(pk=by.user_id)
        User.objects.filter(pk=by.user_id).update(first_name=word)
        audit.record(by=by, at=at, verb="bench.rename", subject=user, before={"name": user.first_name}, after={"name": word})

    def run(way: str) -> None:
        audit._append = plainly if way == "plain" else chained
        rename(word=way, by=by, at=timezone.now())

    for way in WAYS:
        run(way)
    return run


def growth(people: int) -> dict[str, float]:
    """A record of so many people's deeds: writing it in bulk, one more action on top of it, and reading it all again."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation import audit  # noqa: PLC0415
    from capaian.foundation.actor import Actor  # noqa: PLC0415
    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.foundation.record.checking import check  # noqa: PLC0415
    from capaian.foundation.writing import action  # noqa: PLC0415

    rows, at = people * ROWS_A_PERSON, timezone.now()
    by = Actor(user_id=1, employee_id=1, agency_id=100 + people, name="Bench")
    begin = time.perf_counter()
    with transaction.atomic():
        deeds = (audit.Deed("bench.add", User(pk=number), after={"name": f"Pegawai {number}"}) for number in range(rows))
        audit.record_many(by=by, at=at, deeds=deeds)
    written = time.perf_counter() - begin

    @action
    def one(*, by: Actor, at) -> None:
        audit.record(by=by, at=at, verb="bench.one", subject=User(pk=1))

    times = []
    for _ in range(BEATS):
        begin = time.perf_counter()
        one(by=by, at=at)
        times.append(time.perf_counter() - begin)
    begin, working = time.perf_counter(), time.process_time()
    if not check(by.agency_id).is_whole:
        raise SystemExit("the record does not verify")
    verified, worked = time.perf_counter() - begin, time.process_time() - working
    return {
        "people": people, "rows": rows, "written_per_second": round(rows / written),
        "verified_per_second": round(rows / verified), "verify_cpu_per_row_us": round(worked / rows * 1e6),
        "action_ms": round(statistics.median(times) * 1000, 2),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__" and sys.argv[1:2] == ["writer"]:
    writer(float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
elif __name__ == "__main__":
    main([int(word) for word in sys.argv[1:] if int(word)] or list(PEOPLE))
