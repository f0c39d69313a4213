"""How every table leads to the agency its rows belong to: the second lock is made from this (foundation.row_security).

A value names a column of the table itself (`id`, `agency_id`) or the foreign key whose parent it follows. A model that
stands in neither table fails the build (tests/house/test_tenancy.py).
"""

from __future__ import annotations

BELONGS: dict[str, str] = {
    "people.agency": "id",
    "people.unit": "agency_id",
    "people.employee": "agency_id",
    "people.position": "unit",
    "people.posting": "employee",
    "people.reporting": "employee",
    "people.circumstance": "employee",
    "people.taskteam": "agency_id",
    "people.teammembership": "team",
    "people.rolegrant": "employee",
    "people.delegation": "lender",
    "people.invitation": "employee",
    "people.correction": "employee",
    "people.correctionstatus": "record",
    "people.columnmapping": "agency_id",
    "people.importbatch": "agency_id",
    "people.importbatchstatus": "record",
    "people.importrow": "batch",
    "people.searchword": "agency_id",
    "people.affiliation": "agency_id",
    "people.directoryday": "agency_id",
    "people.unitsize": "unit",
    "foundation.auditevent": "agency_id",
    "foundation.audithead": "agency_id",
    "foundation.auditanchor": "agency_id",
    "foundation.reading": "agency_id",
    "foundation.storedfile": "agency_id",
    "foundation.job": "agency_id",
    "foundation.notice": "agency_id",
    "governance.schemeadoption": "agency_id",
    "governance.performanceyear": "agency_id",
    "governance.evaluationperiod": "performance_year",
    "governance.holiday": "agency_id",
    "planning.objective": "unit",
    "planning.objectiveindicator": "objective",
    "planning.skp": "employee",
    "planning.skpstatus": "record",
    "planning.resultplan": "skp",
    "planning.indicator": "result",
    "planning.behaviourexpectation": "skp",
    "planning.annexitem": "skp",
    "progress.monthlyreport": "skp",
    "progress.monthlyreportstatus": "record",
    "progress.realization": "report",
    "feedback.feedback": "skp",
    "evaluation.organisationachievement": "unit",
    "evaluation.evaluation": "skp",
    "evaluation.evaluationstatus": "record",
    "evaluation.periodcount": "period",
    "evaluation.unitcount": "count",
}

GLOBAL: dict[str, str] = {
    "foundation.user": "An account is looked for before anybody knows whose agency it is; it says nothing of a person's work.",
    "foundation.cacheentry": "Counts of attempts and one-time keys; nothing of a person is kept there.",
    "foundation.tick": "When each repeated duty was last done: one row per duty, not per agency.",
    "foundation.noticesettings": "How one account wants to be told: asked by the account alone.",
}

COUNTED: dict[str, tuple[str, ...]] = {
    "evaluation.evaluation": ("period_id", "state", "appraiser_id", "predikat", "skp_id"),
}
"""Tables whose rows are wide and counted by the thousand: the columns by which, as in `evaluation_counted`. PostgreSQL gets
an index of them that holds the agency too, so that counting under the second lock need not open the rows."""
