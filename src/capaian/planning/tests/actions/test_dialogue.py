from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.people.models import Agency, Position, Reporting, Sphere
from capaian.people.tests import factories as people
from capaian.planning import actions, permissions, workflow
from capaian.planning.actions import dialogue
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.dialogue import Adjustment, Target
from capaian.planning.models import DialogueEntry, Indicator, ResultPlan, Skp, SkpVersion
from capaian.planning.queries.dialogue import open_adjustments, open_questions, threads_of
from capaian.planning.queries.todos import todos_for
from capaian.planning.queries.turns import counterpart_of, exempt_ids, fixed_by_of, fixing_of, silent_since, superior_of, turn_of
from capaian.planning.tests import factories

REASON = "Tahun lalu sudah 72 kunjungan."
FEBRUARY = datetime(2026, 2, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def offered(cast, at):
    skp = factories.skp(cast.ani, results=2)
    actions.submit_skp(skp=skp, by=cast.actor(cast.ani), at=at)
    return skp


def adjusted(skp, by, at, target="75", **changes):
    result = skp.results.order_by("ordinal").first()
    indicator = result.indicators.get()
    values = {"statement": result.statement, "kind": result.kind, **changes}
    targets = {indicator.pk: Target("", Decimal(target))} if target else {}
    return dialogue.adjust_result(result=result, adjustment=Adjustment(**values, targets=targets), reason=REASON, by=by, at=at)


def outcomes(skp):
    return list(DialogueEntry.objects.filter(skp=skp).order_by("pk").values_list("outcome", "by_name", "text"))


def test_a_question_and_its_answer(cast, at, offered):
    ani, budi = cast.actor(cast.ani), cast.actor(cast.budi)
    first, second = offered.results.order_by("ordinal")
    dialogue.ask_skp(skp=offered, questions={first.pk: " Dari mana angkanya? ", second.pk: "", None: "Cukupkah tenaganya?"},
                     by=budi, at=at)
    assert turn_of(offered).name == cast.ani.name
    asked = open_questions(offered)
    assert [(entry.result_id, entry.about, entry.text) for entry in asked] == [
        (first.pk, first.statement, "Dari mana angkanya?"), (None, "", "Cukupkah tenaganya?"),
    ]
    with pytest.raises(InvalidInput) as told:
        dialogue.answer_skp(skp=offered, answers={first.pk: "Dari laporan 2025.", None: " "}, by=ani, at=at)
    assert [problem.field for problem in told.value.problems] == ["whole"]
    dialogue.answer_skp(skp=offered, answers={first.pk: "Dari laporan 2025.", None: "Cukup."}, by=ani, at=at)
    assert (Skp.objects.get().state, open_questions(offered)) == (workflow.SUBMITTED, [])
    assert set(threads_of(offered)) == {None, first.pk}
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["skp.submit", "skp.ask", "skp.answer"]
    assert list(Notice.objects.order_by("pk").values_list("recipient_id", "kind", "text"))[1:] == [
        (cast.ani.user_id, "plan-talked", "Dari mana angkanya?"), (cast.budi.user_id, "plan-talked", "Dari laporan 2025."),
    ]


def test_what_is_said_must_say_something_about_this_skp(cast, at, offered):
    budi, other = cast.actor(cast.budi), factories.skp(cast.budi).results.get()
    for words, field, reason in (
        ({None: " "}, "whole", "paling sedikit satu"), ({other.pk: "Apa?"}, f"result-{other.pk}", "tidak ada dalam SKP ini"),
        ({None: "x" * 1001}, "whole", "Paling banyak 1000"),
    ):
        with pytest.raises(InvalidInput) as told:
            dialogue.ask_skp(skp=offered, questions=words, by=budi, at=at)
        assert ([problem.field for problem in told.value.problems], reason in str(told.value)) == ([field], True)
    assert Skp.objects.get(pk=offered.pk).state == workflow.SUBMITTED


def test_an_adjustment_keeps_before_and_after_and_acceptance_fixes(cast, at, offered):
    ani, budi = cast.actor(cast.ani), cast.actor(cast.budi)
    result = offered.results.order_by("ordinal").first()
    entry = adjusted(offered, budi, at, statement="Kunjungan rumah ibu hamil berisiko", kind="additional")
    indicator = result.indicators.get()
    assert (indicator.target, indicator.target_text) == (Decimal(75), "75 kunjungan")
    key = str(indicator.pk)
    assert (entry.before["targets"][key]["target_text"], entry.after["targets"][key]["target_text"]) == (
        "60 kunjungan", "75 kunjungan",
    )
    lines = [(line.label, line.before, line.after) for line in threads_of(offered)[result.pk][0].lines]
    assert lines == [
        ("Rencana hasil kerja", "Kunjungan rumah ibu hamil berisiko terlaksana 1", "Kunjungan rumah ibu hamil berisiko"),
        ("Jenis hasil kerja", "Utama", "Tambahan"), ("Target: Jumlah kunjungan rumah", "60 kunjungan", "75 kunjungan"),
    ]
    assert [row.outcome for row in open_adjustments(offered)] == ["adjust"]
    seen = offered.statuses.order_by("-pk").first().pk
    adjusted(offered, budi, at, target="80")
    with pytest.raises(Refused, match="berubah sejak Anda membukanya"):
        dialogue.accept_skp(skp=offered, by=ani, at=at, seen=seen)
    dialogue.accept_skp(skp=offered, by=ani, at=at, seen=offered.statuses.order_by("-pk").first().pk)
    stored = Skp.objects.get()
    assert (stored.state, stored.agreed_on, stored.fixed_by, stored.version) == (workflow.AGREED, date(2026, 1, 21), "", 1)
    assert SkpVersion.objects.get().agreed_with == cast.budi.name
    assert [row[0] for row in outcomes(offered)] == ["adjust", "adjust", "agree"]
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "skp.submit", "skp.adjust", "result.change", "indicator.change", "skp.adjust", "indicator.change", "skp.accept",
        "skp.version",
    ]


