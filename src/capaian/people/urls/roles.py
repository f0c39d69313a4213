from __future__ import annotations

from django.urls import path

from capaian.people.views import roles

urlpatterns = [
    path("roles/", roles.listing, name="roles"),
    path("roles/new/", roles.granting, name="role_new"),
    path("roles/<int:grant_id>/revocation/", roles.revocation, name="role_revocation"),
    path("delegations/", roles.delegations, name="delegations"),
    path("delegations/capacity/end/", roles.capacity_end, name="capacity_end"),
    path("delegations/<int:lending_id>/capacity/", roles.capacity, name="capacity"),
    path("delegations/<int:lending_id>/end/", roles.delegation_end, name="delegation_end"),
]
