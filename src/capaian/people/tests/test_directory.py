"""Finding people and units: who is found, by whom, in which order, and that the index follows the ledger."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from capaian.foundation.actor import Role
from capaian.people.models import (
    Affiliation,
    DirectoryDay,
    EmployeeKind,
    Position,
    Posting,
    PostingKind,
    RoleGrant,
    SearchWord,
    Unit,
    UnitSize,
)
from capaian.people.queries import finding
from capaian.people.queries.directory import reindex, reindex_agency, reindex_below, search_people, search_units
from capaian.people.queries.finding import Cursor
from capaian.people.queries.indexing import ledger_version
from capaian.people.tests import factories

DAY = date(2026, 6, 1)
ONE = timedelta(days=1)
ANI, BUDI, CITRA, DEWI = "Ani Lestari, A.Md.Kep.", "dr. Budi Hartono", "Citra Wulandari, S.E.", "Dewi Kaisupy, S.K.M., M.Kes."


@pytest.fixture
def look(cast):
    """`look("ani les")` as Citra, on 1 June: the names found."""

    def names(text, by=cast.citra, **more):
        return [one.name for one in search_people(cast.actor(by, DAY), text, **{"day": DAY, **more}).rows]

    return names


@pytest.mark.parametrize(("text", "names"), [
    ("ani les", [ANI]), ("LES ani", [ANI]), ("ani lestari, S.Kep.", [ANI]),
    ("dr. bud", [BUDI]), ("perawat", [ANI]), ("mahir ani", [ANI]),
    ("kepala", [BUDI, DEWI]), ("eko", []), ("ani kepala", []), ("", []), ("199012", [ANI]),
    ("19901231 201503 2 999", [ANI]), ("1999", []),
    ("a", [CITRA, ANI]),  # "ahli" before "ani"
])  # fmt: skip
def test_every_word_begins_a_word_of_the_person(look, text, names):
    assert look(text) == names


def test_a_unit_and_a_kind_narrow_it(cast, look):
    assert look("", unit=cast.unit) == [ANI, BUDI]
    assert look("kepala", unit=cast.unit) == [BUDI]
    assert look("", unit=cast.office) == [
        ANI, BUDI, CITRA, DEWI,
    ]
    cast.ani.kind = EmployeeKind.PPPK
    cast.ani.save()
    assert look("", unit=cast.office, kind="pppk") == [ANI]
    assert look("1990", kind="pns") == []
    assert look("1990", unit=cast.unit, kind="pppk") == [ANI]


def test_another_agency_is_never_found(cast, look):
    eko = cast.actor(cast.eko, DAY)
    assert [one.name for one in search_people(eko, "e", day=DAY).rows] == ["Eko Prasetyo, S.T."]
    assert search_people(eko, "ani", day=DAY).rows == ()
    assert search_people(eko, "1990", day=DAY).rows == ()
    assert search_people(eko, "", unit=cast.unit, day=DAY).rows == ()
    assert search_units(eko, "galala", day=DAY) == ()


def test_colleagues_see_no_nip_but_their_own(cast, look):
    def nips(by, text="hartono"):
        return [one.nip for one in search_people(cast.actor(by, DAY), text, day=DAY).rows]

    assert nips(cast.ani) == [""]
    assert nips(cast.ani, "lestari") == [cast.ani.nip]
    assert look("1980", by=cast.ani) == []
    assert look("1990", by=cast.ani) == [ANI]
    assert nips(cast.citra) == [cast.budi.nip]


@pytest.mark.parametrize(("role", "unit", "seen"), [
    (Role.INSPECTOR, "", [BUDI]), (Role.ADMINISTRATOR, "", [BUDI]), (Role.EVALUATION_TEAM, "", []),
    (Role.UNIT_MANAGER, "unit", [BUDI]),
])  # fmt: skip
def test_the_nip_finds_for_those_whose_office_needs_it(cast, look, role, unit, seen):
    RoleGrant.objects.create(employee=cast.ani, role=role, unit=getattr(cast, unit) if unit else None)
    assert look("1980", by=cast.ani) == seen
    assert look("1975", by=cast.ani) == (seen and [DEWI] if not unit else [])


@pytest.mark.parametrize(("text", "unit"), [("pegawai", False), ("", True), ("pegawai p", True), ("1980", False)])
def test_pages_follow_each_other_without_gap_or_repetition(cast, text, unit):
    made = [factories.employee(cast.unit, f"Pegawai {n % 3} Pegawai{n:02d}", f"19800101200001{n:04d}") for n in range(11)]
    actor, seen, after = cast.actor(cast.citra, DAY), [], ""
    for _ in range(9):
        found = search_people(actor, text, unit=cast.unit if unit else None, after=after, limit=3, day=DAY)
        seen += [one.pk for one in found.rows]
        after = found.after
        if not found.more:
            break
    assert len(seen) == len(set(seen))
    assert {one.pk for one in made} <= set(seen)


def test_the_rarest_index_is_walked(cast, look, monkeypatch):
    monkeypatch.setattr(finding, "ENOUGH", 3)
    assert look("perawat ani", unit=cast.office) == [ANI]


@pytest.mark.parametrize("text", ["", "x", "a.b.c.x", "..", "." * 9, "a.b.c." + "9" * 30])
def test_a_cursor_that_is_none_begins_anew(text):
    assert Cursor.read(text) is None


def test_units_are_found_by_words_and_code(cast):
    actor = cast.actor(cast.ani, DAY)
    assert [(one.name, one.above, one.label) for one in search_units(actor, "gal pus", day=DAY)] == [
        ("Puskesmas Galala", "Dinas Kesehatan", "Puskesmas Galala · Dinas Kesehatan"),
    ]
    assert [one.name for one in search_units(actor, cast.office.code, day=DAY)] == ["Dinas Kesehatan"]
    assert [one.name for one in search_units(actor, "dinas", within=cast.unit, day=DAY)] == []
    Unit.objects.filter(pk=cast.unit.pk).update(closed_on=DAY)
    assert search_units(actor, "galala", day=DAY) == ()
    assert search_units(actor, "", day=DAY) == ()


def test_a_change_shows_after_reindexing(cast, look):
    assert look("lestari")
    cast.ani.name = "Ani Wijaya"
    cast.ani.save()
    reindex([cast.ani.pk, cast.eko.pk])  # Eko's agency was never looked at: left for the first who does
    assert (look("lestari"), look("wijaya")) == ([], ["Ani Wijaya"])
    assert DirectoryDay.objects.get(agency=cast.eko.agency).day is None
    assert ledger_version(cast.eko.agency_id) == 1
    assert ledger_version(0) == 0


def test_posts_begin_and_end_by_themselves(cast, look):
    assert look("bendahara") == []
    post = Position.objects.create(unit=cast.office, title="Bendahara", group="executor")
    Posting.objects.create(employee=cast.ani, position=post, kind=PostingKind.PLT, start=DAY + 2 * ONE, end=DAY + 3 * ONE)
    assert look("bendahara", day=DAY + ONE) == []
    assert look("bendahara", day=DAY + 2 * ONE) == [ANI]
    assert look("bendahara", day=DAY + 3 * ONE) == [ANI]
    assert look("bendahara", day=DAY + 4 * ONE) == []
    cast.budi.employed_until = DAY + 5 * ONE
    cast.budi.save()
    assert look("budi", day=DAY + 5 * ONE) == [BUDI]
    assert look("budi", day=DAY + 6 * ONE) == []
    assert look("1980", day=DAY + 6 * ONE) == []


def test_somebody_without_a_post_is_found_by_name(cast, look):
    Posting.objects.filter(employee=cast.ani).delete()
    [found] = search_people(cast.actor(cast.citra, DAY), "ani", day=DAY).rows
    assert (found.post, found.unit, found.unit_id, found.label) == ("", "", None, ANI)


def sizes():
    return dict(UnitSize.objects.exclude(people=0).values_list("unit_id", "people"))


def test_kept_sizes_equal_a_fresh_count_after_any_change(cast):
    """Moves, leavers, acting posts, a unit that moves: the sizes kept are those of an index made anew."""
    chance = random.Random(7)
    units = [cast.office, cast.unit, factories.unit(cast.agency, "Pustu", parent=cast.unit),
             factories.unit(cast.agency, "Dinas B")]
    people = [factories.employee(chance.choice(units), f"Orang {n}", f"19800101200001{n:04d}") for n in range(8)]
    reindex_agency(cast.agency.pk, DAY)
    for turn in range(25):
        one = chance.choice(people)
        change = chance.choice(["move", "leave", "act", "return"])
        if change == "move":
            Position.objects.filter(postings__employee=one).update(unit=chance.choice(units))
        elif change == "leave":
            one.employed_until = DAY - ONE
        elif change == "act":
            post = Position.objects.create(unit=chance.choice(units), title=f"Plt {turn}", group="executor")
            Posting.objects.create(employee=one, position=post, kind=PostingKind.PLT, start=DAY)
        else:
            one.employed_until = None
        one.save()
        reindex([one.pk])
        if turn == 12:
            units[2].parent = units[3]
            units[2].path = units[2].own_path()
            units[2].save()
            reindex_below(units[2])
    kept, words = sizes(), SearchWord.objects.count()
    reindex_agency(cast.agency.pk, DAY)
    assert (kept, words) == (sizes(), SearchWord.objects.count())
    assert kept[cast.office.pk] == Affiliation.objects.filter(unit=cast.office).count()


def test_today_is_taken_where_no_day_is_given(cast):
    reindex_agency(cast.agency.pk)
    assert [one.name for one in search_people(cast.actor(cast.ani), "lestari").rows] == [ANI]
    assert len(search_units(cast.actor(cast.ani), "galala")) == 1