def test_the_employee_may_disagree_with_an_adjustment(cast, at, offered):
    ani, budi = cast.actor(cast.ani), cast.actor(cast.budi)
    adjusted(offered, budi, at)
    with pytest.raises(InvalidInput, match="belum Anda setujui"):
        dialogue.reply_skp(skp=offered, words={None: ""}, by=ani, at=at)
    dialogue.reply_skp(skp=offered, words={None: "Tenaga kami berkurang satu."}, by=ani, at=at)
    assert (Skp.objects.get().state, open_adjustments(offered)) == (workflow.SUBMITTED, [])
    actions.withdraw_skp(skp=offered, by=ani, at=at)
    assert [row[0] for row in outcomes(offered)] == ["adjust", "reply", "withdraw"]


def test_nothing_is_fixed_that_the_employee_objected_to(cast, at, offered):
    """Art 14: the employee signs, the appraiser fixes; what both want comes about by another adjustment or a new offer."""
    ani, budi = cast.actor(cast.ani), cast.actor(cast.budi)
    adjusted(offered, budi, at)
    dialogue.reply_skp(skp=offered, words={None: "Tenaga kami berkurang satu."}, by=ani, at=at)
    with pytest.raises(Refused, match=r"Ani Lestari.* belum sependapat dengan penyesuaian"):
        actions.agree_skps(skps=[(offered, None)], by=budi, at=at)
    dialogue.ask_skp(skp=offered, questions={None: "Sampai kapan?"}, by=budi, at=at)
    dialogue.answer_skp(skp=offered, answers={None: "Sampai Maret."}, by=ani, at=at)
    with pytest.raises(Refused, match="belum sependapat"):
        actions.agree_skp(skp=offered, by=budi, at=at)
    actions.withdraw_skp(skp=offered, by=ani, at=at)
    actions.submit_skp(skp=offered, by=ani, at=at)
    actions.agree_skp(skp=offered, by=budi, at=at)
    assert Skp.objects.get().state == workflow.AGREED


