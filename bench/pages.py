"""Hot pages against a bare signed-in page, at a number of people. Run as its own process: `python -m bench.pages N`.

Prints one JSON line: per page the ratio of medians to the bare page, milliseconds and the number of queries.
The pages take turns within each round, so that a noisy moment strikes all of them alike.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from datetime import date
from operator import truediv

ROUNDS = 25


def main(people: int) -> None:
    """Migrate and seed what DATABASE_URL names where it is empty, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.tenancy import rest_everywhere  # noqa: PLC0415
    from capaian.web.demonstration import seed  # noqa: PLC0415

    rest_everywhere()
    call_command("migrate", verbosity=0, run_syncdb=True)
    seconds = 0.0
    if not seed.is_seeded():
        begin = time.perf_counter()
        seed.seed(people=people, today=timezone.localdate())
        seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # of seeding: no page comes near it
    found = {"people": people, "seed_seconds": round(seconds, 1), "seed_mib": round(memory), "pages": measure()}
    sys.stdout.write(json.dumps(found) + "\n")


def measure(pages_of=None) -> dict[str, dict[str, float]]:
    """Medians of every page (of the `pages_of`, default these here), in turns, with the query count of a warm request.

    A page's ratio is the median of its ratios to the bare page of the same round: a busy moment strikes both. `cpu` is
    the same of processor time (without PostgreSQL's own), which other programs disturb least.
    """
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    clients, pages = (pages_of or _pages)()
    counts = {}
    for name, (who, address, *headers) in pages.items():
        clients[who].get(address, headers=headers[0] if headers else None)
        with CaptureQueriesContext(connection) as captured:
            answer = clients[who].get(address, headers=headers[0] if headers else None)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {address} answered {answer.status_code}")
        counts[name] = len(captured)
    times: dict[str, list[float]] = {name: [] for name in pages}
    works: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (who, address, *headers) in pages.items():
            begin, working = time.perf_counter(), time.process_time()
            clients[who].get(address, headers=headers[0] if headers else None)
            times[name].append(time.perf_counter() - begin)
            works[name].append(time.process_time() - working)
    return {
        name: {
            "ratio": round(statistics.median(map(truediv, taken, times["bare"])), 2),
            "cpu": round(statistics.median(map(truediv, works[name], works["bare"])), 2),
            "ms": round(statistics.median(taken) * 1000, 1),
            "queries": counts[name],
        }
        for name, taken in times.items()
    }


def _pages():
    """Who asks for what, with records that the seed made for the people one signs in as."""
    from django.test import Client  # noqa: PLC0415

    from capaian.evaluation.models import Evaluation  # noqa: PLC0415
    from capaian.governance.models import EvaluationPeriod  # noqa: PLC0415
    from capaian.people.models import Employee  # noqa: PLC0415
    from capaian.planning.models import Skp  # noqa: PLC0415
    from capaian.progress.models import MonthlyReport  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    region = REGIONS[0]
    clients = {}
    people = {}
    names = {"employee": region.cast.employee, "appraiser": region.cast.appraiser, "manager": region.cast.manager}
    for role, name in names.items():
        people[role] = Employee.objects.get(agency__code=region.code, name=name)
        clients[role] = Client(headers={"accept-language": "id"})
        clients[role].force_login(people[role].user, backend="allauth.account.auth_backends.AuthenticationBackend")
    skp = Skp.objects.get(employee=people["employee"])
    result = Evaluation.objects.filter(skp=skp, state="published").latest("period__start")
    report = MonthlyReport.objects.filter(skp=skp).latest("month")
    today = date.today()  # noqa: DTZ011
    period = EvaluationPeriod.objects.filter(
        performance_year__agency__code=region.code, window_start__lte=today, window_end__gte=today
    ).first()
    return clients, {
        "bare": ("employee", "/bare/"),
        "home, employee": ("employee", "/"),
        "home, appraiser": ("appraiser", "/"),
        "SKP list, appraiser": ("appraiser", "/skp/"),
        "SKP": ("employee", f"/skp/{skp.pk}/"),
        "month": ("employee", f"/progress/{report.month:%Y/%-m}/"),
        "reviews": ("appraiser", "/progress/reviews/"),
        "team grid, 20 people": ("appraiser", f"/team/{period.pk}/"),
        "results, manager": ("manager", "/results/?scope=agency"),
        "why": ("employee", f"/results/{result.pk}/"),
        "overview, manager": ("manager", "/manage/"),
        "objectives": ("employee", "/objectives/"),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
