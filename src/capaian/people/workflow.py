"""The states of a correction that an employee asks for, and of an import that waits to be looked at."""

from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import Transition, Workflow

SUBMITTED, APPROVED, REJECTED, WITHDRAWN = "submitted", "approved", "rejected", "withdrawn"

CORRECTION = Workflow(
    name="correction",
    initial=SUBMITTED,
    labels={
        SUBMITTED: _("Menunggu pengelola kinerja"), APPROVED: _("Disetujui"), REJECTED: _("Ditolak"),
        WITHDRAWN: _("Ditarik kembali"),
    },
    turn_of={SUBMITTED: "manager", APPROVED: "nobody", REJECTED: "nobody", WITHDRAWN: "nobody"},
    transitions=(
        Transition("withdraw", frozenset({SUBMITTED}), WITHDRAWN, by="employee"),
        Transition("approve", frozenset({SUBMITTED}), APPROVED, by="manager"),
        Transition("reject", frozenset({SUBMITTED}), REJECTED, by="manager", needs_reason=True),
    ),
)

READING, MAPPING, READY, COMMITTING, COMMITTED, DISCARDED, UNREADABLE = (
    "reading", "mapping", "ready", "committing", "committed", "discarded", "unreadable",
)

IMPORT = Workflow(
    name="import",
    initial=READING,
    labels={
        READING: _("Sedang dibaca"), MAPPING: _("Menunggu pencocokan kolom"), READY: _("Siap diperiksa"),
        COMMITTING: _("Sedang diterapkan"), COMMITTED: _("Diterapkan"), DISCARDED: _("Dibuang"), UNREADABLE: _("Tidak terbaca"),
    },
    turn_of={
        READING: "worker", MAPPING: "manager", READY: "manager", COMMITTING: "worker", COMMITTED: "nobody", DISCARDED: "nobody",
        UNREADABLE: "nobody",
    },
    transitions=(
        Transition("present", frozenset({READING}), READY, by="worker"),
        Transition("ask", frozenset({READING}), MAPPING, by="worker"),
        Transition("match", frozenset({MAPPING}), READING, by="manager"),
        Transition("give-up", frozenset({READING}), UNREADABLE, by="worker"),
        Transition("commit", frozenset({READY}), COMMITTING, by="manager"),
        Transition("finish", frozenset({COMMITTING}), COMMITTED, by="worker"),
        Transition("discard", frozenset({READING, MAPPING, READY}), DISCARDED, by="manager"),
    ),
)
