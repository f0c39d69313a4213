"""Search, suggestions, chart and a unit's page against a bare signed-in page, at a number of people: `python -m bench.search N`.

Only people are made, no plans and results, so that 60,000 of them are there in a minute. Prints one JSON line as
bench.pages does; `shapes` there are other ways to find people, timed as queries alone (docs/adr/0014).
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from datetime import date

HTMX = {"HX-Request": "true"}
ROUNDS = 15


def main(people: int) -> None:
    """Make tables and people in the empty database that DATABASE_URL names, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench import pages  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    begin = time.perf_counter()
    indexed = _make(people)
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "people": people, "seed_seconds": round(seconds, 1), "index_seconds": round(indexed, 1), "seed_mib": round(memory),
        "pages": pages.measure(_pages), "shapes": _shapes(),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _make(people: int) -> float:
    """The first region's people with their index; answers how long the index took."""
    from django.db import connection, transaction  # noqa: PLC0415

    from capaian.foundation.tenancy import rest_everywhere  # noqa: PLC0415
    from capaian.people.models import Agency  # noqa: PLC0415
    from capaian.people.queries.directory import reindex_agency  # noqa: PLC0415
    from capaian.web.demonstration import organisation  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    rest_everywhere()
    region = REGIONS[0]
    with transaction.atomic():
        agency = Agency.objects.create(
            code=region.code, name=region.name, place=region.place, time_zone=region.time_zone
        )
        organisation.people_of(region, agency, people, date(2026, 1, 1), 0)
    begin = time.perf_counter()
    reindex_agency(agency.pk)
    taken = time.perf_counter() - begin
    with connection.cursor() as cursor:  # what autovacuum does by itself within minutes of a large import
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return taken


def _pages():
    """What is asked, of a colleague and of a performance manager: common and rare words, units, the chart."""
    from django.test import Client  # noqa: PLC0415

    from capaian.people.models import Employee, Unit  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    cast = REGIONS[0].cast
    clients = {}
    for role, name in {"employee": cast.employee, "manager": cast.manager}.items():
        clients[role] = Client(headers={"accept-language": "id"})
        user = Employee.objects.get(name=name).user
        clients[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    root, office = Unit.objects.get(code="00"), Unit.objects.get(code="10")
    leaf = Unit.objects.filter(parent=office).order_by("pk").first()
    return clients, {
        "bare": ("employee", "/bare/"),
        "typing: a": ("employee", "/people/?q=a", HTMX),
        "typing: siti": ("employee", "/people/?q=siti", HTMX),
        "typing: siti sa": ("employee", "/people/?q=siti+sa", HTMX),
        "typing: kepala siti": ("employee", "/people/?q=kepala+siti", HTMX),
        "typing: nobody": ("employee", "/people/?q=a+zzz", HTMX),
        "typing: 1990 (NIP)": ("manager", "/people/?q=1990", HTMX),
        "typing, in an office": ("employee", "/people/?q=perawat+an&unit=10", HTMX),
        "search, whole page": ("employee", "/people/?q=siti"),
        "suggestions": ("employee", "/people/lookup/?kind=person&q=siti+sa", HTMX),
        "suggestions, unit": ("employee", "/people/lookup/?kind=unit&q=galala", HTMX),
        "chart": ("employee", "/units/"),
        "chart, a level": ("employee", f"/units/{office.pk}/below/", HTMX),
        "chart, deep link": ("employee", f"/units/?open={leaf.pk}"),
        "unit, 20 people": ("employee", f"/units/{leaf.pk}/"),
        "unit, everybody": ("employee", f"/units/{root.pk}/"),
    }


def _shapes() -> dict[str, float]:
    """Milliseconds of each way to find twenty people, and of each way to count the people of the units of a level."""
    from bench import search_shapes  # noqa: PLC0415

    found = {}
    for name, ask in search_shapes.shapes().items():
        ask()
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begin)
        found[name] = round(statistics.median(times) * 1000, 2)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
