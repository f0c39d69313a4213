"""The states of what is planned (PermenPANRB 6/2022 Art 7, 14; Annex II): a table each, no effects."""

from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import Transition, Workflow

DRAFT, SUBMITTED, ASKED, ADJUSTED, AGREED = "draft", "submitted", "asked", "adjusted", "agreed"
MERGED, DISCARDED, CLOSED = "merged", "discarded", "closed"
OPEN_STATES = (DRAFT, SUBMITTED, ASKED, ADJUSTED)
"""In the making: a new SKP, or the working copy of an amendment."""

SKP = Workflow(
    name="skp",
    initial=DRAFT,
    labels={
        DRAFT: _("Disusun"), SUBMITTED: _("Menunggu penilai"), ASKED: _("Ditanyakan penilai"),
        ADJUSTED: _("Disesuaikan penilai"), AGREED: _("Disepakati"),
        MERGED: _("Perubahan disepakati"), DISCARDED: _("Perubahan dibatalkan"), CLOSED: _("Ditutup"),
    },
    turn_of={
        DRAFT: "employee", SUBMITTED: "appraiser", ASKED: "employee", ADJUSTED: "employee", AGREED: "nobody",
        MERGED: "nobody", DISCARDED: "nobody", CLOSED: "nobody",
    },
    transitions=(
        Transition("submit", frozenset({DRAFT}), SUBMITTED, by="employee"),
        Transition("withdraw", frozenset({SUBMITTED, ASKED, ADJUSTED}), DRAFT, by="employee"),
        Transition("ask", frozenset({SUBMITTED}), ASKED, by="appraiser"),
        Transition("answer", frozenset({ASKED}), SUBMITTED, by="employee"),
        Transition("adjust", frozenset({SUBMITTED, ADJUSTED}), ADJUSTED, by="appraiser", needs_reason=True),
        Transition("reply", frozenset({ADJUSTED}), SUBMITTED, by="employee"),
        Transition("accept", frozenset({ADJUSTED}), AGREED, by="employee"),
        Transition("return", frozenset({SUBMITTED}), DRAFT, by="appraiser", needs_reason=True),
        Transition("agree", frozenset({SUBMITTED}), AGREED, by="appraiser"),
        # Adjusted by an appraiser who was succeeded since: accepted, it goes to the new one (II.C.7).
        Transition("confirm", frozenset({ADJUSTED}), SUBMITTED, by="employee"),
        # The same two for the working copy of an amendment: its content becomes the next version.
        Transition("accept-change", frozenset({ADJUSTED}), MERGED, by="employee"),
        Transition("merge", frozenset({SUBMITTED}), MERGED, by="appraiser"),
        Transition("discard", frozenset({DRAFT}), DISCARDED, by="employee"),
        Transition("close", frozenset(OPEN_STATES), CLOSED, by="system"),
    ),
)

PROPOSED, ACTIVE, REJECTED, WITHDRAWN, ENDED = "proposed", "active", "rejected", "withdrawn", "ended"

ASSIGNMENT = Workflow(
    name="assignment",
    initial=PROPOSED,
    labels={
        PROPOSED: _("Menunggu penilai"), ACTIVE: _("Berlaku"), REJECTED: _("Tidak disetujui"),
        WITHDRAWN: _("Ditarik kembali"), ENDED: _("Selesai"),
    },
    turn_of={PROPOSED: "appraiser", ACTIVE: "employee", REJECTED: "nobody", WITHDRAWN: "nobody", ENDED: "nobody"},
    transitions=(
        Transition("approve", frozenset({PROPOSED}), ACTIVE, by="appraiser"),
        Transition("reject", frozenset({PROPOSED}), REJECTED, by="appraiser", needs_reason=True),
        Transition("withdraw", frozenset({PROPOSED}), WITHDRAWN, by="giver"),
        Transition("end", frozenset({ACTIVE}), ENDED, by="giver"),
    ),
)

FIXED = "fixed"

AGREEMENT = Workflow(
    name="agreement",
    initial=DRAFT,
    labels={DRAFT: _("Rancangan"), FIXED: _("Ditetapkan")},
    turn_of={DRAFT: "head", FIXED: "nobody"},
    transitions=(
        Transition("fix", frozenset({DRAFT}), FIXED, by="head"),
        Transition("reopen", frozenset({FIXED}), DRAFT, by="manager", needs_reason=True),
    ),
)

OFFERED, APPROVED, RETIRED = "offered", "approved", "retired"

LIBRARY = Workflow(
    name="library",
    initial=DRAFT,
    labels={DRAFT: _("Disusun"), OFFERED: _("Menunggu persetujuan"), APPROVED: _("Berlaku"), RETIRED: _("Tidak dipakai lagi")},
    turn_of={DRAFT: "owner", OFFERED: "manager", APPROVED: "nobody", RETIRED: "nobody"},
    transitions=(
        Transition("offer", frozenset({DRAFT}), OFFERED, by="owner"),
        Transition("return", frozenset({OFFERED}), DRAFT, by="manager", needs_reason=True),
        Transition("approve", frozenset({OFFERED}), APPROVED, by="manager"),
        Transition("revise", frozenset({APPROVED, RETIRED}), DRAFT, by="owner"),
        Transition("retire", frozenset({APPROVED}), RETIRED, by="manager", needs_reason=True),
    ),
)
