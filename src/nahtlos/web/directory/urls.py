from __future__ import annotations

from django.urls import path

from nahtlos.web.directory import views

urlpatterns = [path("hilfe-sofort/", views.help_now, name="help_now")]