@pytest.mark.parametrize(
    ("changes", "reason", "fields"),
    [
        ({"target": None}, REASON, ["statement"]),  # nothing changed
        ({"statement": " "}, REASON, ["statement"]),
        ({"kind": "whatever"}, REASON, ["kind"]),
        ({"target": "-1"}, REASON, ["target"]),
        ({}, "kurang", ["reason"]),
    ],
)
def test_a_bad_adjustment_changes_nothing(cast, at, offered, changes, reason, fields, monkeypatch):
    monkeypatch.setitem(globals(), "REASON", reason)
    with pytest.raises(InvalidInput) as told:
        adjusted(offered, cast.actor(cast.budi), at, **changes)
    assert [problem.field.partition("-")[0] for problem in told.value.problems] == fields
    assert (Indicator.objects.first().target, Skp.objects.get().state) == (Decimal(60), workflow.SUBMITTED)


def test_an_adjustment_of_an_old_screen_is_refused(cast, at, offered):
    result = ResultPlan.objects.order_by("pk").first()
    with pytest.raises(InvalidInput, match="layar lain"):
        dialogue.adjust_result(
            result=result, adjustment=Adjustment("Lain", "main"), reason=REASON, by=cast.actor(cast.budi), at=at, version="old",
        )


def test_what_the_leader_expects_is_a_word_of_the_dialogue(cast, at, offered):
    actions.write_expectations(skp=offered, core_value="loyal", lines=["Menjaga rahasia"], by=cast.actor(cast.budi), at=at)
    assert outcomes(offered) == [("expect", cast.budi.name, "Menjaga rahasia")]


def test_after_january_a_silent_appraiser_is_passed_over(cast, at, offered, django_assert_num_queries):
    ani, budi, dewi = (cast.actor(person, date(2026, 2, 2)) for person in (cast.ani, cast.budi, cast.dewi))
    with pytest.raises(Refused, match="Saat ini belum"):
        dialogue.take_dialogue_up(skp=offered, by=ani, at=at)
    with pytest.raises(Refused, match="pegawai pemilik"):
        dialogue.take_dialogue_up(skp=offered, by=budi, at=FEBRUARY)
    with django_assert_num_queries(3):
        assert silent_since(offered, date(2026, 2, 2)) == date(2026, 2, 1)
    dialogue.take_dialogue_up(skp=offered, by=ani, at=FEBRUARY)
    assert silent_since(offered, date(2026, 2, 2)) is None
    stored = Skp.objects.get()
    assert (stored.dialogue_with, stored.dialogue_since) == (cast.dewi, date(2026, 2, 2))
    assert (counterpart_of(stored), turn_of(stored).name) == (cast.dewi, cast.dewi.name)
    told = Notice.objects.filter(kind="plan-talked").order_by("pk").values_list("recipient_id", flat=True)
    assert list(told) == [cast.dewi.user_id, cast.budi.user_id]
    refusal = permissions.may_agree_skp(budi, stored)
    assert "melanjutkan dialog SKP ini dengan Dewi Kaisupy" in refusal.reason
    actions.agree_skp(skp=stored, by=dewi, at=FEBRUARY)
    assert (Skp.objects.get().state, Skp.objects.get().fixed_by) == (workflow.AGREED, cast.dewi.name)
    assert AuditEvent.objects.get(verb="skp.take-up").after["name"] == cast.dewi.name


