"""The addresses of evaluation: nouns, also where something is done."""

from __future__ import annotations

from django.urls import path

from capaian.evaluation.views import exporting, organisation, overview, results, team

app_name = "evaluation"

urlpatterns = [
    path("team/", team.current, name="team"),
    path("team/<int:period_id>/", team.grid, name="team_period"),
    path("team/<int:period_id>/ratings/", team.ratings, name="ratings"),
    path("team/<int:period_id>/ratings/<int:skp_id>/", team.rating, name="rating"),
    path("team/<int:period_id>/people/<int:skp_id>/", team.person, name="team_person"),
    path("team/<int:period_id>/publication/", team.publication, name="publication"),
    path("results/", results.listing, name="results"),
    path("results/<int:evaluation_id>/", results.why, name="result"),
    path("results/<int:evaluation_id>/c13.pdf", results.document, name="document"),
    path("organisation/", organisation.current, name="organisation"),
    path("organisation/<int:period_id>/", organisation.listing, name="organisation_period"),
    path("organisation/<int:period_id>/units/<int:unit_id>/", organisation.achievement, name="achievement"),
    path("manage/", overview.overview, name="overview"),
    path("manage/<int:period_id>/without-skp/", overview.without_skp, name="without_skp"),
    path("manage/<int:period_id>/results.csv", exporting.export, name="export"),
    path("manage/<int:period_id>/results.xlsx", exporting.export_xlsx, name="export_xlsx"),
]
