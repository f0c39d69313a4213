"""Deadlines, who fixes, and when an appraiser counts as silent."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from capaian.planning.rules.deadlines import Statement, days_left, due_for_span, due_in, wrong_with
from capaian.planning.rules.fixing import (
    WORDS,
    Fixer,
    article_of,
    heads_institution,
    heads_region,
    is_fixed_by_superior,
    rank_below,
    who_fixes,
)
from capaian.planning.rules.turns import Talk, came_late, is_being_kind, silent_from

DUE = date(2026, 1, 31)
AFTER = date(2026, 2, 1)


def moment(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sphere", "group", "rank", "fixer"),
    [
        ("regional", "jpt", "", Fixer.HEAD_OF_REGION),
        ("regional", "jpt", "madya", Fixer.HEAD_OF_REGION),
        ("regional", "unit-head", "", Fixer.HEAD_OF_REGION_OR_BODY),
        ("regional", "administrator", "", Fixer.APPRAISER),
        ("regional", "functional", "", Fixer.APPRAISER),
        ("central", "jpt", "utama", Fixer.COORDINATING_MINISTER),
        ("central", "jpt", "madya", Fixer.HEAD_OF_AGENCY),
        ("central", "jpt", "pratama", Fixer.SENIOR_OFFICIAL),
        ("central", "jpt", "", Fixer.BY_RANK),
        ("central", "unit-head", "", Fixer.MINISTER_OR_COORDINATOR),
        ("central", "supervisor", "", Fixer.APPRAISER),
        ("central", "executor", "", Fixer.APPRAISER),
    ],
)
def test_who_fixes_whose_skp(sphere, group, rank, fixer):
    assert who_fixes(sphere=sphere, group=group, rank=rank) is fixer


@pytest.mark.parametrize(
    ("group", "heads", "rank"), [("jpt", True, "madya"), ("jpt", False, "pratama"), ("administrator", False, ""), ("", False, "")]
)
def test_rank_below_is_read_off_the_superior(group, heads, rank):
    """II.C.2.b-c: the head of the agency fixes for madya, a madya for pratama."""
    assert rank_below(superior_group=group, superior_heads_agency=heads) == rank


@pytest.mark.parametrize(
    ("fixer", "group", "own"),
    [
        (Fixer.APPRAISER, "supervisor", True), (Fixer.SENIOR_OFFICIAL, "jpt", True),
        (Fixer.HEAD_OF_REGION_OR_BODY, "jpt", True), (Fixer.MINISTER_OR_COORDINATOR, "jpt", True),
        (Fixer.HEAD_OF_REGION_OR_BODY, "administrator", False), (Fixer.HEAD_OF_REGION, "jpt", False),
        (Fixer.BY_RANK, "jpt", False), (Fixer.HEAD_OF_AGENCY, "jpt", False),
    ],
)
def test_is_fixed_by_superior_where_the_table_names_the_superior(fixer, group, own):
    """II.C.1, II.C.2.c-d, II.C.3.b."""
    assert is_fixed_by_superior(fixer, group) is own


def test_heads_region_goes_by_the_title():
    """II.C.3: kepala daerah."""
    assert [heads_region(title) for title in ("Bupati Contoh", "WALI KOTA X", " Gubernur", "Sekretaris Daerah", "Menteri")] == [
        True, True, True, False, False,
    ]


@pytest.mark.parametrize(("sphere", "top", "leads", "title", "heads"), [
    ("regional", True, True, "Bupati Contoh", True), ("regional", True, True, "Wali Kota Rakumpit", True),
    ("regional", True, True, "Sekretaris Daerah", False), ("regional", True, False, "Bupati Contoh", False),
    ("regional", False, True, "Bupati Contoh", False), ("central", True, True, "Menteri", True),
    ("central", False, True, "Direktur Jenderal III", False),
])
def test_heads_institution_who_stands_at_its_top(sphere, top, leads, title, heads):
    """II.C.2-3: pimpinan instansi pemerintah, kepala daerah."""
    assert heads_institution(sphere=sphere, top=top, leads=leads, title=title) is heads


def test_every_row_of_the_table_has_words_and_its_article():
    assert set(WORDS) == set(Fixer)
    assert {article_of(fixer)[:34] for fixer in Fixer} == {"PermenPANRB 6/2022, Lampiran II.C."}
    assert len({article_of(fixer) for fixer in Fixer}) == len(Fixer)


@pytest.mark.parametrize(
    ("kind", "day"), [("agreement", date(2026, 1, 14)), ("matrix", date(2026, 1, 24)), ("skp", date(2026, 1, 31))]
)
def test_due_in_without_any_statement_is_the_regulations_day(kind, day):
    assert due_in((), kind=kind, year=2026, path="01/02/") == day


def test_due_in_takes_the_nearest_unit_and_then_the_newest():
    said = (
        Statement("skp", "", date(2026, 2, 10), 1), Statement("skp", "01/", date(2026, 2, 5), 2),
        Statement("skp", "", date(2026, 2, 20), 3), Statement("skp", "01/02/", date(2026, 2, 8), 4),
        Statement("matrix", "", date(2026, 1, 28), 5),
    )

    def due(path):
        return due_in(said, kind="skp", year=2026, path=path)

    assert [due(path) for path in ("", "09/", "01/", "01/03/", "01/02/", "01/02/07/")] == [
        date(2026, 2, 20), date(2026, 2, 20), date(2026, 2, 5), date(2026, 2, 5), date(2026, 2, 8), date(2026, 2, 8),
    ]
    assert due_in(said, kind="matrix", year=2026, path="01/02/") == date(2026, 1, 28)


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2026, 1, 1), DUE), (DUE, DUE), (AFTER, date(2026, 3, 3)), (date(2026, 8, 1), date(2026, 8, 31))],
)
def test_due_for_span_gives_a_later_start_thirty_days(start, due):
    assert due_for_span(DUE, start) == due


@pytest.mark.parametrize(("today", "left"), [(date(2026, 1, 22), 9), (DUE, 0), (date(2026, 2, 3), -3)])
def test_days_left(today, left):
    assert days_left(DUE, today) == left


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 1, 21), ""), (date(2026, 12, 31), ""), (date(2026, 1, 20), "sudah lewat"),
        (date(2027, 1, 1), "tahun kinerja"), (date(2025, 12, 31), "tahun kinerja"),
    ],
)
def test_wrong_with_a_day(due, words):
    said = wrong_with(due, year=2026, today=date(2026, 1, 21))
    assert (words in said, bool(said)) == (True, bool(words))


@pytest.mark.parametrize(
    ("talk", "today", "since"),
    [
        (Talk("submitted", moment(1, 20), ()), DUE, None),  # still time
        (Talk("submitted", moment(1, 20), ()), AFTER, AFTER),
        (Talk("draft", None, ()), AFTER, AFTER),  # nothing could be clarified at all
        (Talk("draft", None, (moment(1, 9),)), AFTER, None),  # an expectation was stated
        (Talk("submitted", moment(1, 20), (moment(1, 9),)), AFTER, AFTER),  # but no word since it was offered
        (Talk("submitted", moment(1, 20), (moment(1, 20),)), AFTER, None),  # spoken by the deed that handed it over
        (Talk("submitted", moment(1, 20), (moment(1, 20, 10),)), AFTER, None),
        (Talk("submitted", moment(1, 20, 10), (moment(1, 20, 9),)), AFTER, AFTER),  # asked at nine, answered at ten, then silence
        (Talk("submitted", moment(1, 20, 10), (moment(1, 20, 9), moment(1, 20, 11))), AFTER, None),
        (Talk("submitted", moment(1, 31, 23), ()), AFTER, AFTER),  # in time until midnight
        (Talk("submitted", moment(2, 5), (moment(1, 9),)), date(2026, 2, 9), None),  # offered late, after a word
        (Talk("submitted", moment(2, 5), ()), date(2026, 2, 9), AFTER),
        (Talk("submitted", None, (moment(1, 9),)), AFTER, None),
        (Talk("asked", moment(1, 20), ()), AFTER, None),
        (Talk("agreed", moment(1, 20), ()), AFTER, None),
    ],
)
def test_silent_from(talk, today, since):
    assert silent_from(talk, DUE, today) == since


LATE, ANSWER_BY = date(2026, 2, 5), date(2026, 2, 12)


@pytest.mark.parametrize(
    ("words", "today", "since", "kind"),
    [
        ((), LATE, AFTER, True),  # nothing was clarified until the deadline: the law holds, but nobody is urged
        ((), ANSWER_BY, AFTER, True),
        ((), date(2026, 2, 13), AFTER, False),
        ((moment(1, 9),), ANSWER_BY, None, True),
        ((moment(1, 9),), date(2026, 2, 13), date(2026, 2, 13), False),  # talk before, silence since
        ((moment(1, 9), moment(2, 5, 10)), date(2026, 2, 13), None, False),
        ((moment(2, 5, 8),), date(2026, 2, 13), date(2026, 2, 13), False),  # asked and answered on one day
    ],
)
def test_is_being_kind_to_whom_the_plan_came_late(words, today, since, kind):
    talk = Talk("submitted", moment(2, 5), words)
    assert came_late(talk, DUE)
    assert silent_from(talk, DUE, today, ANSWER_BY) == since
    assert is_being_kind(talk, DUE, today, ANSWER_BY) == kind


@pytest.mark.parametrize(
    "talk", [Talk("draft", moment(2, 5), ()), Talk("submitted", None, ()), Talk("submitted", moment(1, 31, 23), ())],
)
def test_came_late_is_what_was_offered_after_the_deadline(talk):
    assert not came_late(talk, DUE)
    assert not is_being_kind(talk, DUE, LATE, ANSWER_BY)
