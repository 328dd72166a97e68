from __future__ import annotations

from django.urls import path

from nahtlos.web.voices import views

urlpatterns = [
    path("barriere-melden/", views.report_barrier, name="report_barrier"),
    path("barriere-melden/danke/", views.thanks, name="report_barrier_thanks"),
    path("erklaerung-zur-barrierefreiheit/", views.accessibility, name="accessibility"),
]
