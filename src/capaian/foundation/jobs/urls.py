from __future__ import annotations

from django.urls import URLPattern, path

from capaian.foundation.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("jobs/", views.listing, name="jobs"),
    path("jobs/<int:job_id>/", views.job, name="job"),
    path("jobs/<int:job_id>/progress/", views.progress, name="progress"),
    path("jobs/<int:job_id>/cancellation/", views.cancellation, name="cancellation"),
    path("jobs/<int:job_id>/retry/", views.retry, name="retry"),
]
