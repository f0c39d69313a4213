"""What planning asks of a person: the rows for the home page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.planning import workflow
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.permissions import answers
from capaian.planning.queries import assignments, library, linking
from capaian.planning.queries.deadlines import Deadlines, countdown, deadlines_of, own_due_on
from capaian.planning.queries.matrix_sending import waiting_roles
from capaian.planning.queries.skps import skps_in_hand_for
from capaian.planning.queries.successions import lacks_own
from capaian.planning.queries.turns import counterpart_of, exemption_on, silence_of

Todo = dict[str, str]
NEAR = 14
"""Days before a deadline from which the home page counts them."""


OTHERS = (assignments, linking, library)
"""Rooms beside the SKP in which something may wait: each says what (`waiting_rows`) and how it is told (`told_of`)."""


def todos_for(actor: Actor, now: datetime) -> list[Todo]:
    """To do, waiting for others, done: of this year's SKPs and of changes to them, and what waits in the rooms beside.
    `column` is todo, waiting or done. Two queries; one more for the reason where a plan was sent back and one for its roles
    in matrices, for who has none yet, after the deadline, and for who decides for others without an SKP in hand."""
    today = timezone.localdate(now)
    newest = Prefetch("statuses", SkpStatus.objects.order_by("-at", "-pk"))
    waiting = {f"waiting_{number}": _counted(room.waiting_rows(actor)) for number, room in enumerate(OTHERS)}
    rows = list(skps_in_hand_for(actor, today.year).annotate(**waiting))
    mine = [row for row in rows if row.employee_id == actor.employee_id]
    drafted = [row for row in mine if row.state == workflow.DRAFT]
    prefetch_related_objects(drafted, newest)
    awaiting = [row for row in rows if row.state == workflow.SUBMITTED and _waits_for(actor, row)]
    deadlines = deadlines_of(actor.agency_id, today.year)
    todos = [todo for row in mine for todo in _of_mine(row, deadlines, today)]
    if lacks_own(actor, mine) and not exemption_on(actor.employee_id, today):
        todos.append(_to_start(today, own_due_on(actor, deadlines, today)))
    if awaiting:
        todos.append(_to_agree(awaiting, deadlines, today))
    todos += [_to_take(skp, count) for skp in drafted if (count := waiting_roles(skp))]
    return todos + _of_others(actor, rows)


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as one column of another query."""
    found = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(found), 0)


def _of_others(actor: Actor, rows: list[Skp]) -> list[Todo]:
    """What waits in the rooms beside: counted with the SKPs, or by itself where somebody has none in hand (then no link)."""
    if rows:
        counts = [getattr(rows[0], f"waiting_{number}") for number in range(len(OTHERS))]
    else:
        counts = [0 if room is linking else room.waiting_rows(actor).count() for room in OTHERS]
    return [room.told_of(count) for room, count in zip(OTHERS, counts, strict=True) if count]


def _to_take(skp: Skp, count: int) -> Todo:
    """Roles of a matrix that wait for this draft."""
    title = ngettext("%(count)d peran dari matriks menunggu SKP Anda", "%(count)d peran dari matriks menunggu SKP Anda", count)
    return {
        "title": title % {"count": count}, "note": _("Dari matriks pembagian peran pimpinan Anda"),
        "href": reverse("planning:matrix_roles", args=[skp.pk]), "action": _("Lihat dan ambil"), "kind": "plain",
        "column": "todo",
    }


def _waits_for(actor: Actor, skp: Skp) -> bool:
    """Whether an offered SKP waits for this person: not where it was taken up with the superior (II.C.5), or went over to
    another appraiser (II.C.7)."""
    return skp.employee_id != actor.employee_id and answers(actor, skp)


def _to_start(today: date, due: date) -> Todo:
    return {
        "title": _("Susun SKP %(year)s") % {"year": today.year},
        "note": _noted(_("Belum ada SKP Anda untuk tahun ini"), due, today),
        "href": reverse("planning:skp_list"), "action": _("Mulai"), "kind": "primary", "column": "todo",
    }


