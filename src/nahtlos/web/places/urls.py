from __future__ import annotations

from django.urls import path

from nahtlos.web.places import views

urlpatterns = [
    path("", views.index, name="places"),
    path("<slug:slug>/", views.place, name="place"),
    # Nameless: nothing links here, but people shorten addresses like this.
    path("<slug:upper>/<slug:slug>/", views.place_below),
]
