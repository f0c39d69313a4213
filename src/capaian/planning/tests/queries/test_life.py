"""What the home page and the lists say about the life of SKPs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from capaian.foundation.writing import writing
from capaian.planning import actions, queries, workflow
from capaian.planning.actions import dialogue
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.models import Skp
from capaian.planning.queries.deadlines import deadlines_of, own_due_on
from capaian.planning.queries.own_data import held_by_planning
from capaian.planning.tests import factories

NOW = datetime(2026, 1, 21, 2, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 2, tzinfo=UTC)
REASON = "Tahun lalu sudah 72 kunjungan."


def todos(cast, person, now=NOW):
    rows = queries.todos_for(cast.actor(person), now)
    return [(row["column"], row["title"], row["note"]) for row in rows]


def test_questions_and_adjustments_are_asked_of_the_employee(cast):
    skp, budi = factories.skp(cast.ani, state=workflow.SUBMITTED), cast.actor(cast.budi)
    dialogue.ask_skp(skp=skp, questions={None: "Mengapa?"}, by=budi, at=NOW)
    assert todos(cast, cast.ani) == [
        ("todo", "Jawab pertanyaan tentang SKP 2026", "dari dr. Budi Hartono · 10 hari lagi"),
    ]
    dialogue.answer_skp(skp=skp, answers={None: "Karena perlu."}, by=cast.actor(cast.ani), at=NOW)
    dialogue.adjust_result(
        result=skp.results.get(), adjustment=dialogue.Adjustment("Lain", "main"), reason=REASON, by=budi, at=NOW,
    )
    assert todos(cast, cast.ani) == [
        ("todo", "Tanggapi penyesuaian SKP 2026", "dr. Budi Hartono menyesuaikan isinya; setujui atau tanggapi · 10 hari lagi"),
    ]
    assert "Periksa" not in str(todos(cast, cast.budi))


def test_after_the_deadline_the_superior_is_named_and_then_on_turn(cast):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    after = NOW + timedelta(days=12)
    assert todos(cast, cast.ani, after) == [
        ("waiting", "SKP 2026", "diperiksa dr. Budi Hartono"),
        ("todo", "Lanjutkan dialog SKP dengan atasan penilai",
         "dr. Budi Hartono belum menanggapi sampai tenggat (Lampiran II.C.5)"),
    ]
    dialogue.take_dialogue_up(skp=skp, by=cast.actor(cast.ani), at=after)
    assert todos(cast, cast.ani, after) == [("waiting", "SKP 2026", "diperiksa Dewi Kaisupy, S.K.M., M.Kes.")]
    assert ("todo", "Periksa SKP Ani Lestari, A.Md.Kep.", "Ani Lestari, A.Md.Kep. · lewat 2 hari") in todos(
        cast, cast.dewi, after
    )
    assert "Periksa" not in str(todos(cast, cast.budi, after))
    assert queries.skps_to_agree_for(cast.actor(cast.dewi), [(skp.pk, None)]) == [(skp, None)]


def test_of_a_draft_nobody_is_said_to_have_kept_silent(cast):
    """Nothing was offered yet: what did not take place is the dialogue (II.C.5)."""
    factories.skp(cast.ani)
    assert "Dialog dengan dr. Budi Hartono belum berlangsung sampai tenggat (Lampiran II.C.5)" in [
        note for _column, _title, note in todos(cast, cast.ani, NOW + timedelta(days=12))
    ]


def test_a_change_is_a_row_of_its_own_until_it_is_agreed(cast):
    skp, ani = factories.skp(cast.ani, state=workflow.SUBMITTED), cast.actor(cast.ani)
    actions.agree_skp(skp=skp, by=cast.actor(cast.budi), at=NOW)
    copy = open_amendment(skp=skp, basis="change", reason="Tenaga bertambah sejak Februari.", by=ani, at=LATER)
    assert todos(cast, cast.ani, LATER) == [
        ("done", "SKP 2026 disepakati", "21 Januari 2026"),
        ("todo", "Lanjutkan Perubahan SKP 2026", "Lengkapi, lalu ajukan kepada penilai"),
    ]
    actions.submit_skp(skp=copy, by=ani, at=LATER)
    assert ("todo", "Periksa perubahan SKP Ani Lestari, A.Md.Kep.", "Ani Lestari, A.Md.Kep.") in todos(cast, cast.budi, LATER)
    assert list(queries.skps_for(ani, 2026)) == [skp]
    assert {row.pk for row in queries.skp_rows_for(ani, 2026)} == {skp.pk, copy.pk}
    actions.agree_skp(skp=copy, by=cast.actor(cast.budi), at=LATER)
    assert [row.pk for row in queries.skp_rows_for(ani, 2026)] == [skp.pk]


def test_what_was_closed_unagreed_is_not_listed(cast):
    skp = factories.skp(cast.ani)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(state=workflow.CLOSED)
    assert list(queries.skps_for(cast.actor(cast.ani), 2026)) == []
    assert queries.skp_row_for_year(cast.ani.pk, skp.position_id, 2026) is None
    assert cast.ani in queries.without_skp_for(cast.actor(cast.budi), NOW.date())
    assert todos(cast, cast.ani)[0][1] == "Susun SKP 2026"


def test_of_whom_none_is_asked_nothing_is_asked(cast):
    cast.ani.circumstances.create(kind="state-official", start="2026-01-01")
    assert todos(cast, cast.ani) == []
    assert queries.without_skp_for(cast.actor(cast.budi), NOW.date()) == []


def test_what_was_said_is_handed_to_both_who_spoke_and_whom_it_concerns(cast):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    dialogue.ask_skp(skp=skp, questions={None: "Mengapa?"}, by=cast.actor(cast.budi), at=NOW)

    def said(person):
        sections = {section.name: list(section.rows) for section in held_by_planning(cast.actor(person))}
        return [[row["text"] for row in sections[name]] for name in ("dialog-skp", "dialog-skp-ditulis")]

    assert (said(cast.ani), said(cast.budi)) == ([["Mengapa?"], []], [[], ["Mengapa?"]])


def test_who_comes_to_a_post_in_the_middle_of_the_year_is_not_late_from_the_first_day(cast):
    """Kebijakan Capaian: thirty days, before the SKP is begun as afterwards."""
    deadlines = deadlines_of(cast.agency.pk, 2026)
    assert own_due_on(cast.actor(cast.ani), deadlines, date(2026, 6, 1)) == date(2026, 1, 31)
    posting = cast.ani.postings.get()
    posting.start = date(2026, 6, 1)
    posting.save()
    assert own_due_on(cast.actor(cast.ani), deadlines, date(2026, 6, 1)) == date(2026, 7, 1)
    assert own_due_on(cast.actor(cast.ani), deadlines, date(2026, 5, 31)) == date(2026, 1, 31)  # no post yet
