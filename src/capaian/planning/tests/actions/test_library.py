from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.planning import queries, workflow
from capaian.planning.actions import library as actions
from capaian.planning.actions.hints import name_exemption, switch_hint
from capaian.planning.actions.library import LibraryDraft
from capaian.planning.actions.library_exchange import take_library_entries
from capaian.planning.actions.library_following import follow_library
from capaian.planning.models import HintExemption, HintSwitch, LibraryIndicator
from capaian.planning.models.library import ApprovedForGood
from capaian.planning.queries import library, library_exchange
from capaian.planning.rules.library import Content, digest
from capaian.planning.rules.library_file import Entry, Shared
from capaian.planning.tests import factories

K4 = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen")
REASON = "Definisinya belum menyebut masa kehamilan"


def add(cast, at, content=K4, code="k4", unit=None, by=None):
    draft = LibraryDraft(content, code)
    return actions.add_library_indicator(unit=unit or cast.unit, draft=draft, by=cast.actor(by or cast.budi), at=at)


def approved(cast, at, content=K4, code="k4"):
    made = add(cast, at, content, code)
    actions.offer_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
    actions.approve_library_indicator(indicator=made, by=cast.actor(cast.citra), at=at)
    return made


def fields_of(told):
    return [problem.field for problem in told.value.problems]


def letters():
    return [(row.recipient, row.kind, row.title, row.text) for row in Notice.objects.order_by("pk")]


def test_those_who_are_asked_are_told_and_who_asked_learns_the_answer(cast, at):
    budi, citra = cast.actor(cast.budi), cast.actor(cast.citra)
    made = add(cast, at)
    assert letters() == []
    actions.offer_library_indicator(indicator=made, by=budi, at=at)
    assert letters() == [
        (cast.citra.user, "library-offered", "dr. Budi Hartono mengajukan indikator kamus “Cakupan K4”", ""),
    ]
    assert Notice.objects.get().href == f"/library/{made.pk}/"
    Notice.objects.all().delete()
    actions.return_library_indicator(indicator=made, reason=REASON, by=citra, at=at)
    actions.offer_library_indicator(indicator=made, by=budi, at=at)
    actions.approve_library_indicator(indicator=made, by=citra, at=at)
    actions.retire_library_indicator(indicator=made, reason=REASON, by=citra, at=at)
    assert [row[:2] + row[3:] for row in letters() if row[1] == "library-decided"] == [
        (cast.budi.user, "library-decided", REASON), (cast.budi.user, "library-decided", ""),
        (cast.budi.user, "library-decided", REASON),
    ]
    assert [row[2].partition("“")[0] for row in letters() if row[1] == "library-decided"] == [
        "Citra Wulandari, S.E. mengembalikan indikator kamus ", "Indikator kamus ", "Indikator kamus ",
    ]


def test_nobody_is_told_what_they_did_themselves(cast, at):
    citra = cast.actor(cast.citra)
    made = add(cast, at, by=cast.citra)
    actions.offer_library_indicator(indicator=made, by=citra, at=at)
    actions.approve_library_indicator(indicator=made, by=citra, at=at)
    assert letters() == []


def test_the_head_writes_and_the_manager_approves_for_good(cast, at):
    budi, citra = cast.actor(cast.budi), cast.actor(cast.citra)
    made = add(cast, at, replace(K4, name=" Cakupan  K4 "))
    opened = queries.version_of([library.open_version(made)])
    actions.change_library_indicator(
        indicator=made, draft=LibraryDraft(replace(K4, purpose="Lain")), version=opened, by=budi, at=at
    )
    with pytest.raises(InvalidInput):
        actions.change_library_indicator(indicator=made, draft=LibraryDraft(K4), version=opened, by=budi, at=at)
    actions.offer_library_indicator(indicator=made, by=budi, at=at)
    with pytest.raises(Refused, match="tidak ditulis ulang"):
        actions.change_library_indicator(indicator=made, draft=LibraryDraft(K4), by=budi, at=at)
    actions.return_library_indicator(indicator=made, reason=REASON, by=citra, at=at)
    actions.change_library_indicator(indicator=made, draft=LibraryDraft(K4), by=budi, at=at)
    actions.offer_library_indicator(indicator=made, by=budi, at=at)
    with pytest.raises(InvalidInput):
        actions.approve_library_indicator(indicator=made, version="lama", by=citra, at=at)
    seen = queries.version_of([library.open_version(made)])
    actions.approve_library_indicator(indicator=made, version=seen, by=citra, at=at)
    version = library.newest_version(made)
    assert (made.state, version.number, version.digest, version.approved_at) == (workflow.APPROVED, 1, digest(K4), at)
    assert library.content_of(version) == K4
    version.name = "Diubah diam-diam"
    with writing("test"), pytest.raises(ApprovedForGood):
        version.save()
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == [
        "library.add", "library.change", "library.offer", "library.return", "library.change", "library.offer", "library.approve",
    ]


