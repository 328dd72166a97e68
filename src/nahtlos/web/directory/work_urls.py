from __future__ import annotations

from django.urls import path

from nahtlos.web.directory import work_views as views

urlpatterns = [
    path("", views.help_contacts, name="help_contacts"),
    path("neu/", views.add, name="help_contact_add"),
    path("<int:pk>/", views.change, name="help_contact_change"),
    path("<int:pk>/geprueft/", views.confirm, name="help_contact_confirm"),
    path("<int:pk>/pruefung-zuruecknehmen/", views.withdraw, name="help_contact_withdraw"),
    path("<int:pk>/entfernen/", views.remove, name="help_contact_remove"),
    path("<int:pk>/zurueckholen/", views.restore, name="help_contact_restore"),
]
