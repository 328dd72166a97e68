from __future__ import annotations

from django.urls import path

from nahtlos.web.start import views

urlpatterns = [path("", views.start, name="start")]
