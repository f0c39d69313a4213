"""The tree of units: made, renamed, moved with everything below, closed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, Left, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.people.actions.rows import Problems, insist_own, lock
from capaian.people.models import Posting, Unit
from capaian.people.permissions.ledger import may_change_units
from capaian.people.queries.indexing import reindex_below
from capaian.people.queries.ledger_rows import meets
from capaian.people.rules.ledger import Span

LONGEST_PATH = 400


@action
def create_unit(*, code: str, name: str, parent: Unit | None, by: Actor, at: datetime) -> Unit:
    """A new unit below another, or at the top. Raises Refused or InvalidInput."""
    _allow(by, parent)
    lock(by)
    problems = Problems()
    _check_name(problems, name)
    problems.when(not code.strip() or "/" in code, _("Isi kode unit tanpa garis miring."), "code")
    taken = Unit.objects.filter(agency_id=by.agency_id, code=code.strip()).exists()
    problems.when(taken, _("Kode ini sudah dipakai unit lain."), "code")
    problems.insist()
    unit = Unit(agency_id=by.agency_id, parent=parent, code=code.strip(), name=name.strip())
    _check_length(unit.own_path(), "code")
    unit.save()
    audit.record(by=by, at=at, verb="unit.create", subject=unit, after=_plain(unit))
    return unit


@action
def rename_unit(*, unit: Unit, name: str, by: Actor, at: datetime) -> None:
    """Raises Refused or InvalidInput."""
    _allow(by, unit.parent, unit)
    problems = Problems()
    _check_name(problems, name)
    problems.insist()
    before, unit.name = _plain(unit), name.strip()
    unit.save(update_fields=["name"])
    audit.record(by=by, at=at, verb="unit.rename", subject=unit, before=before, after=_plain(unit))


@action
def move_unit(*, unit: Unit, parent: Unit | None, by: Actor, at: datetime) -> int:
    """Hang a unit, with everything below it, elsewhere; returns how many units moved. Who appraises whom stays as it is.

    Raises Refused (where it hangs now and where it goes must both be this manager's), or InvalidInput (below itself).
    """
    _allow(by, unit.parent, unit)
    _allow(by, parent)
    lock(by)
    unit.refresh_from_db()
    problems = Problems()
    if parent is not None:
        parent.refresh_from_db()
        below = parent.path.startswith(unit.path)
        problems.when(below, _("Unit tidak dapat dipindahkan ke bawah dirinya sendiri."), "parent")
        problems.when(parent.closed_on is not None, _("Unit %(unit)s sudah ditutup.") % {"unit": parent.name}, "parent")
    problems.insist()
    before, old = _plain(unit), unit.path
    unit.parent = parent
    unit.path = unit.own_path()
    moved = _repath(unit, old)
    audit.record(by=by, at=at, verb="unit.move", subject=unit, before=before, after={**_plain(unit), "moved": moved})
    reindex_below(unit)
    return moved


@action
def close_unit(*, unit: Unit, day: date, by: Actor, at: datetime) -> None:
    """From this day on the unit no longer exists: nobody may hold a post in it, and no open unit may hang below it."""
    _allow(by, unit.parent, unit)
    lock(by)
    problems = Problems()
    open_below = Unit.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), parent=unit).order_by("code")
    if (child := open_below.first()) is not None:
        problems.when(True, _("Di bawahnya masih ada %(unit)s. Pindahkan atau tutup dulu.") % {"unit": child.name}, "day")
    staying = Posting.objects.filter(meets(Span(day)), position__unit=unit)
    if (number := staying.values("employee").distinct().count()) > 0:
        words = _("Pada %(day)s masih ada %(number)s orang yang memegang jabatan di unit ini. Pindahkan dulu.")
        problems.when(True, words % {"day": day_in_words(day), "number": number}, "day")
    problems.insist()
    before, unit.closed_on = _plain(unit), day
    unit.save(update_fields=["closed_on"])
    audit.record(by=by, at=at, verb="unit.close", subject=unit, before=before, after=_plain(unit))


def _allow(by: Actor, above: Unit | None, unit: Unit | None = None) -> None:
    """The unit above must be this manager's: a unit manager shapes what is below the own unit, not the unit itself."""
    for one in (above, unit):
        if one is not None:
            insist_own(by, one.agency_id)
    require(may_change_units(by, above.path if above else ""))


def _check_name(problems: Problems, name: str) -> None:
    problems.when(not name.strip(), _("Isi nama unit."), "name")


def _check_length(path: str, field: str) -> None:
    problems = Problems()
    problems.when(len(path) > LONGEST_PATH, _("Susunan unit ini terlalu dalam."), field)
    problems.insist()


def _repath(unit: Unit, old: str) -> int:
    """Write the new path of a moved unit and of everything below it, in two statements."""
    # Compared letter by letter: LIKE would take SQLite's "a" for "A", and the signs % and _ for any.
    below = Unit.objects.filter(Exact(Left(F("path"), len(old)), old), agency_id=unit.agency_id)
    deepest = max(len(path) for path in below.values_list("path", flat=True))
    _check_length("x" * (deepest - len(old) + len(unit.path)), "parent")
    unit.save(update_fields=["parent"])
    return below.update(path=Concat(Value(unit.path), Substr("path", len(old) + 1), output_field=TextField()))


def _plain(unit: Unit) -> dict[str, object]:
    return {"code": unit.code, "name": unit.name, "parent": unit.parent_id, "path": unit.path, "closed_on": unit.closed_on}
