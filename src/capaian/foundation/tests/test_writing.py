"""The gate: judged records change inside an action or not at all."""

from __future__ import annotations

import pytest

from capaian.foundation.models.judged import OutsideAnAction
from capaian.foundation.writing import action, is_open, writing
from capaian.planning.models import Skp
from capaian.planning.tests import factories


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani)


@pytest.mark.parametrize(
    "door",
    [
        lambda skp: skp.save(),
        lambda skp: skp.delete(),
        lambda skp: Skp.objects.update(state="agreed"),
        lambda skp: Skp.objects.all().delete(),
        lambda skp: Skp.objects.bulk_create([Skp()]),
    ],
    ids=["save", "delete", "update", "queryset-delete", "bulk-create"],
)
def test_every_door_is_shut_outside_an_action(skp, door):
    with pytest.raises(OutsideAnAction):
        door(skp)
    skp.refresh_from_db()
    assert skp.state == "draft"


def test_the_gate_closes_again_after_a_failure():
    with pytest.raises(ZeroDivisionError), writing("test"):
        raise ZeroDivisionError
    assert not is_open()


def test_an_action_is_one_transaction(skp, cast, at):
    @action
    def half(*, skp, by, at):
        skp.start = skp.start.replace(day=2)
        skp.save()
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        half(skp=skp, by=cast.actor(cast.ani), at=at)
    assert Skp.objects.get(pk=skp.pk).start.day == 1


def test_an_action_names_its_actor_and_moment():
    with pytest.raises(TypeError, match="needs by="):

        @action
        def careless(*, at):
            """Nobody did it."""

    with pytest.raises(TypeError, match="keywords only, not skp"):

        @action
        def positional(skp, *, by, at):
            """Easy to mix up."""