def test_who_spoke_is_not_silent(cast, at, offered):
    dialogue.ask_skp(skp=offered, questions={None: "Mengapa?"}, by=cast.actor(cast.budi), at=at)
    assert silent_since(offered, date(2026, 2, 2)) is None
    dialogue.answer_skp(skp=offered, answers={None: "Karena perlu."}, by=cast.actor(cast.ani), at=at)
    with pytest.raises(Refused, match="Saat ini belum"):
        dialogue.take_dialogue_up(skp=offered, by=cast.actor(cast.ani), at=FEBRUARY)


def test_who_was_answered_within_the_hour_and_then_said_nothing_is_silent(cast, at, offered):
    ani, hour = cast.actor(cast.ani), timedelta(hours=1)
    dialogue.ask_skp(skp=offered, questions={None: "Mengapa?"}, by=cast.actor(cast.budi), at=at)
    dialogue.answer_skp(skp=offered, answers={None: "Karena perlu."}, by=ani, at=at + hour)
    assert silent_since(offered, date(2026, 2, 2)) == date(2026, 2, 1)
    actions.write_expectations(
        skp=offered, core_value="loyal", lines=["Menjaga rahasia"], by=cast.actor(cast.budi), at=at + 2 * hour,
    )
    assert silent_since(offered, date(2026, 2, 2)) is None
    dialogue.ask_skp(skp=offered, questions={None: "Untuk siapa?"}, by=cast.actor(cast.budi), at=at + 3 * hour)
    dialogue.answer_skp(skp=offered, answers={None: "Untuk warga."}, by=ani, at=at + 4 * hour)
    dialogue.take_dialogue_up(skp=offered, by=ani, at=FEBRUARY)
    assert Skp.objects.get().dialogue_with == cast.dewi


def test_a_missing_superior_is_told_with_who_mends_it(cast, at, offered):
    Reporting.objects.filter(employee=cast.budi).delete()
    assert superior_of(offered, date(2026, 2, 2)) is None
    with pytest.raises(Refused, match=r"Atasan dr\. Budi Hartono belum tercatat .* Minta pengelola kinerja \(Citra"):
        dialogue.take_dialogue_up(skp=offered, by=cast.actor(cast.ani), at=FEBRUARY)


def test_a_change_has_thirty_days_of_its_own(cast, at):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    with writing("test"):
        copy = factories.skp(cast.budi, state=workflow.SUBMITTED)
        Skp.objects.filter(pk=copy.pk).update(employee=cast.ani, appraiser=cast.budi, amends=skp, basis="change")
    copy.refresh_from_db()
    with writing("test"):
        for state in (workflow.DRAFT, workflow.SUBMITTED):
            copy.statuses.create(state=state, by_id=cast.ani.pk, by_name="", at=datetime(2026, 5, 4, tzinfo=UTC))
    assert silent_since(copy, date(2026, 6, 3)) is None
    assert silent_since(copy, date(2026, 6, 4)) == date(2026, 6, 4)
    assert silent_since(skp, date(2026, 6, 4)) is None