def _of_mine(skp: Skp, deadlines: Deadlines, today: date) -> list[Todo]:
    href = reverse("planning:skp", args=[skp.pk])
    if skp.state == workflow.AGREED:
        day = day_in_words(skp.agreed_on) if skp.agreed_on else ""
        return [{
            "title": _("%(skp)s disepakati") % {"skp": _called(skp)}, "note": day,
            "href": href, "action": _("Lihat"), "kind": "quiet", "column": "done",
        }]
    due = None if skp.amends_id else deadlines.of(skp)
    if skp.state == workflow.SUBMITTED:
        row = {
            "title": _called(skp), "note": _("diperiksa %(name)s") % {"name": counterpart_of(skp).name},
            "href": href, "action": _("Lihat"), "kind": "quiet", "column": "waiting",
        }
    else:
        title, note, action = _asked_of_me(skp)
        row = {
            "title": title, "note": _noted(note, due, today), "href": _resumed(skp, href), "action": action, "kind": "primary",
            "column": "todo",
        }
    return [row, *_to_take_up(skp, deadlines, today)]


def _resumed(skp: Skp, page: str) -> str:
    """Drafting goes on at the first unfinished step; what was sent back is read first, on the page of the SKP."""
    if skp.state != workflow.DRAFT or any(row.reason for row in list(skp.statuses.all())[:1]):
        return page
    return reverse("planning:skp_steps", args=[skp.pk])


def _asked_of_me(skp: Skp) -> tuple[str, str, str]:
    """(title, note, action) of an SKP with which its employee is on turn."""
    named = {"skp": _called(skp), "name": counterpart_of(skp).name}
    if skp.state == workflow.ASKED:
        return _("Jawab pertanyaan tentang %(skp)s") % named, _("dari %(name)s") % named, _("Jawab")
    if skp.state == workflow.ADJUSTED:
        title = _("Tanggapi penyesuaian %(skp)s") % named
        return title, _("%(name)s menyesuaikan isinya; setujui atau tanggapi") % named, _("Buka")
    reason = next((row.reason for row in skp.statuses.all()), "")
    if reason:
        return _("Perbaiki %(skp)s") % named, _("Catatan penilai: %(reason)s") % {"reason": reason}, _("Lanjutkan")
    return _("Lanjutkan %(skp)s") % named, _("Lengkapi, lalu ajukan kepada penilai"), _("Lanjutkan")


def _to_take_up(skp: Skp, deadlines: Deadlines, today: date) -> list[Todo]:
    """II.C.5: after the deadline, with a silent appraiser; not while one to whom the plan came late has time to answer."""
    silence = silence_of(skp, today, deadlines)
    if silence is None or silence.answer_by is not None:
        return []
    drafted = _("Dialog dengan %(name)s belum berlangsung sampai tenggat (Lampiran II.C.5)")
    note = drafted if skp.state == workflow.DRAFT else _("%(name)s belum menanggapi sampai tenggat (Lampiran II.C.5)")
    return [{
        "title": _("Lanjutkan dialog SKP dengan atasan penilai"), "note": note % {"name": skp.appraiser.name},
        "href": reverse("planning:skp", args=[skp.pk]), "action": _("Buka"), "kind": "plain", "column": "todo",
    }]


def _called(skp: Skp) -> str:
    words = _("Perubahan SKP %(year)s") if skp.amends_id else _("SKP %(year)s")
    return words % {"year": skp.performance_year.year}


def _noted(note: str, due: date | None, today: date) -> str:
    """With how long there is, where that is near or past."""
    if due is None:
        return note
    count = countdown(due, today)
    return f"{note} · {count.words}" if count.days <= NEAR else note


def _some(names: list[str]) -> str:
    """The first by name, the rest by number; degrees hold commas, so names are parted by semicolons."""
    shown = names if len(names) < 4 else [*names[:2], _("dan %(count)d orang lagi") % {"count": len(names) - 2}]
    return "; ".join(shown)


def _to_agree(rows: list[Skp], deadlines: Deadlines, today: date) -> Todo:
    if len(rows) == 1:
        title = _("Periksa perubahan SKP %(name)s") if rows[0].amends_id else _("Periksa SKP %(name)s")
        title %= {"name": rows[0].employee.name}
        href = reverse("planning:skp", args=[rows[0].pk])
    else:
        title = ngettext("%(count)d SKP menunggu persetujuan Anda", "%(count)d SKP menunggu persetujuan Anda", len(rows))
        title %= {"count": len(rows)}
        href = reverse("planning:skp_list")
    names = _some([row.employee.name for row in rows])
    due = min((deadlines.of(row) for row in rows if row.amends_id is None), default=None)
    return {
        "title": title, "note": _noted(names, due, today), "href": href, "action": _("Periksa"), "kind": "primary",
        "column": "todo",
    }
