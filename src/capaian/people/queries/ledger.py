"""Who appraises whom and who holds which post, on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from capaian.people.models import Employee, Posting, PostingKind, Reporting


def on(day: date) -> Q:
    """Ledger rows that hold on this day (start and end included)."""
    return Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gte=day))


def employed_on(day: date, employee: str = "") -> Q:
    """People who have not left on this day; `employee` leads to the person from another record ("employee__")."""
    return Q(**{f"{employee}employed_until__isnull": True}) | Q(**{f"{employee}employed_until__gte": day})


def named(text: str, employee: str = "") -> Q:
    """People of whose name this is a part, or with which the NIP begins; `employee` as above."""
    return Q(**{f"{employee}name__icontains": text}) | Q(**{f"{employee}nip__startswith": text})


def own_post_on(day: date) -> Q:
    """Definitive posts on this day: a person is counted once, however many posts they act in beside the own one."""
    return on(day) & Q(kind=PostingKind.DEFINITIVE)


DEFINITIVE_FIRST = Case(When(kind=PostingKind.DEFINITIVE, then=Value(0)), default=Value(1), output_field=IntegerField())


def appraiser_on(employee: Employee, day: date) -> Employee | None:
    """The formal appraiser of `employee` on a day (Art 1.9), or None where the ledger has none."""
    row = Reporting.objects.filter(on(day), employee=employee).select_related("appraiser").first()
    return row.appraiser if row else None


def posting_on(employee: Employee, day: date) -> Posting | None:
    """The post `employee` holds on a day, with its unit, or None; the definitive post before an acting one."""
    held = Posting.objects.filter(on(day), employee=employee).select_related("position__unit__agency")
    return held.order_by(DEFINITIVE_FIRST, "-start").first()


def appraisees_on(appraiser_id: int, day: date) -> QuerySet[Employee]:
    """The people this person appraises on a day, by name."""
    # As one short list: asked person by person, SQLite walks everybody there is.
    appraised = Reporting.objects.filter(on(day), appraiser_id=appraiser_id)
    return Employee.objects.filter(pk__in=appraised.values("employee_id")).order_by("name")


def appraises_on(actor_id: int, employee_id: int, day: date) -> bool:
    """Whether the ledger names this person as the other's appraiser on a day: also a Plt. of two weeks, or a corrected
    superior, where the SKP still names the one it was agreed with. One query."""
    return Reporting.objects.filter(on(day), employee_id=employee_id, appraiser_id=actor_id).exists()


def unit_path_of(employee: Employee, day: date) -> str:
    """Where somebody belongs on a day, as the path of a unit: by the post held, else by the last one; "" without any."""
    held = posting_on(employee, day)
    if held is None:
        held = Posting.objects.filter(employee=employee).select_related("position__unit").order_by("-start").first()
    return held.position.unit.path if held else ""