def test_a_plan_that_comes_late_accuses_nobody_for_five_working_days(cast, client_as, monkeypatch):
    """The right of II.C.5 stands; the words and the home page wait until 9 February, five working days after Monday the 2nd."""
    skp = factories.skp(cast.ani)
    actions.submit_skp(skp=skp, by=cast.actor(cast.ani), at=FEBRUARY)
    client, asked = client_as(cast.ani), "Lanjutkan dialog SKP dengan atasan penilai"
    found = {}
    for day in (3, 9, 10):
        now = datetime(2026, 2, day, 2, 0, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        page = client.get(f"/skp/{skp.pk}/").text
        todos = [todo["title"] for todo in todos_for(cast.actor(cast.ani, date(2026, 2, day)), now)]
        found[day] = ("belum menanggapi sampai tenggat" in page, "ada waktu sampai 9 Februari 2026" in page, asked in todos)
        assert "Lanjutkan dengan Dewi" in page
    assert found == {3: (False, True, False), 9: (False, True, False), 10: (True, False, True)}


def test_a_plan_returned_in_january_and_offered_again_late_is_not_left_with_silence(cast, at):
    skp, ani = factories.skp(cast.ani), cast.actor(cast.ani)
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.return_skp(skp=skp, reason=REASON, by=cast.actor(cast.budi), at=at)
    actions.submit_skp(skp=skp, by=ani, at=FEBRUARY)
    assert silent_since(skp, date(2026, 2, 9)) is None
    assert silent_since(skp, date(2026, 2, 10)) == date(2026, 2, 10)


def test_who_fixes_is_kept_where_it_is_not_the_appraiser(cast, at):
    head = people.employee(people.unit(cast.agency, "Kabupaten Contoh"), "Hj. Sitti Umar", "196901011990032999",
                           title="Bupati Contoh", leads=True)
    Reporting.objects.create(employee=cast.dewi, appraiser=cast.citra, start=date(2026, 1, 1))
    skp = factories.skp(cast.dewi, state=workflow.SUBMITTED)
    fixing = fixing_of(skp)
    assert (fixing.words, fixing.other) == (f"Kepala daerah ({head.name})", True)
    actions.agree_skp(skp=skp, by=cast.actor(cast.citra), at=at)
    assert Skp.objects.get(pk=skp.pk).fixed_by == f"Kepala daerah ({head.name})"
    assert fixing_of(factories.skp(cast.ani)).words == cast.budi.name


def test_the_head_of_a_region_is_not_the_secretary(cast):
    people.employee(people.unit(cast.agency, "Sekretariat Daerah"), "Drs. Usman", "196901011990031999",
                    title="Sekretaris Daerah", leads=True)
    skp = factories.skp(cast.dewi)
    assert fixing_of(skp).words == "Kepala daerah"
    cast.agency.sphere = Sphere.CENTRAL
    skp.employee.agency = cast.agency
    assert fixing_of(skp).words.startswith("Menteri yang mengoordinasikan (JPT utama)")


@pytest.mark.parametrize(
    ("sphere", "group", "above", "words", "article"),
    [
        # II.C.3.b: the head of the regional body that coordinates the independent unit is the superior, by name
        ("regional", "unit-head", "jpt", "Dewi Kaisupy, S.K.M., M.Kes.", "II.C.3.b"),
        # II.C.2.d: of the centre, the high official
        ("central", "unit-head", "jpt", "Dewi Kaisupy, S.K.M., M.Kes.", "II.C.2.d"),
        # II.C.2.c: below a high official who does not head the agency, that one
        ("central", "jpt", "jpt", "Dewi Kaisupy, S.K.M., M.Kes.", "II.C.2.c"),
        ("regional", "unit-head", "administrator",
         "Kepala daerah atau pimpinan perangkat daerah yang mengoordinasikan", "II.C.3.b"),
    ],
)
def test_who_fixes_is_the_superior_where_the_table_says_so(cast, sphere, group, above, words, article):
    skp = factories.skp(cast.budi)
    Agency.objects.filter(pk=cast.agency.pk).update(sphere=sphere)
    Position.objects.filter(pk=skp.position_id).update(group=group)
    Position.objects.filter(pk=skp.appraiser_position_id).update(group=above, leads_unit=False)
    fixing = fixing_of(Skp.objects.get(pk=skp.pk))
    own = fixed_by_of(Skp.objects.get(pk=skp.pk), cast.dewi.name)
    assert (fixing.words, fixing.article) == (words, f"PermenPANRB 6/2022, Lampiran {article}")
    assert own == ("" if above == "jpt" else words)


def test_the_head_of_a_central_agency_fixes_what_stands_right_below(cast):
    """II.C.2.b; after II.C.5 no post is known of whom the dialogue is held with, and all rows are named."""
    skp = factories.skp(cast.budi)
    Agency.objects.filter(pk=cast.agency.pk).update(sphere="central")
    Position.objects.filter(pk=skp.position_id).update(group="jpt")
    fixing = fixing_of(Skp.objects.get(pk=skp.pk))
    assert (fixing.words, fixing.other) == ("Pimpinan instansi pemerintah (Dewi Kaisupy, S.K.M., M.Kes.)", False)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(dialogue_with=cast.citra, dialogue_since=date(2026, 2, 2))
    assert fixing_of(Skp.objects.get(pk=skp.pk)).article == "PermenPANRB 6/2022, Lampiran II.C.2.a-c"


def test_a_plt_who_agrees_is_named(cast, at):
    gani = people.employee(cast.unit, "Gani Hamid", "199212312015031999", appraiser=cast.budi)
    Reporting.objects.filter(employee=cast.ani).update(
        appraiser=gani, basis="acting", start=date(2026, 1, 15), end=date(2026, 1, 31)
    )
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(appraiser=cast.budi)
    skp.refresh_from_db()
    actions.agree_skp(skp=skp, by=cast.actor(gani, date(2026, 1, 21)), at=at)
    assert Skp.objects.get(pk=skp.pk).fixed_by == "Gani Hamid"


@pytest.mark.parametrize(
    ("kind", "end", "words"),
    [
        ("unpaid-leave", None, "cuti di luar tanggungan negara sejak 1 Januari 2026 (PermenPANRB 6/2022, Lampiran II.C.8.c)"),
        ("suspended", date(2026, 3, 1), "diberhentikan sementara sejak 1 Januari 2026 sampai 1 Maret 2026"),
    ],
)
def test_of_whom_none_is_asked(cast, at, kind, end, words):
    cast.ani.circumstances.create(kind=kind, start=date(2026, 1, 1), end=end)
    factories.performance_year(cast.agency)
    with pytest.raises(Refused) as refusal:
        actions.start_skp(employee=cast.ani, by=cast.actor(cast.ani), at=at)
    assert words in str(refusal.value)
    assert "Minta" not in str(refusal.value)
    assert set(exempt_ids([cast.ani.pk, cast.budi.pk], date(2026, 1, 21))) == {cast.ani.pk}


def test_who_is_appraised_outside_is_not_freed_from_planning(cast, at):
    cast.ani.circumstances.create(kind="appraised-outside", start=date(2026, 1, 1))
    factories.performance_year(cast.agency)
    assert actions.start_skp(employee=cast.ani, by=cast.actor(cast.ani), at=at).state == workflow.DRAFT


def opened(cast, at):
    """An agreed SKP and the working copy of a change of it, offered to the appraiser."""
    skp, ani, budi = factories.skp(cast.ani), cast.actor(cast.ani), cast.actor(cast.budi)
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.agree_skp(skp=skp, by=budi, at=at)
    copy = open_amendment(skp=skp, basis="change", reason="Tenaga bertambah sejak Februari.", by=ani, at=FEBRUARY)
    actions.submit_skp(skp=copy, by=ani, at=FEBRUARY)
    return skp, copy


def test_agreeing_to_a_change_puts_it_into_the_skp(cast, at):
    skp, copy = opened(cast, at)
    adjusted(copy, cast.actor(cast.budi), FEBRUARY)
    dialogue.accept_skp(skp=copy, by=cast.actor(cast.ani), at=FEBRUARY)
    assert (copy.state, SkpVersion.objects.filter(skp=skp).count()) == (workflow.MERGED, 2)
    assert Indicator.objects.get(result__skp=skp, dropped_on=None).target == Decimal(75)


def test_several_are_agreed_with_a_change_among_them(cast, at):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    _skp, copy = opened(cast, at)
    his = factories.skp(rudi, state=workflow.SUBMITTED)
    assert actions.agree_skps(skps=[(copy, None), (his, None)], by=cast.actor(cast.budi), at=FEBRUARY) == 2
    assert (copy.state, his.state) == (workflow.MERGED, workflow.AGREED)
    assert [row[0] for row in outcomes(copy)] == ["agree"]
