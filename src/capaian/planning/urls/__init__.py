"""Addresses of planning, room by room."""

from capaian.planning.urls import (
    amendments,
    assignments,
    cascade,
    dialogue,
    documents,
    drafting,
    library,
    linking,
    matrix,
    needs,
    objectives,
    rooms,
    skp,
)

app_name = "planning"
urlpatterns = [
    *rooms.urlpatterns, *needs.urlpatterns, *objectives.urlpatterns, *library.urlpatterns, *matrix.urlpatterns,
    *cascade.urlpatterns, *assignments.urlpatterns, *skp.urlpatterns, *dialogue.urlpatterns, *amendments.urlpatterns,
    *linking.urlpatterns, *documents.urlpatterns, *drafting.urlpatterns,
]