def test_a_revision_leaves_what_was_approved_in_use(cast, at):
    made, budi, citra = approved(cast, at), cast.actor(cast.budi), cast.actor(cast.citra)
    actions.revise_library_indicator(indicator=made, by=budi, at=at)
    assert [row.number for row in library.offered_versions(cast.agency.pk)] == [1]
    actions.change_library_indicator(indicator=made, draft=LibraryDraft(replace(K4, unit="ibu")), by=budi, at=at)
    actions.offer_library_indicator(indicator=made, by=budi, at=at)
    actions.approve_library_indicator(indicator=made, by=citra, at=at)
    assert [row.number for row in library.offered_versions(cast.agency.pk)] == [2]
    second, first = library.versions_of(made)
    assert [(one.before, one.after) for one in library.changes_between(first, second)] == [("persen", "ibu")]
    actions.retire_library_indicator(indicator=made, reason=REASON, by=citra, at=at)
    assert list(library.offered_versions(cast.agency.pk)) == []
    actions.revise_library_indicator(indicator=made, by=budi, at=at)
    assert library.newest_version(made).number == 3


def test_an_unchanged_digest_is_the_same_in_two_agencies(cast, at):
    here = approved(cast, at)
    elsewhere = cast.eko.postings.get().position.unit
    there = actions.add_library_indicator(unit=elsewhere, draft=LibraryDraft(K4, "lain"), by=cast.actor(cast.eko), at=at)
    assert library.newest_version(here).digest == library.newest_version(there).digest


@pytest.mark.parametrize(("draft", "fields"), [
    (LibraryDraft(K4, "K 4"), ["code"]),
    (LibraryDraft(replace(K4, name=" ", unit="x" * 61, polarity="naik"), "a"), ["name", "unit", "polarity"]),
    (LibraryDraft(K4, "k4"), ["code"]),
])
def test_a_bad_indicator_writes_nothing(cast, at, draft, fields):
    add(cast, at)
    with pytest.raises(InvalidInput) as told:
        actions.add_library_indicator(unit=cast.unit, draft=draft, by=cast.actor(cast.budi), at=at)
    assert (fields_of(told), LibraryIndicator.objects.count()) == (fields, 1)


def test_who_may_not(cast, at):
    made, ani = add(cast, at), cast.actor(cast.ani)
    with pytest.raises(Refused, match="kepala Puskesmas Galala"):
        add(cast, at, code="b", by=cast.ani)
    with pytest.raises(Refused, match="instansi lain"):
        add(cast, at, code="b", by=cast.eko)
    for verb in (actions.offer_library_indicator, actions.revise_library_indicator):
        with pytest.raises(Refused):
            verb(indicator=made, by=ani, at=at)
    with pytest.raises(Refused):
        actions.change_library_indicator(indicator=made, draft=LibraryDraft(K4), by=ani, at=at)
    for person in (cast.budi, cast.eko):
        with pytest.raises(Refused, match="disetujui oleh pengelola"):
            actions.approve_library_indicator(indicator=made, by=cast.actor(person), at=at)
        for verb in (actions.return_library_indicator, actions.retire_library_indicator):
            with pytest.raises(Refused, match="disetujui oleh pengelola"):
                verb(indicator=made, reason=REASON, by=cast.actor(person), at=at)
    with pytest.raises(Refused, match="statusnya “Disusun”"):
        actions.approve_library_indicator(indicator=made, by=cast.actor(cast.citra), at=at)


def shared(*entries):
    return Shared("Pemerintah Kota Lain", tuple(entries), ())


def test_entries_of_another_agency_are_taken_by_choice(cast, at):
    mine, citra = approved(cast, at), cast.actor(cast.citra)
    add(cast, at, replace(K4, name="Rancangan"), "rancangan")
    other = replace(K4, unit="ibu")
    given = shared(
        Entry("k4", other), Entry("baru", replace(K4, name="Baru")), Entry("kembar", K4), Entry("rancangan", other),
    )
    found = library_exchange.preview_for(citra, given)
    assert [(one.entry.code, one.outcome, one.twin) for one in found.compared] == [
        ("k4", "differs", ""), ("baru", "added", ""), ("kembar", "same", "k4"), ("rancangan", "waits", ""),
    ]
    assert [(one.label, one.before, one.after) for one in found.compared[0].changes] == [("Satuan", "persen", "ibu")]
    assert found.counts == {"added": 1, "same": 1, "differs": 1, "waits": 1, "rejected": 0}
    taken = take_library_entries(shared=given, codes=["k4", "baru"], owner=cast.office, by=citra, at=at)
    assert [(row.code, row.state, row.owner, row.origin) for row in taken] == [
        ("baru", workflow.APPROVED, cast.office, "Pemerintah Kota Lain"), ("k4", workflow.APPROVED, cast.unit, ""),
    ]
    assert [row.number for row in library.versions_of(mine)] == [2, 1]
    assert [one.outcome for one in library_exchange.preview(cast.agency.pk, given).compared] == ["same", "same", "added", "waits"]
    again = library_exchange.read_library_file(library_exchange.library_file(cast.agency).encode())
    assert [(entry.code, entry.content.unit) for entry in again.entries] == [("baru", "persen"), ("k4", "ibu")]


