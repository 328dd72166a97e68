from __future__ import annotations

from allauth.account.views import LogoutView
from django.urls import include, path
from django.views.decorators.http import require_POST

from nahtlos.web.work import views

urlpatterns = [
    path("", views.tasks, name="work_tasks"),
    path("anmelden/", views.SignIn.as_view(), name="account_login"),
    path("abmelden/", require_POST(LogoutView.as_view()), name="account_logout"),
    path("hilfe-sofort/", include("nahtlos.web.directory.work_urls")),
    path("barrieren/", include("nahtlos.web.voices.work_urls")),
    path("erscheinung/", include("nahtlos.web.appearance.work_urls")),
    path("", include("nahtlos.web.people.urls")),
    path("postausgang/", include("nahtlos.web.journal.urls")),
    path("meine-daten/", include("nahtlos.web.privacy.work_urls")),
]
