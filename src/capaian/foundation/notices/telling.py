"""Telling people something, inside the action that makes it true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from capaian.foundation.models import Notice
from capaian.foundation.notices.kinds import NoticeKind

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell to some people. `user_ids` may hold None (a person without account) and repeat."""

    user_ids: Iterable[int | None]
    kind: NoticeKind | str
    title: str
    text: str = ""
    href: str = ""


def notify(
    *, agency_id: int, user_ids: Iterable[int | None], kind: NoticeKind | str, title: str, text: str = "", href: str = "",
    at: datetime,
) -> None:
    """Tell these accounts something, with the one address where the thing is. One statement however many they are.

    Called inside an action, so that what is told and what was done stand or fall together; the mail goes out later.
    A notice is a letter: it is kept in Indonesian, whatever the screen of its sender spoke. So pass what `say` fills in
    or a lazy text, not a text already translated. Raises ValueError for an unknown kind or an address that is not ours.
    """
    notify_many(agency_id=agency_id, tellings=[Telling(user_ids, kind, title, text, href)], at=at)


def notify_many(*, agency_id: int, tellings: Iterable[Telling], at: datetime) -> None:
    """Tell many things at once, each to its own people: one statement for all of them. Raises as `notify`."""
    with override("id"):
        rows = [
            Notice(
                agency_id=agency_id, recipient_id=user_id, kind=NoticeKind(each.kind), title=_line(each.title),
                text=str(each.text), href=_own(each.href), created_at=at,
            )
            for each in tellings
            for user_id in dict.fromkeys(user_id for user_id in each.user_ids if user_id is not None)
        ]
    Notice.objects.bulk_create(rows, batch_size=500)


def is_own_path(href: str) -> bool:
    """Whether an address is a path of ours: never another site, never `//host`, nothing a header could be split with."""
    return href.startswith("/") and not href.startswith(("//", "/\\")) and href.isprintable() and "\\" not in href


def _own(href: str) -> str:
    if href and not is_own_path(href):
        raise ValueError(f"{href!r}: a notice leads to a page of ours")
    return href


def _line(title: str) -> str:
    """One line, as the subject of a mail needs it."""
    words = " ".join(str(title).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"
