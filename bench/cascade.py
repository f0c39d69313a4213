"""The cascade and its coverage against a bare signed-in page, at a number of people: `python -m bench.cascade N`.

Prints one JSON line as bench.pages does. `python -m bench.cascade N late` runs a January with three of ten superiors late
instead: how long opening, submitting, relinking took, and that nobody was blocked and no orphan is left.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time

HTMX = {"HX-Request": "true"}


def main(people: int, *, late: bool) -> None:
    """Make tables and people in the empty database that DATABASE_URL names, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from capaian.foundation.tenancy import rest_everywhere  # noqa: PLC0415

    rest_everywhere()
    call_command("migrate", verbosity=0, run_syncdb=True)
    found = _january(people) if late else _measured(people)
    found["mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.stdout.write(json.dumps({"people": people, **found}) + "\n")


def _measured(people: int) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench import pages  # noqa: PLC0415
    from capaian.web.demonstration import seed  # noqa: PLC0415

    begin = time.perf_counter()
    seconds = 0.0
    if not seed.is_seeded():
        seed.seed(people=people, today=timezone.localdate())
        seconds = time.perf_counter() - begin
    with connection.cursor() as cursor:  # what autovacuum does by itself within minutes of a large import
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seed_seconds": round(seconds, 1), "seed_mib": round(memory), "pages": pages.measure(_pages)}


def _pages():
    """The tree from the top, a way down opened, a branch unfolded, a search; the coverage of an agency, of a unit, a list."""
    from django.test import Client  # noqa: PLC0415

    from capaian.people.models import Employee  # noqa: PLC0415
    from capaian.planning.models import ResultPlan  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    region, clients = REGIONS[0], {}
    names = {"employee": region.cast.employee, "appraiser": region.cast.appraiser, "manager": region.cast.manager}
    people = {role: Employee.objects.get(agency__code=region.code, name=name) for role, name in names.items()}
    for role, person in people.items():
        clients[role] = Client(headers={"accept-language": "id"})
        clients[role].force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    mine = ResultPlan.objects.filter(skp__employee=people["employee"], parent__isnull=False).order_by("pk")[0]
    above = mine.parent
    goal = above.objective_id or above.parent.objective_id
    unit = above.skp.position.unit_id
    return clients, {
        "bare": ("employee", "/bare/"),
        "tree, roots": ("employee", "/cascade/"),
        "tree, roots, manager": ("manager", "/cascade/"),
        "tree, opened to a result": ("employee", f"/cascade/?open=result-{mine.pk}"),
        "branch of an objective": ("employee", f"/cascade/objectives/{goal}/", HTMX),
        "branch of a result": ("appraiser", f"/cascade/results/{above.pk}/", HTMX),
        "tree, search, manager": ("manager", "/cascade/?q=meningkatnya"),
        "coverage, agency": ("manager", "/coverage/"),
        "coverage, no bearers": ("manager", "/coverage/?kind=uncarried"),
        "coverage, one unit": ("manager", f"/coverage/?unit={unit}"),
        "links, nothing waits": ("employee", "/links/"),
    }


def _january(people: int) -> dict[str, object]:
    """The same as the test of the suite, with as many people as one likes."""
    from capaian.planning.models import LinkProposal  # noqa: PLC0415
    from capaian.planning.tests import late  # noqa: PLC0415

    begin = time.perf_counter()
    here = late.region(people)
    made = time.perf_counter()
    late.january(here)
    submitted, waiting, blocked = time.perf_counter(), late.orphans(here), late.not_submitted(here)
    late.february(here)
    linked = time.perf_counter()
    return {
        "made": len(here.people), "late": len(here.late()), "blocked": blocked, "waited": waiting,
        "proposed": LinkProposal.objects.count(), "orphans": late.orphans(here), "people_seconds": round(made - begin, 1),
        "january_seconds": round(submitted - made, 1), "february_seconds": round(linked - submitted, 1),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), late=sys.argv[2:] == ["late"])
