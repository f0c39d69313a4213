"""Who sees what of the cascade and of its coverage. `led` are the paths of the units that a person leads today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.permissions.scope import managed_paths, oversees


def reads_below(actor: Actor, led: tuple[str, ...]) -> tuple[str, ...] | None:
    """The units whose people's results one reads by office or as their head, each with everything below; None: all of them."""
    return None if oversees(actor) else (*managed_paths(actor), *led)


def may_see_coverage(actor: Actor, led: tuple[str, ...]) -> Verdict:
    """Whoever reads by office, and heads for their units: it names people."""
    reach = reads_below(actor, led)
    if reach is None or reach:
        return ALLOWED
    return Denied(_("Cakupan kinerja dibuka oleh kepala unit untuk unitnya, pengelola kinerja, tim evaluasi dan pengawas."))
