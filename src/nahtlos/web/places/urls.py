from __future__ import annotations

from django.urls import path

from nahtlos.web.places import views

urlpatterns = [
    path("", views.index, name="places"),
    path("<slug:slug>/", views.place, name="place"),
]
