from __future__ import annotations

from django.urls import path

from capaian.people.views import ledger, person, teams

PERSON = "people/<int:pk>/ledger"

urlpatterns = [
    path("people/<int:pk>/", person.person, name="person"),
    path(f"{PERSON}/appraiser/", person.change, {"name": "change_appraiser"}, name="change_appraiser"),
    path(f"{PERSON}/transfer/", person.change, {"name": "transfer"}, name="transfer"),
    path(f"{PERSON}/acting/", person.change, {"name": "acting"}, name="acting"),
    path(f"{PERSON}/team/", person.change, {"name": "hand_over"}, name="hand_over"),
    path(f"{PERSON}/secondment/", person.change, {"name": "secondment"}, name="secondment"),
    path(f"{PERSON}/circumstance/", person.change, {"name": "circumstance"}, name="circumstance"),
    path(f"{PERSON}/departure/", person.change, {"name": "departure"}, name="departure"),
    path(f"{PERSON}/acting/<int:posting_id>/end/", person.acting_end, name="acting_end"),
    path(f"{PERSON}/circumstance/<int:circumstance_id>/end/", person.circumstance_end, name="circumstance_end"),
    path("people/ledger/", ledger.health, name="ledger_health"),
    path("task-teams/", teams.listing, name="task_teams"),
    path("task-teams/new/", teams.founding, name="task_team_new"),
    path("task-teams/<int:pk>/", teams.team, name="task_team"),
    path("task-teams/<int:pk>/end/", teams.ending, name="task_team_end"),
    path("task-teams/<int:pk>/members/", teams.joining, name="task_team_members"),
    path("task-teams/<int:pk>/members/<int:member_id>/end/", teams.leaving, name="task_team_leave"),
]
