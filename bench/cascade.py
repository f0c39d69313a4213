"""The cascade and its coverage against a bare signed-in page, at a number of people: `python -m bench.cascade N`.

Prints one JSON line as bench.pages does. `python -m bench.cascade N late` runs a January with three of ten superiors late
instead: how long opening, submitting, relinking took, and that nobody was blocked and no orphan is left.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
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

    from bench import pages  # noqa: PLC0415
    from capaian.people.models import Agency  # noqa: PLC0415

    begin = time.perf_counter()
    if not Agency.objects.exists():
        _plans(people)
        with connection.cursor() as cursor:  # what autovacuum does by itself within minutes of a large import
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    seconds = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seed_seconds": round(seconds, 1), "seed_mib": round(memory), "counted": _counted(), "pages": pages.measure(_pages),
    }


def _counted() -> dict[str, float]:
    """What the coverage page does not show: counting the whole agency anew, every two minutes at most. Medians in ms."""
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415
    from capaian.governance.models import PerformanceYear  # noqa: PLC0415
    from capaian.planning.queries.coverage_kept import count_anew  # noqa: PLC0415
    from capaian.planning.queries.coverage_scope import scope_for  # noqa: PLC0415

    day = timezone.localdate()
    agency = PerformanceYear.objects.get(year=day.year).agency_id
    manager = Actor(
        user_id=0, employee_id=0, agency_id=agency, name="", roles=frozenset({Role.PERFORMANCE_MANAGER}), day=day
    )
    scope = scope_for(manager, day, year=day.year)
    taken, worked = [], []
    for _ in range(7):
        begin, working = time.perf_counter(), time.process_time()
        count_anew(scope, timezone.now())
        taken.append(time.perf_counter() - begin)
        worked.append(time.process_time() - working)
    return {"ms": round(statistics.median(taken) * 1000, 1), "cpu_ms": round(statistics.median(worked) * 1000, 1)}


def _plans(people: int):
    """Only what a cascade is made of, in bulk: an RPJMD, an objective for each office, an agreed plan of two results for
    everybody but one in fifty, of whom another fiftieth waits for a late superior."""
    from datetime import date  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from capaian.foundation.writing import writing  # noqa: PLC0415
    from capaian.governance.models import PerformanceYear  # noqa: PLC0415
    from capaian.people.models import Position  # noqa: PLC0415
    from capaian.planning.models import Objective, ResultPlan, Skp, StrategicPlan  # noqa: PLC0415
    from capaian.planning.tests import late  # noqa: PLC0415

    with transaction.atomic(), writing("bench"):
        late.YEAR = timezone.localdate().year
        here = late.region(people, late_of_ten=0)
        year = PerformanceYear.objects.create(agency=here.agency, year=late.YEAR)
        plan = StrategicPlan.objects.create(
            agency=here.agency, kind="rpjmd", title="RPJMD", first_year=late.YEAR - 1, last_year=late.YEAR + 3
        )
        region = Objective.objects.create(unit=here.root, plan=plan, statement="Masyarakat sehat dan sejahtera")
        goals = Objective.objects.bulk_create(
            Objective(unit=one.unit, performance_year=year, parent=region, statement=f"Sasaran {one.unit.name}")
            for one in here.people if one.level == 1
        )
        post_of = dict(Position.objects.values_list("postings__employee", "pk"))
        planned = [one for number, one in enumerate(here.people) if one.level and (one.level < 3 or number % 50)]
        for one in planned:
            one.skp = Skp(
                employee=one.employee, performance_year=year, position_id=post_of[one.employee.pk], state="agreed",
                appraiser=one.above.employee, start=date(late.YEAR, 1, 1), end=date(late.YEAR, 12, 31),
            )
        Skp.objects.bulk_create([one.skp for one in planned], batch_size=500)
        for level in (1, 2, 3):
            late.draft([one for one in planned if one.level == level], goals)
        waiting = ResultPlan.objects.filter(pk__in=[one.results[0].pk for one in planned[::50] if one.level == 3])
        waiting.update(parent=None, placeholder="rencana pimpinan")


def _pages():
    """The tree from the top, a way down opened, a branch unfolded, a search; the coverage of an agency, of a unit, a list."""
    from django.test import Client  # noqa: PLC0415

    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.people.models import Employee, RoleGrant  # noqa: PLC0415
    from capaian.planning.models import ResultPlan  # noqa: PLC0415

    of_staff = ResultPlan.objects.filter(parent__parent__isnull=False, ordinal=1).order_by("pk")
    mine = of_staff.select_related("skp__position", "parent__skp", "parent__parent__skp").first()
    above, top = mine.parent, mine.parent.parent
    people = {
        "employee": mine.skp.employee_id, "appraiser": above.skp.employee_id, "head": top.skp.employee_id,
        "manager": Employee.objects.order_by("-pk").values_list("pk", flat=True)[0],
    }
    clients = {}
    for role, pk in people.items():
        user, _made = User.objects.get_or_create(username=f"bench-{role}")
        Employee.objects.filter(pk=pk).update(user=user)
        clients[role] = Client(headers={"accept-language": "id"})
        clients[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    RoleGrant.objects.get_or_create(employee_id=people["manager"], role="performance-manager")
    return clients, {
        "bare": ("employee", "/bare/"),
        "tree, roots": ("employee", "/cascade/"),
        "tree, roots, manager": ("manager", "/cascade/"),
        "tree, opened to a result": ("employee", f"/cascade/?open=result-{mine.pk}"),
        "tree, the same, manager": ("manager", f"/cascade/?open=result-{mine.pk}"),
        "branch of an objective": ("employee", f"/cascade/objectives/{top.objective_id}/", HTMX),
        "branch of a head": ("head", f"/cascade/results/{top.pk}/", HTMX),
        "branch of a unit": ("appraiser", f"/cascade/results/{above.pk}/", HTMX),
        "tree, search, employee": ("employee", "/cascade/?q=demam+berdarah"),
        "tree, search, manager": ("manager", "/cascade/?q=demam+berdarah"),
        "tree, search, nobody": ("manager", "/cascade/?q=zzz+qqq"),
        "coverage, agency": ("manager", "/coverage/"),
        "coverage, no bearers": ("manager", "/coverage/?kind=uncarried"),
        "coverage, without SKP": ("manager", "/coverage/?kind=without&page=3"),
        "coverage, one unit": ("manager", f"/coverage/?unit={mine.skp.position.unit_id}"),
        "coverage, a head": ("head", "/coverage/"),
        "links, nothing waits": ("employee", "/links/"),
    }


def _january(people: int) -> dict[str, object]:
    """The same as the test of the suite, with as many people as one likes; seconds are of the processor, not of the clock."""
    from capaian.planning.models import LinkProposal  # noqa: PLC0415
    from capaian.planning.tests import late  # noqa: PLC0415

    begin = time.process_time()
    here = late.region(people)
    made = time.process_time()
    late.january(here)
    submitted, waiting, blocked = time.process_time(), late.orphans(here), late.not_submitted(here)
    late.february(here)
    linked = time.process_time()
    return {
        "made": len(here.people), "late": len(here.late()), "blocked": blocked, "waited": waiting,
        "proposed": LinkProposal.objects.count(), "orphans": late.orphans(here) + late.astray(here),
        "people_seconds": round(made - begin, 1),
        "january_seconds": round(submitted - made, 1), "february_seconds": round(linked - submitted, 1),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), late=sys.argv[2:] == ["late"])