def test_what_cannot_be_taken_takes_nothing(cast, at):
    given, citra = shared(Entry("baru", K4), Entry("lagi", K4)), cast.actor(cast.citra)
    with pytest.raises(InvalidInput) as told:
        take_library_entries(shared=given, codes=["baru", "tidak-ada"], owner=cast.office, by=citra, at=at)
    assert (fields_of(told), LibraryIndicator.objects.count()) == (["codes"], 0)
    with pytest.raises(InvalidInput) as told:
        take_library_entries(
            shared=given, codes=["baru"], owner=cast.eko.postings.get().position.unit, by=citra, at=at
        )
    assert fields_of(told) == ["owner"]
    with pytest.raises(Refused, match="diambil oleh pengelola"):
        take_library_entries(shared=given, codes=[], owner=cast.office, by=cast.actor(cast.budi), at=at)
    with pytest.raises(Refused, match="diambil oleh pengelola"):
        library_exchange.preview_for(cast.actor(cast.budi), given)


def test_a_hint_is_switched_with_a_reason(cast, at):
    citra = cast.actor(cast.citra)
    switch_hint(code="same-for-all", off=True, reason=f" {REASON} ", by=citra, at=at)
    row = HintSwitch.objects.get()
    assert (row.agency, row.code, row.off, row.reason, row.by_name) == (cast.agency, "same-for-all", True, REASON, citra.name)
    assert AuditEvent.objects.get().verb == "hint.switch"
    with pytest.raises(InvalidInput) as told:
        switch_hint(code="baru", off=True, reason="pendek", by=citra, at=at)
    assert fields_of(told) == ["code", "reason"]
    with pytest.raises(Refused, match="diatur oleh pengelola"):
        switch_hint(code="absolute", off=True, reason=REASON, by=cast.actor(cast.budi), at=at)


def test_a_writer_names_one_of_the_four_exceptions(cast, at):
    ani = cast.actor(cast.ani)
    name_exemption(statement=" Semua pasien ditriase ", target_text="", kind="life", by=ani, at=at)
    assert list(HintExemption.objects.values_list("employee", "statement", "kind")) == [
        (cast.ani.pk, "Semua pasien ditriase", "life"),
    ]
    with pytest.raises(InvalidInput) as told:
        name_exemption(statement=" ", target_text="", kind="mau", by=ani, at=at)
    assert fields_of(told) == ["kind", "statement"]


def test_a_file_that_is_none_is_refused_beside_its_field(cast):
    with pytest.raises(InvalidInput) as told:
        library_exchange.read_library_file(b"{")
    assert fields_of(told) == ["file"]


def test_values_are_plain(cast, at):
    assert asdict(library.content_of(library.newest_version(add(cast, at))))["polarity"] == "higher"


def test_a_key_indicator_follows_the_library_and_lets_it_go(cast, at):
    version = library.newest_version(approved(cast, at, replace(K4, formula="a / b", polarity="lower")))
    key, budi = factories.objective(cast.unit).indicators.get(), cast.actor(cast.budi)
    follow_library(indicator=key, version=version, by=budi, at=at)
    key.refresh_from_db()
    assert (key.definition, key.unit, key.formula, key.polarity) == (version, "persen", "a / b", "lower")
    assert AuditEvent.objects.order_by("-pk").first().verb == "library.follow"
    follow_library(indicator=key, version=None, by=budi, at=at)
    key.refresh_from_db()
    assert (key.definition, key.unit) == (None, "persen")
    draft = library.newest_version(add(cast, at, code="rancangan"))
    with pytest.raises(InvalidInput) as told:
        follow_library(indicator=key, version=draft, by=budi, at=at)
    assert fields_of(told) == ["entry"]
    with pytest.raises(Refused):
        follow_library(indicator=key, version=version, by=cast.actor(cast.ani), at=at)
