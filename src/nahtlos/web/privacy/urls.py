from __future__ import annotations

from django.urls import path

from nahtlos.web.privacy import views

urlpatterns = [path("datenschutz/", views.notice, name="privacy")]
