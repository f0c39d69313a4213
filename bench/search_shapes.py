"""Other ways to find people and to count them, for the comparison in docs/adr/0014. Queries alone, no pages."""

from __future__ import annotations

from collections.abc import Callable

QUERIES = ("a", "siti sa", "kepala siti", "a zzz")


def shapes() -> dict[str, Callable[[], object]]:
    """Name → query. The database's own full-text search is built where it is asked for (it is no part of the product)."""
    from django.db import connection  # noqa: PLC0415

    from capaian.people.models import Agency  # noqa: PLC0415
    from capaian.people.queries.finding import Wanted, find  # noqa: PLC0415

    agency = Agency.objects.get()
    built = _postgresql if connection.vendor == "postgresql" else _sqlite
    own = built(connection)
    found: dict[str, Callable[[], object]] = {}
    for text in QUERIES:
        words = tuple(text.split())
        found[f"words: {text}"] = lambda words=words: find(Wanted(agency.pk, words), None, 20)
        found[f"like: {text}"] = lambda words=words: _like(agency.pk, words)
        found[f"full text: {text}"] = lambda words=words: own(words)
    return found | _counts(agency.pk)


def _like(agency_id: int, words: tuple[str, ...]) -> list[int]:
    from django.db.models import Q  # noqa: PLC0415

    from capaian.people.models import Employee  # noqa: PLC0415

    rows = Employee.objects.filter(agency_id=agency_id)
    for word in words:
        titles = Q(postings__position__title__istartswith=word) | Q(postings__position__title__icontains=f" {word}")
        rows = rows.filter(Q(name__istartswith=word) | Q(name__icontains=f" {word}") | titles)
    return list(rows.order_by("name").values_list("pk", flat=True).distinct()[:21])


TEXT = """
SELECT e.id AS id, e.agency_id AS agency_id, e.name || ' ' || o.title AS line FROM people_employee e
JOIN people_posting p ON p.employee_id = e.id JOIN people_position o ON o.id = p.position_id
"""


def _sqlite(connection) -> Callable[[tuple[str, ...]], object]:
    """FTS5 with indexes of prefixes, in the order of names."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE bench_text USING fts5(line, prefix='1 2 3')")
        cursor.execute(f"INSERT INTO bench_text (rowid, line) SELECT id, line FROM ({TEXT})")

    def ask(words: tuple[str, ...]) -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.id FROM bench_text t JOIN people_employee e ON e.id = t.rowid WHERE bench_text MATCH %s "
                "ORDER BY e.name LIMIT 21", [" AND ".join(f"{word}*" for word in words)],
            )
            return cursor.fetchall()

    return ask


def _postgresql(connection) -> Callable[[tuple[str, ...]], object]:
    """A column of tsvector under GIN, in the order of names."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_text AS SELECT id, to_tsvector('simple', line) AS line FROM ({TEXT}) AS all_of_them")
        cursor.execute("CREATE INDEX ON bench_text USING gin (line)")
        cursor.execute("ANALYZE bench_text")

    def ask(words: tuple[str, ...]) -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.id FROM bench_text t JOIN people_employee e ON e.id = t.id WHERE t.line @@ to_tsquery('simple', %s) "
                "ORDER BY e.name LIMIT 21", [" & ".join(f"{word}:*" for word in words)],
            )
            return cursor.fetchall()

    return ask


RECURSIVE = """
WITH RECURSIVE beneath(top, id) AS (
  SELECT id, id FROM people_unit WHERE parent_id = %s
  UNION ALL SELECT b.top, u.id FROM people_unit u JOIN beneath b ON u.parent_id = b.id)
SELECT b.top, COUNT(DISTINCT p.employee_id) FROM beneath b JOIN people_position o ON o.unit_id = b.id
JOIN people_posting p ON p.position_id = o.id WHERE p."end" IS NULL GROUP BY b.top
"""
BY_PATH = """
SELECT t.id, COUNT(DISTINCT p.employee_id) FROM people_unit t
JOIN people_unit u ON u.agency_id = t.agency_id AND SUBSTR(u.path, 1, LENGTH(t.path)) = t.path
JOIN people_position o ON o.unit_id = u.id JOIN people_posting p ON p.position_id = o.id
WHERE t.parent_id = %s AND p."end" IS NULL GROUP BY t.id
"""


def _counts(agency_id: int) -> dict[str, Callable[[], object]]:
    from django.db import connection  # noqa: PLC0415
    from django.db.models import Count  # noqa: PLC0415

    from capaian.people.models import Affiliation, Unit, UnitSize  # noqa: PLC0415

    root = Unit.objects.get(agency_id=agency_id, parent=None)
    level = list(Unit.objects.filter(parent=root).values_list("pk", flat=True))

    def raw(statement: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement, [root.pk])
            return cursor.fetchall()

    affiliated = Affiliation.objects.filter(unit__in=level).order_by().values_list("unit_id")
    return {
        "count: recursive": lambda: raw(RECURSIVE), "count: path": lambda: raw(BY_PATH),
        "count: affiliations": lambda: list(affiliated.annotate(people=Count("pk"))),
        "count: kept": lambda: list(UnitSize.objects.filter(unit__in=level).values_list("unit_id", "people")),
    }
