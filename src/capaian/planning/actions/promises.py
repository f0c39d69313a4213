"""Whether the support promised in form A.1.8 came (Art 11)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.recording import insist, insist_fresh, note, values_of
from capaian.planning.models import AnnexItem, AnnexSection, PromiseState
from capaian.planning.permissions.drafting import may_tell_promise

LONGEST_TELLING = 300


@action
def tell_promise(
    *, item: AnnexItem, state: str, words: str, by: Actor, at: datetime, version: str | None = None
) -> None:
    """Art 11(2): say that a promised resource came, or did not, and how. A later telling stands instead of an earlier one;
    both are in the record. Raises InvalidInput for what is no promise of resources, or a breach without words."""
    insist(item.skp, may_tell_promise, by)
    stored = AnnexItem.objects.select_for_update().get(pk=item.pk)
    insist_fresh([stored], version)
    if stored.section != AnnexSection.RESOURCES:
        raise InvalidInput([Problem(_("Hanya dukungan sumber daya yang dicatat terpenuhi atau tidak."), "promise")])
    said = words.strip()
    problems = []
    if state not in PromiseState.values:
        problems.append(Problem(_("Pilih dipenuhi, tidak dipenuhi, atau belum."), "promise"))
    if state == PromiseState.BROKEN and not said:
        problems.append(Problem(_("Tuliskan apa yang tidak terpenuhi dan akibatnya."), "told"))
    if len(said) > LONGEST_TELLING:
        problems.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST_TELLING}, "told"))
    refuse(problems)
    item.promise, item.told, item.told_at, item.told_by_name = state, said, at, by.name
    item.save(update_fields=["promise", "told", "told_at", "told_by_name"])
    note("annex.promise", item, by, at, before=values_of(stored), after=values_of(item))
